//! How the steps talk: a list of named steps with their times on standard error, results on standard output.
use anyhow::Result;
use console::style;
use indicatif::{ProgressBar, ProgressStyle};
use std::io::Write;
use std::time::{Duration, Instant};

/// One line of progress. A closed standard error is no reason to stop working.
fn line(text: &str) {
    let _ = writeln!(std::io::stderr(), "{text}");
}

/// One line of result, on standard output.
pub fn result(text: &str) {
    let _ = writeln!(std::io::stdout(), "{text}");
}

/// Opens a group of steps.
pub fn heading(text: &str) {
    line(&style(text).for_stderr().bold().to_string());
}

/// Something worth knowing that is no step.
pub fn note(text: &str) {
    line(&format!("  {} {text}", style("·").for_stderr().dim()));
}

/// A step that shows its own progress, such as cargo's.
pub fn step<T>(name: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    line(&format!("  {} {name}", style("▸").for_stderr().cyan()));
    timed(name, work)
}

/// A step whose progress is a line that moves on a terminal, and a plain line anywhere else.
pub fn quiet<T>(name: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    if !console::user_attended_stderr() {
        return step(name, work);
    }
    let bar = ProgressBar::new_spinner();
    if let Ok(look) = ProgressStyle::with_template("  {spinner:.cyan} {msg} {elapsed:.dim}") {
        bar.set_style(look);
    }
    bar.set_message(name.to_owned());
    bar.enable_steady_tick(Duration::from_millis(120));
    let start = Instant::now();
    let outcome = work();
    bar.finish_and_clear();
    close(name, start, outcome.is_ok());
    outcome
}

fn timed<T>(name: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    let start = Instant::now();
    let outcome = work();
    close(name, start, outcome.is_ok());
    outcome
}

fn close(name: &str, start: Instant, good: bool) {
    let sign = if good { style("✓").for_stderr().green() } else { style("✗").for_stderr().red() };
    let time = style(seconds(start.elapsed())).for_stderr().dim();
    line(&format!("  {sign} {name}  {time}"));
}

/// `0.4 s`, `12.0 s`, `2 min 05 s`.
pub fn seconds(time: Duration) -> String {
    match time.as_secs() {
        0..60 => format!("{:.1} s", time.as_secs_f32()),
        whole => format!("{} min {:02} s", whole / 60, whole % 60),
    }
}

/// The last line when something went wrong.
pub fn fault(fault: &anyhow::Error) {
    line(&format!("{} {fault:#}", style("error:").for_stderr().red().bold()));
}
