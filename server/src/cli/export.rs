use super::{Error, ExportArgs, open::open_existing};
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
        crate::export::json(&mut read, &plan, &mut out).await?;
        return Ok(out.flush()?);
    };
    let named = |error: std::io::Error| Error::Failed(format!("{}: {error}", path.display()));
    let mut file = BufWriter::new(File::create(path).map_err(named)?);
    crate::export::json(&mut read, &plan, &mut file).await?;
    file.into_inner().map_err(|error| named(error.into_error()))?.sync_all().map_err(named)
}
