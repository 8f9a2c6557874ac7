//! The browser's part: compiled, bound, made small, bundled.
use crate::bindgen::{self, Module};
use crate::setup::wasm::Toolchain;
use crate::{places, process};
use anyhow::Result;
use std::process::Command;

/// How much care goes into the browser's files.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Care {
    /// As small as it gets, compressed: what a town serves.
    Release,
    /// As fast as it builds: what a developer looks at.
    Dev,
}

impl Care {
    fn profile(self) -> &'static str {
        match self {
            Self::Release => "browser",
            Self::Dev => "dev-browser",
        }
    }
}

/// The command that compiles the browser's part.
pub fn compile(care: Care, toolchain: &Toolchain) -> Command {
    let mut cargo = process::cargo();
    cargo.args(["build", "--locked", "--package", "frontend", "--package", "frontend-desk"]);
    cargo.args(["--profile", care.profile()]);
    toolchain.prepare(&mut cargo, care == Care::Release);
    cargo
}

/// The two modules: of the desk's pages, and of all others.
pub struct Modules {
    /// What a resident downloads.
    pub pages: Module,
    /// What a moderator at the desk downloads.
    pub desk: Module,
}

/// From what the compiler left to modules that a browser can load.
pub fn modules(care: Care) -> Result<Modules> {
    let profile = care.profile();
    let module = |crate_name: &str, name: &str| {
        let raw = places::target().join("wasm32-unknown-unknown").join(profile).join(format!("{crate_name}.wasm"));
        bindgen::module(&raw, name, care == Care::Release)
    };
    Ok(Modules { pages: module("frontend", profile)?, desk: module("frontend_desk", &format!("{profile}-desk"))? })
}
