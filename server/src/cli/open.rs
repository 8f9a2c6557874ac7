//! The database of a command that does its work and ends.
use super::Error;
use app::{
    db::{Clock, Db},
    live::Hub,
};
use std::path::Path;

/// Opens the database; makes it when it is missing.
pub async fn open(file: &Path) -> Result<Db, Error> {
    Ok(Db::open(file, Clock::system(), Hub::default()).await?)
}

/// Opens a database that must be there: reading from a file that a slip of the pen has just made helps nobody.
pub async fn open_existing(file: &Path) -> Result<Db, Error> {
    must_exist(file)?;
    open(file).await
}

/// # Errors
/// When there is no such file.
pub fn must_exist(file: &Path) -> Result<(), Error> {
    if file.is_file() { Ok(()) } else { Err(Error::Failed(format!("there is no database {}", file.display()))) }
}
