//! From what the compiler left to a module that a browser can load, as small as it gets.
use crate::setup::npm;
use crate::{inputs, places, process, ui};
use anyhow::{Context, Result};
use std::fs;
use std::path::{Path, PathBuf};
use wasm_bindgen_cli_support::Bindgen;

/// What the compiler may use by default and every current browser has; the optimiser must know.
const FEATURES: [&str; 7] = [
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// Part of the stamp: raise it when this step makes other files from the same input.
const EDITION: &str = "1";

/// A module and the script that loads it.
pub struct Module {
    /// The folder with `pam.js` (and the snippets beside it).
    pub folder: PathBuf,
    /// The module itself.
    pub wasm: PathBuf,
}

/// Makes the module from `raw`, unless it already was made from the very same bytes.
pub fn module(raw: &Path, name: &str, small: bool) -> Result<Module> {
    let bytes = fs::read(raw).with_context(|| format!("cannot read {}", raw.display()))?;
    let folder = places::work().join(name);
    let module = Module { wasm: folder.join("pam_bg.wasm"), folder };
    let stamp = module.folder.join("stamp");
    let now = format!("{EDITION} {small} {}", inputs::hash(&bytes));
    if fs::read_to_string(&stamp).is_ok_and(|then| then == now) && module.wasm.exists() {
        return Ok(module);
    }
    let _ = fs::remove_dir_all(&module.folder);
    ui::quiet("Browser module: bindings", || bind(bytes, &module.folder, small))?;
    if small {
        ui::quiet("Browser module: wasm-opt -Oz", || optimise(&module.wasm))?;
    }
    fs::write(stamp, now)?;
    Ok(module)
}

fn bind(bytes: Vec<u8>, folder: &Path, small: bool) -> Result<()> {
    let mut bindgen = Bindgen::new();
    bindgen.input_bytes("pam", bytes).out_name("pam").typescript(false).omit_default_module_path(true);
    bindgen.remove_name_section(small).remove_producers_section(small).debug(false).keep_debug(false);
    bindgen.web(true)?;
    bindgen.generate(folder)
}

fn optimise(wasm: &Path) -> Result<()> {
    let small = wasm.with_extension("small");
    let mut command = npm::tool("wasm-opt");
    command.arg("-Oz").args(FEATURES).arg("--strip-producers").arg("--output").arg(&small).arg(wasm);
    process::logged(&mut command, "wasm-opt")?;
    Ok(fs::rename(small, wasm)?)
}
