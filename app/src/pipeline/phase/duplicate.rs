//! The same words as before: a slip, a campaign, or what a moderator has taken down already.
use crate::pipeline::{Firing, Phase, run::Case};

/// As many copies by others in a day make a campaign.
const CAMPAIGN: i64 = 5;
/// As many of one's own in a day are more than a slip.
const INSISTING: i64 = 3;

/// The detail is how often the same words were written before.
pub fn check(case: &Case<'_>) -> Vec<Firing> {
    let copies = case.facts.copies;
    if copies.hidden > 0 || copies.own >= INSISTING {
        return vec![Firing::serious(Phase::Duplicate, copies.all)];
    }
    if copies.own > 0 || copies.all >= CAMPAIGN {
        return vec![Firing::note(Phase::Duplicate, copies.all)];
    }
    Vec::new()
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::pipeline::{
        Severity,
        run::{Copies, Facts, tests::with},
    };

    #[test]
    fn copies_weigh_by_whose_they_are() {
        let weight = |all, own, hidden| {
            let facts = Facts { copies: Copies { all, own, hidden }, ..Facts::default() };
            with("Cal més autobusos de nit.", &facts, check).first().map(|f| f.severity)
        };
        assert_eq!([weight(0, 0, 0), weight(4, 0, 0)], [None, None], "people agree in the same words");
        assert_eq!([weight(5, 0, 0), weight(1, 1, 0)], [Some(Severity::Note); 2]);
        assert_eq!([weight(3, 3, 0), weight(1, 0, 1)], [Some(Severity::Serious); 2]);
    }
}
