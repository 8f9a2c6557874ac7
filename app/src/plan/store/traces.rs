//! Whether a person has anything of their own on a proposal's page. Each feature says how its own traces are found; they
//! are asked for together, since the answer stands between a reader and a page that is ready.
use crate::{
    account,
    db::Failure,
    follow, pipeline, sanction,
    services::Services,
    support,
    thread::{self, EDIT_WINDOW},
    vote,
};
use std::sync::LazyLock;

/// `$1` the account, `$2` the proposal, `$3` as whom they vote there, `$4` since when a comment may be changed.
static TRACES: LazyLock<String> = LazyLock::new(|| {
    let here = [
        support::store::TRACE,
        account::store::TRACE,
        thread::store::TRACE,
        vote::store::TRACE,
        follow::store::TRACE,
        pipeline::store::TRACE,
        sanction::store::TRACE,
    ];
    format!("SELECT {} AS here, {} AS follows", here.join(" OR "), follow::store::FOLLOWS)
});

/// The one statement of this file, for the test that reads its plan.
pub fn statement() -> &'static str {
    TRACES.as_str()
}

/// What a person has left.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Traces {
    /// Anything that makes this proposal's page their own.
    pub here: bool,
    /// Whether they follow something, here or elsewhere.
    pub follows: bool,
}

/// What a person has left on a proposal's page; one statement. Rather says too much than too little: whoever has ever
/// written there has left something.
///
/// # Errors
/// When the database fails.
pub async fn traces(services: &Services, account: i64, proposal: i64) -> Result<Traces, Failure> {
    let since = services.db.clock.now() - EDIT_WINDOW;
    let voter = services.voter(account, proposal).await?;
    let query = sqlx::query_as(statement()).bind(account).bind(proposal).bind(voter).bind(since);
    let found: Option<Traces> = services.db.glance(query).await?;
    let spared = services.spares(&format!("a{account}"));
    Ok(found.map_or(Traces { here: true, follows: true }, |traces| Traces { here: traces.here || spared, ..traces }))
}
