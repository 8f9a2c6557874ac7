//! Supports of the past: those of the demo.
use crate::{
    db::{Millis, Tx},
    fault::Fault,
};

/// Writes one person's support of the present version. Figures are not touched: see [`crate::plan::count`].
///
/// # Errors
/// When the database fails.
pub async fn support(tx: &mut Tx, account: i64, proposal: i64, at: Millis) -> Result<(), Fault> {
    const GIVE: &str = "INSERT INTO support (proposal, account, version, created_at) \
         SELECT id, $2, version, $3 FROM proposal WHERE id = $1";
    sqlx::query(GIVE).bind(proposal).bind(account).bind(at).execute(&mut tx.connection).await?;
    Ok(())
}
