//! `make test`: formatting, lints, then every test, as a list of named steps with their times. The first that fails
//! ends it.
use crate::setup::npm;
use crate::{build, places, process, setup, site, ui};
use anyhow::{Context, Result, bail};
use std::fs;
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

/// Which part; all of them if none is named.
#[derive(clap::Args)]
pub struct Options {
    /// Only this part
    #[arg(long, value_enum)]
    only: Option<Part>,
}

#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Part {
    /// Formatting and lints
    Lints,
    /// Unit tests
    Unit,
    /// The binary, asked over HTTP
    Http,
    /// The pages, in a browser
    Browser,
}

/// The crates that run on the server's side. Asked for together and without others: then cargo chooses for them the
/// features that the binary has, and compiles none of their dependencies a second time.
const SERVER: [&str; 3] = ["app", "server", "bench"];

/// How many tests went which way.
#[derive(Default)]
struct Count {
    passed: u64,
    failed: u64,
    skipped: u64,
}

/// Passes every test or says which step did not.
pub fn test(options: &Options) -> Result<()> {
    let mut count = Count::default();
    let outcome = steps(options.only, &mut count);
    if count.passed + count.failed > 0 {
        let skipped = if count.skipped > 0 { format!(", {} skipped", count.skipped) } else { String::new() };
        ui::result(&format!("{} passed, {} failed{skipped}", count.passed, count.failed));
    }
    outcome
}

fn steps(only: Option<Part>, count: &mut Count) -> Result<()> {
    let wanted = |part| only.is_none_or(|one| one == part);
    site::ensure(&places::site())?;
    if wanted(Part::Lints) {
        ui::heading("Reading the code");
        named("Formatting", || process::loud(process::cargo().args(["fmt", "--all", "--check"])))?;
        // In the selections that the tests use, so that what runs while compiling is there for both.
        named("Lints: server's side", || process::loud(&mut clippy(&SERVER)))?;
        named("Lints: steps and HTTP tests", || process::loud(&mut clippy(&["xtask", "tests"])))?;
        // On this machine's own target: the same code, and no second compiler needs to bring its lints.
        named("Lints: browser's side", || process::loud(&mut clippy(&["frontend", "frontend-desk"])))?;
    }
    if only != Some(Part::Lints) {
        build::release()?;
        ui::heading("Testing");
    }
    if wanted(Part::Unit) {
        named("Unit tests of the steps", || counted(&mut cargo_test(&["xtask"], &["--bins"]), count))?;
        named("Unit tests", || counted(&mut cargo_test(&SERVER, &["--lib", "--bins"]), count))?;
    }
    if wanted(Part::Http) {
        named("HTTP tests", || counted(&mut cargo_test(&["tests"], &["--tests"]), count))?;
    }
    if wanted(Part::Browser) {
        let chromium = setup::to_test()?;
        named("Browser tests", || in_browser(&chromium, count))?;
    }
    Ok(())
}

/// A step that, if it fails, is named in the last line.
fn named(name: &str, work: impl FnOnce() -> Result<()>) -> Result<()> {
    ui::step(name, work).with_context(|| format!("step \"{name}\" failed"))
}

/// In the release profile: the crates that run while compiling are there already, and the others are only read.
fn clippy(crates: &[&str]) -> Command {
    let mut cargo = process::cargo();
    cargo.args(["clippy", "--release", "--locked", "--quiet", "--all-targets"]);
    for name in crates {
        cargo.args(["--package", name]);
    }
    cargo.args(["--", "--deny", "warnings"]);
    cargo
}

fn cargo_test(crates: &[&str], targets: &[&str]) -> Command {
    let mut cargo = process::cargo();
    cargo.args(["test", "--release", "--locked", "--no-fail-fast"]).args(targets);
    for name in crates {
        cargo.args(["--package", name]);
    }
    cargo.env("PAM_BIN", places::pam());
    cargo
}

/// Runs cargo's tests, shows what they say and adds up their closing lines.
fn counted(cargo: &mut Command, count: &mut Count) -> Result<()> {
    let mut child = cargo.stdout(Stdio::piped()).spawn().context("cannot start cargo")?;
    let output = child.stdout.take().context("cargo has no output")?;
    for line in BufReader::new(output).lines() {
        let line = line?;
        if let Some(result) = line.strip_prefix("test result: ") {
            count.passed += number(result, "passed");
            count.failed += number(result, "failed");
            count.skipped += number(result, "ignored");
        }
        ui::result(&line);
    }
    let status = child.wait()?;
    if !status.success() {
        bail!("{}: {status}", process::shown(cargo));
    }
    Ok(())
}

/// The number before a word: `3` for `passed` in `ok. 3 passed; 0 failed`.
fn number(line: &str, word: &str) -> u64 {
    let before = line.split(word).next().unwrap_or_default();
    before.split_whitespace().last().and_then(|number| number.parse().ok()).unwrap_or(0)
}

fn in_browser(chromium: &std::path::Path, count: &mut Count) -> Result<()> {
    let report = places::work().join("browser-tests.json");
    let _ = fs::remove_file(&report);
    let mut playwright = process::program("npx");
    playwright.current_dir(npm::browser_tests()).args(["--no-install", "playwright", "test", "--reporter=list,json"]);
    playwright.env("PLAYWRIGHT_JSON_OUTPUT_FILE", &report).env("PAM_BIN", places::pam()).env("PAM_CHROMIUM", chromium);
    let outcome = process::loud(&mut playwright);
    let Ok(text) = fs::read_to_string(&report) else {
        return outcome.and(Err(anyhow::anyhow!("no report was written")));
    };
    let report: serde_json::Value = serde_json::from_str(&text)?;
    let figure = |name: &str| report["stats"][name].as_u64().unwrap_or(0);
    count.passed += figure("expected");
    // A test that passes only at the second try has failed.
    count.failed += figure("unexpected") + figure("flaky");
    count.skipped += figure("skipped");
    outcome
}

#[cfg(test)]
mod checks {
    use super::number;

    #[test]
    fn closing_lines_are_read() {
        let line = "FAILED. 12 passed; 3 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.00s";
        assert_eq!([12, 3, 1], ["passed", "failed", "ignored"].map(|word| number(line, word)));
        assert_eq!(0, number("nothing here", "passed"));
    }
}
