//! Among its writer's first: where a plan reads first texts first, they wait.
use crate::pipeline::{Firing, Phase, run::Case};

/// The detail is which one of its writer's it is.
pub fn check(case: &Case<'_>) -> Vec<Firing> {
    if case.is_new() { vec![Firing::note(Phase::Newcomer, case.facts.published + 1)] } else { Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::pipeline::run::{Facts, tests::with};

    #[test]
    fn the_first_ones_are_counted() {
        let nth = |published| with("Hola", &Facts { published, ..Facts::default() }, check);
        assert_eq!(nth(0)[0].detail, "1");
        assert!(nth(1).is_empty());
    }
}
