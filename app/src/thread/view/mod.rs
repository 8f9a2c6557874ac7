mod compose;
mod draft;
mod foot;
mod note;

pub use note::{Changing, Note, StanceMark};

use super::{
    fold::Thread,
    model::{Cursor, Place, ThreadPage},
};
use crate::{
    account::Person,
    html::Html,
    i18n::words,
    live::{Connection, Counts, LiveLine, subscribe},
    page::mark_event,
    thread::{Comment, CommentId, thread_page},
    ui::{Refused, focus},
};
use compose::Composer;
use leptos::{prelude::*, task::spawn_local};
use leptos_router::hooks::use_query_map;
use std::collections::HashSet;

/// What the reader has begun on this page, and what was refused.
#[derive(Clone, Default)]
pub struct Begun {
    /// Texts kept for this reader: place, text, stance.
    pub drafts: Vec<(String, String, String)>,
    /// The reader's own newest comments as they were typed.
    pub editable: Vec<(CommentId, String)>,
    /// What makes this drawing's forms unique.
    pub key: String,
    /// The form that was refused, if this page comes from one.
    pub refused: Option<Refused>,
    /// The page's address.
    pub to: String,
}

/// What the parts of a thread share; copied freely.
#[derive(Clone, Copy)]
struct Talk {
    proposal: i64,
    closed: bool,
    thread: RwSignal<Thread>,
    /// Came in a moment ago, by the reader's own asking.
    fresh: RwSignal<HashSet<CommentId>>,
    /// What the reader may edit, as it was typed.
    editable: RwSignal<Vec<(CommentId, String)>>,
    person: StoredValue<Option<Person>>,
    begun: StoredValue<Begun>,
}

impl Talk {
    fn me(self) -> Option<i64> {
        self.person.with_value(|p| p.as_ref().map(|p| p.id))
    }

    /// The text and stance begun at a place.
    fn draft(self, place: &str) -> (String, String) {
        let found = self.begun.with_value(|b| b.drafts.iter().find(|(at, _, _)| at == place).cloned());
        found.map(|(_, body, stance)| (body, stance)).unwrap_or_default()
    }

    /// Takes in what the server answered to a write of the reader's own.
    fn put(self, comment: &Comment) {
        self.thread.try_update(|thread| thread.put(comment));
    }
}

/// The thread of a proposal: composer, arrivals, comments, pages.
#[component]
pub fn ThreadView(
    /// The proposal.
    proposal: i64,
    /// Whether writing is over.
    closed: bool,
    /// What the server drew.
    page: ThreadPage,
    /// The proposal's figures, kept up with the stream.
    counts: RwSignal<Counts>,
    /// Who reads.
    person: Option<Person>,
    /// What the reader has begun.
    begun: Begun,
) -> impl IntoView {
    let words = words();
    let (seq, next) = (page.seq, page.next.clone());
    let to = begun.to.clone();
    let first = page.first;
    let talk = Talk {
        proposal,
        closed,
        thread: RwSignal::new(Thread::new(page)),
        fresh: RwSignal::new(HashSet::new()),
        editable: RwSignal::new(begun.editable.clone()),
        person: StoredValue::new(person),
        begun: StoredValue::new(begun),
    };
    let line = follow(talk, seq, counts);
    view! {
        <div class="sheet block">
            <div class="in-side side-blank"></div>
            <section class="in-wide talk" aria-labelledby="thread">
                <div class="talk__bar">
                    <h2 id="thread" tabindex="-1">{words.s("thread.title")}" "<small>{move || words.number(counts.get().comments)}</small></h2>
                </div>
                <Wire line/>
                <Write talk/>
                <Arrivals talk parent=None/>
                <Conversation talk/>
                <Pages next first to/>
            </section>
        </div>
    }
}

/// Listens to the proposal and keeps the thread, the figures and the page's mark up with it.
fn follow(talk: Talk, seq: i64, counts: RwSignal<Counts>) -> LiveLine {
    let told = move |event: crate::live::Event| {
        if let Some(figures) = &event.data.figures {
            counts.set(figures.proposal.1);
        }
        let me = talk.me();
        talk.thread.update(|thread| thread.fold(&event, me));
        mark_event(event.seq);
    };
    let line = subscribe(vec![format!("proposal:{}", talk.proposal)], seq, told);
    let query = use_query_map();
    Effect::new(move |seen: Option<u32>| {
        let now = line.resync.get();
        if seen.is_some_and(|seen| seen != now) {
            let query = query.get_untracked();
            let (after, from) = (query.get("after"), query.get("from").and_then(|f| f.parse().ok()));
            spawn_local(async move {
                if let Ok(page) = thread_page(talk.proposal, after, from).await {
                    mark_event(page.seq);
                    talk.thread.try_set(Thread::new(page));
                }
            });
        }
        now
    });
    line
}

/// Says politely that the connection is lost; what is on screen stays.
#[component]
fn Wire(line: LiveLine) -> impl IntoView {
    let words = words();
    let lost = move || line.connection.get() == Connection::Lost;
    view! {
        <div role="status">
            {move || lost().then(|| view! {
                <div class="notice notice--off"><p><strong>{words.s("live.lost")}</strong>" "{words.s("live.lost.hint")}</p></div>
            })}
        </div>
    }
}

