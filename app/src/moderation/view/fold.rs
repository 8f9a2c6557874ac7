//! The queue as it is on screen, kept up with the stream: rows change in place and never move by themselves.
use crate::{
    live::{Event, Kind},
    moderation::{Desk, View},
    thread::{Comment, Rule, State},
};
use std::collections::{BTreeSet, HashMap};

/// What was decided about a row; it stays where it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Done {
    /// What was decided.
    pub kind: Kind,
    /// By which rule.
    pub rule: Option<Rule>,
    /// The decision, when it was taken here: it can be undone here.
    pub decision: Option<i64>,
}

/// Rows, what became of them, and what waits.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Queue {
    /// The page as the server gave it, rows kept up.
    pub page: Desk,
    /// Rows that were decided while they were on screen.
    pub done: HashMap<i64, Done>,
    /// Comments that came for this view and are not drawn yet.
    pub waiting: BTreeSet<i64>,
    /// Whether this is the page where arrivals would stand.
    takes: bool,
}

impl Queue {
    /// From what the server gave; `first` when it is the first page of its view.
    pub fn new(page: Desk, first: bool) -> Self {
        // What was reported stands oldest first: an arrival is drawn on the last page.
        let takes = if page.view == View::Reported { page.next.is_none() } else { first };
        Self { page, takes, ..Self::default() }
    }

    /// Takes in what happened. Gives the comment it was about.
    pub fn fold(&mut self, event: &Event) -> Option<i64> {
        let comment = event.data.comment.as_ref()?;
        let reports = event.data.reports.unwrap_or(0);
        let stays = belongs(self.page.view, &comment.state, reports);
        let Some(row) = self.page.rows.iter_mut().find(|r| r.comment == comment.id) else {
            if !stays {
                self.waiting.remove(&comment.id);
            } else if self.takes && arrives(self.page.view, event.kind) && self.page.filter.takes(event, comment) {
                self.waiting.insert(comment.id);
            }
            return Some(comment.id);
        };
        row.reports = reports;
        row.claim.clone_from(&event.data.claim);
        comment.state.as_str().clone_into(&mut row.state);
        let decided = decides(event.kind, &comment.state).filter(|kind| !stays || *kind == Kind::CommentApproved);
        if let Some(kind) = decided {
            let decision = self.done.get(&comment.id).filter(|d| d.kind == kind).and_then(|d| d.decision);
            self.done.insert(comment.id, Done { kind, rule: rule_of(comment), decision });
        } else if stays && reopens(event.kind) {
            self.done.remove(&comment.id);
        }
        Some(comment.id)
    }

    /// The rows that a moderator goes through, besides the one that is open: not what was decided already.
    #[cfg(any(test, feature = "hydrate"))]
    pub fn open_rows(&self, open: Option<i64>) -> Vec<i64> {
        let left = |id: i64, state: &str| !self.done.contains_key(&id) && lists(self.page.view, state);
        let rows = self.page.rows.iter().filter(|row| Some(row.comment) == open || left(row.comment, &row.state));
        rows.map(|row| row.comment).collect()
    }

    /// Takes figures and the words of known rows from a newer copy; no row comes, goes or moves.
    pub fn refresh(&mut self, newer: Desk) {
        self.page.pending = newer.pending;
        self.page.oldest = newer.oldest;
        self.page.waits = newer.waits;
        self.page.storm = newer.storm;
        for new in newer.rows {
            if let Some(row) = self.page.rows.iter_mut().find(|r| r.comment == new.comment) {
                *row = new;
            }
        }
    }
}

/// Whether a comment is in a view now.
fn belongs(view: View, state: &State, reports: i64) -> bool {
    lists(view, state.as_str()) && (!view.empties() || reports > 0)
}

/// Whether comments in this state are what a view is gone through for.
fn lists(view: View, state: &str) -> bool {
    state == if view == View::Hidden { "hidden" } else { "visible" }
}

/// What an event decides about a comment: taken away, left, or brought back.
const fn decides(kind: Kind, state: &State) -> Option<Kind> {
    match (kind, state) {
        (Kind::CommentHidden | Kind::CommentApproved | Kind::CommentRestored | Kind::CommentDeleted, _) => Some(kind),
        (Kind::AppealDecided, State::Hidden { .. }) => Some(Kind::CommentHidden),
        (Kind::AppealDecided, _) => Some(Kind::CommentRestored),
        _ => None,
    }
}

/// Whether an event opens again what was decided. Who looks at a comment, or writes about it, changes nothing.
const fn reopens(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::CommentReported | Kind::CommentRestored | Kind::CommentHidden | Kind::CommentEdited | Kind::AppealDecided
    )
}

/// Whether this is how a comment comes into a view.
const fn arrives(view: View, kind: Kind) -> bool {
    match view {
        View::Reported | View::Gravest => {
            matches!(kind, Kind::CommentReported | Kind::CommentRestored | Kind::AppealDecided)
        }
        View::Recent => matches!(kind, Kind::CommentAdded),
        // Since when somebody is here is not told.
        View::New => false,
        View::Hidden => matches!(kind, Kind::CommentHidden),
    }
}

