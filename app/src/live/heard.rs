//! What the streams of a page hear, for whoever else on the page wants to know: the header listens here, so that no
//! page needs a connection more.
use super::{Event, Kind};
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
    /// Nothing yet.
    pub fn new() -> Self {
        Self { last: RwSignal::new(None), lines: RwSignal::new(0) }
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

impl Default for Heard {
    fn default() -> Self {
        Self::new()
    }
}
