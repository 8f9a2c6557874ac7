//! What is measured in a real browser: a script of ours drives it and prints what it saw.
use crate::figures::{note, root};
use anyhow::{Context, Result, bail};
use serde_json::Value;
use std::process::{Command, Stdio};

/// What came of a script.
pub struct Seen(Value);

impl Seen {
    /// A list of figures.
    pub fn all(&self, name: &str) -> Vec<f64> {
        self.0[name].as_array().into_iter().flatten().filter_map(Value::as_f64).collect()
    }
}

/// Runs a script of this folder. Without a browser there is no figure, and that is said.
pub fn run(script: &str, arguments: &[&str]) -> Result<Option<Seen>> {
    if !root().join("tests/browser/node_modules/playwright-core").is_dir() {
        note(&format!("nothing of {script}: the browser tests' packages are not installed"));
        return Ok(None);
    }
    let mut node = Command::new("node");
    node.arg(root().join("tests/load").join(script)).args(arguments).stderr(Stdio::inherit());
    let output = node.output().context("cannot start node")?;
    if !output.status.success() {
        bail!("the browser did not finish: {}", output.status);
    }
    Ok(Some(Seen(serde_json::from_slice(&output.stdout)?)))
}
