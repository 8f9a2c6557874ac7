//! What may be wrong in a database.
use crate::cli::Error;
use app::{
    db::{Clock, Db, Failure},
    live::Hub,
};
use std::path::Path;

/// Every fault, a sentence each: first what the engine finds in its own file, then what rows say of each other.
///
/// # Errors
/// When the file cannot be read at all.
pub async fn wrong(database: &Path) -> Result<Vec<String>, Error> {
    let mut wrong = app::db::integrity(database).await?;
    match between_rows(database).await {
        Ok(mut more) => wrong.append(&mut more),
        // A broken file may not be readable row by row; what is known of it is told all the same.
        Err(failure) if !wrong.is_empty() => wrong.push(failure.to_string()),
        Err(failure) => return Err(failure.into()),
    }
    Ok(wrong)
}

async fn between_rows(database: &Path) -> Result<Vec<String>, Failure> {
    let db = Db::open(database, Clock::system(), Hub::default()).await?;
    app::db::check(&mut db.read().await?).await
}
