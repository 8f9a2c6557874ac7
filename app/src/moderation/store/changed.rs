//! Decisions that leave a text where it can be read: they change something about it, and keep what it was.
use super::decide::{Cause, append};
use crate::{
    account, carry,
    db::{Change, Tx},
    fault::{Code, Fault},
    live::Kind,
    moderation::Moderator,
    record,
    thread::{Stance, store as thread},
};

pub(super) const STATEMENTS: &[&str] = &[WAS, PRESENT];

/// Those that can be taken back.
pub(super) const KINDS: [&str; 4] = ["move", "join", "part", "stance"];

const WAS: &str = "SELECT kind, was, id = (SELECT MAX(l.id) FROM decision l WHERE l.comment = $2) FROM decision \
     WHERE id = $1 AND comment = $2";
const PRESENT: &str = "SELECT proposal, account, stance FROM comment WHERE id = $1 AND state = 'visible'";

/// Notes that something about a comment is not any more what it `was`; its `author` is told. Gives the decision's number.
///
/// # Errors
/// When the database fails.
pub async fn changed(
    tx: &mut Tx,
    by: &Moderator,
    (comment, author): (i64, Option<i64>),
    (kind, was): (&str, &str),
    note: &str,
) -> Result<i64, Fault> {
    let id = append(tx, by, comment, (kind, None), Cause { note, was, ..Cause::default() }).await?;
    account::store::untold(tx, author, by.person().id).await?;
    record::store::catch_up(tx).await?;
    Ok(id)
}

/// Makes it again what it was before decision `id`. `None` when that is a decision of another kind.
pub(super) async fn back(tx: &mut Tx, by: &Moderator, comment: i64, id: i64) -> Result<Option<Change<i64>>, Fault> {
    let found: Option<(String, String, bool)> =
        sqlx::query_as(WAS).bind(id).bind(comment).fetch_optional(&mut tx.connection).await?;
    let Some((kind, was, last)) = found.filter(|(kind, ..)| KINDS.contains(&kind.as_str())) else {
        return Ok(None);
    };
    if !last {
        return Err(Code::Decided.into());
    }
    Ok(Some(match kind.as_str() {
        "move" => carry::store::back(tx, by, comment, &was).await?,
        "join" => carry::store::part(tx, by, comment, Some(&was), "").await?,
        "part" => carry::store::again(tx, by, comment, &was).await?,
        _ => stance(tx, by, comment, was.parse().ok(), "").await?,
    }))
}

/// Puts right what a comment's author thinks of the proposal; `None` is that they do not say.
///
/// # Errors
/// [`Code::NotFound`] unless it can be read, [`Code::NoChange`].
pub async fn stance(
    tx: &mut Tx,
    by: &Moderator,
    comment: i64,
    to: Option<Stance>,
    note: &str,
) -> Result<Change<i64>, Fault> {
    const SET: &str = "UPDATE comment SET stance = $2 WHERE id = $1";
    let found: Option<(i64, Option<i64>, String)> =
        sqlx::query_as(PRESENT).bind(comment).fetch_optional(&mut tx.connection).await?;
    let (proposal, author, was) = found.ok_or(Code::NotFound)?;
    let to = to.map_or("", Stance::as_str);
    if was == to {
        return Err(Code::NoChange.into());
    }
    thread::said(tx, comment, -1).await?;
    sqlx::query(SET).bind(comment).bind(to).execute(&mut tx.connection).await?;
    thread::said(tx, comment, 1).await?;
    let id = changed(tx, by, (comment, author), ("stance", &was), note).await?;
    let mut draft = thread::told(tx, Kind::CommentMarked, proposal, comment, Some(by.person().id)).await?;
    draft.refs.decision = Some(id);
    Ok(Change::told(id, draft))
}
