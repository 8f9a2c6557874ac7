//! What a report is for whoever made it. No Leptos, no SQL, no HTTP.
use crate::thread::Rule;
use serde::{Deserialize, Serialize};

/// Most characters of what somebody adds.
#[cfg(feature = "ssr")]
pub const LONGEST_NOTE: usize = 500;
/// Most characters of the law that is named.
#[cfg(feature = "ssr")]
pub const LONGEST_LAW: usize = 200;

/// What became of a report.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Fate {
    /// Nobody has decided yet.
    #[default]
    Waiting,
    /// The comment was taken down.
    Removed,
    /// What was wrong was taken out of it.
    Redacted,
    /// A moderator found nothing wrong with it.
    Stays,
    /// Its author took it away before anybody decided.
    Gone,
}

impl Fate {
    /// Its name in locale keys and tests.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Removed => "removed",
            Self::Redacted => "redacted",
            Self::Stays => "stays",
            Self::Gone => "gone",
        }
    }
}

/// What whoever made a report is told of it; never the comment's text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// What to ask with.
    pub reference: String,
    /// The comment.
    pub comment: i64,
    /// The rule that it named.
    pub rule: Rule,
    /// The law that it named.
    pub law: String,
    /// When it came.
    pub at: i64,
    /// What became of it.
    pub fate: Fate,
    /// When it was decided; 0 before.
    pub decided_at: i64,
    /// Whether the comment can be read now, whatever was decided then.
    pub visible: bool,
}

/// How much a report of this rule counts for the order of the desk.
#[cfg(feature = "ssr")]
pub const fn severity(rule: Rule) -> i64 {
    match rule {
        Rule::Illegal => 10,
        Rule::PersonalData => 8,
        Rule::Hate => 6,
        Rule::Insults => 4,
        Rule::Advertising => 2,
        Rule::OffTopic | Rule::Duplicate => 1,
    }
}

/// How much a report counts whose reporter had `right` of the last `answered` ones founded.
#[cfg(feature = "ssr")]
pub const fn weight(answered: i64, right: i64) -> i64 {
    if answered >= 5 && right * 5 < answered { 1 } else { 4 }
}

#[cfg(test)]
mod tests {
    #[test]
    #[cfg(feature = "ssr")]
    fn who_cries_wolf_counts_less() {
        use super::weight;
        assert_eq!([weight(0, 0), weight(4, 0), weight(5, 1), weight(20, 4)], [4; 4]);
        assert_eq!([weight(5, 0), weight(20, 3)], [1; 2]);
    }
}
