//! Starting other programs: loudly, quietly with a log, or for their answer.
use crate::places;
use anyhow::{Context, Result, bail};
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

/// The cargo that runs these steps, at the root of the checkout.
pub fn cargo() -> Command {
    program(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// Any program, at the root of the checkout and without standard input, so that nothing can wait for an answer.
pub fn program(name: impl AsRef<std::ffi::OsStr>) -> Command {
    let mut command = Command::new(name);
    command.current_dir(places::root()).stdin(Stdio::null());
    command
}

/// Runs a command that shows its own output.
pub fn loud(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| cannot_start(command))?;
    verdict(command, status)
}

/// What a command prints on standard output.
pub fn answer(command: &mut Command) -> Result<String> {
    let output = command.stderr(Stdio::piped()).output().with_context(|| cannot_start(command))?;
    if !output.status.success() {
        bail!("{}: {}\n{}", shown(command), output.status, String::from_utf8_lossy(&output.stderr).trim());
    }
    Ok(String::from_utf8(output.stdout)?)
}

/// Runs a command with its output in a log, which is shown only if it fails.
pub fn logged(command: &mut Command, log: &str) -> Result<()> {
    background(command, log)?.wait()
}

/// A command at work while others go on; its output is in a log.
pub struct Background {
    child: Child,
    shown: String,
    log: PathBuf,
}

/// Starts a command with its output in a log.
pub fn background(command: &mut Command, log: &str) -> Result<Background> {
    let folder = places::work().join("logs");
    fs::create_dir_all(&folder)?;
    let log = folder.join(log).with_extension("log");
    let file = File::create(&log)?;
    command.stdout(file.try_clone()?).stderr(file);
    let child = command.spawn().with_context(|| cannot_start(command))?;
    Ok(Background { child, shown: shown(command), log })
}

impl Background {
    /// Waits until it is done.
    pub fn wait(mut self) -> Result<()> {
        let status = self.child.wait()?;
        self.judge(status)
    }

    /// Waits, but not longer than this: then it is stopped and counts as failed.
    pub fn wait_at_most(mut self, limit: Duration) -> Result<()> {
        let start = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait()? {
                return self.judge(status);
            }
            if start.elapsed() > limit {
                self.stop();
                bail!("{} gave no answer in {} s", self.shown, limit.as_secs());
            }
            std::thread::sleep(Duration::from_millis(100));
        }
    }

    /// Ends it, whatever it was doing.
    pub fn stop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }

    fn judge(&self, status: ExitStatus) -> Result<()> {
        if status.success() {
            return Ok(());
        }
        bail!("{}: {status}\n{}\n(all of it in {})", self.shown, tail(&self.log, 60), self.log.display());
    }
}

fn verdict(command: &Command, status: ExitStatus) -> Result<()> {
    if status.success() { Ok(()) } else { bail!("{}: {status}", shown(command)) }
}

/// The command as one would type it.
pub fn shown(command: &Command) -> String {
    let mut words = vec![Path::new(command.get_program()).file_name().unwrap_or_default().to_string_lossy()];
    words.extend(command.get_args().map(|word| word.to_string_lossy()));
    words.join(" ")
}

fn cannot_start(command: &Command) -> String {
    format!("cannot start {}", Path::new(command.get_program()).display())
}

fn tail(file: &Path, lines: usize) -> String {
    let text = fs::read_to_string(file).unwrap_or_default();
    let all: Vec<_> = text.lines().collect();
    all[all.len().saturating_sub(lines)..].join("\n")
}
