//! How often: the answer of the gate that counts this person's texts.
use crate::{fault::Fault, pipeline::run::Case};

/// # Errors
/// [`crate::fault::Code::TooMany`], with when to come back.
pub fn check(case: &Case<'_>) -> Result<(), Fault> {
    case.facts.rate
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::{
        fault::Fault,
        pipeline::run::{Facts, tests::with},
    };

    #[test]
    fn the_gate_has_the_word() {
        let often = Facts { rate: Err(Fault::too_many(7)), ..Facts::default() };
        assert_eq!(with("Un altre", &often, check).unwrap_err().retry, 7);
        assert!(with("Un altre", &Facts::default(), check).is_ok());
    }
}
