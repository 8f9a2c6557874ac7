//! What can be set in a thread. No Leptos, no SQL, no HTTP.
use crate::i18n::Words;

/// Seconds between two comments of one person that a moderator may choose from; 0 is without a pace.
pub const PACES: [i64; 6] = [0, 30, 60, 300, 900, 3600];
/// How many conversations of a proposal may stand first.
pub const MOST_PINNED: i64 = 3;

/// A time to wait, in the largest whole unit.
pub fn wait(words: Words, seconds: i64) -> String {
    match seconds {
        3600.. if seconds % 3600 == 0 => words.n("steer.hours", seconds / 3600),
        60.. if seconds % 60 == 0 => words.n("steer.minutes", seconds / 60),
        _ => words.n("fault.seconds", seconds),
    }
}