/// Where a new conversation is written; for a visitor, the notice and a form that leads to sign in.
#[component]
fn Write(talk: Talk) -> impl IntoView {
    let words = words();
    let query = use_query_map().get_untracked();
    let action: Option<i64> = query.get("action").and_then(|a| a.parse().ok());
    if talk.closed {
        return view! { <p class="phase phase--closed"><strong>{words.s("plan.closed")}</strong><span>{words.s("fault.closed")}</span></p> }
            .into_any();
    }
    let place = action.map_or(Place::Proposal(talk.proposal), |n| Place::Action(talk.proposal, n));
    let notice = talk.me().is_none().then(|| {
        let to = talk.begun.with_value(|b| b.to.clone());
        view! {
            <div class="notice">
                <p>{words.s("thread.sign_in")}</p>
                <a class="btn" href=format!("/{}/sign-in?next={to}", words.0)>{words.s("page.sign_in")}</a>
            </div>
        }
    });
    view! { {notice}<Composer talk place/> }.into_any()
}

/// What waits at a place: a button that counts it.
#[component]
fn Arrivals(talk: Talk, parent: Option<CommentId>) -> impl IntoView {
    let words = words();
    let waiting = Memo::new(move |_| talk.thread.with(|t| t.waiting_at(parent)));
    let (class, key) =
        if parent.is_some() { ("pill pill--here", "thread.new_replies") } else { ("pill", "thread.new_comments") };
    let reveal = move |_| {
        let before: HashSet<CommentId> = talk.thread.with_untracked(|t| t.shown.iter().map(|c| c.id).collect());
        let first = talk.thread.try_update(|t| t.reveal(parent)).flatten();
        let came: Vec<CommentId> =
            talk.thread.with_untracked(|t| t.shown.iter().map(|c| c.id).filter(|id| !before.contains(id)).collect());
        talk.fresh.update(|fresh| fresh.extend(came));
        if let Some(id) = first {
            focus(format!("c-{id}"));
        }
    };
    view! {
        <div class="arrivals" role="status">
            {move || {
                let n = waiting.get();
                (n > 0).then(|| view! {
                    <button class=class type="button" on:click=reveal>
                        {words.n(key, i64::try_from(n).unwrap_or(0))}" "<span aria-hidden="true">"↑"</span>
                    </button>
                })
            }}
        </div>
    }
}

/// The comments, in one list: depth is told by class and by words.
#[component]
fn Conversation(talk: Talk) -> impl IntoView {
    let words = words();
    let ids = Memo::new(move |_| talk.thread.with(|t| t.shown.iter().map(|c| c.id).collect::<Vec<_>>()));
    let empty = move || ids.with(Vec::is_empty);
    view! {
        {move || empty().then(|| view! {
            <div class="empty"><p>{words.s("thread.empty")}</p><p class="quiet">{words.s("thread.empty.hint")}</p></div>
        })}
        <ol class="thread thread--flat" role="list" hidden=empty>
            <For each=move || ids.get() key=|id| *id let:id>
                <Row talk id/>
            </For>
        </ol>
    }
}

/// One comment and what waits below it. It is drawn anew only when what may be seen of it changes altogether: an
/// edit, a reply or a mark changes it in place, so that nobody's half-written reply is thrown away.
#[component]
fn Row(talk: Talk, id: CommentId) -> impl IntoView {
    let comment = Memo::new(move |_| talk.thread.with(|t| t.shown.iter().find(|c| c.id == id).cloned()));
    let standing = Memo::new(move |_| {
        comment.with(|c| c.as_ref().map(|c| Comment { body: Html::default(), edited_at: 0, replies: 0, ..c.clone() }))
    });
    let depth = comment.with_untracked(|c| c.as_ref().map_or(0, |c| c.depth.min(super::model::DRAWN_DEPTH)));
    let changing = Changing {
        body: Memo::new(move |_| comment.with(|c| c.as_ref().map(|c| c.body.clone()).unwrap_or_default())).into(),
        edited: Memo::new(move |_| comment.with(|c| c.as_ref().is_some_and(|c| c.edited_at > 0))).into(),
        fresh: Memo::new(move |_| talk.fresh.with(|f| f.contains(&id))).into(),
        quote: Memo::new(move |_| {
            let parent = comment.with(|c| c.as_ref().and_then(|c| c.parent))?;
            talk.thread.with(|t| t.quotes.iter().find(|q| q.id == parent).cloned())
        })
        .into(),
    };
    view! {
        <li class=format!("d{depth}")>
            {move || standing.get().map(|comment| view! { <Note comment changing><foot::Foot talk id/></Note> })}
            <Arrivals talk parent=Some(id)/>
        </li>
    }
}

/// Older conversations, and the way back to the newest.
#[component]
fn Pages(next: Option<Cursor>, first: bool, to: String) -> impl IntoView {
    let words = words();
    let newest =
        (!first).then(|| view! { <a class="btn btn--line" href=format!("{to}#thread")>{words.s("thread.newest")}</a> });
    let older = next.map(|cursor| {
        view! { <a class="btn btn--line" rel="next" href=format!("{to}?after={cursor}#thread")>{words.s("thread.older")}</a> }
    });
    (newest.is_some() || older.is_some())
        .then(|| view! { <nav class="pages" aria-label=words.s("thread.pages")>{newest}{older}</nav> })
}
