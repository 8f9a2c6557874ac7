//! What every new text passes before it is written: all phases that are in the house, on one comment of 500 characters.
use crate::{
    figures::{Better, Figures, Unit, median, note},
    texts::SAID,
};
use app::{
    fault::Fault,
    i18n::Lang,
    pipeline::{
        Firing, Rules,
        phase::{length, spam::Learned},
        run::{Case, Facts, run, waits},
        text::Text,
    },
};
use std::{hint::black_box, time::Instant};

/// How many characters the comment has.
const LENGTH: usize = 500;
/// How often it passes.
const TIMES: usize = 2000;
/// As many texts of each kind were decided.
const DECIDED: i64 = 50;

/// How long a text takes to pass, from the text as it was sent to whether it waits; what is known about its writer and
/// its words is given.
pub fn measure(figures: &mut Figures) {
    note("A comment through every phase");
    let text: String = SAID.join(" ").chars().take(LENGTH).collect();
    let (rules, facts) = (Rules::default(), known(&text));
    let pass = || {
        let start = Instant::now();
        let found = length::check(&text).and_then(|()| through(&text, &facts, &rules));
        black_box(found.map(|fired| waits(&facts, &fired))).map_or(f64::NAN, |_| start.elapsed().as_secs_f64() * 1e6)
    };
    // The lists are read and the caches are warm.
    let warm = TIMES / 10;
    let times: Vec<f64> = (0..warm + TIMES).map(|_| pass()).skip(warm).collect();
    let what = format!(
        "all phases for one comment of {LENGTH} characters in three languages, every word of it known to the score; \
         median of {TIMES}"
    );
    figures.put("pipeline_us", median(&times), Unit::Microseconds, Better::Lower, &what);
}

/// Takes texts of somebody of whom nothing is known through all phases.
pub fn pass() -> impl Fn(&str) {
    let (rules, facts) = (Rules::default(), Facts::default());
    move |text| drop(black_box(through(text, &facts, &rules)))
}

fn through(text: &str, facts: &Facts, rules: &Rules) -> Result<Vec<Firing>, Fault> {
    let text = Text::new(text, Lang::Ca);
    black_box(text.print());
    run(&Case { text: &text, facts, rules })
}

/// Somebody new, and every word of the text learned: the dearest case.
fn known(text: &str) -> Facts {
    let text = Text::new(text, Lang::Ca);
    let words = (1..).zip(&text.words).map(|(n, word)| (word.clone(), (n % DECIDED, n * 7 % DECIDED))).collect();
    let learned = Learned { texts: (DECIDED, DECIDED), words };
    Facts { published: 0, learned, ..Facts::default() }
}
