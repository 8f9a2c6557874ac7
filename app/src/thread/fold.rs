//! The reducer: folds events into the thread on screen. The same on both sides of the wire.
//!
//! *Calm*: what others write waits behind a count until it is asked for; what changes or leaves does so in
//! place; one's own comes in at once.
mod asked;

use super::{
    model::{Comment, CommentId, DRAWN_DEPTH, Quote, TalkRules},
    quotation,
    reading::{Reading, Sort, ThreadPage},
};
use crate::live::{Event, Kind};
use std::{
    cmp::Ordering,
    collections::{HashMap, HashSet, hash_map::Entry},
};

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
    /// What of the thread is on this page.
    pub reading: Reading,
    /// What goes in it.
    pub rules: TalkRules,
    /// The last event folded in.
    pub seq: i64,
    /// Where each conversation stood when the page was drawn. An order by votes or size is not followed live: what
    /// one reads stays where it is until the page is asked for anew.
    order: Order,
}

/// The order of the comments on a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Order {
    drawn: HashMap<CommentId, usize>,
    /// How many of them are pinned above the others.
    pinned: usize,
    /// Whether new conversations come last.
    rising: bool,
    /// Single comments rather than conversations.
    flat: bool,
}

impl Order {
    fn new(page: &ThreadPage) -> Self {
        let mut drawn = HashMap::new();
        let mut pinned = 0;
        for comment in &page.comments {
            let place = drawn.len();
            if let Entry::Vacant(entry) = drawn.entry(comment.root) {
                entry.insert(place);
                pinned += usize::from(page.first && comment.pin > 0);
            }
        }
        Self { drawn, pinned, rising: page.reading.sort == Sort::Old, flat: page.reading.flat() }
    }

    /// What is pinned, then what is new, then what was drawn; where the newest come last, those after what was drawn.
    fn place(&self, root: CommentId) -> (u8, i64) {
        match self.drawn.get(&root).copied() {
            Some(at) if at < self.pinned => (0, i64::try_from(at).unwrap_or(0)),
            Some(at) => (2, i64::try_from(at).unwrap_or(0)),
            None if self.rising => (3, root),
            None => (1, -root),
        }
    }

    fn compare(&self, a: &Comment, b: &Comment) -> Ordering {
        if self.flat {
            return b.id.cmp(&a.id);
        }
        self.place(a.root).cmp(&self.place(b.root)).then_with(|| a.path.cmp(&b.path))
    }
}

impl Thread {
    /// What the server drew.
    pub fn new(page: ThreadPage) -> Self {
        let order = Order::new(&page);
        let ThreadPage { comments, quotes, first, seq, reading, rules, .. } = page;
        Self { shown: comments, waiting: Vec::new(), quotes, first, reading, rules, seq, order }
    }

    /// A comment that is on screen.
    pub fn comment(&self, id: CommentId) -> Option<&Comment> {
        self.shown.iter().find(|c| c.id == id)
    }

    /// Takes in one event. `me` is the reader's account: one's own comments do not wait.
    /// Events that are already in are passed over, so that a replay does no harm.
    pub fn fold(&mut self, event: &Event, me: Option<i64>) {
        if event.seq <= self.seq {
            return;
        }
        self.seq = event.seq;
        if let Some(rules) = event.data.rules {
            self.rules = rules;
        }
        if let Some((root, pin)) = event.data.pin
            && let Some(root) = self.find(Some(root))
        {
            root.pin = pin;
        }
        if let Some((id, tally)) = event.data.tally
            && let Some(comment) = self.find(Some(id)).filter(|c| c.visible())
        {
            comment.tally = tally;
        }
        if let Some(comment) = &event.data.comment {
            self.take(comment, event.kind == Kind::CommentAdded, me);
            self.measure(comment);
        }
    }

    /// The size of a conversation travels with each of its comments.
    fn measure(&mut self, comment: &Comment) {
        if let Some(root) = self.find(Some(comment.root)) {
            root.size = comment.size;
        }
    }

    /// Takes in a comment that the server answered with, before or after the stream tells of it.
    pub fn put(&mut self, comment: &Comment) {
        self.waiting.retain(|c| c.id != comment.id);
        // The stream may have told first: what it took out does not come back.
        if !self.update(comment) && comment.has_place() {
            insert(&self.order, &mut self.shown, comment.clone());
            self.count_reply(comment);
        }
    }

