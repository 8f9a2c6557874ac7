//! How a thread is read: in which order, which part of it, from where. No Leptos, no SQL, no HTTP.
use super::model::{Comment, CommentId, Quote, TalkRules};
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// How many comments a page of a thread holds at most.
pub const PAGE: usize = 50;

/// The order of conversations. Inside one, replies stand in the order they were written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Sort {
    /// The newest first.
    #[default]
    New,
    /// The oldest first.
    Old,
    /// By [`super::score::useful`].
    Useful,
    /// By how many of their comments can be read.
    Discussed,
    /// By [`super::score::ground`].
    Ground,
}

impl Sort {
    /// All of them, in the order of choice.
    pub const ALL: [Self; 5] = [Self::New, Self::Useful, Self::Ground, Self::Discussed, Self::Old];

    /// Its name in addresses.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Old => "old",
            Self::Useful => "useful",
            Self::Discussed => "discussed",
            Self::Ground => "ground",
        }
    }
}

impl FromStr for Sort {
    type Err = ();
    fn from_str(text: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|s| s.as_str() == text).ok_or(())
    }
}

/// A part of a thread that is read alone: single comments, newest first, each with what it answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Show {
    /// What people for it say.
    For,
    /// What people against it say.
    Against,
    /// What those in between say.
    Neutral,
    /// Answers in the name of the authority.
    Official,
    /// The reader's own.
    Mine,
}

impl Show {
    /// All of them, in the order of choice.
    pub const ALL: [Self; 5] = [Self::For, Self::Against, Self::Neutral, Self::Official, Self::Mine];

    /// Its name in addresses.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::For => "for",
            Self::Against => "against",
            Self::Neutral => "neutral",
            Self::Official => "official",
            Self::Mine => "mine",
        }
    }
}

impl FromStr for Show {
    type Err = ();
    fn from_str(text: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|s| s.as_str() == text).ok_or(())
    }
}

/// A place between two comments of a thread, in addresses as `ROOT.ID`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cursor {
    /// The conversation.
    pub root: CommentId,
    /// The comment.
    pub id: CommentId,
}

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.root, self.id)
    }
}

impl FromStr for Cursor {
    type Err = ();
    fn from_str(text: &str) -> Result<Self, ()> {
        let (root, id) = text.split_once('.').ok_or(())?;
        Ok(Self { root: root.parse().map_err(|_| ())?, id: id.parse().map_err(|_| ())? })
    }
}

/// Where a page of a thread starts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Start {
    /// With the first conversation of the order.
    #[default]
    First,
    /// After a comment.
    After(Cursor),
    /// With the page that ends before a comment.
    Before(Cursor),
    /// So that a link to this comment finds it.
    From(CommentId),
}

impl Start {
    /// The comment that it names.
    pub const fn at(&self) -> Option<CommentId> {
        match self {
            Self::First => None,
            Self::After(Cursor { id, .. }) | Self::Before(Cursor { id, .. }) | Self::From(id) => Some(*id),
        }
    }
}

/// What an address says of the thread that it shows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reading {
    /// In which order.
    #[serde(default)]
    pub sort: Sort,
    /// Which part alone.
    #[serde(default)]
    pub show: Option<Show>,
    /// The thread of the action with this number.
    #[serde(default)]
    pub action: Option<i64>,
    /// One conversation alone.
    #[serde(default)]
    pub conversation: Option<CommentId>,
    /// From where.
    #[serde(default)]
    pub start: Start,
}

impl Reading {
    /// From the values of an address; what is not understood is passed over.
    pub fn from_query(get: impl Fn(&str) -> Option<String>) -> Self {
        let start = match (get("after"), get("before"), get("from")) {
            (Some(after), ..) => after.parse().map(Start::After),
            (_, Some(before), _) => before.parse().map(Start::Before),
            (.., Some(from)) => from.parse().map(Start::From).map_err(|_| ()),
            _ => Ok(Start::First),
        };
        Self {
            sort: get("sort").and_then(|s| s.parse().ok()).unwrap_or_default(),
            show: get("show").and_then(|s| s.parse().ok()),
            action: get("action").and_then(|n| n.parse().ok()),
            conversation: get("conversation").and_then(|n| n.parse().ok()),
            start: start.unwrap_or_default(),
        }
    }

