//! The queue at work: what it shows is folded in `fold`, asked for and told of here.
use super::fold::{Done, Queue};
use crate::{
    fault::Fault,
    i18n::{Lang, words},
    live::{Event, Kind, LiveLine, subscribe},
    moderation::{Desk, View, desk, selection, undo_decision},
    page::{mark_event, shared},
    thread::Rule,
    ui::focus,
};
use leptos::{prelude::*, task::spawn_local};
use std::collections::HashSet;

/// The queue at work; copied freely.
#[derive(Clone, Copy)]
pub(super) struct Work {
    /// What is on screen.
    pub queue: RwSignal<Queue>,
    /// The case that is open.
    pub open: RwSignal<Option<i64>>,
    /// Came in a moment ago, by the moderator's own asking.
    pub fresh: RwSignal<HashSet<i64>>,
    /// Why the last deed in the list was refused.
    pub fault: RwSignal<Option<Fault>>,
    /// The last event, and the comment it was about; 0 for any.
    pub heard: RwSignal<(i64, i64)>,
    /// How the stream is doing.
    pub line: LiveLine,
    lang: Lang,
    after: StoredValue<Option<String>>,
    asking: StoredValue<(bool, bool)>,
}

impl Work {
    /// The page's one; the list's part makes it, and the case beside finds it.
    pub fn of_page(make: impl FnOnce() -> Self) -> Self {
        shared(make)
    }

    /// Starts with a page of the desk, and listens.
    pub fn new(page: Desk, after: Option<String>) -> Self {
        let seq = page.seq;
        let queue = RwSignal::new(Queue::new(page, after.is_none()));
        let heard = RwSignal::new((seq, 0));
        let (asking, lang, after) = (StoredValue::new((false, false)), words().0, StoredValue::new(after));
        let recount = move || recount(queue, lang, after, asking);
        let told = move |event: Event| {
            if let Some(waits) = event.data.waits {
                queue.try_update(|q| q.page.waits = waits);
            }
            if let Some(comment) = queue.try_update(|q| q.fold(&event)).flatten() {
                heard.set((event.seq, comment));
                if !matches!(event.kind, Kind::CaseClaimed | Kind::CaseNoted) {
                    recount();
                }
            }
            mark_event(event.seq);
        };
        let line = subscribe(vec!["desk".to_owned()], seq, told);
        let (open, fresh, fault) = (RwSignal::new(None), RwSignal::new(HashSet::new()), RwSignal::new(None));
        let work = Self { queue, open, fresh, fault, heard, line, lang, after, asking };
        line.on_resync(Box::new(move || work.fetch(false)));
        work
    }

    /// The address of a case, beside the same queue.
    pub fn case(self, id: i64) -> String {
        let shown = self.queue.with_untracked(|q| selection(q.page.view, &q.page.filter));
        let mark = if shown.is_empty() { "" } else { "?" };
        format!("/{}/desk/c/{id}{mark}{shown}", self.lang)
    }

    /// Draws the page anew, with what waited; `asked` by the moderator, who is led to the first that came.
    pub fn fetch(self, asked: bool) {
        spawn_local(async move {
            let fresh = self.anew().await;
            let first =
                self.queue.with_untracked(|q| q.page.rows.iter().map(|r| r.comment).find(|id| fresh.contains(id)));
            if let Some(id) = first.filter(|_| asked) {
                focus(format!("row-{id}"));
            }
        });
    }

    /// Asks for the page as it is now. Gives what waited before.
    pub async fn anew(self) -> HashSet<i64> {
        let waited: HashSet<i64> = self.queue.with_untracked(|q| q.waiting.iter().copied().collect());
        let (view, only) = self.queue.with_untracked(shown);
        let after = self.after.get_value();
        match desk(self.lang, view, after.clone(), only).await {
            Ok(page) => {
                mark_event(page.seq);
                self.heard.set((page.seq, 0));
                self.fresh.set(waited.clone());
                self.queue.set(Queue::new(page, after.is_none()));
            }
            Err(fault) => self.fault.set(Some(fault)),
        }
        waited
    }

    /// The next page, where there is one, or this one as it is now.
    #[cfg(feature = "hydrate")]
    pub async fn further(self) {
        if let Some(next) = self.queue.with_untracked(|q| q.page.next.clone()) {
            self.after.set_value(Some(next));
        }
        self.anew().await;
    }

    /// Notes a decision taken here, before the stream tells of it.
    pub fn decided(self, comment: i64, kind: Kind, rule: Option<Rule>, decision: i64) {
        self.queue.update(|q| {
            if q.page.rows.iter().any(|r| r.comment == comment) {
                q.done.insert(comment, Done { kind, rule, decision: Some(decision) });
            }
        });
        recount(self.queue, self.lang, self.after, self.asking);
    }

    /// The decision was taken back: the row is open again.
    pub fn undone(self, comment: i64) {
        self.queue.update(|q| {
            q.done.remove(&comment);
        });
        recount(self.queue, self.lang, self.after, self.asking);
    }

    /// Takes a decision back from its row.
    pub fn undo(self, comment: i64, decision: i64) {
        self.fault.set(None);
        spawn_local(async move {
            match undo_decision(comment, decision).await {
                Ok(_) => {
                    self.undone(comment);
                    focus(format!("row-{comment}"));
                }
                Err(fault) => self.fault.set(Some(fault)),
            }
        });
    }
}

/// What the queue shows, as it is asked for.
fn shown(queue: &Queue) -> (View, Option<String>) {
    (queue.page.view, Some(queue.page.filter.query()).filter(|only| !only.is_empty()))
}

/// Asks how many wait now; asked again meanwhile, it asks once more afterwards.
fn recount(queue: RwSignal<Queue>, lang: Lang, after: StoredValue<Option<String>>, asking: StoredValue<(bool, bool)>) {
    let idle = asking.try_update_value(|(busy, again)| {
        *again = *busy;
        !std::mem::replace(busy, true)
    });
    if idle != Some(true) {
        return;
    }
    spawn_local(async move {
        loop {
            let Some((view, only)) = queue.try_with_untracked(shown) else { return };
            let newer = desk(lang, view, after.try_get_value().flatten(), only).await;
            if let Ok(newer) = newer {
                queue.try_update(|q| q.refresh(newer));
            }
            let once_more = asking.try_update_value(|(busy, again)| {
                *busy = std::mem::take(again);
                *busy
            });
            if once_more != Some(true) {
                return;
            }
        }
    });
}
