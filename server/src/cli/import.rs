use super::{Error, ImportArgs, Progress, open::open};
use crate::import::{read, report, take};
use app::plan::import::{Outcome, Taken};
use std::{io::Write, path::Path};

/// Reads all files, takes them in together, prints what became of them.
pub async fn run(database: &Path, args: &ImportArgs, out: &mut impl Write) -> Result<(), Error> {
    if args.plan.as_deref().is_some_and(|key| key.trim().is_empty()) {
        return Err(Error::input("--plan: a key is needed"));
    }
    let progress = Progress::new(args.files.len());
    let files = read(&args.files, &progress)?;
    drop(progress);
    let taken = if args.dry_run && !database.exists() {
        files.iter().map(|file| Some(vec![(0, Outcome::Added); file.page.proposals.len()])).collect::<Vec<Taken>>()
    } else {
        let pages = files.iter().map(|file| file.page.clone()).collect();
        take(&open(database).await?, args.plan.clone(), pages, args.dry_run).await?
    };
    let report = report(&files, &taken, args.dry_run);
    if args.json {
        report.json(out)?
    } else {
        report.text(out)?
    }
    Ok(())
}
