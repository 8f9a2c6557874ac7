//! What is watched. No Leptos, no SQL, no HTTP.
use crate::plan::Text;
use serde::{Deserialize, Serialize};

/// Most selections that somebody may keep.
#[cfg(feature = "ssr")]
pub const MOST: usize = 12;

/// A section of a plan, as something to watch.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The section.
    pub id: i64,
    /// How many sections it is in; an axis is in none.
    pub depth: usize,
    /// Its number in the plan, such as II.1; may be empty.
    pub number: String,
    /// Its title.
    pub title: Text,
    /// Of an axis, who is responsible for it: number and name.
    pub who: Vec<(i64, String)>,
}

/// A selection of the queue that was kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Saved {
    /// Its number.
    pub id: i64,
    /// As the desk's addresses write it.
    pub query: String,
}

/// What there is to watch, and what a moderator watches.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Watching {
    /// Who looks.
    pub reader: i64,
    /// The plans, when there are several: number and title.
    #[serde(default)]
    pub plans: Vec<(i64, Text)>,
    /// Every section, in the plan's order.
    pub places: Vec<Place>,
    /// The selections that the reader kept, oldest first.
    pub saved: Vec<Saved>,
    /// For who runs the plan, everybody who moderates: number and name.
    pub moderators: Vec<(i64, String)>,
    /// Whether the reader wants the daily mail.
    pub mail: bool,
    /// The last event in it.
    pub seq: i64,
}
