//! Within bounds: characters as people count them in a form, Unicode scalar values.
use crate::{
    fault::{Code, Fault},
    thread::{LONGEST, SHORTEST},
};

/// Line ends as one character, nothing invisible at the ends, no character that ends a text elsewhere.
pub fn trimmed(body: &str) -> String {
    body.replace("\r\n", "\n").replace('\0', "").trim().to_owned()
}

/// # Errors
/// [`Code::TooShort`], [`Code::TooLong`], with the figure that was missed.
pub fn check(body: &str) -> Result<(), Fault> {
    match body.chars().count() {
        n if n < SHORTEST => Err(Fault::n(Code::TooShort, SHORTEST)),
        n if n > LONGEST => Err(Fault::n(Code::TooLong, LONGEST)),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::{check, trimmed};
    use crate::{
        fault::Code,
        thread::{LONGEST, SHORTEST},
    };

    #[test]
    fn bounds_are_counted_in_characters() {
        let code = |n| check(&"à".repeat(n)).err().map(|fault| (fault.code, fault.n));
        assert_eq!(code(SHORTEST - 1), Some((Code::TooShort, 2)));
        assert_eq!([code(SHORTEST), code(LONGEST)], [None, None]);
        assert_eq!(code(LONGEST + 1), Some((Code::TooLong, 4000)));
    }

    #[test]
    fn what_is_around_does_not_count() {
        assert_eq!(trimmed(" \r\n a\r\nb\0 \n"), "a\nb");
    }
}
