//! The folder that the server embeds: every file under a name made from its content, packed copies beside it, and a
//! manifest that tells which is which.
use crate::bindgen::Module;
use crate::browser::{Care, Modules};
use crate::setup::npm;
use crate::{inputs, places, process, split, ui};
use anyhow::{Context, Result, bail};
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Stdio;

/// Starts the app in the browser with the words of one language. The module's address is known only once its content is.
const BOOT: &str = "import init, { start } from \"./pam.js\";\n\
    import words from \"./words.json\";\n\
    await init({ module_or_path: new URL(PAM_WASM, import.meta.url) });\n\
    start(words);\n";

/// In `make dev`, loads the page again once the files have changed.
const RELOAD: &str = "const version = async () => {\n\
    \x20 try { return await (await fetch(new URL(\"version.txt\", import.meta.url), { cache: \"no-store\" })).text(); }\n\
    \x20 catch { return null; }\n\
    };\n\
    let seen = await version();\n\
    setInterval(async () => {\n\
    \x20 const now = await version();\n\
    \x20 if (now && seen && now !== seen) location.reload();\n\
    \x20 seen = now ?? seen;\n\
    }, 700);\n";

/// Something for the server to embed before the browser's part was ever built: a crate that embeds a folder does not
/// compile without one.
pub fn ensure(site: &Path) -> Result<()> {
    let manifest = site.join("manifest.json");
    if !manifest.exists() {
        fs::create_dir_all(site.join("pkg"))?;
        fs::write(manifest, "{}\n")?;
    }
    Ok(())
}

/// Makes the folder from the modules and from `style/`.
pub fn assemble(care: Care, modules: &Modules) -> Result<()> {
    let folder = if care == Care::Release { places::site() } else { places::dev_site() };
    ensure(&folder)?;
    let mut site = Site { care, folder, kept: BTreeSet::new() };
    let what = if care == Care::Release { "Browser files: minify, name, pack" } else { "Browser files" };
    ui::quiet(what, || {
        let mut manifest = Map::new();
        let (css, fonts, icon) = site.style()?;
        let work_css = site.sheet("work", &sheets(&places::root().join("style"), "work.txt")?)?;
        let (boot, wasm) = site.module("pam", &modules.pages)?;
        let (desk_boot, desk_wasm) = site.module("desk", &modules.desk)?;
        for (key, value) in
            [("css", css), ("work_css", work_css), ("wasm", wasm), ("desk_wasm", desk_wasm), ("icon", icon)]
        {
            manifest.insert(key.to_owned(), json!(value));
        }
        manifest.extend([("fonts", fonts), ("boot", boot), ("desk_boot", desk_boot)].map(|(k, v)| (k.to_owned(), v)));
        site.close(&Value::Object(manifest))
    })
}

/// The words of each language by key, read as the server reads them: those that a module can ask for.
fn words(module: &[u8]) -> BTreeMap<String, BTreeMap<String, String>> {
    let mut all = rust_i18n_support::load_locales(&places::root().join("app/locales").to_string_lossy(), |_| false);
    for words in all.values_mut() {
        words.retain(|key, _| can_ask(module, key));
    }
    all
}

/// Whether a module holds a key, or the beginning that it makes it from (`rule.` of `rule.spam`, a word before its
/// plural forms). What it asks for in vain it says in the browser's console, which no browser test overlooks.
fn can_ask(module: &[u8], key: &str) -> bool {
    let holds = |text: &str| memchr::memmem::find(module, text.as_bytes()).is_some();
    let (start, _) = key.rsplit_once('.').unwrap_or((key, ""));
    holds(key) || holds(&format!("{start}.")) || (start.contains('.') && holds(start))
}

