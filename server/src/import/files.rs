//! The files of one command.
use super::{
    convert,
    reader::{self, MAX_BYTES},
};
use crate::cli::{Error, Progress};
use app::plan::import::Page;
use sha2::{Digest, Sha256};
use std::{
    fs::File,
    io::{self, Read},
    path::{Path, PathBuf},
};

/// A file that was read: as the reader found it, and as it goes into the plan.
pub struct ReadFile {
    /// As it was named.
    pub path: PathBuf,
    /// As the reader found it.
    pub read: reader::Page,
    /// As it goes into the plan.
    pub page: Page,
}

/// Reads files; with a fault in any of them, tells the faults of all.
///
/// # Errors
/// `FILE:LINE: reason` for each fault.
pub fn read(paths: &[PathBuf], progress: &Progress) -> Result<Vec<ReadFile>, Error> {
    let mut files = Vec::with_capacity(paths.len());
    let mut faults = Vec::new();
    for path in paths {
        progress.step(&format!("reading {}", path.display()));
        match one(path) {
            Ok(file) => files.push(file),
            Err(found) => faults.extend(found.into_iter().map(|fault| format!("{}:{fault}", path.display()))),
        }
        progress.done();
    }
    if faults.is_empty() { Ok(files) } else { Err(Error::Input(faults)) }
}

/// Each fault as `LINE: reason`.
fn one(path: &Path) -> Result<ReadFile, Vec<String>> {
    let bytes = bytes(path).map_err(|error| vec![format!("1: {error}")])?;
    let read = reader::read(&bytes).map_err(|faults| faults.iter().map(ToString::to_string).collect::<Vec<_>>())?;
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
    let page = convert::page(&read, &name, &hexadecimal(&Sha256::digest(&bytes)));
    Ok(ReadFile { path: path.to_owned(), read, page })
}

/// No more than the reader takes and one byte, by which it sees that there is more.
fn bytes(path: &Path) -> io::Result<Vec<u8>> {
    let most = u64::try_from(MAX_BYTES).unwrap_or(u64::MAX);
    let mut bytes = Vec::new();
    File::open(path)?.take(most + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

pub(super) fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
