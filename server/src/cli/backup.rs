use super::{Error, open::must_exist};
use std::{
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
};

/// Copies the database. The copy gets its name only when it is whole and on disk.
pub async fn run(database: &Path, file: &Path, out: &mut impl Write) -> Result<(), Error> {
    must_exist(database)?;
    if file.exists() {
        return Err(Error::Failed(format!("{} exists already; nothing was copied", file.display())));
    }
    let partial = partial(file);
    gone(&partial)?;
    let copied = app::db::copy_to(database, &partial).await.map_err(Error::from).and_then(|()| {
        fs::File::open(&partial)?.sync_all()?;
        Ok(fs::rename(&partial, file)?)
    });
    if copied.is_err() {
        let _ = gone(&partial);
    }
    copied?;
    writeln!(out, "{}", file.display())?;
    Ok(())
}

fn partial(file: &Path) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".partial");
    name.into()
}

/// What an interrupted copy left behind.
fn gone(file: &Path) -> io::Result<()> {
    match fs::remove_file(file) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}
