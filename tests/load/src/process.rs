//! What the system says of a process: memory, processor time, open files.
use anyhow::{Context, Result};
use rustix::{
    param::clock_ticks_per_second,
    process::{Resource, Rlimit, getrlimit, setrlimit},
};
use std::{collections::HashMap, fs, time::Duration};

/// Ten thousand connections, and what a process has open besides.
const OPEN_FILES: u64 = 11_000;

/// Lets this process, and those that it starts, hold as many connections as are measured.
pub fn raise_open_files() -> Result<()> {
    let now = getrlimit(Resource::Nofile);
    if now.current.is_none_or(|soft| soft >= OPEN_FILES) {
        return Ok(());
    }
    let wanted = Rlimit { current: Some(OPEN_FILES), maximum: now.maximum };
    setrlimit(Resource::Nofile, wanted).with_context(|| format!("a process may not open {OPEN_FILES} files here"))
}

/// What it holds in memory (`VmRSS`).
pub fn resident_bytes(process: u32) -> Result<f64> {
    let status = fs::read_to_string(format!("/proc/{process}/status"))?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).context("no VmRSS")?;
    let kibibytes: f64 = line.trim().trim_end_matches(" kB").parse()?;
    Ok(kibibytes * 1024.0)
}

/// Processor time that it has used, its own and the system's for it.
pub fn worked(process: u32) -> Result<Duration> {
    Ok(stat(&fs::read_to_string(format!("/proc/{process}/stat"))?)?.worked)
}

/// A thread, and the processor time that it has used.
pub struct Thread {
    /// Its first fifteen letters.
    pub name: String,
    /// Its own time and the system's for it.
    pub worked: Duration,
}

/// Its threads, by number.
pub fn threads(process: u32) -> Result<HashMap<u32, Thread>> {
    let mut threads = HashMap::new();
    for entry in fs::read_dir(format!("/proc/{process}/task"))? {
        let entry = entry?;
        // One that has ended meanwhile is no loss.
        let Ok(text) = fs::read_to_string(entry.path().join("stat")) else { continue };
        threads.insert(entry.file_name().to_string_lossy().parse()?, stat(&text)?);
    }
    Ok(threads)
}

/// Of a line of `stat` (proc(5): utime is the 14th of its fields). The name in parentheses may hold anything; fields are
/// counted after it.
fn stat(line: &str) -> Result<Thread> {
    let (name, fields) = line.rsplit_once(") ").context("no stat")?;
    let fields: Vec<&str> = fields.split(' ').collect();
    let ticks = |at: usize| fields.get(at - 3).and_then(|ticks| ticks.parse::<u64>().ok());
    let (own, system) = ticks(14).zip(ticks(15)).context("no times in stat")?;
    let name = name.split_once('(').context("no name in stat")?.1.to_owned();
    Ok(Thread { name, worked: Duration::from_millis((own + system) * 1000 / clock_ticks_per_second()) })
}

/// How many files and connections it has open.
pub fn open_files(process: u32) -> Result<usize> {
    Ok(fs::read_dir(format!("/proc/{process}/fd"))?.count())
}

#[cfg(test)]
mod tests {
    use super::{open_files, resident_bytes, threads, worked};

    #[test]
    fn this_process_is_known() {
        let own = std::process::id();
        assert!(resident_bytes(own).unwrap() > 1e6);
        assert!(open_files(own).unwrap() > 2);
        worked(own).unwrap();
        let name = |id: u32| threads(own).unwrap()[&id].name.clone();
        assert!(!name(own).is_empty());
    }
}
