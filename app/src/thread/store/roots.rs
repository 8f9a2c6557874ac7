//! Conversations in each of their orders, cut by key: a page of an order costs the same wherever it stands in it.
use super::super::{
    model::CommentId,
    reading::{PAGE, Sort},
};
use crate::db::{Failure, Read};

/// A conversation: its first comment, and how many rows it has.
pub(super) type Root = (CommentId, i64);

macro_rules! roots {
    ($scope:literal, $key:literal, $first:literal, $past:literal, $way:literal) => {
        concat!(
            "SELECT id, total FROM comment WHERE ",
            $scope,
            " = $1 AND parent IS NULL AND ",
            $key,
            $first,
            " $3 AND (",
            $key,
            $past,
            " $3 OR id ",
            $past,
            " $4) AND pin = 0 AND (state <> 'deleted' OR replies > 0) ORDER BY ",
            $key,
            $way,
            ", id ",
            $way,
            " LIMIT $2"
        )
    };
}

macro_rules! both {
    ($scope:literal, $key:literal) => {
        [roots!($scope, $key, " <=", " <", " DESC"), roots!($scope, $key, " >=", " >", " ASC")]
    };
}

/// By scope, by key, falling and rising.
const ROOTS: [[[&str; 2]; 4]; 2] = [
    [both!("proposal", "id"), both!("proposal", "useful"), both!("proposal", "ground"), both!("proposal", "size")],
    [both!("action", "id"), both!("action", "useful"), both!("action", "ground"), both!("action", "size")],
];
/// What moderators put first.
const PINNED: &str = "SELECT id, total FROM comment WHERE proposal = $1 AND parent IS NULL AND pin > 0 \
     AND COALESCE(action, 0) = COALESCE($2, action, 0) ORDER BY id DESC LIMIT 3";

/// Every statement of this file, for the test that reads their plans.
pub(super) fn statements() -> impl Iterator<Item = &'static str> {
    ROOTS.iter().flatten().flatten().copied().chain([PINNED])
}

/// Of whose conversations: a proposal's, or one of its actions' (by row number).
#[derive(Clone, Copy)]
pub(super) struct Scope {
    pub proposal: i64,
    pub action: Option<i64>,
}

/// Where a conversation stands in every order.
#[derive(Clone, Copy, Debug)]
pub(super) struct Keys {
    pub id: CommentId,
    pub useful: i64,
    pub ground: i64,
    pub size: i64,
}

impl Keys {
    /// Its place in one order: the key and the number that decides between equals.
    const fn of(self, sort: Sort) -> (i64, i64) {
        let key = match sort {
            Sort::New | Sort::Old => self.id,
            Sort::Useful => self.useful,
            Sort::Ground => self.ground,
            Sort::Discussed => self.size,
        };
        (key, self.id)
    }
}

/// Which conversations of an order: all from its start, those past one of them or those before it (nearest first).
#[derive(Clone, Copy)]
pub(super) enum Cut {
    Start,
    After(Keys),
    From(Keys),
    Before(Keys),
}

/// Conversations of an order, enough to fill a page and to know whether more follow.
pub(super) async fn roots(read: &mut Read, scope: Scope, sort: Sort, cut: Cut) -> Result<Vec<Root>, Failure> {
    let forward = !matches!(cut, Cut::Before(_));
    let rising = (sort == Sort::Old) == forward;
    let column = match sort {
        Sort::New | Sort::Old => 0,
        Sort::Useful => 1,
        Sort::Ground => 2,
        Sort::Discussed => 3,
    };
    let sql = ROOTS[usize::from(scope.action.is_some())][column][usize::from(rising)];
    let (key, id) = match cut {
        Cut::Start if rising => (i64::MIN, i64::MIN),
        Cut::Start => (i64::MAX, i64::MAX),
        Cut::After(keys) | Cut::Before(keys) => keys.of(sort),
        Cut::From(keys) => {
            let (key, id) = keys.of(sort);
            // One step back, so that the conversation itself comes first.
            let step = if rising { -1 } else { 1 };
            if matches!(sort, Sort::New | Sort::Old) { (key + step, id + step) } else { (key, id + step) }
        }
    };
    let limit = i64::try_from(PAGE + 1).unwrap_or(i64::MAX);
    let of = scope.action.unwrap_or(scope.proposal);
    read.all(sqlx::query_as(sql).bind(of).bind(limit).bind(key).bind(id)).await
}

/// The conversations that moderators put first.
pub(super) async fn pinned(read: &mut Read, scope: Scope) -> Result<Vec<Root>, Failure> {
    read.all(sqlx::query_as(PINNED).bind(scope.proposal).bind(scope.action)).await
}
