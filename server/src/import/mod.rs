//! Pages copied from the plan's old site, on their way into the plan: read, put into Pam's words, taken in.

mod convert;
mod files;
pub mod reader;
mod report;
#[cfg(test)]
mod tests;

pub use convert::{page, source_key};
pub use files::{ReadFile, read};
pub use report::{FileReport, Report, report};

use crate::cli::Error;
use app::{
    db::{Db, Failure},
    fault::Fault,
    plan::import::{Page, Taken, import},
};

/// Takes pages in, all or none; with `dry`, what would become of them and nothing more.
///
/// # Errors
/// When the database fails.
pub async fn take(db: &Db, plan: Option<String>, pages: Vec<Page>, dry: bool) -> Result<Vec<Taken>, Error> {
    let done = db.write::<_, Stop, _>(move |tx| {
        Box::pin(async move {
            let change = import(tx, plan.as_deref(), &pages).await?;
            if dry { Err(Stop::Dry(change.value)) } else { Ok(change) }
        })
    });
    match done.await {
        Ok((taken, _)) | Err(Stop::Dry(taken)) => Ok(taken),
        Err(Stop::Refused(fault)) => Err(fault.into()),
        Err(Stop::Failed(failure)) => Err(failure.into()),
    }
}

/// Why the transaction was not kept.
enum Stop {
    /// It was only a rehearsal.
    Dry(Vec<Taken>),
    Refused(Fault),
    Failed(Failure),
}

impl From<Failure> for Stop {
    fn from(failure: Failure) -> Self {
        Self::Failed(failure)
    }
}

impl From<Fault> for Stop {
    fn from(fault: Fault) -> Self {
        Self::Refused(fault)
    }
}