const fn rule_of(comment: &Comment) -> Option<Rule> {
    match comment.state {
        State::Hidden { rule, .. } => Some(rule),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::Queue;
    use crate::{
        i18n::Lang,
        live::{Counts, Data, Event, Figures, Kind},
        moderation::{Desk, Filter, QueueRow, View},
        plan::Text,
        thread::{Comment, Rule, State},
    };

    fn row(comment: i64) -> QueueRow {
        QueueRow {
            comment,
            words: "words".into(),
            lang: Lang::Ca,
            author: "Rosa".into(),
            title: Text::default(),
            reports: 1,
            rules: vec![Rule::Insults],
            at: 1,
            state: "visible".into(),
            claim: None,
        }
    }

    fn event(kind: Kind, id: i64, state: State, reports: i64) -> Event {
        let comment = Comment { id, proposal: 1, root: id, state, created_at: 1, ..Comment::default() };
        let data = Data { comment: Some(comment), reports: Some(reports), ..Data::default() };
        Event { seq: 9, at: 9, topic: "desk".into(), kind, data }
    }

    fn queue(view: View) -> Queue {
        Queue::new(Desk { view, rows: vec![row(1), row(2)], ..Desk::default() }, true)
    }

    #[test]
    fn a_decided_row_stays_where_it_was_and_says_what_happened() {
        let mut queue = queue(View::Reported);
        queue.fold(&event(Kind::CommentHidden, 1, State::Hidden { rule: Rule::Hate, at: 9, branch: false }, 0));
        assert_eq!(queue.page.rows.iter().map(|r| r.comment).collect::<Vec<_>>(), [1, 2]);
        assert_eq!(queue.done[&1].rule, Some(Rule::Hate));
        queue.fold(&event(Kind::CommentRestored, 1, State::Visible, 1));
        assert!(queue.done.is_empty());
    }

    #[test]
    fn what_comes_waits_and_what_was_decided_meanwhile_waits_no_more() {
        let mut queue = queue(View::Reported);
        queue.fold(&event(Kind::CommentReported, 3, State::Visible, 1));
        queue.fold(&event(Kind::CommentReported, 2, State::Visible, 4));
        assert_eq!(queue.waiting.iter().copied().collect::<Vec<_>>(), [3]);
        assert_eq!(queue.page.rows[1].reports, 4);
        queue.fold(&event(Kind::CommentApproved, 3, State::Visible, 0));
        assert!(queue.waiting.is_empty());
    }

    #[test]
    fn what_a_filter_leaves_out_does_not_wait() {
        let filter = |query| Filter::of(query);
        for (query, section, waits) in
            [("in=4", 4, 1), ("in=4", 5, 0), ("text=es", 4, 0), ("age=day", 4, 0), ("rule=hate", 4, 1)]
        {
            let page = Desk { view: View::Recent, filter: filter(query), ..Desk::default() };
            let mut queue = Queue::new(page, true);
            let mut event = event(Kind::CommentAdded, 3, State::Visible, 0);
            event.data.figures = Some(Figures { sections: vec![(section, Counts::default())], ..Figures::default() });
            queue.fold(&event);
            assert_eq!(queue.waiting.len(), waits, "{query} {section}");
        }
    }

    #[test]
    fn who_looks_at_a_comment_decides_nothing() {
        let hidden = || State::Hidden { rule: Rule::Insults, at: 9, branch: false };
        let mut recent = queue(View::Recent);
        recent.fold(&event(Kind::CaseClaimed, 1, hidden(), 0));
        assert!(recent.done.is_empty());
        assert_eq!(recent.open_rows(None), [2]);
        recent.fold(&event(Kind::CommentApproved, 2, State::Visible, 0));
        recent.fold(&event(Kind::CaseClaimed, 2, State::Visible, 0));
        assert_eq!(recent.done[&2].kind, Kind::CommentApproved);
        assert_eq!(recent.open_rows(Some(2)), [2]);
        for view in [View::Reported, View::Gravest] {
            let mut queue = queue(view);
            queue.fold(&event(Kind::CaseClaimed, 7, State::Visible, 3));
            assert!(queue.waiting.is_empty(), "on another page it is no arrival");
        }
    }

    #[test]
    fn an_answered_appeal_says_what_became_of_the_comment() {
        let mut recent = queue(View::Recent);
        let state = State::Hidden { rule: Rule::Insults, at: 9, branch: false };
        recent.fold(&event(Kind::AppealDecided, 1, state, 0));
        assert_eq!(recent.done[&1].kind, Kind::CommentHidden);
        recent.fold(&event(Kind::AppealDecided, 1, State::Visible, 0));
        assert!(recent.done.is_empty());
    }

    #[test]
    fn each_view_takes_its_own_arrivals() {
        let mut recent = queue(View::Recent);
        recent.fold(&event(Kind::CommentAdded, 3, State::Visible, 0));
        recent.fold(&event(Kind::CommentReported, 4, State::Visible, 1));
        assert_eq!(recent.waiting.len(), 1);
        let mut hidden = queue(View::Hidden);
        hidden.fold(&event(Kind::CommentHidden, 5, State::Hidden { rule: Rule::Hate, at: 9, branch: false }, 0));
        assert_eq!(hidden.waiting.len(), 1);
    }
}