/// The script that starts the app, with the bindings, their snippets and the words in the same file.
fn bundle(care: Care, module: &Module, wasm: &str, words: &BTreeMap<String, String>) -> Result<Vec<u8>> {
    fs::write(module.folder.join("words.json"), serde_json::to_vec(words)?)?;
    let entry = module.folder.join("boot.js");
    let text = if care == Care::Release { BOOT.to_owned() } else { format!("{BOOT}{RELOAD}") };
    fs::write(&entry, text)?;
    let wasm = wasm.trim_start_matches("pkg/");
    let out = module.folder.join("bundle.js");
    let mut esbuild = npm::tool("esbuild");
    esbuild.arg(&entry).args(["--bundle", "--format=esm", "--log-level=warning", "--legal-comments=none"]);
    esbuild.arg(format!("--define:PAM_WASM=\"{wasm}\"")).arg(format!("--outfile={}", out.display()));
    if care == Care::Release {
        esbuild.arg("--minify");
    }
    process::logged(&mut esbuild, "esbuild-js")?;
    Ok(fs::read(out)?)
}

struct Site {
    care: Care,
    folder: PathBuf,
    /// Names in `pkg/` that belong there; the rest is from an earlier build.
    kept: BTreeSet<String>,
}

impl Site {
    /// The style sheet of every page, its fonts and the icon.
    fn style(&mut self) -> Result<(String, Value, String)> {
        let style = places::root().join("style");
        let mut css = sheets(&style, "order.txt")?;
        let mut fonts = Map::new();
        for font in inputs::files(&style.join("fonts")) {
            let path = font.path();
            if path.extension().is_some_and(|kind| kind == "woff2") {
                let name = stem(path)?;
                let at = self.add(&name, "woff2", &fs::read(path)?)?;
                css = css.replace(&format!("fonts/{name}.woff2"), at.trim_start_matches("pkg/"));
                fonts.insert(name, json!(at));
            }
        }
        if let Some(lost) = css.find("url(\"fonts/").map(|at| &css[at..]) {
            bail!("style: no such font: {}", lost.lines().next().unwrap_or_default());
        }
        let css = self.sheet("pam", &css)?;
        let icon = self.add("icon", "svg", &fs::read(style.join("icon.svg"))?)?;
        Ok((css, Value::Object(fonts), icon))
    }

    /// Adds a style sheet.
    fn sheet(&mut self, name: &str, css: &str) -> Result<String> {
        if self.care == Care::Release {
            self.add(name, "css", minify(css)?.as_bytes())
        } else {
            self.add(name, "css", css.as_bytes())
        }
    }

    /// A module and, for each language, the one file that binds and starts it, so that a page waits for one answer less.
    fn module(&mut self, name: &str, module: &Module) -> Result<(Value, String)> {
        let mut bytes = fs::read(&module.wasm)?;
        let wasm = self.add(&format!("{name}_bg"), "wasm", &bytes)?;
        self.parts(name, module, &mut bytes)?;
        let mut boot = Map::new();
        for (lang, words) in words(&bytes) {
            let script = bundle(self.care, module, &wasm, &words)?;
            boot.insert(lang.clone(), json!(self.add(&format!("{name}.{lang}"), "js", &script)?));
        }
        Ok((Value::Object(boot), wasm))
    }

    /// What a module fetches when it is wanted, by the names that its loader has to know. All that they can ask for is in
    /// `bytes` then.
    fn parts(&mut self, name: &str, module: &Module, bytes: &mut Vec<u8>) -> Result<()> {
        let loader = module.folder.join(split::LOADER);
        if !loader.exists() {
            return Ok(());
        }
        let mut script = fs::read_to_string(&loader)?;
        for part in &module.parts {
            let own = stem(part)?;
            let content = fs::read(part)?;
            let at = self.add(&format!("{name}_{own}"), "wasm", &content)?;
            script = script.replace(&format!("\"./{own}.wasm\""), &format!("\"./{}\"", at.trim_start_matches("pkg/")));
            bytes.extend(content);
        }
        Ok(fs::write(loader, script)?)
    }

    /// Adds one file and gives its place in the site.
    fn add(&mut self, stem: &str, kind: &str, bytes: &[u8]) -> Result<String> {
        let name = format!("{stem}.{}.{kind}", inputs::hash(bytes));
        let path = self.folder.join("pkg").join(&name);
        self.write(&path, || Ok(bytes.to_vec()))?;
        // A woff2 is packed already, and nobody downloads a developer's files.
        if self.care == Care::Release && kind != "woff2" {
            self.write(&path.with_added_extension("br"), || brotli(bytes))?;
            self.write(&path.with_added_extension("gz"), || gzip(bytes))?;
        }
        Ok(format!("pkg/{name}"))
    }

