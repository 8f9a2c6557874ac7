//! Nobody writes where writing is over. The writer of rows looks once more, since a moderator may close meanwhile.
use crate::{
    fault::{Code, Fault},
    pipeline::run::Case,
};

/// # Errors
/// [`Code::Closed`].
pub fn check(case: &Case<'_>) -> Result<(), Fault> {
    if case.facts.closed { Err(Code::Closed.into()) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::{
        fault::Code,
        pipeline::run::{Facts, tests::with},
    };

    #[test]
    fn what_is_over_is_over() {
        let over = Facts { closed: true, ..Facts::default() };
        assert_eq!(with("Encara?", &over, check).unwrap_err().code, Code::Closed);
        assert!(with("Encara?", &Facts::default(), check).is_ok());
    }
}
