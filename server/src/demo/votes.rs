//! How people vote: who takes part in a thread mostly votes with their own side, and everybody for what is well said.
//! The same every time, so that two loads of the demo are alike.
use super::content::{Comment, Person, Thread};

/// A vote, its comment by its place in the thread.
pub struct Cast<'a> {
    pub voter: &'a str,
    pub comment: usize,
    pub value: i64,
    pub stance: &'a str,
}

/// Every vote in a thread.
pub fn of<'a>(thread: &'a Thread, people: &'a [Person]) -> Vec<Cast<'a>> {
    let mut all = Vec::new();
    for person in people.iter().filter(|person| person.kind == "resident" && person.role == "resident") {
        let stance = stance(thread, &person.key);
        let here = thread.supports.contains(&person.key) || thread.comments.iter().any(|c| c.by == person.key);
        for (at, comment) in thread.comments.iter().enumerate() {
            let readable = comment.hidden.is_none() && comment.deleted.is_none();
            if !readable || comment.by == person.key {
                continue;
            }
            let dice = dice(&[&thread.proposal, &comment.id, &person.key]);
            let takes_part = dice / 100 % 100 < if here { 70 } else { 16 };
            let value = leaning(comment, self::stance(thread, &comment.by), stance, dice % 100);
            if takes_part && value != 0 {
                all.push(Cast { voter: &person.key, comment: at, value, stance });
            }
        }
    }
    all
}

/// What somebody said last of the proposal.
fn stance<'a>(thread: &'a Thread, by: &str) -> &'a str {
    thread.comments.iter().rev().find(|c| c.by == by && !c.stance.is_empty()).map_or("", |c| &c.stance)
}

/// 1, -1 or 0 for a throw of 0 to 99: how many of a hundred vote for it, and how many against.
fn leaning(comment: &Comment, writer: &str, voter: &str, dice: u32) -> i64 {
    let said = if comment.stance.is_empty() { writer } else { &comment.stance };
    let (ups, downs) = match (comment.shared, said, voter) {
        (true, ..) => (90, 2),
        (_, "for", "for") | (_, "against", "against") => (85, 4),
        (_, "for", "against") | (_, "against", "for") => (12, 52),
        _ if comment.official => (60, 14),
        _ => (48, 11),
    };
    match dice {
        n if n < ups => 1,
        n if n < ups + downs => -1,
        _ => 0,
    }
}

/// A number that hangs on the words alone (FNV-1a, 32 bits, stirred once more).
fn dice(words: &[&str]) -> u32 {
    let fnv = |sum: u32, byte: u8| (sum ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    let sum = words.iter().flat_map(|word| word.bytes().chain([0])).fold(0x811c_9dc5, fnv);
    (sum ^ (sum >> 15)).wrapping_mul(0x2c1b_3c6d) >> 4
}
