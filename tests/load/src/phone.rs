//! How long a resident with an old phone on a slow line waits until the comment form answers.
use crate::{
    browser,
    client::PASSWORD,
    figures::{Better, Figures, Unit, median, note},
    pam::Pam,
    thread::{READER, Thread},
};
use anyhow::{Result, bail};

/// How many first visits are made.
const TIMES: usize = 5;
/// What fills the time, in the order in which it passes, by the script's names.
const PARTS: [(&str, &str); 5] = [
    ("document", "until the page itself is there"),
    ("paint", "until the first words are on the screen (first contentful paint)"),
    ("download", "until style, script and module are there"),
    ("compile", "from then until the module is compiled and ready to run"),
    ("hydrate", "from then until the form answers: the page is taken over"),
];

/// Lets the script work: the whole time, and what it is made of.
pub fn measure(figures: &mut Figures, pam: &Pam, thread: &Thread) -> Result<()> {
    note("First visit on a slow phone");
    let base = format!("http://{}", pam.address);
    let Some(times) = browser::run("phone.mjs", &[&base, &thread.path, READER, PASSWORD, &TIMES.to_string()])? else {
        return Ok(());
    };
    let whole = times.all("interactive");
    if whole.len() != TIMES {
        bail!("{} of {TIMES} visits came to an end", whole.len());
    }
    let what = format!(
        "a signed-in resident's first visit to a proposal with 50 comments, nothing cached, until the comment form's \
         script takes what is sent; Chromium with its main thread slowed 4 times and slow 4G (1.6 Mbit/s down, 750 kbit/s \
         up, 150 ms for each answer), median of {TIMES}"
    );
    figures.put("interactive_ms_slow_phone", median(&whole), Unit::Milliseconds, Better::Lower, &what);
    for (name, what) in PARTS {
        let what = format!("of interactive_ms_slow_phone: {what}, median of {TIMES}");
        let key = format!("interactive_{name}_ms");
        figures.put(&key, median(&times.all(name)), Unit::Milliseconds, Better::Lower, &what);
    }
    Ok(())
}
