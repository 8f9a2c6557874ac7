//! What is new in a thread: one line that says what happened since the last visit, marks on what came, ways from one to
//! the next; following; and who reads along.
#[cfg(feature = "hydrate")]
mod keys;
#[cfg(all(test, feature = "ssr"))]
mod tests;
#[cfg(feature = "hydrate")]
mod turn;
#[cfg(feature = "hydrate")]
mod visit;

#[cfg(feature = "hydrate")]
pub(super) use turn::turn;

use super::{Talk, pace::PaceChoice};
use crate::{
    follow::{FollowForm, Follows, ReadThread, Since, Target},
    i18n::{Words, words},
    live::{Counts, LiveLine},
    thread::model::{Comment, CommentId},
    ui::focus,
};
use leptos::{ev::SubmitEvent, prelude::*, server_fn::ServerFn};
use std::collections::{BTreeSet, HashSet};

/// What a thread knows of its reader's past; copied freely.
#[derive(Clone, Copy)]
pub(super) struct News {
    /// What others did since the last visit.
    pub since: RwSignal<Option<Since>>,
    /// What of this page the reader follows.
    pub follows: RwSignal<Follows>,
    /// Up to which event all that came is on screen.
    #[cfg(feature = "hydrate")]
    read: StoredValue<i64>,
    /// The last number that was kept as read.
    #[cfg(feature = "hydrate")]
    sent: StoredValue<i64>,
    /// Whether single letters are keys.
    letters: RwSignal<bool>,
}

impl News {
    pub(super) fn new(since: Option<Since>, follows: Follows, seq: i64) -> Self {
        #[cfg(not(feature = "hydrate"))]
        let _ = seq;
        Self {
            since: RwSignal::new(since),
            follows: RwSignal::new(follows),
            #[cfg(feature = "hydrate")]
            read: StoredValue::new(seq),
            #[cfg(feature = "hydrate")]
            sent: StoredValue::new(-1),
            letters: RwSignal::new(true),
        }
    }

    /// Who writes in a conversation follows it.
    #[cfg(feature = "hydrate")]
    pub(super) fn wrote_in(self, root: CommentId) {
        self.follows.try_update(|follows| follows.set(Target::Thread, root, true));
        crate::follow::Bell::of_page().ring();
    }
}

impl Talk {
    /// Whether a comment is marked: it came since the last visit, or a moment ago by the reader's own asking.
    pub(super) fn is_new(self, comment: &Comment) -> bool {
        let me = self.me();
        self.fresh.with(|fresh| fresh.contains(&comment.id))
            || self.news.since.with(|since| since.is_some_and(|since| since.is_new(comment, me)))
    }

    /// Whether the page is the thread from its beginning: what a visit of the proposal is.
    fn whole(self) -> bool {
        self.thread.with_untracked(|t| t.reading.whole())
    }

    /// The conversations on the page, as a form tells them.
    fn roots(self) -> String {
        let roots: BTreeSet<CommentId> = self.thread.with_untracked(|t| t.shown.iter().map(|c| c.root).collect());
        roots.iter().map(ToString::to_string).collect::<Vec<_>>().join(",")
    }

    /// To the next new comment, or the one before. Only what is on screen, in its order.
    fn step(self, by: isize) {
        let away = self.folded.with_untracked(|folded| self.thread.with_untracked(|t| t.below(folded)));
        let shown = self.thread.with_untracked(|t| t.shown.clone());
        let at = here().and_then(|id| shown.iter().position(|c| c.id == id));
        let is_new = |c: &&Comment| untrack(|| self.is_new(c)) && !away.contains(&c.id);
        let to = match (at, by > 0) {
            (Some(at), true) => shown[at + 1..].iter().find(is_new),
            (Some(at), false) => shown[..at].iter().rev().find(is_new),
            (None, true) => shown.iter().find(is_new),
            (None, false) => None,
        };
        if let Some(comment) = to {
            focus(format!("c-{}", comment.id));
        }
    }
}

/// The comment that has the focus, itself or something in it.
fn here() -> Option<CommentId> {
    #[cfg(feature = "hydrate")]
    {
        let article = document().active_element()?.closest("article[data-comment]").ok().flatten()?;
        article.get_attribute("data-comment")?.parse().ok()
    }
    #[cfg(not(feature = "hydrate"))]
    None
}

