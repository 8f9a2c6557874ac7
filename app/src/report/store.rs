//! The rows of reports.
use super::model::{Fate, Receipt, severity, weight};
use crate::{
    account,
    db::{Change, Failure, Millis, Read, Tx},
    fault::{Code, Fault},
    live::{Kind, Topic},
    thread::{Rule, store::told},
};
use sqlx::FromRow;

/// Every statement of this file, for the test that reads their plans.
pub const STATEMENTS: &[&str] = &[HISTORY, RECEIPT, MINE, ANSWERED];

/// Of somebody's last twenty reports that were answered, how many were founded.
const HISTORY: &str = "SELECT COUNT(*), COALESCE(SUM(d.kind IN ('hide', 'redact')), 0) FROM (SELECT decision FROM report \
     WHERE account = $1 AND decision IS NOT NULL ORDER BY id DESC LIMIT 20) r JOIN decision d ON d.id = r.decision";
macro_rules! receipts {
    ($rest:literal) => {
        concat!(
            "SELECT r.reference, r.comment, r.rule, r.law, r.created_at AS at, COALESCE(d.kind, '') AS decided, \
             COALESCE(d.created_at, 0) AS decided_at, c.state FROM report r JOIN comment c ON c.id = r.comment \
             LEFT JOIN decision d ON d.id = r.decision WHERE ",
            $rest
        )
    };
}
const RECEIPT: &str = receipts!("r.reference = $1");
const MINE: &str = receipts!("r.account = $1 ORDER BY r.id DESC LIMIT 50");
const ANSWERED: &str = "SELECT DISTINCT account FROM report WHERE decision = $1 AND account IS NOT NULL";

/// A report about to be made.
#[derive(Clone, Debug)]
pub struct New {
    /// Of which comment.
    pub comment: i64,
    /// By whom: an account ("a7"), or a visitor by a cookie's hash.
    pub reporter: String,
    /// The account, when there is one.
    pub account: Option<i64>,
    /// A visitor's name.
    pub name: String,
    /// A visitor's address.
    pub email: String,
    /// The rule that it names.
    pub rule: Rule,
    /// The law that it names.
    pub law: String,
    /// In their words.
    pub note: String,
}

impl Default for New {
    fn default() -> Self {
        let text = String::new;
        Self {
            comment: 0,
            reporter: text(),
            account: None,
            name: text(),
            email: text(),
            rule: Rule::OffTopic,
            law: text(),
            note: text(),
        }
    }
}

/// Reports a comment, once for each reporter. Gives the reference.
///
/// # Errors
/// [`Code::NotFound`], [`Code::Gone`] when it left, [`Code::Reported`] the second time.
pub async fn add(tx: &mut Tx, new: &New) -> Result<Change<String>, Fault> {
    const STATE: &str = "SELECT proposal, state FROM comment WHERE id = $1";
    let row: Option<(i64, String)> = sqlx::query_as(STATE).bind(new.comment).fetch_optional(&mut tx.connection).await?;
    let (proposal, state) = row.ok_or(Code::NotFound)?;
    if state != "visible" {
        return Err(Code::Gone.into());
    }
    let now = tx.now;
    let reference = put(tx, new, now).await?.ok_or(Code::Reported)?;
    let mut draft = told(tx, Kind::CommentReported, proposal, new.comment, new.account).await?;
    // Who reports whom is for the desk alone.
    draft.topics = vec![Topic::Desk];
    Ok(Change::told(reference, draft))
}

/// Writes a report and counts it on its comment. Gives the reference; `None` when there is one already.
///
/// # Errors
/// When the database fails.
pub async fn put(tx: &mut Tx, new: &New, at: Millis) -> Result<Option<String>, Fault> {
    const INSERT: &str = "INSERT INTO report (comment, reporter, account, name, email, rule, law, note, reference, weight, \
         created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT (comment, reporter) DO NOTHING";
    const COUNT: &str = "UPDATE comment SET reports = reports + 1, gravity = CASE WHEN reports = 0 THEN 0 ELSE gravity END + $3, \
         reported_at = CASE WHEN reports = 0 OR reported_at > $2 THEN $2 ELSE reported_at END WHERE id = $1";
    let (answered, right): (i64, i64) = sqlx::query_as(HISTORY).bind(new.account).fetch_one(&mut tx.connection).await?;
    let weight = weight(answered, right);
    let reference = reference();
    let query = sqlx::query(INSERT).bind(new.comment).bind(&new.reporter).bind(new.account).bind(&new.name);
    let query = query.bind(&new.email).bind(new.rule.as_str()).bind(&new.law).bind(&new.note).bind(&reference);
    if query.bind(weight).bind(at).execute(&mut tx.connection).await?.rows_affected() == 0 {
        return Ok(None);
    }
    let counted = sqlx::query(COUNT).bind(new.comment).bind(at).bind(weight * severity(new.rule));
    counted.execute(&mut tx.connection).await?;
    Ok(Some(reference))
}

