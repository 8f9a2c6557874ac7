//! From one person's click to another's screen, in a real browser.
use crate::{
    browser,
    client::PASSWORD,
    figures::{Better, Figures, Unit, median, note},
    pam::Pam,
    thread::{READER, Thread},
};
use anyhow::{Result, bail};

/// How many comments are sent.
const TIMES: usize = 30;

/// Lets the script work and reads its two lists.
pub fn measure(figures: &mut Figures, pam: &Pam, thread: &Thread) -> Result<()> {
    note("From click to screen");
    let base = format!("http://{}", pam.address);
    let Some(times) = browser::run("click.mjs", &[&base, &thread.path, READER, PASSWORD, &TIMES.to_string()])? else {
        return Ok(());
    };
    let (changed, painted) = (times.all("changed"), times.all("painted"));
    if changed.len() != TIMES || painted.len() != TIMES {
        bail!("{} of {TIMES} comments arrived", changed.len());
    }
    let what = format!("from a resident's click on Publish to the change of a visitor's page, median of {TIMES}");
    figures.put("click_to_screen_ms", median(&changed), Unit::Milliseconds, Better::Lower, &what);
    let what = format!("the same to the frame that is drawn after it, median of {TIMES}");
    figures.put("click_to_frame_ms", median(&painted), Unit::Milliseconds, Better::Lower, &what);
    Ok(())
}
