use super::{Error, Progress, open::open};
use std::{io::Write, path::Path};

/// Loads the demo; prints who may sign in.
pub async fn run(database: &Path, out: &mut impl Write) -> Result<(), Error> {
    let progress = Progress::new(2);
    progress.step("reading the demo plan");
    let demo = crate::demo::read()?;
    progress.done();
    progress.step("loading it");
    let accounts = crate::demo::load(&open(database).await?, demo).await?;
    progress.done();
    drop(progress);
    for email in accounts {
        writeln!(out, "{email}  {}", crate::demo::PASSWORD)?;
    }
    Ok(())
}