/// Sixty random bits as letters and digits that cannot be mistaken for one another: `K7QX-2MRD-9TWA`.
fn reference() -> String {
    const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    let bits: u64 = rand::random();
    let letter = |at: usize| char::from(LETTERS[usize::try_from((bits >> (5 * at)) & 31).unwrap_or(0)]);
    let part = |from: usize| (from..from + 4).map(letter).collect::<String>();
    [part(0), part(4), part(8)].join("-")
}

/// A decision answers every open report of a comment; whoever made them is told so.
///
/// # Errors
/// When the database fails.
pub async fn answered(tx: &mut Tx, comment: i64, decision: i64, by: i64) -> Result<(), Fault> {
    const ANSWER: &str = "UPDATE report SET decision = $2 WHERE comment = $1 AND decision IS NULL";
    const NONE: &str = "UPDATE comment SET reports = 0, gravity = 0 WHERE id = $1";
    let done = sqlx::query(ANSWER).bind(comment).bind(decision).execute(&mut tx.connection).await?;
    sqlx::query(NONE).bind(comment).execute(&mut tx.connection).await?;
    if done.rows_affected() == 0 {
        return Ok(());
    }
    let reporters: Vec<(i64,)> = sqlx::query_as(ANSWERED).bind(decision).fetch_all(&mut tx.connection).await?;
    for (account,) in reporters {
        account::store::untold(tx, Some(account), by).await?;
    }
    Ok(())
}

/// The decision was taken back: what it answered is open again.
///
/// # Errors
/// When the database fails.
pub async fn reopened(tx: &mut Tx, comment: i64, decision: i64) -> Result<(), Fault> {
    const OPEN: &str = "UPDATE report SET decision = NULL WHERE comment = $1 AND decision = $2";
    const REPORTS: &str = "SELECT rule, weight, created_at FROM report WHERE comment = $1 AND decision IS NULL";
    const COUNT: &str = "UPDATE comment SET reports = $2, gravity = $3, reported_at = $4 WHERE id = $1";
    sqlx::query(OPEN).bind(comment).bind(decision).execute(&mut tx.connection).await?;
    let open: Vec<(String, i64, Millis)> = sqlx::query_as(REPORTS).bind(comment).fetch_all(&mut tx.connection).await?;
    let gravity: i64 = open.iter().map(|(rule, weight, _)| weight * rule.parse().map_or(1, severity)).sum();
    let first = open.iter().map(|(_, _, at)| *at).min().unwrap_or(0);
    let query = sqlx::query(COUNT).bind(comment).bind(i64::try_from(open.len()).unwrap_or(i64::MAX)).bind(gravity);
    query.bind(first).execute(&mut tx.connection).await?;
    Ok(())
}

#[derive(FromRow)]
struct Row {
    reference: String,
    comment: i64,
    rule: String,
    law: String,
    at: Millis,
    decided: String,
    decided_at: Millis,
    state: String,
}

impl From<Row> for Receipt {
    fn from(row: Row) -> Self {
        let fate = match (row.decided.as_str(), row.state.as_str()) {
            ("", "deleted") => Fate::Gone,
            ("", _) => Fate::Waiting,
            ("hide", _) => Fate::Removed,
            ("redact", _) => Fate::Redacted,
            _ => Fate::Stays,
        };
        Self {
            reference: row.reference,
            comment: row.comment,
            rule: row.rule.parse().unwrap_or(Rule::OffTopic),
            law: row.law,
            at: row.at,
            fate,
            decided_at: row.decided_at,
            visible: row.state == "visible",
        }
    }
}

/// What became of the report with this reference.
///
/// # Errors
/// When the database fails.
pub async fn receipt(read: &mut Read, reference: &str) -> Result<Option<Receipt>, Failure> {
    Ok(read.maybe(sqlx::query_as::<_, Row>(RECEIPT).bind(reference)).await?.map(Receipt::from))
}

/// Somebody's newest reports.
///
/// # Errors
/// When the database fails.
pub async fn mine(read: &mut Read, account: i64) -> Result<Vec<Receipt>, Failure> {
    Ok(read.all(sqlx::query_as::<_, Row>(MINE).bind(account)).await?.into_iter().map(Receipt::from).collect())
}
