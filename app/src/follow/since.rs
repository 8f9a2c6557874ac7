//! What happened on a proposal since somebody last looked, in figures. No Leptos, no SQL, no HTTP.
use crate::{
    live::Kind,
    thread::{Comment, CommentId},
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How many events are read at most to tell what happened.
#[cfg(feature = "ssr")]
pub const MOST: usize = 1000;

/// One event, as far as it matters here.
#[derive(Clone, Copy, Debug)]
pub struct Happened {
    /// What.
    pub kind: Kind,
    /// To which comment.
    pub comment: Option<CommentId>,
    /// By whom.
    pub actor: Option<i64>,
    /// Whether the authority speaks in it.
    pub official: bool,
}

/// What others did since, each comment counted once and by what became of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Since {
    /// Comments that came and can be read.
    pub added: i64,
    /// Comments that stood there, can be read, and have another text.
    pub edited: i64,
    /// Comments that a moderator took down.
    pub hidden: i64,
    /// Comments that a moderator put back.
    pub restored: i64,
    /// Comments that stood there and that their authors took away.
    pub deleted: i64,
    /// Official answers that came; they are among those added.
    pub answers: i64,
    /// Official answers that have another text; they are among those edited.
    pub answers_changed: i64,
    /// Whether a comment was pinned or unpinned, or marked as an answer or not.
    pub marked: bool,
    /// Whether the proposal's own words changed.
    pub words: bool,
    /// Whether what goes in the thread changed.
    pub rules: bool,
    /// More happened than is counted here.
    pub more: bool,
    /// The first comment that came.
    pub first: Option<CommentId>,
}

/// What became of one comment.
#[derive(Clone, Copy, Debug, Default)]
struct Fate {
    added: bool,
    edited: bool,
    official: bool,
    /// The first and the last time that it left or came back, and whether the reader did the last.
    first: Option<Kind>,
    last: Option<Kind>,
    mine: bool,
}

impl Since {
    /// From the events in their order. What the reader `me` did is no news, but it counts in what became of a comment.
    pub fn of(events: &[Happened], me: Option<i64>, more: bool) -> Self {
        let mut since = Self { more, ..Self::default() };
        let mut fates: BTreeMap<CommentId, Fate> = BTreeMap::new();
        for event in events {
            let mine = me.is_some() && event.actor == me;
            match (event.kind, event.comment) {
                (Kind::ProposalChanged, _) => since.words |= !mine,
                (Kind::ThreadChanged, _) => since.rules |= !mine,
                (Kind::CommentMarked, _) => since.marked |= !mine,
                (_, Some(id)) => fates.entry(id).or_default().hear(event, mine),
                _ => {}
            }
        }
        since.first = fates.iter().find(|(_, fate)| fate.added).map(|(id, _)| *id);
        fates.values().for_each(|fate| since.count(fate));
        since
    }

    fn count(&mut self, fate: &Fate) {
        let gone = matches!(fate.last, Some(Kind::CommentHidden | Kind::CommentDeleted));
        // What came back first had been away when the reader last looked.
        let was_away = fate.first == Some(Kind::CommentRestored);
        if fate.added && !gone {
            self.added += 1;
            self.answers += i64::from(fate.official);
        }
        if fate.edited && !fate.added && !gone {
            self.edited += 1;
            self.answers_changed += i64::from(fate.official);
        }
        match fate.last.filter(|_| !fate.mine) {
            Some(Kind::CommentHidden) if !was_away => self.hidden += 1,
            Some(Kind::CommentDeleted) if !fate.added => self.deleted += 1,
            Some(Kind::CommentRestored) if was_away && !fate.added => self.restored += 1,
            _ => {}
        }
    }

    /// Whether nothing happened.
    pub fn quiet(&self) -> bool {
        *self == Self { first: self.first, ..Self::default() }
    }

    /// Whether a comment is one of those that came.
    pub fn is_new(&self, comment: &Comment, me: Option<i64>) -> bool {
        let theirs = me.is_none() || comment.author.account != me;
        theirs && comment.visible() && self.first.is_some_and(|first| comment.id >= first)
    }
}

impl Fate {
    fn hear(&mut self, event: &Happened, mine: bool) {
        match event.kind {
            Kind::CommentAdded => self.added |= !mine,
            Kind::CommentEdited => self.edited |= !mine,
            Kind::CommentHidden | Kind::CommentRestored | Kind::CommentDeleted => {
                self.first.get_or_insert(event.kind);
                self.last = Some(event.kind);
                self.mine = mine;
            }
            _ => return,
        }
        self.official |= event.official;
    }
}
