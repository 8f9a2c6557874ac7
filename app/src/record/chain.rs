//! How lines vouch for one another.
//!
//! `hash = SHA-256(words of the line, the hash before it)`, and in the words stands `inner = SHA-256(salt, what is not
//! public)`. So whoever keeps a copy of the public lines can see that none was changed or taken out, and the town can
//! show that a line says the truth about its decision, while nobody can guess that decision from the line.
use super::model::Source;
use sha2::{Digest, Sha256};

/// A hash.
pub type Hash = [u8; 32];

/// What of a line is public.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Public<'a> {
    /// Its number.
    pub id: i64,
    /// When, in milliseconds since 1970.
    pub at: i64,
    /// What was decided.
    pub kind: &'a str,
    /// The rule's name; empty without one.
    pub rule: &'a str,
    /// What brought it to the desk.
    pub source: Source,
    /// On which proposal; none where it counts everywhere.
    pub proposal: Option<i64>,
    /// How long it waited, in milliseconds.
    pub waited: Option<i64>,
    /// The line that it takes back.
    pub undoes: Option<i64>,
}

/// What is not public.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Private<'a> {
    /// `decision`, `waiting`, `appeal` or `sanction`, and its number.
    pub of: (&'a str, i64),
    /// The comment, the text or the account that was decided about.
    pub text: i64,
    /// Who decided.
    pub moderator: i64,
    /// What they wrote to its author.
    pub note: &'a str,
}

/// The hash of what is not public.
pub fn inner(salt: &[u8], private: &Private<'_>) -> Hash {
    let (what, id) = private.of;
    let words = format!("{what} {id}\ntext {}\nmoderator {}\n{}", private.text, private.moderator, private.note);
    Sha256::new().chain_update(salt).chain_update(words).finalize().into()
}

/// The hash of a line; `before` is that of the line before it, zeros for the first.
pub fn line(public: &Public<'_>, inner: &Hash, before: &Hash) -> Hash {
    let number = |n: Option<i64>| n.map_or_else(|| "-".to_owned(), |n| n.to_string());
    let words = format!(
        "{}\n{}\n{}\n{}\n{}\n{}\n{}\n{}\n{}\n{}\n",
        public.id,
        public.at,
        public.kind,
        public.rule,
        public.source.as_str(),
        number(public.proposal),
        number(public.waited),
        number(public.undoes),
        hex(inner),
        hex(before),
    );
    Sha256::digest(words).into()
}

/// In hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::{Private, Public, hex, inner, line};
    use crate::record::Source;
    use proptest::prelude::*;

    const PUBLIC: Public<'_> = Public {
        id: 7,
        at: 1_460_197_800_000,
        kind: "hide",
        rule: "insult",
        source: Source::Report,
        proposal: Some(3),
        waited: Some(60_000),
        undoes: None,
    };
    const PRIVATE: Private<'_> = Private { of: ("decision", 9), text: 12, moderator: 2, note: "Sense insults." };

    /// What others compute from the public lines: this must never change.
    #[test]
    fn a_line_has_the_hash_that_its_words_say() {
        let words =
            format!("7\n1460197800000\nhide\ninsult\nreport\n3\n60000\n-\n{}\n{}\n", "00".repeat(32), "00".repeat(32));
        let expected: [u8; 32] =
            sha2::Digest::finalize(sha2::Digest::chain_update(<sha2::Sha256 as sha2::Digest>::new(), words)).into();
        assert_eq!(hex(&line(&PUBLIC, &[0; 32], &[0; 32])), hex(&expected));
    }

    proptest! {
        /// Whatever is changed in a line changes its hash.
        #[test]
        fn nothing_can_be_changed_unseen(at in any::<i64>(), waited in proptest::option::of(any::<i64>()), note in ".{0,20}", salt in any::<[u8; 16]>()) {
            let own = inner(&salt, &PRIVATE);
            let hash = line(&PUBLIC, &own, &[0; 32]);
            let other = Public { at, waited, ..PUBLIC };
            prop_assert_eq!(line(&other, &own, &[0; 32]) == hash, other == PUBLIC);
            let changed = Private { note: &note, ..PRIVATE };
            prop_assert_eq!(inner(&salt, &changed) == own, changed == PRIVATE);
            prop_assert_ne!(line(&PUBLIC, &own, &[1; 32]), hash);
        }
    }
}
