//! What is in force: asked before each deed that a measure may refuse.
use crate::{
    account::Person,
    db::{Failure, Millis, Read, Tx},
    fault::Fault,
    sanction::{Deed, InForce},
};

pub(super) const STATEMENTS: &[&str] = &[MAY, NOTICE];

/// How long a page tells of a warning; the account's decisions tell of it for ever.
const WARNED: Millis = 7 * 24 * 3600 * 1000;

/// The gravest measure in force on an account in a proposal's thread, of equal ones the last to end. `$warned` is from
/// when on warnings are told of, too; they refuse nothing.
macro_rules! in_force {
    ($account:literal, $proposal:literal, $now:literal, $warned:literal) => {
        concat!(
            "SELECT kind, rule, ends_at FROM sanction WHERE account = ",
            $account,
            " AND lifted_at = 0 AND (kind <> 'warn' AND (ends_at = 0 OR ends_at > ",
            $now,
            ") OR kind = 'warn' AND created_at > ",
            $warned,
            ") AND (proposal IS NULL OR proposal = ",
            $proposal,
            ") ORDER BY CASE kind WHEN 'ban' THEN 3 WHEN 'suspend' THEN 3 WHEN 'mute' THEN 2 WHEN 'read_first' THEN 1 \
             ELSE 0 END DESC, ends_at = 0 DESC, ends_at DESC LIMIT 1"
        )
    };
    ($account:literal, $proposal:literal, $now:literal) => {
        $crate::sanction::store::in_force!($account, $proposal, $now, $now)
    };
}
pub(crate) use in_force;

/// Whether an account is suspended or banned now.
macro_rules! suspended {
    ($account:literal, $now:literal) => {
        concat!(
            "EXISTS (SELECT 1 FROM sanction x WHERE x.account = ",
            $account,
            " AND x.lifted_at = 0 AND x.kind IN ('suspend', 'ban') AND (x.ends_at = 0 OR x.ends_at > ",
            $now,
            "))"
        )
    };
}
pub(crate) use suspended;

/// `$2` is the comment in whose proposal's thread it is asked; without one only what counts everywhere does.
const MAY: &str = in_force!("$1", "(SELECT c.proposal FROM comment c WHERE c.id = $2)", "$3");
const NOTICE: &str = in_force!("$1", "$2", "$3", "$4");

/// A measure as it comes from a row.
pub type Row = (String, String, i64);

/// From a row.
pub fn measure((kind, rule, until): Row) -> Option<InForce> {
    Some(InForce { measure: kind.parse().ok()?, rule: rule.parse().ok()?, until })
}

/// The one place that says whether a person may do something now. A text asks on its way through the pipeline, by the
/// same rule ([`InForce::refuses`]).
///
/// # Errors
/// [`crate::fault::Code::Muted`], [`crate::fault::Code::Suspended`].
pub async fn may(tx: &mut Tx, who: &Person, deed: Deed) -> Result<(), Fault> {
    let comment = if let Deed::Report(comment) = deed { comment } else { 0 };
    let query = sqlx::query_as::<_, Row>(MAY).bind(who.id).bind(comment).bind(tx.now);
    let row = query.fetch_optional(&mut tx.connection).await?;
    row.and_then(measure).map_or(Ok(()), |found| found.refuses(deed, tx.now))
}

/// What a proposal's page tells its reader: the gravest measure in force there, or a warning of late.
///
/// # Errors
/// When the database fails.
pub async fn notice(read: &mut Read, account: i64, proposal: i64, now: Millis) -> Result<Option<InForce>, Failure> {
    let query = sqlx::query_as::<_, Row>(NOTICE).bind(account).bind(proposal).bind(now).bind(now - WARNED);
    Ok(read.maybe(query).await?.and_then(measure))
}
