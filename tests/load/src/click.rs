//! From one person's click to another's screen, in a real browser.
use crate::{
    client::PASSWORD,
    figures::{Better, Figures, Unit, median, note, root},
    pam::Pam,
    thread::{READER, Thread},
};
use anyhow::{Context, Result, bail};
use std::process::{Command, Stdio};

/// How many comments are sent.
const TIMES: usize = 30;

/// Lets the script work and reads its two lists. Without a browser there is no figure, and that is said.
pub fn measure(figures: &mut Figures, pam: &Pam, thread: &Thread) -> Result<()> {
    if !root().join("tests/browser/node_modules/playwright-core").is_dir() {
        note("no click_to_screen_ms: the browser tests' packages are not installed");
        return Ok(());
    }
    note("From click to screen");
    let mut node = Command::new("node");
    node.arg(root().join("tests/load/click.mjs"));
    node.args([&format!("http://{}", pam.address), &thread.path, READER, PASSWORD, &TIMES.to_string()]);
    let output = node.stderr(Stdio::inherit()).output().context("cannot start node")?;
    if !output.status.success() {
        bail!("the browser did not finish: {}", output.status);
    }
    let times: serde_json::Value = serde_json::from_slice(&output.stdout)?;
    let of = |name: &str| -> Vec<f64> {
        times[name].as_array().into_iter().flatten().filter_map(serde_json::Value::as_f64).collect()
    };
    let (changed, painted) = (of("changed"), of("painted"));
    if changed.len() != TIMES || painted.len() != TIMES {
        bail!("{} of {TIMES} comments arrived", changed.len());
    }
    let what = format!("from a resident's click on Publish to the change of a visitor's page, median of {TIMES}");
    figures.put("click_to_screen_ms", median(&changed), Unit::Milliseconds, Better::Lower, &what);
    let what = format!("the same to the frame that is drawn after it, median of {TIMES}");
    figures.put("click_to_frame_ms", median(&painted), Unit::Milliseconds, Better::Lower, &what);
    Ok(())
}
