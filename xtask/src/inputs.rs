//! What a build is made of, so that an unchanged checkout is served at once without asking cargo.
use crate::places;
use anyhow::Result;
use sha2::{Digest, Sha256};
use std::fs;
use std::path::Path;
use walkdir::{DirEntry, WalkDir};

/// Folders that never reach the binary.
const OUTSIDE: [&str; 6] = ["target", "tests", "docs", "node_modules", "test-results", "playwright-report"];

/// A short name for these bytes.
pub fn hash(bytes: &[u8]) -> String {
    let mut name = String::new();
    for byte in &Sha256::digest(bytes)[..6] {
        name.push_str(&format!("{byte:02x}"));
    }
    name
}

/// The hash of every file that could reach the binary or the browser. Content, not time: switching branches back and
/// forth costs nothing.
pub fn fingerprint() -> Result<String> {
    let mut all = String::new();
    for entry in files(&places::root()) {
        all.push_str(&format!("{} {}\n", entry.path().display(), hash(&fs::read(entry.path())?)));
    }
    Ok(hash(all.as_bytes()))
}

/// The source files below a folder, in a stable order.
pub fn files(folder: &Path) -> Vec<DirEntry> {
    WalkDir::new(folder)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(|entry| entry.depth() == 0 || wanted(entry))
        .filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_file())
        .collect()
}

fn wanted(entry: &DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy();
    if entry.file_type().is_dir() {
        return name == ".cargo" || !(name.starts_with('.') || OUTSIDE.contains(&name.as_ref()));
    }
    // A database, its log, notes at the root and editors' leftovers.
    let outside = name.contains(".db") || name.ends_with('~') || (entry.depth() == 1 && name.ends_with(".md"));
    !outside && !name.starts_with('.')
}
