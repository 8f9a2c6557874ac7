use super::{Error, open::must_exist};
use app::{
    db::{Clock, Db},
    live::Hub,
    record::store::{Wrong, audit},
};
use std::{io::Write, path::Path};

/// Says whether every line of the public record is as it was written; one line for each that is not.
pub async fn verify(database: &Path, out: &mut impl Write) -> Result<(), Error> {
    must_exist(database)?;
    let db = Db::open(database, Clock::system(), Hub::default()).await?;
    let found = audit(&mut db.read().await?).await?;
    for wrong in &found.wrong {
        match wrong {
            Wrong::Missing(id) => writeln!(out, "line {id}: lines before it are missing")?,
            Wrong::Changed(id) => writeln!(out, "line {id}: it was changed, or a line before it was exchanged")?,
            Wrong::Denied(id) => writeln!(out, "line {id}: the decision behind it was changed or removed")?,
            Wrong::Unrecorded(n) => writeln!(out, "{n} decisions have no line")?,
        }
    }
    if !found.wrong.is_empty() {
        return Err(Error::Told);
    }
    writeln!(out, "{} lines, none changed or missing; the last is {}", found.lines, found.last)?;
    Ok(())
}
