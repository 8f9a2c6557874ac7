//! `make run`: build, load the demo plan into a new database, serve.
use crate::{build, places, process, ui};
use anyhow::{Context, Result};
use std::fs;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};

/// Where to serve, and what.
#[derive(clap::Args)]
pub struct Options {
    /// Port on this machine
    #[arg(long, env = "PORT", default_value_t = 3000)]
    pub port: u16,
    /// Database; the demo plan is loaded into a new one
    #[arg(long, env = "DATABASE", default_value = "pam.db")]
    pub database: PathBuf,
}

/// Builds and serves. These steps end where the server begins: it takes their place.
pub fn run(options: &Options) -> Result<()> {
    build::release()?;
    ensure_demo(&places::pam(), &options.database)?;
    ui::heading(&format!("Serving on http://127.0.0.1:{} (Ctrl-C ends it)", options.port));
    let mut serve = process::program(places::pam());
    serve.arg("serve").arg("--listen").arg(format!("127.0.0.1:{}", options.port));
    serve.arg("--database").arg(&options.database);
    Err(serve.exec()).context("cannot start the server")
}

/// Loads the demo plan, unless the database is there.
pub fn ensure_demo(pam: &Path, database: &Path) -> Result<()> {
    let path = places::root().join(database);
    if path.exists() {
        return Ok(());
    }
    let load = || process::loud(process::program(pam).arg("--database").arg(database).arg("demo"));
    let name = format!("Demo plan into {} (delete the file to begin again)", database.display());
    ui::step(&name, load).inspect_err(|_| {
        // Half a demo would look like a database the next time.
        for ending in ["", "-wal", "-shm"] {
            let mut file = path.clone().into_os_string();
            file.push(ending);
            let _ = fs::remove_file(file);
        }
    })
}