    /// From an address's query, with or without its question mark.
    pub fn parse(query: &str) -> Self {
        let pairs: Vec<(&str, &str)> =
            query.trim_start_matches('?').split('&').filter_map(|pair| pair.split_once('=')).collect();
        Self::from_query(|name| pairs.iter().find(|(n, _)| *n == name).map(|(_, value)| (*value).to_owned()))
    }

    /// The same from elsewhere.
    #[must_use]
    pub fn at(&self, start: Start) -> Self {
        Self { start, ..self.clone() }
    }

    /// Whether single comments are shown rather than conversations.
    pub const fn flat(&self) -> bool {
        self.show.is_some()
    }

    /// Whether it is the whole thread from its beginning: what a visit of the proposal is.
    pub fn whole(&self) -> bool {
        self.action.is_none() && self.conversation.is_none() && !self.flat() && self.start == Start::First
    }

    /// As the query of an address, its question mark included; empty for the bare address.
    pub fn query(&self) -> String {
        let mut pairs: Vec<String> = Vec::new();
        pairs.extend(self.action.map(|n| format!("action={n}")));
        pairs.extend(self.conversation.map(|id| format!("conversation={id}")));
        pairs.extend((self.sort != Sort::New).then(|| format!("sort={}", self.sort.as_str())));
        pairs.extend(self.show.map(|show| format!("show={}", show.as_str())));
        pairs.extend(match &self.start {
            Start::First => None,
            Start::After(cursor) => Some(format!("after={cursor}")),
            Start::Before(cursor) => Some(format!("before={cursor}")),
            Start::From(id) => Some(format!("from={id}")),
        });
        if pairs.is_empty() { String::new() } else { format!("?{}", pairs.join("&")) }
    }
}

/// One page of a thread.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ThreadPage {
    /// In drawn order.
    pub comments: Vec<Comment>,
    /// Parents that are quoted: out of the page, or above a reply that is too deep to indent.
    pub quotes: Vec<Quote>,
    /// Where the page before this one ends.
    pub before: Option<Cursor>,
    /// Where the next page starts, after its cursor.
    pub next: Option<Cursor>,
    /// Whether this is the page on which new conversations belong.
    pub first: bool,
    /// What is shown, and in which order.
    pub reading: Reading,
    /// What goes in this thread.
    pub rules: TalkRules,
    /// How many comments say what they think of the proposal: for, against, in between.
    pub stances: [i64; 3],
    /// The number of the last event in it.
    pub seq: i64,
}

#[cfg(test)]
mod tests {
    use super::{Cursor, Reading, Show, Sort, Start};
    use proptest::prelude::*;

    fn reading() -> impl Strategy<Value = Reading> {
        let cursor = || (any::<i64>(), any::<i64>()).prop_map(|(root, id)| Cursor { root, id });
        let start = prop_oneof![
            Just(Start::First),
            cursor().prop_map(Start::After),
            cursor().prop_map(Start::Before),
            any::<i64>().prop_map(Start::From),
        ];
        let show = prop::option::of(prop::sample::select(Show::ALL.to_vec()));
        let numbers = (prop::option::of(any::<i64>()), prop::option::of(any::<i64>()));
        (prop::sample::select(Sort::ALL.to_vec()), show, numbers, start)
            .prop_map(|(sort, show, (action, conversation), start)| Reading { sort, show, action, conversation, start })
    }

    proptest! {
        #[test]
        fn an_address_says_all_of_it(reading in reading()) {
            prop_assert_eq!(Reading::parse(&reading.query()), reading);
        }

        #[test]
        fn any_address_is_understood_as_something(query in ".{0,80}") {
            Reading::parse(&query);
        }
    }
}