    /// Shows everything that waits below `parent`, or every new conversation. Gives the first that came in.
    pub fn reveal(&mut self, parent: Option<CommentId>) -> Option<CommentId> {
        let shown = self.shown_ids();
        let (mut came, waiting): (Vec<Comment>, Vec<Comment>) =
            std::mem::take(&mut self.waiting).into_iter().partition(|c| place_of(c, &shown) == parent);
        self.waiting = waiting;
        came.sort_by(|a, b| self.order.compare(a, b));
        let first = came.first().map(|c| c.id);
        came.into_iter().for_each(|comment| insert(&self.order, &mut self.shown, comment));
        first
    }

    /// Whether only a part of a conversation is on this page; told at its first comment here.
    pub fn cut(&self, comment: &Comment) -> bool {
        if self.reading.conversation.is_some() || !comment.visible() {
            return false;
        }
        let here = || self.shown.iter().filter(|c| c.root == comment.root);
        let first = here().next().is_some_and(|c| c.id == comment.id);
        let deep = comment.depth > DRAWN_DEPTH || self.reading.flat();
        (first || deep) && i64::try_from(here().filter(|c| c.visible()).count()).unwrap_or(0) < comment.size
    }

    /// What stands below folded comments. A path names the ancestors that are drawn; only those can be folded.
    pub fn below(&self, folded: &HashSet<CommentId>) -> HashSet<CommentId> {
        let inside = |c: &&Comment| ancestors(c).any(|id| id != c.id && folded.contains(&id));
        if folded.is_empty() { HashSet::new() } else { self.shown.iter().filter(inside).map(|c| c.id).collect() }
    }

    /// How many that can be read wait at each place: below a comment on screen, or (`None`) as new conversations. What was
    /// hidden meanwhile comes in along with others, and is no news by itself.
    pub fn waits(&self) -> HashMap<Option<CommentId>, usize> {
        let shown = self.shown_ids();
        let mut waits = HashMap::new();
        for comment in self.waiting.iter().filter(|c| c.visible()) {
            *waits.entry(place_of(comment, &shown)).or_default() += 1;
        }
        waits
    }

    fn shown_ids(&self) -> HashSet<CommentId> {
        self.shown.iter().map(|c| c.id).collect()
    }

    /// Everything, as a reload would show it.
    pub fn settled(mut self) -> Vec<Comment> {
        let waiting = std::mem::take(&mut self.waiting);
        waiting.into_iter().for_each(|comment| insert(&self.order, &mut self.shown, comment));
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
        insert(&self.order, list, comment.clone());
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
        if !comment.visible() {
            self.unquote(comment.id);
        }
        self.mark(comment);
        if found && !comment.has_place() {
            self.forget_reply(comment);
        }
        found
    }

    /// One answer to a question; and what can no longer be read is no longer pinned.
    fn mark(&mut self, comment: &Comment) {
        let conversation = self.shown.iter_mut().chain(&mut self.waiting).filter(|c| c.root == comment.root);
        for other in conversation {
            other.answer &= other.id == comment.id || !comment.answer;
            if !comment.visible() && other.pin == comment.id {
                other.pin = 0;
            }
        }
    }

    /// What left is not quoted either.
    fn unquote(&mut self, id: CommentId) {
        if let Some(quote) = self.quotes.iter_mut().find(|q| q.id == id) {
            quote.name.clear();
            quote.words.clear();
        }
        for comment in self.shown.iter_mut().chain(&mut self.waiting) {
            quotation::blank(&mut comment.body, id);
        }
    }

    fn belongs(&self, comment: &Comment) -> bool {
        let reading = &self.reading;
        if reading.flat()
            || reading.conversation.is_some_and(|root| root != comment.root)
            || (reading.action.is_some() && reading.action != comment.action)
        {
            return false;
        }
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
fn place_of(comment: &Comment, shown: &HashSet<CommentId>) -> Option<CommentId> {
    let named = ancestors(comment);
    comment.parent.into_iter().chain(named).chain([comment.root]).find(|id| *id != comment.id && shown.contains(id))
}

/// The comments that a path names, nearest first: itself, then the ancestors that are drawn.
fn ancestors(comment: &Comment) -> impl Iterator<Item = CommentId> {
    comment.path.as_bytes().chunks(16).rev().filter_map(|hex| {
        let hex = std::str::from_utf8(hex).ok()?;
        CommentId::from_str_radix(hex, 16).ok()
    })
}

fn insert(order: &Order, list: &mut Vec<Comment>, comment: Comment) {
    match list.binary_search_by(|c| order.compare(c, &comment)) {
        Ok(at) => list[at] = comment,
        Err(at) => list.insert(at, comment),
    }
}
