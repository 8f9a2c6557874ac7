//! The figures of the desk. No Leptos, no SQL, no HTTP.
use crate::plan::Text;
use serde::{Deserialize, Serialize};

/// Fewest texts in twenty minutes that can be a storm.
#[cfg(feature = "ssr")]
const SQUALL: i64 = 40;
/// How many times the usual a storm is.
#[cfg(feature = "ssr")]
const TIMES: i64 = 5;

/// Far more comes than usual.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Storm {
    /// Texts of the last twenty minutes, at most.
    pub now: i64,
    /// Texts of the same time as it was over the day before.
    pub usual: i64,
}

impl Storm {
    /// Whether `now` texts in twenty minutes are a storm, after `before` in the day before.
    #[cfg(feature = "ssr")]
    pub const fn of(now: i64, before: i64) -> Option<Self> {
        // A day has 72 times twenty minutes.
        let usual = (before + 71) / 72;
        if now >= SQUALL && now >= usual * TIMES { Some(Self { now, usual }) } else { None }
    }
}

/// What came and what was decided in an hour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hour {
    /// When it began, in UTC milliseconds.
    pub at: i64,
    /// Texts that came.
    pub texts: i64,
    /// Reports that came.
    pub reports: i64,
    /// Decisions.
    pub decisions: i64,
}

/// How many of a kind wait, by how long: an hour at most, a day, a week, longer. Counted up to a thousand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Backlog {
    /// By age.
    pub ages: [i64; 4],
}

impl Backlog {
    /// All of them.
    pub fn all(&self) -> i64 {
        self.ages.iter().sum()
    }
}

/// Everything on the page of figures.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pulse {
    /// A storm, while there is one.
    pub storm: Option<Storm>,
    /// The last two days, oldest first, one row for each hour.
    pub hours: Vec<Hour>,
    /// Reported comments.
    pub reported: Backlog,
    /// Texts that wait.
    pub waiting: Backlog,
    /// Appeals.
    pub appeals: Backlog,
    /// Until a decision, of the newest thousand: the median and what nine of ten stay under, in milliseconds.
    pub waited: Option<(i64, i64)>,
    /// How many of the newest thousand decisions looked again at somebody else's, and how many of those let it stand.
    pub second: (i64, i64),
    /// The proposals with most of the newest thousand reports: number, title, reports.
    pub hot: Vec<(i64, Text, i64)>,
    /// The last event in it.
    pub seq: i64,
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::Storm;

    #[test]
    fn a_storm_is_much_and_much_more_than_usual() {
        assert_eq!(Storm::of(39, 0), None, "a lively evening in a quiet town");
        assert_eq!(Storm::of(40, 0), Some(Storm { now: 40, usual: 0 }));
        assert_eq!(Storm::of(100, 72 * 25), None, "a busy town");
        assert_eq!(Storm::of(125, 72 * 25), Some(Storm { now: 125, usual: 25 }));
    }
}
