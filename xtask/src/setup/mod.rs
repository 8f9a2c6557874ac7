//! Everything that building and testing need, each thing only if it is missing.
use anyhow::Result;

mod apt;
pub mod chromium;
pub mod npm;
pub mod wasm;

/// All of it: what `make setup` gets.
pub fn everything() -> Result<()> {
    to_build()?;
    to_test().map(drop)
}

/// What `make build` needs.
pub fn to_build() -> Result<wasm::Toolchain> {
    crate::ui::heading("Setting up");
    npm::ensure_node()?;
    npm::ensure(&npm::own())?;
    wasm::ensure()
}

/// What the browser tests need besides: their packages and a browser, whose path is given back.
pub fn to_test() -> Result<std::path::PathBuf> {
    npm::ensure_node()?;
    npm::ensure(&npm::browser_tests())?;
    chromium::ensure()
}
