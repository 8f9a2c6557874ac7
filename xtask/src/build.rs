//! `make build`: the browser's files and the release binary, each part only when something it is made of changed.
use crate::browser::{self, Care};
use crate::{inputs, places, process, setup, site, ui};
use anyhow::{Result, ensure};
use std::fs;
use std::path::PathBuf;
use std::process::Command;
use std::time::{SystemTime, UNIX_EPOCH};

/// Leaves the browser's files in `target/site` and the binary at `target/release/pam`.
pub fn release() -> Result<()> {
    let inputs = inputs::fingerprint()?;
    if is_fresh(&inputs) {
        ui::note("Nothing changed since the last build");
        return Ok(());
    }
    let toolchain = setup::to_build()?;
    ui::heading("Building");
    site::ensure(&places::site())?;
    // Beside the browser's part, the server's fills the core that is idle while the other is linked and made small.
    // The folder that the server embeds changes only when its compiler reads no more of it.
    let mut library = process::background(server().arg("--lib"), "server-library")?;
    let compiled = ui::step("Browser part", || process::loud(&mut browser::compile(Care::Release, &toolchain)));
    let modules = compiled.and_then(|()| browser::modules(Care::Release));
    if modules.is_err() {
        library.stop();
    }
    let modules = modules?;
    ui::quiet("Server: library (begun beside the browser part)", || library.wait())?;
    site::assemble(Care::Release, &modules)?;
    ui::step("Server: binary", || process::loud(&mut server()))?;
    if !holds_site()? {
        // It was compiled by hand before there was a site to embed, and cargo can not know that there is one now.
        fs::File::options()
            .append(true)
            .open(places::root().join("server/src/lib.rs"))?
            .set_modified(SystemTime::now())?;
        ui::step("Server: binary, with the browser's files", || process::loud(&mut server()))?;
        ensure!(holds_site()?, "the binary does not hold the browser's files of target/site");
    }
    fs::create_dir_all(places::work())?;
    Ok(fs::write(stamp(), state(&inputs))?)
}

/// Builds the binary with everything the server is made of.
fn server() -> Command {
    let mut cargo = process::cargo();
    cargo.args(["build", "--release", "--locked", "--package", "server"]);
    cargo
}

/// Whether the manifest is inside the binary, as it is now.
fn holds_site() -> Result<bool> {
    let manifest = fs::read(places::site().join("manifest.json"))?;
    Ok(memchr::memmem::find(&fs::read(places::pam())?, &manifest).is_some())
}

fn is_fresh(inputs: &str) -> bool {
    fs::read_to_string(stamp()).is_ok_and(|then| then == state(inputs))
}

fn stamp() -> PathBuf {
    places::work().join("build-stamp")
}

/// What the last build was made of and what it left: a binary that somebody built by hand since is not taken for it.
fn state(inputs: &str) -> String {
    let made = |path: PathBuf| {
        let time = fs::metadata(path).and_then(|facts| facts.modified()).ok();
        time.and_then(|time| time.duration_since(UNIX_EPOCH).ok()).map_or(0, |age| age.as_nanos())
    };
    format!("{inputs} {} {}\n", made(places::pam()), made(places::site().join("manifest.json")))
}
