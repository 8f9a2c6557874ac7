//! `make bench`: how fast Pam is, each figure against something of the same kind that was measured in the same
//! minute on the same machine. Everything stays on loopback, and every load is bounded in number and time.

mod bare;
mod browser;
mod bulk;
mod click;
mod client;
mod cost;
mod desk;
mod figures;
mod first_load;
mod growth;
mod live;
mod load;
mod pam;
mod parts;
mod phone;
mod pipeline;
mod process;
mod ratios;
mod raw;
mod texts;
mod thread;
mod threads;
mod wire;
mod writes;

use anyhow::{Result, bail};
use figures::{Better, Figures, Unit};
use pam::{Pam, Place};
use parts::{Part, Parts};
use std::{path::Path, time::Duration};

/// How often the server is started to know how long that takes.
const STARTS: usize = 10;

#[tokio::main]
async fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments[..] {
        [] => measure(&Parts::all()).await,
        ["--only", list] => measure(&Parts::named(list)?).await,
        // The other side of the ratios, in a process of its own.
        ["bare"] => bare::serve(None).await,
        ["bare", file] => bare::serve(Some(Path::new(file))).await,
        _ => bail!("usage: bench [--only PART,…]"),
    }
}

/// Measures, and keeps what was measured also when a later part fails.
async fn measure(parts: &Parts) -> Result<()> {
    // Inherited by the servers that this program starts.
    process::raise_open_files()?;
    let mut figures = Figures::default();
    let place = Place::new()?;
    figures::note("Loading the demo");
    place.load_demo()?;
    let outcome = in_order(parts, &mut figures, &place).await;
    figures.close()?;
    outcome
}

/// From what disturbs least to what leaves most behind.
async fn in_order(parts: &Parts, figures: &mut Figures, place: &Place) -> Result<()> {
    if parts.has(Part::Pipeline) {
        pipeline::measure(figures);
    }
    if parts.has(Part::Start) {
        started(figures, place)?;
        rested(figures, place).await?;
    }
    one_page(parts, figures, place).await?;
    if parts.has(Part::Threads) {
        threads::measure(figures, place).await?;
    }
    if parts.has(Part::Growth) {
        growth::measure(figures, place).await?;
    }
    if parts.has(Part::Writes) {
        writes::measure(figures, place).await?;
    }
    if parts.has(Part::Desk) {
        desk::measure(figures, place).await?;
    }
    if parts.has(Part::Live) {
        live::measure(figures, place).await?;
    }
    Ok(())
}

/// All that is measured on one page of fifty comments.
async fn one_page(parts: &Parts, figures: &mut Figures, place: &Place) -> Result<()> {
    if ![Part::FirstLoad, Part::Pages, Part::Click, Part::Phone].iter().any(|part| parts.has(*part)) {
        return Ok(());
    }
    let (pam, _) = Pam::start(place, &place.demo())?;
    figures::note("Writing a thread of 50 comments");
    let thread = thread::Thread::write(&pam, place).await?;
    if parts.has(Part::FirstLoad) {
        first_load::measure(figures, &thread).await?;
    }
    if parts.has(Part::Pages) {
        ratios::measure(figures, &pam, &thread, place).await?;
    }
    if parts.has(Part::Phone) {
        phone::measure(figures, &pam, &thread)?;
    }
    if parts.has(Part::Click) {
        click::measure(figures, &pam, &thread)?;
    }
    pam.stop()
}

/// From the start of the process to its first answer.
fn started(figures: &mut Figures, place: &Place) -> Result<()> {
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

/// What a server holds that has done as good as nothing.
async fn rested(figures: &mut Figures, place: &Place) -> Result<()> {
    let (pam, _) = Pam::start(place, &place.demo())?;
    client::Client::new(&pam).get("/ca").await?;
    let what = "resident memory (VmRSS) of the server on the demo plan after one page";
    let megabytes = process::resident_bytes(pam.id())? / 1e6;
    figures.put("idle_rss_mb", megabytes, Unit::Megabytes, Better::Lower, what);
    pam.stop()
}

/// A duration as it is written in the table.
fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}
