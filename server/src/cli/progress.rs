use indicatif::{ProgressBar, ProgressStyle};
use std::io::{IsTerminal, Write};

/// How far a command has come, on standard error: a bar on a terminal, else a line for each step.
pub struct Progress(Option<ProgressBar>);

impl Progress {
    /// Of `steps` steps.
    pub fn new(steps: usize) -> Self {
        if !std::io::stderr().is_terminal() {
            return Self(None);
        }
        let bar = ProgressBar::new(u64::try_from(steps).unwrap_or(u64::MAX));
        if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos}/{len} {msg}") {
            bar.set_style(style);
        }
        Self(Some(bar))
    }

    /// A step begins.
    pub fn step(&self, what: &str) {
        match &self.0 {
            Some(bar) => bar.set_message(what.to_owned()),
            None => {
                // Progress that cannot be told stops nothing.
                let _ = writeln!(std::io::stderr().lock(), "{what}");
            }
        }
    }

    /// A step is done.
    pub fn done(&self) {
        if let Some(bar) = &self.0 {
            bar.inc(1);
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some(bar) = &self.0 {
            bar.finish_and_clear();
        }
    }
}
