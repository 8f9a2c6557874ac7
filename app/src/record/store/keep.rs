//! New lines. A line is added in the transaction of its decision, or not at all.
use super::super::{
    chain::{Hash, Private, Public, inner, line},
    model::Source,
};
use crate::{db::Tx, fault::Fault, i18n::month};
use rand::Rng;
use sqlx::FromRow;

pub(super) const STATEMENTS: &[&str] = &[PENDING, REPORTED, FOUND, APPEALED, BEFORE, REFUSED, ANSWERED, MEASURE, LAST];

/// Decisions without a line: usually the one just taken.
const PENDING: &str = "SELECT d.id, d.comment, d.moderator, d.kind, d.rule, d.note, d.created_at AS at, c.proposal \
     FROM decision d JOIN comment c ON c.id = d.comment \
     WHERE d.id > (SELECT COALESCE(MAX(ref), 0) FROM record WHERE what = 'decision') ORDER BY d.id LIMIT 500";
/// At most so many of them are read together.
const TOGETHER: usize = 500;
const REPORTED: &str = "SELECT MIN(created_at) FROM report WHERE comment = $1 AND decision = $2";
const FOUND: &str = "SELECT MIN(at) FROM firing WHERE comment = $1 AND severity = 'serious'";
const APPEALED: &str = "SELECT created_at FROM appeal WHERE comment = $1 ORDER BY id DESC LIMIT 1";
const BEFORE: &str = "SELECT r.id FROM decision d JOIN record r ON r.what = 'decision' AND r.ref = d.id \
     WHERE d.comment = $1 AND d.id < $2 ORDER BY d.id DESC LIMIT 1";
const REFUSED: &str = "SELECT proposal, moderator, rule, note, created_at, decided_at FROM waiting WHERE id = $1";
const ANSWERED: &str = "SELECT a.proposal, COALESCE(a.moderator, 0), COALESCE(t.rule, s.rule, ''), a.note, a.created_at, \
     a.decided_at, COALESCE(a.waiting, s.account, 0), a.state, (SELECT MIN(r.id) FROM record r \
     WHERE r.what = CASE WHEN a.waiting IS NULL THEN 'sanction' ELSE 'waiting' END AND r.ref = COALESCE(a.waiting, a.sanction)) \
     FROM appeal a LEFT JOIN waiting t ON t.id = a.waiting LEFT JOIN sanction s ON s.id = a.sanction WHERE a.id = $1";
const MEASURE: &str = "SELECT s.account, s.kind, s.rule, s.note, s.moderator, s.proposal, (SELECT MAX(r.id) FROM record r \
     WHERE r.what = 'sanction' AND r.ref = s.id) FROM sanction s WHERE s.id = $1";
const LAST: &str = "SELECT id, hash FROM record WHERE id > 0 ORDER BY id DESC LIMIT 1";

#[derive(FromRow)]
struct Decided {
    id: i64,
    comment: i64,
    moderator: i64,
    kind: String,
    rule: String,
    note: String,
    at: i64,
    proposal: i64,
}

/// Adds the lines of all decisions that have none yet, in their order.
///
/// # Errors
/// When the database fails.
pub async fn catch_up(tx: &mut Tx) -> Result<(), Fault> {
    loop {
        let pending: Vec<Decided> = sqlx::query_as(PENDING).fetch_all(&mut tx.connection).await?;
        for decided in &pending {
            decision(tx, decided).await?;
        }
        if pending.len() < TOGETHER {
            return Ok(());
        }
    }
}

async fn decision(tx: &mut Tx, decided: &Decided) -> Result<(), Fault> {
    let Decided { id, comment, at, .. } = *decided;
    let (source, since) = came(tx, decided).await?;
    let takes_back = matches!(decided.kind.as_str(), "undo" | "restore" | "grant" | "uphold");
    let undoes: Option<(i64,)> = if takes_back {
        sqlx::query_as(BEFORE).bind(comment).bind(id).fetch_optional(&mut tx.connection).await?
    } else {
        None
    };
    let public = Public {
        id: 0,
        at,
        kind: &decided.kind,
        rule: &decided.rule,
        source,
        proposal: Some(decided.proposal),
        waited: since.map(|since| (at - since).max(0)),
        undoes: undoes.map(|(line,)| line),
    };
    let private = Private { of: ("decision", id), text: comment, moderator: decided.moderator, note: &decided.note };
    append(tx, public, &private).await
}

/// What brought a comment to the desk, and since when it waited there.
async fn came(tx: &mut Tx, decided: &Decided) -> Result<(Source, Option<i64>), Fault> {
    let (comment, decision) = (decided.comment, decided.id);
    if matches!(decided.kind.as_str(), "grant" | "uphold") {
        let (since,): (i64,) = sqlx::query_as(APPEALED).bind(comment).fetch_one(&mut tx.connection).await?;
        return Ok((Source::Appeal, Some(since)));
    }
    let (reported,): (Option<i64>,) =
        sqlx::query_as(REPORTED).bind(comment).bind(decision).fetch_one(&mut tx.connection).await?;
    if reported.is_some() {
        return Ok((Source::Report, reported));
    }
    let (found,): (Option<i64>,) = sqlx::query_as(FOUND).bind(comment).fetch_one(&mut tx.connection).await?;
    Ok(if found.is_some() { (Source::Phase, found) } else { (Source::Own, None) })
}