    /// Writes a file whose name tells its content, unless it is there.
    fn write(&mut self, path: &Path, content: impl FnOnce() -> Result<Vec<u8>>) -> Result<()> {
        self.kept.insert(path.file_name().unwrap_or_default().to_string_lossy().into_owned());
        if path.exists() {
            return Ok(());
        }
        // First under another name: a build that was stopped half-way leaves no half file that looks whole.
        let half = path.with_added_extension("half");
        fs::write(&half, content()?)?;
        Ok(fs::rename(half, path)?)
    }

    /// Drops what is left of earlier builds and writes the manifest, last, and only if it says something new: the
    /// server is built again when it changes.
    fn close(&self, manifest: &Value) -> Result<()> {
        let pkg = self.folder.join("pkg");
        for entry in fs::read_dir(&pkg)? {
            let entry = entry?;
            if !self.kept.contains(entry.file_name().to_string_lossy().as_ref()) {
                fs::remove_file(entry.path())?;
            }
        }
        let text = format!("{manifest:#}\n");
        if self.care == Care::Dev {
            fs::write(pkg.join("version.txt"), inputs::hash(text.as_bytes()))?;
        }
        let path = self.folder.join("manifest.json");
        if fs::read_to_string(&path).is_ok_and(|then| then == text) {
            return Ok(());
        }
        Ok(fs::write(path, text)?)
    }
}

fn stem(path: &Path) -> Result<String> {
    Ok(path.file_stem().and_then(|stem| stem.to_str()).context("a font needs a plain name")?.to_owned())
}

/// Which files of `style/` make a sheet, in order: that of every page, and that of the pages where people do something
/// (sign in, an account, the desk, the log), which a reader of the plan never loads.
const ORDERS: [&str; 2] = ["order.txt", "work.txt"];

/// The files that `order` names, in one. Each file of `style/` belongs to a sheet.
fn sheets(style: &Path, order: &str) -> Result<String> {
    let names = |order: &str| -> Result<Vec<String>> {
        let text = fs::read_to_string(style.join(order)).with_context(|| format!("style/{order}"))?;
        Ok(text.lines().map(str::trim).filter(|name| !name.is_empty()).map(String::from).collect())
    };
    let named: Vec<String> = ORDERS.iter().map(|order| names(order)).collect::<Result<Vec<_>>>()?.concat();
    for entry in fs::read_dir(style)? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if name.ends_with(".css") && !named.contains(&name) {
            bail!("neither of {} in style/ names {name}", ORDERS.join(", "));
        }
    }
    let mut all = String::new();
    for name in names(order)? {
        all.push_str(&fs::read_to_string(style.join(&name)).with_context(|| format!("style/{name}"))?);
        all.push('\n');
    }
    Ok(all)
}

fn minify(css: &str) -> Result<String> {
    let mut esbuild = npm::tool("esbuild");
    esbuild.args(["--loader=css", "--minify", "--log-level=warning", "--legal-comments=none"]);
    let mut child = esbuild.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().context("cannot start esbuild")?;
    let mut stdin = child.stdin.take().context("no way to esbuild")?;
    let text = css.to_owned();
    let writer = std::thread::spawn(move || stdin.write_all(text.as_bytes()));
    let output = child.wait_with_output()?;
    writer.join().map_err(|_| anyhow::anyhow!("esbuild: the writer stopped"))??;
    if !output.status.success() {
        bail!("esbuild refuses the style sheet (see above)");
    }
    Ok(String::from_utf8(output.stdout)?)
}

fn brotli(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut packed = Vec::new();
    let best =
        brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, size_hint: bytes.len(), ..Default::default() };
    brotli::BrotliCompress(&mut &bytes[..], &mut packed, &best)?;
    Ok(packed)
}

fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    packer.write_all(bytes)?;
    Ok(packer.finish()?)
}
