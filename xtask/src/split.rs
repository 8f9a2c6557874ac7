//! What a page fetches only when it is wanted becomes a module of its own (functions marked `wasm_split`).
use anyhow::{Result, anyhow};
use std::fs;
use std::path::{Path, PathBuf};
use wasm_split_cli_support::{Options, transform};

/// The script that fetches the parts; the main module imports it under this name.
pub const LOADER: &str = "./__wasm_split.js";

/// Writes the parts of `raw` and their loader into `folder`; gives the main module's bytes and the parts.
pub fn parts(raw: &[u8], folder: &Path) -> Result<(Vec<u8>, Vec<PathBuf>)> {
    let main = folder.join("main.wasm");
    let mut options = Options::new(raw);
    options.output_dir = folder;
    options.main_out_path = &main;
    options.link_name = LOADER;
    options.main_module = "./pam.js";
    let split = transform(options).map_err(|fault| anyhow!("cannot split the browser's module: {fault:#}"))?;
    Ok((fs::read(main)?, split.split_modules))
}
