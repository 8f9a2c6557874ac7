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
    cargo.args(["build", "--locked", "--package", "frontend", "--target", "wasm32-unknown-unknown", "--profile"]);
    cargo.arg(care.profile());
    toolchain.prepare(&mut cargo);
    cargo
}

/// From what the compiler left to a module that a browser can load.
pub fn module(care: Care) -> Result<Module> {
    let profile = care.profile();
    let raw = places::target().join("wasm32-unknown-unknown").join(profile).join("frontend.wasm");
    bindgen::module(&raw, profile, care == Care::Release)
}
