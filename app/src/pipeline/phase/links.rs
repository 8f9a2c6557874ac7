//! Links: everybody may give sources; an account that has said nothing yet rarely brings several.
use crate::pipeline::{Firing, Phase, run::Case};

/// The detail is how many links there are.
pub fn check(case: &Case<'_>) -> Vec<Firing> {
    let links = case.text.links.len();
    if case.is_new() && links > case.rules.new_links {
        vec![Firing::serious(Phase::Links, links)]
    } else if links > case.rules.links {
        vec![Firing::note(Phase::Links, links)]
    } else {
        Vec::new()
    }
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::pipeline::{
        Severity,
        run::{Facts, tests::with},
    };

    #[test]
    fn a_new_account_with_several_links_is_looked_at() {
        let (new, known) = (Facts { published: 0, ..Facts::default() }, Facts::default());
        let text = |n: usize| "Mireu https://exemple.cat/a ".repeat(n);
        let weight = |n, facts| with(&text(n), facts, check).first().map(|f| (f.severity, f.detail.clone()));
        assert_eq!([weight(1, &new), weight(5, &known)], [None, None]);
        assert_eq!(weight(2, &new), Some((Severity::Serious, "2".into())));
        assert_eq!(weight(6, &known), Some((Severity::Note, "6".into())));
    }
}
