//! Supports: one row for each person and proposal.
use crate::{
    db::{Change, Failure, Read, Tx},
    fault::Fault,
    live::{Draft, Kind, Refs},
    plan::store::{Bump, bump, topics},
    thread::store::open_to_support,
};

/// Every statement of this file, for the test that reads their plans.
pub const STATEMENTS: &[&str] = &[GIVEN];

const GIVEN: &str = "SELECT 1 FROM support WHERE proposal = $1 AND account = $2";

/// Whether an account (`$1`) supports a proposal (`$2`).
pub const TRACE: &str = "EXISTS (SELECT 1 FROM support WHERE proposal = $2 AND account = $1)";

/// Whether a person supports a proposal.
///
/// # Errors
/// When the database fails.
pub async fn given(read: &mut Read, account: i64, proposal: i64) -> Result<bool, Failure> {
    Ok(read.maybe(sqlx::query_as::<_, (i64,)>(GIVEN).bind(proposal).bind(account)).await?.is_some())
}

/// Gives or withdraws support; gives the proposal's supports after it.
///
/// # Errors
/// No such proposal, or its phase is closed.
pub async fn set(tx: &mut Tx, account: i64, proposal: i64, give: bool) -> Result<Change<i64>, Fault> {
    const GIVE: &str = "INSERT INTO support (proposal, account, version, created_at) \
         SELECT id, $2, version, $3 FROM proposal WHERE id = $1 ON CONFLICT DO NOTHING";
    const WITHDRAW: &str = "DELETE FROM support WHERE proposal = $1 AND account = $2";
    const SUPPORTS: &str = "SELECT supports_imported + supports_here FROM proposal WHERE id = $1";
    open_to_support(tx, proposal).await?;
    let query = if give { sqlx::query(GIVE) } else { sqlx::query(WITHDRAW) };
    let query = query.bind(proposal).bind(account);
    let query = if give { query.bind(tx.now) } else { query };
    let changed = query.execute(&mut tx.connection).await?.rows_affected();
    let by = if give { 1 } else { -1 };
    if changed > 0 {
        bump(tx, proposal, Bump { supports: by, ..Bump::default() }).await?;
    }
    let (supports,): (i64,) = sqlx::query_as(SUPPORTS).bind(proposal).fetch_one(&mut tx.connection).await?;
    if changed == 0 {
        return Ok(Change::private(supports));
    }
    let refs = Refs { proposal: Some(proposal), ..Refs::default() };
    let topics = topics(tx, proposal).await?;
    Ok(Change::told(supports, Draft { kind: Kind::SupportChanged, refs, actor: Some(account), topics }))
}
