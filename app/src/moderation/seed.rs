//! Reports and decisions of the past: those of the demo.
use crate::{
    db::{Millis, Tx},
    fault::Fault,
    report::store::{New, put},
    search,
    thread::Rule,
};

/// A report that was made.
pub struct PastReport {
    /// Of which comment.
    pub comment: i64,
    /// By whom.
    pub account: i64,
    /// The rule that it names.
    pub rule: Rule,
    /// In their words.
    pub note: String,
    /// When.
    pub at: Millis,
}

/// A comment that was taken down.
pub struct PastHiding {
    /// Which.
    pub comment: i64,
    /// By whom.
    pub moderator: i64,
    /// The rule that it broke.
    pub rule: Rule,
    /// What its author was told.
    pub note: String,
    /// When.
    pub at: Millis,
}

/// Writes a report and counts it on its comment.
///
/// # Errors
/// When the database fails.
pub async fn report(tx: &mut Tx, new: &PastReport) -> Result<(), Fault> {
    let report = New {
        comment: new.comment,
        reporter: format!("a{}", new.account),
        account: Some(new.account),
        rule: new.rule,
        note: new.note.clone(),
        ..New::default()
    };
    put(tx, &report, new.at).await.map(|_| ())
}

/// Takes a comment down: the decision, its answer to every report, the state and the index.
///
/// # Errors
/// When the database fails.
pub async fn hide(tx: &mut Tx, new: &PastHiding) -> Result<(), Fault> {
    const DECIDE: &str = "INSERT INTO decision (comment, moderator, kind, rule, note, created_at) \
         VALUES ($1, $2, 'hide', $3, $4, $5) RETURNING id";
    const TURN: &str = "UPDATE comment SET state = 'hidden', rule = $2, state_at = $3, reports = 0, gravity = 0 WHERE id = $1 AND state = 'visible'";
    let (decision,): (i64,) = sqlx::query_as(DECIDE)
        .bind(new.comment)
        .bind(new.moderator)
        .bind(new.rule.as_str())
        .bind(&new.note)
        .bind(new.at)
        .fetch_one(&mut tx.connection)
        .await?;
    sqlx::query("UPDATE report SET decision = $2 WHERE comment = $1 AND decision IS NULL")
        .bind(new.comment)
        .bind(decision)
        .execute(&mut tx.connection)
        .await?;
    sqlx::query(TURN).bind(new.comment).bind(new.rule.as_str()).bind(new.at).execute(&mut tx.connection).await?;
    search::store::remove(tx, "comment", new.comment).await
}