/// Below the head of a thread: following, the way through what is new, the pace, and what happened since the last visit.
#[component]
pub(super) fn NewsBar(talk: Talk, counts: RwSignal<Counts>, line: LiveLine) -> impl IntoView {
    let words = words();
    let ready = RwSignal::new(false);
    Effect::new(move || ready.set(true));
    #[cfg(feature = "hydrate")]
    {
        visit::attend(talk);
        keys::listen(talk);
    }
    let any = Memo::new(move |_| talk.thread.with(|t| t.shown.iter().any(|c| talk.is_new(c))));
    let quiet = move || (!any.get()).then_some("true");
    let next = move |_| talk.step(1);
    let to = talk.begun.with_value(|b| b.to.clone()) + &talk.thread.with_untracked(|t| t.reading.query());
    let class = move || if ready.get() { "plain next-new next-new--on" } else { "plain next-new" };
    view! {
        <div class="talk__tools">
            <Following talk/>
            <button class=class type="button" aria-disabled=quiet aria-keyshortcuts="n"
                on:click=next>{words.s("news.next")}" "<kbd aria-hidden="true">"n"</kbd></button>
            <MarkRead talk/>
            <a class="plain" href=format!("/{}/about/threads", words.0)>{words.s("thread.help")}</a>
            <Presence talk line/>
        </div>
        <PaceChoice talk counts ready to/>
        <SinceLine talk/>
    }
}

/// Follow what this page shows: the proposal, an action, or one conversation.
#[component]
fn Following(talk: Talk) -> impl IntoView {
    let words = words();
    let (action, conversation) = talk.thread.with_untracked(|t| (t.reading.action, t.reading.conversation));
    let (target, id, key) = match (action, conversation) {
        (_, Some(root)) => (Target::Thread, root, "follow.thread"),
        (Some(n), None) => (Target::Action, n, "follow.action"),
        (None, None) => (Target::Proposal, talk.proposal, "follow.proposal"),
    };
    let follows = talk.news.follows;
    let on = Signal::derive(move || follows.with(|follows| follows.holds(target, id)));
    let set = Callback::new(move |on| follows.update(|follows| follows.set(target, id, on)));
    let label = words.s(key).into_owned();
    view! { <FollowForm target proposal=talk.proposal id label on set signed_in=talk.me().is_some()/> }
}

/// How many read along: a number, never who; not announced.
#[component]
fn Presence(talk: Talk, line: LiveLine) -> impl IntoView {
    let words = words();
    let told = move || talk.thread.with(|t| t.rules.presence);
    let said = move || Some(line.presence.get()).filter(|n| *n > 1 && told()).map(|n| words.n("news.presence", n));
    view! { <span class="presence quiet" data-presence="">{said}</span> }
}

/// Single letters as keys can be turned off (WCAG 2.2, 2.1.4).
#[component]
pub(super) fn Letters(talk: Talk) -> impl IntoView {
    let words = words();
    let letters = talk.news.letters;
    let turn = move |_| {
        letters.update(|on| *on = !*on);
        #[cfg(feature = "hydrate")]
        keys::keep(letters.get_untracked());
    };
    view! {
        <label class="pace__one">
            <input type="checkbox" prop:checked=letters on:change=turn/>
            <span>{words.s("news.letters")}</span>
        </label>
    }
}

/// What happened since the last visit, in one line.
#[component]
fn SinceLine(talk: Talk) -> impl IntoView {
    let words = words();
    let whole = talk.whole();
    let since = talk.news.since;
    move || {
        since.get().filter(|_| whole).map(|since| {
            view! {
                <div class="since" data-since="">
                    <p><strong>{words.s("since.title")}</strong>" "{told(words, &since)}</p>
                </div>
            }
        })
    }
}

/// To be done with what is new. The script keeps a visit by itself; without it this is the way, from the first visit on.
#[component]
fn MarkRead(talk: Talk) -> impl IntoView {
    let words = words();
    let done = move |event: SubmitEvent| {
        event.prevent_default();
        talk.news.since.set(None);
        talk.fresh.update(HashSet::clear);
        #[cfg(feature = "hydrate")]
        visit::send(talk);
        focus("thread".to_owned());
    };
    let (seq, query) = talk.thread.with_untracked(|t| (t.seq, t.reading.query()));
    talk.me().map(|_| {
        view! {
            <form method="post" action=ReadThread::url() data-read="" on:submit=done>
                <input type="hidden" name="proposal" value=talk.proposal/>
                <input type="hidden" name="seq" value=seq/>
                <input type="hidden" name="query" value=query/>
                <input type="hidden" name="roots" value=talk.roots()/>
                <button class="plain" type="submit">{words.s("since.read")}</button>
            </form>
        }
    })
}

/// "12 new, 1 edited, 1 hidden, official answer changed."
fn told(words: Words, since: &Since) -> String {
    let counted = [
        ("since.added", since.added),
        ("since.edited", since.edited),
        ("since.hidden", since.hidden),
        ("since.restored", since.restored),
        ("since.deleted", since.deleted),
        ("since.answers", since.answers),
        ("since.answers_changed", since.answers_changed),
    ];
    let mut parts: Vec<String> = counted.into_iter().filter(|(_, n)| *n > 0).map(|(key, n)| words.n(key, n)).collect();
    let said = [("since.words", since.words), ("since.rules", since.rules), ("since.marked", since.marked)];
    parts.extend(said.into_iter().filter(|(_, is)| *is).map(|(key, _)| words.s(key).into_owned()));
    if since.more {
        parts.push(words.s("since.more").into_owned());
    }
    format!("{}.", parts.join(", "))
}