/// Adds the line of a text that was refused before it was published.
///
/// # Errors
/// When the database fails.
pub async fn refused(tx: &mut Tx, waiting: i64) -> Result<(), Fault> {
    type Row = (i64, i64, String, String, i64, i64);
    catch_up(tx).await?;
    let (proposal, moderator, rule, note, since, at): Row =
        sqlx::query_as(REFUSED).bind(waiting).fetch_one(&mut tx.connection).await?;
    let public = Public {
        id: 0,
        at,
        kind: "refuse",
        rule: &rule,
        source: Source::Phase,
        proposal: Some(proposal),
        waited: Some((at - since).max(0)),
        undoes: None,
    };
    let private = Private { of: ("waiting", waiting), text: waiting, moderator, note: &note };
    append(tx, public, &private).await
}

/// Adds the line of an answer to an appeal against such a refusal, or against a measure.
///
/// # Errors
/// When the database fails.
pub async fn appealed(tx: &mut Tx, appeal: i64) -> Result<(), Fault> {
    type Row = (Option<i64>, i64, String, String, i64, i64, i64, String, Option<i64>);
    catch_up(tx).await?;
    let (proposal, moderator, rule, note, since, at, text, state, undoes): Row =
        sqlx::query_as(ANSWERED).bind(appeal).fetch_one(&mut tx.connection).await?;
    let public = Public {
        id: 0,
        at,
        kind: if state == "granted" { "grant" } else { "uphold" },
        rule: &rule,
        source: Source::Appeal,
        proposal,
        waited: Some((at - since).max(0)),
        undoes,
    };
    append(tx, public, &Private { of: ("appeal", appeal), text, moderator, note: &note }).await
}

/// The kind of a line that tells of a measure that was lifted.
pub const LIFTED: &str = "lift";
/// The kind of a line that tells that it was not lifted after all.
pub const LAID_AGAIN: &str = "lift_undone";

/// Adds the line of a measure on a person that was laid, or that was lifted (`kind`) by `by`.
///
/// # Errors
/// When the database fails.
pub async fn measured(tx: &mut Tx, sanction: i64, kind: Option<&str>, by: i64) -> Result<(), Fault> {
    type Row = (i64, String, String, String, i64, Option<i64>, Option<i64>);
    catch_up(tx).await?;
    let (account, laid, rule, note, moderator, proposal, before): Row =
        sqlx::query_as(MEASURE).bind(sanction).fetch_one(&mut tx.connection).await?;
    let public = Public {
        id: 0,
        at: tx.now,
        kind: kind.unwrap_or(&laid),
        rule: &rule,
        source: Source::Own,
        proposal,
        waited: None,
        undoes: before,
    };
    let (moderator, note) = if kind.is_some() { (by, "") } else { (moderator, note.as_str()) };
    append(tx, public, &Private { of: ("sanction", sanction), text: account, moderator, note }).await
}

/// Adds a line after the last; its number is the next.
async fn append(tx: &mut Tx, public: Public<'_>, private: &Private<'_>) -> Result<(), Fault> {
    const INSERT: &str = "INSERT INTO record (id, at, kind, rule, source, proposal, waited, undoes, what, ref, salt, \
         inner_hash, hash) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";
    const COUNT: &str = "INSERT INTO record_month (month, kind, rule, n) VALUES ($1, $2, $3, 1) \
         ON CONFLICT (month, kind, rule) DO UPDATE SET n = n + 1";
    let last: Option<(i64, Vec<u8>)> = sqlx::query_as(LAST).fetch_optional(&mut tx.connection).await?;
    let (number, before) = last.unwrap_or_default();
    let before: Hash = before.try_into().unwrap_or_default();
    let public = Public { id: number + 1, ..public };
    let salt: [u8; 16] = rand::rng().random();
    let own = inner(&salt, private);
    let hash = line(&public, &own, &before);
    let (what, id) = private.of;
    sqlx::query(INSERT)
        .bind(public.id)
        .bind(public.at)
        .bind(public.kind)
        .bind(public.rule)
        .bind(public.source.as_str())
        .bind(public.proposal)
        .bind(public.waited)
        .bind(public.undoes)
        .bind(what)
        .bind(id)
        .bind(salt.as_slice())
        .bind(own.as_slice())
        .bind(hash.as_slice())
        .execute(&mut tx.connection)
        .await?;
    sqlx::query(COUNT).bind(month(public.at)).bind(public.kind).bind(public.rule).execute(&mut tx.connection).await?;
    Ok(())
}
