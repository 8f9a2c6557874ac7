//! The reducer: folds events into the thread on screen. The same on both sides of the wire.
//!
//! *Calm*: what others write waits behind a count until it is asked for; what changes or leaves does so in
//! place; one's own comes in at once.
use super::model::{Comment, CommentId, Quote, State, ThreadPage};
use crate::live::{Event, Kind};

/// A thread as one reader sees it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Thread {
    /// On screen, in drawn order.
    pub shown: Vec<Comment>,
    /// Arrived, and waiting to be asked in; in drawn order.
    pub waiting: Vec<Comment>,
    /// Parents quoted beside deep replies.
    pub quotes: Vec<Quote>,
    /// Whether new conversations belong on this page.
    pub first: bool,
    /// The last event folded in.
    pub seq: i64,
}

impl Thread {
    /// What the server drew.
    pub fn new(page: ThreadPage) -> Self {
        let ThreadPage { comments, quotes, first, seq, .. } = page;
        Self { shown: comments, waiting: Vec::new(), quotes, first, seq }
    }

    /// Takes in one event. `me` is the reader's account: one's own comments do not wait.
    /// Events that are already in are passed over, so that a replay does no harm.
    pub fn fold(&mut self, event: &Event, me: Option<i64>) {
        if event.seq <= self.seq {
            return;
        }
        self.seq = event.seq;
        if let Some(comment) = &event.data.comment {
            self.take(comment, event.kind == Kind::CommentAdded, me);
        }
    }

    /// Takes in a comment that the server answered with, before or after the stream tells of it.
    pub fn put(&mut self, comment: &Comment) {
        self.waiting.retain(|c| c.id != comment.id);
        // The stream may have told first: what it took out does not come back.
        if !self.update(comment) && comment.has_place() {
            insert(&mut self.shown, comment.clone());
            self.count_reply(comment);
        }
    }

    /// Shows everything that waits below `parent`, or every new conversation. Gives the first that came in.
    pub fn reveal(&mut self, parent: Option<CommentId>) -> Option<CommentId> {
        let mut came: Vec<Comment> = Vec::new();
        let shown: Vec<CommentId> = self.shown.iter().map(|c| c.id).collect();
        self.waiting.retain(|c| {
            let here = place_of(c, &shown) == parent;
            if here {
                came.push(c.clone());
            }
            !here
        });
        let first = came.iter().min_by(|a, b| a.order().cmp(&b.order())).map(|c| c.id);
        came.into_iter().for_each(|comment| insert(&mut self.shown, comment));
        first
    }

    /// How many wait at a place: below a comment on screen, or as new conversations.
    pub fn waiting_at(&self, parent: Option<CommentId>) -> usize {
        let shown: Vec<CommentId> = self.shown.iter().map(|c| c.id).collect();
        self.waiting.iter().filter(|c| place_of(c, &shown) == parent).count()
    }

    /// Everything, as a reload would show it.
    pub fn settled(mut self) -> Vec<Comment> {
        let waiting = std::mem::take(&mut self.waiting);
        waiting.into_iter().for_each(|comment| insert(&mut self.shown, comment));
        self.shown
    }

    fn take(&mut self, comment: &Comment, new: bool, me: Option<i64>) {
        if self.update(comment) {
            return;
        }
        if !new || !comment.has_place() || !self.belongs(comment) {
            return;
        }
        self.count_reply(comment);
        let list = if me.is_some() && comment.author.account == me { &mut self.shown } else { &mut self.waiting };
        insert(list, comment.clone());
    }

    /// Changes a comment where it stands; takes it out when nothing of it may stay.
    fn update(&mut self, comment: &Comment) -> bool {
        let mut found = false;
        for list in [&mut self.shown, &mut self.waiting] {
            if let Some(at) = list.iter().position(|c| c.id == comment.id) {
                found = true;
                if comment.has_place() {
                    list[at] = comment.clone();
                } else {
                    list.remove(at);
                }
            }
        }
        if found && !comment.visible() {
            self.unquote(comment.id);
        }
        if found && !comment.has_place() {
            self.forget_reply(comment);
        }
        found
    }

    /// What left is not quoted either.
    fn unquote(&mut self, id: CommentId) {
        if let Some(quote) = self.quotes.iter_mut().find(|q| q.id == id) {
            quote.name.clear();
            quote.words.clear();
        }
    }

    fn belongs(&self, comment: &Comment) -> bool {
        match comment.parent {
            None => self.first,
            Some(parent) => self.shown.iter().chain(&self.waiting).any(|c| c.id == parent),
        }
    }

    fn count_reply(&mut self, comment: &Comment) {
        if let Some(parent) = self.find(comment.parent) {
            parent.replies += 1;
        }
    }

    /// A reply left without a place: its parent, if it was deleted too, may lose its own.
    fn forget_reply(&mut self, comment: &Comment) {
        let Some(parent) = self.find(comment.parent) else { return };
        parent.replies -= 1;
        if !parent.has_place() {
            let parent = parent.clone();
            self.update(&parent);
        }
    }

    fn find(&mut self, id: Option<CommentId>) -> Option<&mut Comment> {
        let id = id?;
        self.shown.iter_mut().chain(&mut self.waiting).find(|c| c.id == id)
    }
}

/// Below which comment on screen an arrival waits: its nearest ancestor there. The conversation's own first
/// comment is an ancestor of everything in it; past the drawn depth the path no longer names the others.
fn place_of(comment: &Comment, shown: &[CommentId]) -> Option<CommentId> {
    let named = comment.path.as_bytes().chunks(16).rev().filter_map(|hex| {
        let hex = std::str::from_utf8(hex).ok()?;
        CommentId::from_str_radix(hex, 16).ok()
    });
    comment.parent.into_iter().chain(named).chain([comment.root]).find(|id| *id != comment.id && shown.contains(id))
}

fn insert(list: &mut Vec<Comment>, comment: Comment) {
    match list.binary_search_by(|c| c.order().cmp(&comment.order())) {
        Ok(at) => list[at] = comment,
        Err(at) => list.insert(at, comment),
    }
}

impl State {
    /// Its name in exports.
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::Visible => "visible",
            Self::Hidden { .. } => "hidden",
            Self::Deleted { .. } => "deleted",
        }
    }
}
