//! How much a text is like those that the desk took for advertising, and how little like those that it approved.
//!
//! Words weigh by G. Robinson's smoothed probability and are combined by Fisher's method (G. Robinson, *A statistical
//! approach to the spam problem*, Linux Journal 107, 2003); `docs/pipeline.md` has the formula.
use crate::pipeline::{Firing, Phase, run::Case};
use std::collections::{BTreeSet, HashMap};

/// Most different words of a text that are learned and looked up.
pub const MOST_WORDS: usize = 150;
/// Words shorter or longer than this say nothing.
const LENGTHS: std::ops::RangeInclusive<usize> = 3..=24;
/// How many words decide at most, the most telling first.
const TELLING: usize = 40;
/// How much a word must lean to be among them.
const LEAN: f64 = 0.1;
/// What is thought of a word that was never seen, and how many sightings that thought is worth.
const PRIOR: (f64, f64) = (0.5, 1.0);
/// The word under which the number of texts is counted: no text has it.
pub const TEXTS: &str = "";

/// What was learned of some words: in how many texts taken for advertising each was, and in how many approved ones.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Learned {
    /// How many texts there were of both.
    pub texts: (i64, i64),
    /// By word.
    pub words: HashMap<String, (i64, i64)>,
}

/// The words of a text that are learned: each once, hosts of links among them.
pub fn tokens(words: &[String], links: &[String]) -> BTreeSet<String> {
    let hosts = links.iter().filter(|host| host.len() <= 60).map(|host| format!("@{host}"));
    let fits = words.iter().filter(|word| LENGTHS.contains(&word.chars().count())).cloned();
    hosts.chain(fits).take(4 * MOST_WORDS).collect::<BTreeSet<_>>().into_iter().take(MOST_WORDS).collect()
}

/// Between 0 and 1; ½ when nothing is known. `None` until `least` texts of each kind were decided.
pub fn score(learned: &Learned, tokens: &BTreeSet<String>, least: i64) -> Option<f64> {
    let (spam, ham) = learned.texts;
    if spam < least || ham < least || least < 1 {
        return None;
    }
    let mut chances: Vec<f64> =
        tokens.iter().filter_map(|word| learned.words.get(word)).map(|n| chance(*n, learned.texts)).collect();
    chances.retain(|chance| (chance - 0.5).abs() >= LEAN);
    chances.sort_by(|a, b| (b - 0.5).abs().total_cmp(&(a - 0.5).abs()));
    chances.truncate(TELLING);
    let n = chances.len();
    if n == 0 {
        return Some(0.5);
    }
    let log = |of: fn(f64) -> f64| -2.0 * chances.iter().map(|chance| of(*chance).ln()).sum::<f64>();
    // Fisher: how surprising so many leaning words would be if each leaned by chance.
    let (spammy, hammy) = (tail(log(|f| 1.0 - f), n), tail(log(|f| f), n));
    Some(f64::midpoint(1.0, hammy - spammy))
}

/// f(w) = (s·x + n·p(w)) / (s + n), with p(w) the share of its sightings in advertising, as if there were as many texts
/// of one kind as of the other.
#[expect(clippy::cast_precision_loss, reason = "counts of texts")]
fn chance((spam, ham): (i64, i64), (spam_texts, ham_texts): (i64, i64)) -> f64 {
    let bad = (spam as f64 / spam_texts as f64).min(1.0);
    let good = (ham as f64 / ham_texts as f64).min(1.0);
    let seen = (spam + ham) as f64;
    if seen <= 0.0 || bad + good <= 0.0 {
        return PRIOR.0;
    }
    (PRIOR.1 * PRIOR.0 + seen * bad / (bad + good)) / (PRIOR.1 + seen)
}

/// The upper tail of χ² with 2n degrees of freedom: e^(−m) · Σ m^i / i! for i < n, with m = χ²/2. In logarithms, since
/// forty sure words would be less than the smallest number.
fn tail(chi: f64, n: usize) -> f64 {
    let m = chi / 2.0;
    let mut term = -m;
    let mut sum = term.exp();
    for i in 1..n {
        #[expect(clippy::cast_precision_loss, reason = "at most forty")]
        let i = i as f64;
        term += m.ln() - i.ln();
        sum += term.exp();
    }
    sum.min(1.0)
}

/// The detail is the score of a hundred.
pub fn check(case: &Case<'_>) -> Vec<Firing> {
    let Some(score) = score(&case.facts.learned, &case.tokens(), case.rules.spam_texts) else { return Vec::new() };
    if score < case.rules.spam {
        return Vec::new();
    }
    vec![Firing::serious(Phase::Spam, format!("{:.0}", score * 100.0))]
}

#[cfg(test)]
mod tests {
    use super::{Learned, check, score, tokens};
    use crate::pipeline::{
        run::{Facts, tests::with},
        text::words,
    };
    use proptest::prelude::*;

    fn learned() -> Learned {
        let words = [("casino", (30, 0)), ("gratis", (25, 2)), ("bus", (1, 40)), ("barri", (0, 35)), ("nit", (10, 10))];
        Learned { texts: (30, 50), words: words.map(|(word, n)| (word.to_owned(), n)).into() }
    }

    fn scored(text: &str) -> f64 {
        score(&learned(), &tokens(&words(text), &[]), 20).unwrap()
    }

    #[test]
    fn it_leans_as_the_desk_did() {
        assert!(scored("casino gratis") > 0.97, "{}", scored("casino gratis"));
        assert!(scored("el bus del barri") < 0.03);
        assert!((0.2..0.8).contains(&scored("casino bus gratis barri")), "{}", scored("casino bus gratis barri"));
        assert!((scored("mai vist") - 0.5).abs() < 1e-9);
        let facts = Facts { learned: learned(), ..Facts::default() };
        assert_eq!(with("Casino gratis!", &facts, check).len(), 1);
        assert!(with("El bus del barri.", &facts, check).is_empty());
    }

    #[test]
    fn it_is_silent_until_it_has_learned() {
        assert_eq!(score(&learned(), &tokens(&words("casino gratis"), &[]), 31), None);
        assert_eq!(score(&Learned::default(), &tokens(&words("casino"), &[]), 1), None);
    }

    proptest! {
        #[test]
        fn it_is_a_share(counts in prop::collection::vec((0..60_i64, 0..60_i64), 1..80)) {
            let text: Vec<String> = (0..counts.len()).map(|n| format!("word{n}")).collect();
            let words = text.iter().cloned().zip(counts).collect();
            let score = score(&Learned { texts: (60, 60), words }, &tokens(&text, &[]), 1).unwrap();
            prop_assert!((0.0..=1.0).contains(&score));
        }

        /// Of one word alone. Beside a sure one, a word that only leans makes the whole less sure: so Fisher's test has it.
        #[test]
        fn a_word_counts_the_more_the_more_advertising_had_it(spam in 0..60_i64, ham in 0..60_i64, more in 0..60_i64) {
            let text = ["word".to_owned()];
            let of = |spam: i64| {
                let words = [("word".to_owned(), (spam.min(60), ham))].into();
                score(&Learned { texts: (60, 60), words }, &tokens(&text, &[]), 1).unwrap()
            };
            prop_assert!(of(spam + more) >= of(spam) - 1e-9);
        }

        #[test]
        fn a_text_has_a_bounded_number_of_words(text in "\\PC{0,400}") {
            prop_assert!(tokens(&words(&text), &[]).len() <= super::MOST_WORDS);
        }
    }
}
