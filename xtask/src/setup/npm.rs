//! Packages of the JavaScript world: what makes the browser's files small, and what drives the browser tests.
use super::apt;
use crate::{inputs, places, process, ui};
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The oldest Node that all packages here run on.
const NODE: u32 = 20;

/// The packages of these steps.
pub fn own() -> PathBuf {
    places::root().join("xtask")
}

/// The packages of the browser tests.
pub fn browser_tests() -> PathBuf {
    places::root().join("tests/browser")
}

/// A program of our own packages.
pub fn tool(name: &str) -> Command {
    process::program(own().join("node_modules/.bin").join(name))
}

/// Node and npm, from Debian if they are missing.
pub fn ensure_node() -> Result<()> {
    if which::which("node").is_err() || which::which("npm").is_err() {
        apt::install(&["nodejs", "npm"], &format!("Node {NODE} or newer with npm"))?;
    }
    let version = process::answer(process::program("node").arg("--version"))?;
    let major = version.trim_start_matches('v').split('.').next().and_then(|number| number.parse::<u32>().ok());
    if major.is_none_or(|major| major < NODE) {
        bail!("Node is {}, but must be {NODE} or newer: install a newer one and run this again", version.trim());
    }
    Ok(())
}

/// The packages that a folder's lock file names, exactly; skipped when they are there.
pub fn ensure(folder: &Path) -> Result<()> {
    let lock = folder.join("package-lock.json");
    let now = inputs::hash(&fs::read(&lock).with_context(|| format!("cannot read {}", lock.display()))?);
    let stamp = folder.join("node_modules/.pam-stamp");
    if fs::read_to_string(&stamp).is_ok_and(|then| then == now) {
        return Ok(());
    }
    let name = folder.strip_prefix(places::root()).unwrap_or(folder).display().to_string();
    ui::quiet(&format!("npm packages of {name}"), || {
        let mut npm = process::program("npm");
        npm.current_dir(folder).args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]);
        npm.env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
        process::logged(&mut npm, &format!("npm-{}", name.replace('/', "-")))
    })?;
    Ok(fs::write(stamp, now)?)
}
