use super::{Error, open::must_exist};
use std::{io::Write, path::Path};

/// Prints what is wrong, one line for each fault.
pub async fn run(database: &Path, out: &mut impl Write) -> Result<(), Error> {
    must_exist(database)?;
    let wrong = crate::check::wrong(database).await?;
    for fault in &wrong {
        writeln!(out, "{fault}")?;
    }
    if !wrong.is_empty() {
        return Err(Error::Told);
    }
    writeln!(out, "nothing is wrong")?;
    Ok(())
}
