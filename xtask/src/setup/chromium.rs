//! The browser that the tests drive.
use super::apt;
use anyhow::{Context, Result};
use std::path::PathBuf;

/// Names under which distributions install it.
const NAMES: [&str; 4] = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];

/// The path of a Chromium: `PAM_CHROMIUM` if set, else what is installed, else Debian's.
pub fn ensure() -> Result<PathBuf> {
    if let Some(path) = std::env::var_os("PAM_CHROMIUM") {
        return Ok(path.into());
    }
    if let Some(path) = installed() {
        return Ok(path);
    }
    apt::install(&["chromium"], "Chromium, which the browser tests drive (or name one in PAM_CHROMIUM)")?;
    installed().context("chromium was installed but is not on the PATH")
}

fn installed() -> Option<PathBuf> {
    NAMES.iter().find_map(|name| which::which(name).ok())
}
