//! A comment with all that stands under it: taken down in one deed, and put back with it. Each of them is decided about
//! by the desk's own function; its decision names the one that it came with.
use super::{
    decide::{Cause, Verdict, one},
    hides_or_shows,
};
use crate::{
    db::{Change, Tx},
    fault::{Code, Fault},
    live::Draft,
    moderation::{MOST_UNDER, Moderator},
    thread::Rule,
};

pub(super) const STATEMENTS: &[&str] = &[UNDER, CAME_WITH, HID];

/// What can be read under a comment, nearest first; among its own replies the first two thousand are looked at. Past the
/// drawn depth a path does not name all ancestors.
const UNDER: &str = "WITH RECURSIVE under (id, state) AS (SELECT * FROM (SELECT id, state FROM comment WHERE parent = $1 \
     ORDER BY id LIMIT 2000) UNION ALL SELECT c.id, c.state FROM under u JOIN comment c ON c.parent = u.id) \
     SELECT id FROM under WHERE state = 'visible' LIMIT $2";
/// The comments about which nothing was decided since the decisions that came with this one.
const CAME_WITH: &str = concat!(
    "SELECT d.comment, d.id FROM decision d WHERE d.branch = $1 AND d.id = (SELECT l.id FROM decision l \
     WHERE l.comment = d.comment AND l.kind IN ",
    hides_or_shows!(),
    " ORDER BY l.id DESC LIMIT 1) ORDER BY d.id"
);
/// The decision that keeps a hidden comment away.
const HID: &str = "SELECT id FROM decision WHERE comment = $1 AND kind IN ('hide', 'undo') ORDER BY id DESC LIMIT 1";

/// Takes a comment down, and what can be read under it, [`MOST_UNDER`] replies at most. Gives the decision about the
/// comment itself.
///
/// # Errors
/// Those of [`super::decide`].
pub async fn hide_branch(
    tx: &mut Tx,
    by: &Moderator,
    comment: i64,
    rule: Rule,
    note: &str,
) -> Result<Change<i64>, Fault> {
    let under: Vec<(i64,)> = sqlx::query_as(UNDER).bind(comment).bind(MOST_UNDER).fetch_all(&mut tx.connection).await?;
    let mut change = one(tx, by, comment, Verdict::Hide(rule), Cause { note, ..Cause::default() }).await?;
    let cause = Cause { note, branch: Some(change.value), ..Cause::default() };
    for (reply,) in under {
        let done = one(tx, by, reply, Verdict::Hide(rule), cause).await;
        change.events.extend(unless_decided(done)?.into_iter().flat_map(|change| change.events));
    }
    Ok(change)
}

/// The decision whose branch a verdict puts back or takes down again.
pub(super) async fn taken_back(tx: &mut Tx, comment: i64, verdict: Verdict) -> Result<Option<i64>, Fault> {
    match verdict {
        Verdict::Undo(id) => Ok(Some(id)),
        Verdict::Restore => {
            let hid: Option<(i64,)> = sqlx::query_as(HID).bind(comment).fetch_optional(&mut tx.connection).await?;
            Ok(hid.map(|(id,)| id))
        }
        Verdict::Approve | Verdict::Hide(_) | Verdict::Uphold => Ok(None),
    }
}

/// What came with decision `before` goes the way of `decision`, which takes it back; what was decided about otherwise
/// since stays as it is.
pub(super) async fn follow(
    tx: &mut Tx,
    by: &Moderator,
    before: i64,
    decision: i64,
    verdict: Verdict,
) -> Result<Vec<Draft>, Fault> {
    let came: Vec<(i64, i64)> = sqlx::query_as(CAME_WITH).bind(before).fetch_all(&mut tx.connection).await?;
    // What is answered to the author of the comment itself is for them alone.
    let cause = Cause { branch: Some(decision), ..Cause::default() };
    let mut events = Vec::new();
    for (reply, last) in came {
        let verdict = if matches!(verdict, Verdict::Undo(_)) { Verdict::Undo(last) } else { verdict };
        let done = unless_decided(one(tx, by, reply, verdict, cause).await)?;
        events.extend(done.into_iter().flat_map(|change| change.events));
    }
    Ok(events)
}

/// Of several decisions taken together: one that somebody was quicker with is passed over. Such a refusal comes before
/// anything is written.
///
/// # Errors
/// Any other refusal.
pub fn unless_decided<T>(result: Result<Change<T>, Fault>) -> Result<Option<Change<T>>, Fault> {
    match result {
        Ok(change) => Ok(Some(change)),
        Err(Fault { code: Code::Decided | Code::NotFound | Code::NotYours, .. }) => Ok(None),
        Err(fault) => Err(fault),
    }
}
