//! `make dev`: rebuilds what a change touches, starts the server again, and the open page loads itself anew.
use crate::browser::{self, Care};
use crate::setup::wasm::Toolchain;
use crate::{inputs, places, process, run, setup, site, ui};
use anyhow::{Context, Result};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Child, Command};
use std::time::{Duration, SystemTime};

/// How often the files are looked at. A look at a few hundred takes some milliseconds and works on every file system.
const LOOK: Duration = Duration::from_millis(300);

/// What a change touches.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
struct Touched {
    browser: bool,
    server: bool,
    style: bool,
}

/// Builds, serves and watches until it is stopped.
pub fn dev(options: &run::Options) -> Result<()> {
    let toolchain = setup::to_build()?;
    site::ensure(&places::site())?;
    let mut server: Option<Child> = None;
    let mut seen = look();
    let mut touched = Touched { browser: true, server: true, style: true };
    loop {
        match rebuild(touched, &toolchain) {
            Ok(()) => {
                stop(&mut server);
                server = Some(serve(options)?);
                ui::note(&format!("Serving on http://127.0.0.1:{}; waiting for changes", options.port));
            }
            Err(fault) => {
                ui::fault(&fault);
                ui::note("Waiting for the next change");
            }
        }
        (seen, touched) = next(seen);
    }
}

/// Waits for the next change that touches anything.
fn next(seen: Files) -> (Files, Touched) {
    loop {
        std::thread::sleep(LOOK);
        let now = look();
        let touched = compare(&seen, &now);
        if touched != Touched::default() {
            return (now, touched);
        }
    }
}

type Files = BTreeMap<PathBuf, Option<SystemTime>>;

fn look() -> Files {
    let root = places::root();
    let time = |path: &Path| path.metadata().and_then(|facts| facts.modified()).ok();
    let name = |path: &Path| path.strip_prefix(&root).unwrap_or(path).to_path_buf();
    inputs::files(&root).iter().map(|file| (name(file.path()), time(file.path()))).collect()
}

fn compare(then: &Files, now: &Files) -> Touched {
    let new = now.iter().filter(|(path, time)| then.get(*path) != Some(time)).map(|(path, _)| path);
    let gone = then.keys().filter(|path| !now.contains_key(*path));
    new.chain(gone).fold(Touched::default(), |touched, path| add(touched, path))
}

fn add(touched: Touched, path: &Path) -> Touched {
    let folder = path.iter().next().unwrap_or_default().to_string_lossy();
    match folder.as_ref() {
        "style" => Touched { style: true, ..touched },
        "frontend" => Touched { browser: true, ..touched },
        "server" | "migrations" => Touched { server: true, ..touched },
        "app" | "Cargo.toml" | "Cargo.lock" | ".cargo" => Touched { browser: true, server: true, ..touched },
        _ => touched,
    }
}

fn rebuild(touched: Touched, toolchain: &Toolchain) -> Result<()> {
    let server = touched.server.then(|| process::background(&mut compile_server(), "dev-server")).transpose()?;
    if touched.browser {
        ui::step("Browser part", || process::loud(browser::compile(Care::Dev, toolchain).arg("--quiet")))?;
    }
    if touched.browser || touched.style {
        site::assemble(Care::Dev, &browser::modules(Care::Dev)?)?;
    }
    server.map_or(Ok(()), |work| ui::quiet("Server", || work.wait()))
}

fn compile_server() -> Command {
    let mut cargo = process::cargo();
    cargo.args(["build", "--locked", "--package", "server"]);
    cargo
}

fn serve(options: &run::Options) -> Result<Child> {
    let pam = places::target().join("debug/pam");
    run::ensure_demo(&pam, &options.database)?;
    let mut serve = process::program(pam);
    serve.arg("serve").arg("--listen").arg(format!("127.0.0.1:{}", options.port));
    serve.arg("--database").arg(&options.database).env("PAM_SITE_DIR", places::dev_site());
    serve.spawn().context("cannot start the server")
}

fn stop(server: &mut Option<Child>) {
    if let Some(child) = server {
        let _ = child.kill();
        let _ = child.wait();
    }
}

#[cfg(test)]
mod checks {
    use super::*;

    #[test]
    fn a_change_touches_no_more_than_it_must() {
        let files = |names: &[&str]| names.iter().map(|name| (PathBuf::from(name), None)).collect::<Files>();
        let then = files(&["style/base.css", "app/src/lib.rs", "server/src/main.rs"]);
        let touched = |names: &[&str]| compare(&then, &files(names));
        assert_eq!(Touched::default(), compare(&then, &then));
        let gone = touched(&["app/src/lib.rs", "server/src/main.rs"]);
        assert_eq!(Touched { style: true, ..Touched::default() }, gone);
        let new = touched(&["style/base.css", "app/src/lib.rs", "server/src/main.rs", "app/locales/plan.yml"]);
        assert_eq!(Touched { browser: true, server: true, ..Touched::default() }, new);
    }
}
