use super::{Error, ExportArgs, args::ExportFormat, open::open_existing};
use app::{db::Read, plan::export::Plan};
use std::{
    fs::File,
    io::{BufWriter, Write},
    path::Path,
};

/// Writes what is public to a file or to `out`.
pub async fn run(database: &Path, args: &ExportArgs, out: &mut impl Write) -> Result<(), Error> {
    let db = open_existing(database).await?;
    let mut read = db.read().await?;
    // Looked up before a file of this name is emptied.
    let plan = crate::export::plan(&mut read, args.plan.as_deref().unwrap_or_default()).await?;
    let Some(path) = &args.output else {
        let mut out = BufWriter::new(out);
        write(&mut read, &plan, args.format, &mut out).await?;
        return Ok(out.flush()?);
    };
    let named = |error: std::io::Error| Error::Failed(format!("{}: {error}", path.display()));
    let mut file = BufWriter::new(File::create(path).map_err(named)?);
    write(&mut read, &plan, args.format, &mut file).await?;
    file.into_inner().map_err(|error| named(error.into_error()))?.sync_all().map_err(named)
}

async fn write(read: &mut Read, plan: &Plan, format: ExportFormat, out: &mut impl Write) -> Result<(), Error> {
    match format {
        ExportFormat::Json => crate::export::json(read, plan, out).await,
        ExportFormat::Dsa => crate::export::dsa(read, out).await,
    }
}
