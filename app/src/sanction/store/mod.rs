//! Measures: laying and lifting them, each one change and the event that tells the desk of it; what is in force; what the
//! desk and a person read of them.
mod force;
mod read;

pub use force::{Row, may, measure, notice};
pub(crate) use force::{in_force, suspended};
pub use read::{mine, profile};

use super::model::{Measure, may_lay};
use crate::{
    account::{self, Person},
    db::{Change, Millis, Tx},
    fault::{Code, Fault},
    live::{Draft, Kind, Refs, Topic},
    moderation::Moderator,
    record,
    thread::Rule,
};

/// Every statement of this folder that pages and writers read with, for the test that reads their plans.
pub fn statements() -> impl Iterator<Item = &'static str> {
    [force::STATEMENTS, read::STATEMENTS, &[TWICE, ONE]].into_iter().flatten().copied()
}

/// Whether anything was ever laid on an account (`$1`): its pages tell of what is in force.
pub const TRACE: &str = "EXISTS (SELECT 1 FROM sanction WHERE account = $1)";

/// A day.
pub(super) const DAY: Millis = 24 * 3600 * 1000;
/// How long lifting a measure may be undone; after that its person has a right to what they were told.
pub(super) const UNDO: Millis = 10 * 60 * 1000;
/// Within so long the very same measure of one moderator is a double click.
const TOGETHER: Millis = 60 * 1000;

const TWICE: &str = "SELECT id FROM sanction WHERE account = $1 AND lifted_at = 0 AND moderator = $2 AND kind = $3 \
     AND COALESCE(proposal, 0) = $4 AND rule = $5 AND note = $6 AND created_at > $7 LIMIT 1";
const ONE: &str = "SELECT s.account, a.role, s.kind, s.ends_at, s.lifted_at FROM sanction s JOIN account a ON a.id = s.account \
     WHERE s.id = $1";

/// A measure about to be laid.
#[derive(Clone, Debug)]
pub struct New {
    /// On whom.
    pub account: i64,
    /// Which.
    pub measure: Measure,
    /// For how many days, of a measure that ends.
    pub days: i64,
    /// In one proposal's thread, of a measure that may be local; `None` everywhere.
    pub proposal: Option<i64>,
    /// By which rule.
    pub rule: Rule,
    /// Why.
    pub note: String,
}

/// Lays a measure. Gives its number; the very same one a moment ago is that one.
///
/// # Errors
/// [`Code::NotFound`] without such an account or proposal, [`Code::NotYours`] on oneself or on who moderates.
pub async fn lay(tx: &mut Tx, by: &Moderator, new: &New) -> Result<Change<i64>, Fault> {
    const ROLE: &str = "SELECT role FROM account WHERE id = $1";
    const THERE: &str = "SELECT id FROM proposal WHERE id = $1";
    const INSERT: &str = "INSERT INTO sanction (account, kind, proposal, rule, note, moderator, created_at, ends_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id";
    let by = by.person();
    let role: Option<(String,)> = sqlx::query_as(ROLE).bind(new.account).fetch_optional(&mut tx.connection).await?;
    allowed(by, new.account, &role.ok_or(Code::NotFound)?.0)?;
    let proposal = new.proposal.filter(|_| new.measure.may_be_local());
    if let Some(proposal) = proposal {
        let there = sqlx::query(THERE).bind(proposal).fetch_optional(&mut tx.connection).await?;
        there.ok_or(Code::NotFound)?;
    }
    if let Some(id) = twice(tx, by, new, proposal).await? {
        return Ok(Change::private(id));
    }
    let (id,): (i64,) = sqlx::query_as(INSERT)
        .bind(new.account)
        .bind(new.measure.as_str())
        .bind(proposal)
        .bind(new.rule.as_str())
        .bind(&new.note)
        .bind(by.id)
        .bind(tx.now)
        .bind(if new.measure.ends() { tx.now + new.days * DAY } else { 0 })
        .fetch_one(&mut tx.connection)
        .await?;
    account::store::untold(tx, Some(new.account), by.id).await?;
    Ok(Change::told(id, told(tx, Kind::SanctionLaid, id, None, by).await?))
}

async fn twice(tx: &mut Tx, by: &Person, new: &New, proposal: Option<i64>) -> Result<Option<i64>, Fault> {
    let query = sqlx::query_as::<_, (i64,)>(TWICE).bind(new.account).bind(by.id).bind(new.measure.as_str());
    let query = query.bind(proposal.unwrap_or(0)).bind(new.rule.as_str()).bind(&new.note).bind(tx.now - TOGETHER);
    Ok(query.fetch_optional(&mut tx.connection).await?.map(|(id,)| id))
}

fn allowed(by: &Person, account: i64, role: &str) -> Result<(), Fault> {
    if may_lay(by, account, role.parse().unwrap_or_default()) { Ok(()) } else { Err(Code::NotYours.into()) }
}

/// Lifts a measure; with `undo`, takes back that it was lifted a moment ago. Gives the account.
///
/// # Errors
/// [`Code::NotFound`], [`Code::NotYours`] as for laying one, [`Code::Decided`] when there is nothing to lift or to undo
/// any more.
pub async fn lift(tx: &mut Tx, by: &Moderator, id: i64, undo: bool) -> Result<Change<i64>, Fault> {
    const LIFT: &str = "UPDATE sanction SET lifted_at = $2, lifted_by = $3 WHERE id = $1";
    let by = by.person();
    let row: Option<(i64, String, String, Millis, Millis)> =
        sqlx::query_as(ONE).bind(id).fetch_optional(&mut tx.connection).await?;
    let (account, role, kind, ends_at, lifted_at) = row.ok_or(Code::NotFound)?;
    allowed(by, account, &role)?;
    let lasts = ends_at == 0 || ends_at > tx.now;
    let fits = if undo { lifted_at > tx.now - UNDO } else { lifted_at == 0 };
    if !fits || !lasts || kind.parse::<Measure>().is_err() {
        return Err(Code::Decided.into());
    }
    let query = if undo {
        sqlx::query(LIFT).bind(id).bind(0).bind(None::<i64>)
    } else {
        sqlx::query(LIFT).bind(id).bind(tx.now).bind(Some(by.id))
    };
    query.execute(&mut tx.connection).await?;
    let kind = if undo { Kind::SanctionLaid } else { Kind::SanctionLifted };
    let line = if undo { record::store::LAID_AGAIN } else { record::store::LIFTED };
    account::store::untold(tx, Some(account), by.id).await?;
    Ok(Change::told(account, told(tx, kind, id, Some(line), by).await?))
}

/// The event of every measure that is laid or lifted, for the desk alone, and its line in the public record.
async fn told(tx: &mut Tx, kind: Kind, id: i64, line: Option<&str>, by: &Person) -> Result<Draft, Fault> {
    record::store::measured(tx, id, line, by.id).await?;
    let refs = Refs { sanction: Some(id), ..Refs::default() };
    Ok(Draft { kind, refs, actor: Some(by.id), topics: vec![Topic::Desk] })
}
