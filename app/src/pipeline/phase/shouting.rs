//! Capitals, as the box says them while one writes.
use crate::{
    pipeline::{Firing, Phase, run::Case},
    thread::write::nudge::shouting,
};

/// The detail is how many letters of a hundred are capitals.
pub fn check(case: &Case<'_>) -> Vec<Firing> {
    shouting(case.text.raw).map(|share| Firing::note(Phase::Shouting, share)).into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::pipeline::run::{Facts, tests::with};

    #[test]
    fn shouting_is_long_and_loud() {
        let found = |text| with(text, &Facts::default(), check);
        assert_eq!(found("AIXÒ NO POT SER DE CAP MANERA, senyors!").len(), 1);
        assert!(found("AMB, ATM i TMB").is_empty());
    }
}
