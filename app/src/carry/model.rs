//! Places that a conversation can stand in. No Leptos, no SQL, no HTTP.
use std::{fmt, str::FromStr};

/// Most comments of a conversation that can be carried.
pub const MOST: i64 = 1000;
/// Most characters of what names a place.
pub const LONGEST_PLACE: usize = 300;

/// Where a conversation is to go: a proposal, or one of its actions by its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Goal {
    /// The proposal.
    pub proposal: i64,
    /// The number of the action.
    pub action: Option<i64>,
}

impl Goal {
    /// From what a moderator typed or chose: a number, `7 Title`, or a proposal's address.
    pub fn parse(text: &str, action: &str) -> Option<Self> {
        let text = text.trim();
        let start = text.split_once("/p/").map_or(text, |(_, rest)| rest);
        let digits = start.find(|c: char| !c.is_ascii_digit()).map_or(start, |end| &start[..end]);
        let action = action.trim();
        let action = if action.is_empty() { None } else { Some(action.parse().ok()?) };
        Some(Self { proposal: digits.parse().ok()?, action })
    }
}

/// The comment that a moderator means: by its number, or by an address that leads to it.
pub fn comment_of(text: &str) -> Option<i64> {
    let text = text.trim();
    let start = ["#c-", "/c/"].iter().find_map(|mark| text.rsplit_once(mark)).map_or(text, |(_, rest)| rest);
    let digits = start.find(|c: char| !c.is_ascii_digit()).map_or(start, |end| &start[..end]);
    digits.parse().ok()
}

/// Where a conversation stands: a proposal, or one of its actions by its row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spot {
    /// The proposal.
    pub proposal: i64,
    /// The action's row.
    pub action: Option<i64>,
}

impl fmt::Display for Spot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.", self.proposal)?;
        self.action.map_or(Ok(()), |action| write!(f, "{action}"))
    }
}

impl FromStr for Spot {
    type Err = ();
    fn from_str(text: &str) -> Result<Self, ()> {
        let (proposal, action) = text.split_once('.').ok_or(())?;
        let action = if action.is_empty() { None } else { Some(action.parse().map_err(|_| ())?) };
        Ok(Self { proposal: proposal.parse().map_err(|_| ())?, action })
    }
}

#[cfg(test)]
mod tests {
    use super::{Goal, Spot, comment_of};
    use proptest::prelude::*;

    #[test]
    fn a_proposal_is_named_by_number_title_or_address() {
        for text in
            [" 12", "12 Relacions internacionals", "/ca/p/12-relacions", "https://pam.example/es/p/12?sort=old#c-3"]
        {
            assert_eq!(Goal::parse(text, ""), Some(Goal { proposal: 12, action: None }), "{text}");
        }
        assert_eq!(Goal::parse("12", " 3 "), Some(Goal { proposal: 12, action: Some(3) }));
        assert_eq!([Goal::parse("", ""), Goal::parse("Relacions", ""), Goal::parse("12", "x")], [None; 3]);
    }

    #[test]
    fn a_conversation_is_named_by_number_or_address() {
        for text in [" 12 ", "#c-12", "/ca/c/12", "https://pam.example/es/p/7-nit?sort=old#c-12", "/ca/desk/c/12/move"]
        {
            assert_eq!(comment_of(text), Some(12), "{text}");
        }
        assert_eq!([comment_of(""), comment_of("la primera"), comment_of("/ca/p/12")], [None; 3]);
    }

    proptest! {
        #[test]
        fn a_place_is_read_as_it_was_written(proposal in 1..i64::MAX, action in proptest::option::of(1..i64::MAX)) {
            let spot = Spot { proposal, action };
            prop_assert_eq!(spot.to_string().parse(), Ok(spot));
        }
    }
}
