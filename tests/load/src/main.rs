//! `make bench`: how fast Pam is, each figure against something of the same kind that was measured in the same
//! minute on the same machine. Everything stays on loopback, and every load is bounded in number and time.

mod bare;
mod click;
mod client;
mod figures;
mod first_load;
mod load;
mod pam;
mod ratios;
mod scale;
mod texts;
mod thread;
mod wire;

use anyhow::{Result, bail};
use figures::{Better, Figures, Unit};
use pam::Pam;
use std::time::Duration;

/// How often the server is started to know how long that takes.
const STARTS: usize = 10;

#[tokio::main]
async fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments[..] {
        [] => measure().await,
        // The other side of the ratios, in a process of its own.
        ["bare", file] => bare::serve(std::path::Path::new(file)).await,
        _ => bail!("usage: bench"),
    }
}

/// Measures everything, from what disturbs least to what leaves most behind.
async fn measure() -> Result<()> {
    let mut figures = Figures::default();
    let place = pam::Place::new()?;
    figures::note("Loading the demo");
    place.load_demo()?;
    started(&mut figures, &place)?;
    let pam = rested(&mut figures, &place).await?;
    figures::note("Writing a thread of 50 comments");
    let thread = thread::Thread::write(&pam, &place).await?;
    first_load::measure(&mut figures, &thread).await?;
    ratios::measure(&mut figures, &pam, &thread, &place).await?;
    click::measure(&mut figures, &pam, &thread)?;
    pam.stop()?;
    scale::measure(&mut figures, &place).await?;
    figures.close()
}

/// From the start of the process to its first answer.
fn started(figures: &mut Figures, place: &pam::Place) -> Result<()> {
    figures::note("Starting");
    let mut times = Vec::new();
    for _ in 0..STARTS {
        let (pam, time) = Pam::start(place, &place.demo())?;
        times.push(milliseconds(time));
        pam.stop()?;
    }
    let what = format!("from starting the process to the answer of /health/ready on the demo plan, median of {STARTS}");
    figures.put("start_ms", figures::median(&times), Unit::Milliseconds, Better::Lower, &what);
    Ok(())
}

/// A server that has done as good as nothing, and what it holds.
async fn rested(figures: &mut Figures, place: &pam::Place) -> Result<Pam> {
    let (pam, _) = Pam::start(place, &place.demo())?;
    client::Client::new(&pam).get("/ca").await?;
    let what = "resident memory (VmRSS) of the server on the demo plan after one page";
    figures.put("idle_rss_mb", pam.resident_mb()?, Unit::Megabytes, Better::Lower, what);
    Ok(pam)
}

/// A duration as it is written in the table.
fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}
