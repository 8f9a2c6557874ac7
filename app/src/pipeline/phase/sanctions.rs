//! What a moderator has laid on the writer: a pause, or that texts are read first.
use crate::{
    fault::Fault,
    pipeline::{Firing, Phase, run::Case},
};

/// A sanction that is in force.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sanction {
    /// Nothing may be written: until when, and by which rule.
    Pause(Fault),
    /// Every text is read before it shows, whatever the plan does.
    ReadFirst,
}

/// # Errors
/// [`crate::fault::Code::Muted`] or [`crate::fault::Code::Suspended`] during a pause, with when it ends.
pub fn check(case: &Case<'_>) -> Result<Vec<Firing>, Fault> {
    match case.facts.sanction {
        None => Ok(Vec::new()),
        Some(Sanction::Pause(fault)) => Err(fault),
        Some(Sanction::ReadFirst) => Ok(vec![Firing::serious(Phase::Sanctions, "")]),
    }
}

#[cfg(test)]
mod tests {
    use super::{Sanction, check};
    use crate::{
        fault::{Code, Fault},
        pipeline::{
            Severity,
            run::{Facts, tests::with},
        },
    };

    #[test]
    fn a_pause_refuses_and_reading_first_holds() {
        let under = |sanction| Facts { sanction, ..Facts::default() };
        let muted = Fault { retry: 90, ..Fault::n(Code::Muted, 2) };
        assert_eq!(with("Ja hi soc", &under(Some(Sanction::Pause(muted))), check), Err(muted));
        let found = with("Ja hi soc", &under(Some(Sanction::ReadFirst)), check).unwrap();
        assert_eq!(found[0].severity, Severity::Serious);
        assert!(with("Ja hi soc", &under(None), check).unwrap().is_empty());
    }
}
