//! Single comments of one kind, newest first: those of a stance, official ones, the reader's own.
use super::{
    Row, comment_columns,
    cutting::{Cutting, as_i64},
    seen,
};
use crate::{
    db::{Failure, Read},
    thread::{
        model::CommentId,
        reading::{PAGE, Show, Start},
    },
};

/// Every statement of this file, for the test that reads their plans.
pub(super) const STATEMENTS: &[&str] = &[STANCE_DOWN, STANCE_UP, OFFICIAL_DOWN, OFFICIAL_UP, MINE_DOWN, MINE_UP];

const STANCE_DOWN: &str = comment_columns!(
    "WHERE c.proposal = $1 AND c.stance = $3 AND c.stance <> '' AND c.state = 'visible' AND c.id < $4 \
     ORDER BY c.id DESC LIMIT $2"
);
const STANCE_UP: &str = comment_columns!(
    "WHERE c.proposal = $1 AND c.stance = $3 AND c.stance <> '' AND c.state = 'visible' AND c.id > $4 \
     ORDER BY c.id LIMIT $2"
);
const OFFICIAL_DOWN: &str = comment_columns!(
    "WHERE c.proposal = $1 AND c.official = 1 AND c.state = 'visible' AND c.id < $3 ORDER BY c.id DESC LIMIT $2"
);
const OFFICIAL_UP: &str = comment_columns!(
    "WHERE c.proposal = $1 AND c.official = 1 AND c.state = 'visible' AND c.id > $3 ORDER BY c.id LIMIT $2"
);
const MINE_DOWN: &str = comment_columns!(
    "WHERE c.proposal = $1 AND c.account = $3 AND c.state = 'visible' AND c.id < $4 ORDER BY c.id DESC LIMIT $2"
);
const MINE_UP: &str = comment_columns!(
    "WHERE c.proposal = $1 AND c.account = $3 AND c.state = 'visible' AND c.id > $4 ORDER BY c.id LIMIT $2"
);

/// A page of them. `me` is the reader's account.
pub(super) async fn flat(
    read: &mut Read,
    proposal: i64,
    show: Show,
    start: &Start,
    me: Option<i64>,
) -> Result<Cutting, Failure> {
    let (down, up) = match show {
        Show::For | Show::Against | Show::Neutral => (STANCE_DOWN, STANCE_UP),
        Show::Official => (OFFICIAL_DOWN, OFFICIAL_UP),
        Show::Mine => (MINE_DOWN, MINE_UP),
    };
    let (sql, at) = match start {
        Start::Before(cursor) => (up, cursor.id),
        Start::After(cursor) => (down, cursor.id),
        Start::First | Start::From(_) => (down, CommentId::MAX),
    };
    let query = sqlx::query_as::<_, Row>(sql).bind(proposal).bind(as_i64(PAGE + 1));
    let query = match show {
        Show::Mine => query.bind(me.unwrap_or(0)),
        Show::Official => query,
        _ => query.bind(show.as_str()),
    };
    let comments = read.all(query.bind(at)).await?.into_iter().map(seen).collect();
    Ok(match start {
        Start::Before(_) => Cutting::up(comments),
        _ => Cutting::down(comments, matches!(start, Start::After(_))),
    })
}
