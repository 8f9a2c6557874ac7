//! What was measured: a table on standard output, and `target/bench.json` for programs.
use anyhow::{Context, Result};
use serde_json::{Map, Value, json};
use std::{fs, io::Write, path::PathBuf};

/// Of what.
#[derive(Clone, Copy)]
pub enum Unit {
    /// One thing by another.
    Ratio,
    /// Thousand bytes.
    Kilobytes,
    /// Million bytes.
    Megabytes,
    /// Thousandths of a second.
    Milliseconds,
    /// Millionths of a second.
    Microseconds,
    /// Answers in a second.
    PerSecond,
    /// Events.
    Events,
}

impl Unit {
    const fn name(self) -> &'static str {
        match self {
            Self::Ratio => "ratio",
            Self::Kilobytes => "kB",
            Self::Megabytes => "MB",
            Self::Milliseconds => "ms",
            Self::Microseconds => "us",
            Self::PerSecond => "1/s",
            Self::Events => "events",
        }
    }
}

/// Which way is good.
#[derive(Clone, Copy)]
pub enum Better {
    /// More of it.
    Higher,
    /// Less of it.
    Lower,
}

struct Figure {
    key: String,
    value: f64,
    unit: Unit,
    better: Better,
    what: String,
}

/// All that was measured, in the order of measuring.
#[derive(Default)]
pub struct Figures(Vec<Figure>);

impl Figures {
    /// Notes one figure; `what` says what it is and against what.
    pub fn put(&mut self, key: &str, value: f64, unit: Unit, better: Better, what: &str) {
        note(&format!("{key}  {} {}", rounded(value), unit.name()));
        self.0.push(Figure { key: key.to_owned(), value: rounded(value), unit, better, what: what.to_owned() });
    }

    /// Prints the table and writes the file; keys that others have put into it stay.
    pub fn close(self) -> Result<()> {
        let mut out = std::io::stdout().lock();
        let width = self.0.iter().map(|f| f.key.len()).max().unwrap_or_default();
        for Figure { key, value, unit, better, what } in &self.0 {
            let arrow = if matches!(better, Better::Higher) { '↑' } else { '↓' };
            writeln!(out, "{key:width$}  {value:>10} {:6} {arrow}  {what}", unit.name())?;
        }
        let path = file();
        let kept = fs::read(&path).ok().and_then(|bytes| serde_json::from_slice::<Value>(&bytes).ok());
        let mut results = kept.and_then(|all| all["results"].as_object().cloned()).unwrap_or_default();
        results.extend(self.0.into_iter().map(entry));
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        let all = json!({ "machine": machine(), "results": results });
        fs::write(&path, format!("{all:#}\n")).with_context(|| format!("cannot write {}", path.display()))
    }
}

fn entry(figure: Figure) -> (String, Value) {
    let better = if matches!(figure.better, Better::Higher) { "higher" } else { "lower" };
    let value = json!({ "value": figure.value, "unit": figure.unit.name(), "better": better, "what": figure.what });
    (figure.key, value)
}

/// Three digits that mean something, and no more.
fn rounded(value: f64) -> f64 {
    let digits = if value.abs() < 10.0 { 1000.0 } else { 10.0 };
    (value * digits).round() / digits
}

/// The root of the checkout.
pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn file() -> PathBuf {
    root().join("target/bench.json")
}

/// What the figures depend on most.
fn machine() -> Value {
    let read = |path| fs::read_to_string(path).unwrap_or_default();
    let after = |text: &str, name: &str| {
        let line = text.lines().find(|line| line.starts_with(name)).and_then(|line| line.split(':').nth(1));
        line.map(|value| value.trim().to_owned()).unwrap_or_default()
    };
    let mut machine = Map::new();
    machine.insert("cores".into(), json!(std::thread::available_parallelism().map_or(0, usize::from)));
    machine.insert("processor".into(), json!(after(&read("/proc/cpuinfo"), "model name")));
    machine.insert("memory".into(), json!(after(&read("/proc/meminfo"), "MemTotal")));
    machine.insert("kernel".into(), json!(read("/proc/sys/kernel/osrelease").trim()));
    Value::Object(machine)
}

/// The middle one; of an even number, the mean of the middle two.
pub fn median(values: &[f64]) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    match sorted.len() {
        0 => f64::NAN,
        n if n % 2 == 1 => sorted[n / 2],
        n => f64::midpoint(sorted[n / 2 - 1], sorted[n / 2]),
    }
}

/// What all but one in a hundred stay below: the smallest value that at least 99 % do not exceed.
pub fn p99(values: &[f64]) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted.get((sorted.len() * 99).div_ceil(100).saturating_sub(1)).copied().unwrap_or(f64::NAN)
}

/// A line of progress. A closed standard error is no reason to stop.
pub fn note(text: &str) {
    let _ = writeln!(std::io::stderr(), "  · {text}");
}

#[cfg(test)]
mod tests {
    use super::{median, p99, rounded};

    #[test]
    fn one_in_a_hundred_is_left_out() {
        let values: Vec<f64> = (1..=200).rev().map(f64::from).collect();
        assert!((p99(&values) - 198.0).abs() < f64::EPSILON);
        assert!((p99(&[7.0]) - 7.0).abs() < f64::EPSILON);
    }

    #[test]
    fn the_middle_is_found() {
        assert!((median(&[3.0, 1.0, 2.0]) - 2.0).abs() < f64::EPSILON);
        assert!((median(&[4.0, 1.0, 2.0, 3.0]) - 2.5).abs() < f64::EPSILON);
        assert!((rounded(123.456) - 123.5).abs() < f64::EPSILON);
    }
}
