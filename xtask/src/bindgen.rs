//! From what the compiler left to a module that a browser can load, as small as it gets.
use crate::setup::npm;
use crate::{inputs, places, process, split, ui};
use anyhow::{Context, Result};
use std::fs;
use std::path::{Path, PathBuf};
use walrus::{FunctionBuilder, FunctionKind};
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
const EDITION: &str = "5";

/// A module and the script that loads it.
pub struct Module {
    /// The folder with `pam.js` (and the snippets beside it).
    pub folder: PathBuf,
    /// The module itself.
    pub wasm: PathBuf,
    /// What it fetches when it is wanted.
    pub parts: Vec<PathBuf>,
}

/// Makes the module from `raw`, unless it already was made from the very same bytes.
pub fn module(raw: &Path, name: &str, small: bool) -> Result<Module> {
    let bytes = fs::read(raw).with_context(|| format!("cannot read {}", raw.display()))?;
    let folder = places::work().join(name);
    let stamp = folder.join("stamp");
    let now = format!("{EDITION} {small} {}", inputs::hash(&bytes));
    let wasm = folder.join("pam_bg.wasm");
    if fs::read_to_string(&stamp).is_ok_and(|then| then == now) && wasm.exists() {
        let all = fs::read_dir(&folder)?.flatten().map(|file| file.path());
        let parts = all.filter(|path| is_part(path)).collect();
        return Ok(Module { parts, wasm, folder });
    }
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder)?;
    let (bytes, parts) = ui::quiet("Browser module: parts", || split::parts(&bytes, &folder))?;
    let bytes = if small { trimmed(&bytes)? } else { bytes };
    ui::quiet("Browser module: bindings", || bind(bytes, &folder, small))?;
    if small {
        ui::quiet("Browser module: wasm-opt -Oz", || {
            parts.iter().chain([&wasm]).try_for_each(|module| optimise(module))
        })?;
    }
    fs::write(stamp, now)?;
    Ok(Module { folder, wasm, parts })
}

fn is_part(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    (name.starts_with("split_") || name.starts_with("chunk_")) && name.ends_with(".wasm")
}

/// Takes out what nobody uses, which the compiler could not know. Leptos compiles a second, asynchronous way to take over
/// every view, for pages whose code comes in pieces; ours are taken over at once, and it is a tenth of the file. (Called
/// all the same, it would stop the module, which no test would overlook.) And a module that never fetches a part still has
/// that part's code, and an entrance to it.
fn trimmed(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut module = walrus::Module::from_buffer(bytes)?;
    let named = |function: &walrus::Function| function.name.as_ref().is_some_and(|name| name.contains("hydrate_async"));
    let entrances = module.exports.iter().filter(|export| export.name.starts_with("__wasm_split_00"));
    for id in entrances.map(|export| export.id()).collect::<Vec<_>>() {
        module.exports.delete(id);
    }
    let ids: Vec<_> = module.funcs.iter_local().map(|(id, _)| id).filter(|id| named(module.funcs.get(*id))).collect();
    for id in ids {
        let kind = module.types.get(module.funcs.get(id).ty());
        let (params, results) = (kind.params().to_vec(), kind.results().to_vec());
        let mut empty = FunctionBuilder::new(&mut module.types, &params, &results);
        empty.func_body().unreachable();
        let args = params.iter().map(|param| module.locals.add(*param)).collect();
        module.funcs.get_mut(id).kind = FunctionKind::Local(empty.local_func(args));
    }
    Ok(module.emit_wasm())
}

fn bind(bytes: Vec<u8>, folder: &Path, small: bool) -> Result<()> {
    let mut bindgen = Bindgen::new();
    bindgen.input_bytes("pam", bytes).out_name("pam").typescript(false).omit_default_module_path(true);
    bindgen.remove_name_section(small).remove_producers_section(small).debug(false).keep_debug(false);
    // The parts reach the main module by what it exports.
    bindgen.keep_lld_exports(true);
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
