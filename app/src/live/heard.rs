//! What the streams of a page hear, for whoever else on the page wants to know: the header listens here, so that no
//! page needs a connection more.
use super::{Counts, Event, Kind};
use crate::page::shared;
use leptos::prelude::*;

/// One for the whole page.
#[derive(Clone, Copy)]
pub struct Heard {
    /// The number of the last event, the proposal that it happened on, and whether it may be news to who follows that.
    last: RwSignal<Option<(i64, i64, bool)>>,
    /// How many of the page's parts have a stream, or have chosen to have none.
    lines: RwSignal<u32>,
}

impl Heard {
    /// The page's one.
    pub fn of_page() -> Self {
        shared(|| Self { last: RwSignal::new(None), lines: RwSignal::new(0) })
    }

    /// Passes an event on. Sections and the plan hear of figures alone, so that any of those may be news.
    pub fn tell(self, event: &Event) {
        let Some(figures) = &event.data.figures else { return };
        let news = matches!(
            event.kind,
            Kind::CommentAdded
                | Kind::CommentMarked
                | Kind::ProposalChanged
                | Kind::ThreadChanged
                | Kind::CountsChanged
        );
        self.last.try_set(Some((event.seq, figures.proposal.0, news)));
    }

    /// The proposal of the last event, when that may be news; tracked.
    pub fn news(self) -> Option<i64> {
        self.last.get().filter(|(_, _, news)| *news).map(|(_, proposal, _)| proposal)
    }

    /// Whether no part of the page has a stream of its own; tracked.
    pub fn alone(self) -> bool {
        self.lines.get() == 0
    }

    /// Counts a stream as long as its owner lives.
    pub(super) fn count(self) {
        self.lines.update(|n| *n += 1);
        on_cleanup(move || {
            self.lines.try_update(|n| *n = n.saturating_sub(1));
        });
    }
}

impl Counts {
    /// The figures of the proposal that a page is about, one signal for all its parts; `drawn` is what they are at first.
    pub fn of_page(drawn: Self) -> RwSignal<Self> {
        shared(|| OfPage(RwSignal::new(drawn))).0
    }
}

/// Tells the page's own figures from others of their kind.
#[derive(Clone, Copy)]
struct OfPage(RwSignal<Counts>);
