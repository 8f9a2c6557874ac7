//! One decision after the other, in one transaction, each by the desk's own function.
use super::api::Decided;
use crate::{
    db::{Change, Tx},
    fault::Fault,
    live::Draft,
    moderation::{
        Moderator,
        store::{self as desk, Verdict},
    },
};

/// Decides on each of these comments; one that is not there or was decided otherwise meanwhile is passed over.
///
/// # Errors
/// When the database fails.
pub async fn decide(
    tx: &mut Tx,
    by: &Moderator,
    comments: &[i64],
    verdict: Verdict,
    note: &str,
) -> Result<Change<Decided>, Fault> {
    let (mut decided, mut events) = (Decided::default(), Vec::new());
    for comment in comments {
        take(desk::decide(tx, by, *comment, verdict, note).await, *comment, &mut decided, &mut events)?;
    }
    Ok(Change { value: decided, events })
}

/// Takes each of these decisions back, where it is the last on its comment.
///
/// # Errors
/// When the database fails.
pub async fn undo(tx: &mut Tx, by: &Moderator, decisions: &[i64]) -> Result<Change<Decided>, Fault> {
    const OF: &str = "SELECT comment FROM decision WHERE id = $1";
    let (mut decided, mut events) = (Decided::default(), Vec::new());
    for decision in decisions {
        let found: Option<(i64,)> = sqlx::query_as(OF).bind(decision).fetch_optional(&mut tx.connection).await?;
        let Some((comment,)) = found else { continue };
        let undone = desk::decide(tx, by, comment, Verdict::Undo(*decision), "").await;
        take(undone, comment, &mut decided, &mut events)?;
    }
    Ok(Change { value: decided, events })
}

fn take(
    result: Result<Change<i64>, Fault>,
    comment: i64,
    decided: &mut Decided,
    events: &mut Vec<Draft>,
) -> Result<(), Fault> {
    match desk::unless_decided(result)? {
        Some(mut change) => {
            decided.done.push((comment, change.value));
            events.append(&mut change.events);
        }
        None => decided.passed += 1,
    }
    Ok(())
}
