//! `make bench`: runs the measuring program, then adds how long the commands themselves take.
use crate::{build, places, process, run, setup, ui};
use anyhow::{Context, Result, bail};
use serde_json::{Value, json};
use std::fs;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command};
use std::time::{Duration, Instant};

/// Longer than any first run on a small machine.
const PATIENCE: Duration = Duration::from_secs(3600);

/// What to measure.
#[derive(clap::Args)]
pub struct Options {
    /// Also measure the first run in a new clone, which takes minutes; without it the last value is kept
    #[arg(long)]
    first_run: bool,
    /// Only these parts, with commas between them (a name that does not exist lists those that do)
    #[arg(long, value_name = "PARTS", conflicts_with = "first_run")]
    only: Option<String>,
}

/// Measures and leaves `target/bench.json`.
pub fn bench(options: &Options) -> Result<()> {
    build::release()?;
    let chromium = setup::to_test()?;
    ui::heading("Measuring");
    let mut program = process::cargo();
    program
        .args(["run", "--release", "--locked", "--package", "bench", "--"])
        .env("PAM_BIN", places::pam())
        .env("PAM_CHROMIUM", chromium);
    if let Some(parts) = &options.only {
        program.args(["--only", parts]);
    }
    ui::step("Server under load", || process::loud(&mut program))?;
    if options.only.is_some() {
        return Ok(());
    }
    let second = ui::step("Second run", second_run)?;
    if options.first_run {
        let first = ui::step("First run in a new clone", first_run)?;
        fs::write(first_run_file(), json!({ "first_run_s": first }).to_string())?;
    }
    merge(second)
}

/// From the command to the first answer, with everything built and the demo loaded.
fn second_run() -> Result<f64> {
    let folder = Scratch::new("second-run")?;
    let database = folder.0.join("pam.db");
    run::ensure_demo(&places::pam(), &database)?;
    until_answer(&places::root(), &database)
}

/// From the command to the first answer in a checkout where nothing is built. What earlier runs on this machine left
/// outside the checkout (packages, a compiler) is used, as it would be by a second clone.
fn first_run() -> Result<f64> {
    let folder = Scratch::new("first-run")?;
    let clone = folder.0.join("pam");
    let mut git = process::program("git");
    process::logged(git.args(["clone", "--quiet", "."]).arg(&clone), "clone")?;
    until_answer(&clone, &folder.0.join("pam.db"))
}

fn until_answer(checkout: &Path, database: &Path) -> Result<f64> {
    let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
    // What `make run` starts. Cargo, the steps and the server take each other's place, so one number ends them all.
    let mut command = Command::new("cargo");
    command.current_dir(checkout).args(["run", "--quiet", "--release", "--package", "xtask", "--", "run"]);
    command.env("PORT", port.to_string()).env("DATABASE", database).env_remove("CARGO_MANIFEST_DIR");
    let start = Instant::now();
    let mut child = command.spawn().context("cannot start cargo")?;
    let outcome = wait(&mut child, port, start);
    let _ = child.kill();
    let _ = child.wait();
    outcome
}

fn wait(child: &mut Child, port: u16, start: Instant) -> Result<f64> {
    while start.elapsed() < PATIENCE {
        if answers(port).unwrap_or(false) {
            return Ok(start.elapsed().as_secs_f64());
        }
        if let Some(status) = child.try_wait()? {
            bail!("it ended before it answered: {status}");
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    bail!("no answer in {} s", PATIENCE.as_secs())
}

/// Whether the front page comes.
fn answers(port: u16) -> Result<bool> {
    let mut stream = TcpStream::connect(("127.0.0.1", port))?;
    stream.set_read_timeout(Some(Duration::from_secs(5)))?;
    stream.write_all(b"GET /ca HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")?;
    let mut start = [0; 12];
    stream.read_exact(&mut start)?;
    Ok(start.starts_with(b"HTTP/1.1 200"))
}

fn first_run_file() -> PathBuf {
    places::root().join("target/first-run.json")
}

/// Adds both figures to what the measuring program wrote.
fn merge(second: f64) -> Result<()> {
    let path = places::root().join("target/bench.json");
    let text = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    let mut all: Value = serde_json::from_str(&text)?;
    let what = "from `make run` to the first page, everything built and the demo loaded";
    all["results"]["second_run_s"] = figure(second, what);
    let first = fs::read_to_string(first_run_file()).ok();
    let first = first.and_then(|text| serde_json::from_str::<Value>(&text).ok()?["first_run_s"].as_f64());
    if let Some(first) = first {
        let what = "from `make run` in a new clone to the first page, with this machine's caches outside the clone";
        all["results"]["first_run_s"] = figure(first, what);
    }
    for key in ["first_run_s", "second_run_s"] {
        if let Some(value) = all["results"][key]["value"].as_f64() {
            ui::result(&format!("{key}  {value:.2} s"));
        }
    }
    Ok(fs::write(path, format!("{all:#}\n"))?)
}

fn figure(value: f64, what: &str) -> Value {
    json!({ "value": (value * 100.0).round() / 100.0, "unit": "s", "better": "lower", "what": what })
}

/// A folder of this run, gone when it ends.
struct Scratch(PathBuf);

impl Scratch {
    fn new(name: &str) -> Result<Self> {
        let folder = std::env::temp_dir().join(format!("pam-{name}-{}", std::process::id()));
        fs::create_dir_all(&folder)?;
        Ok(Self(folder))
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}
