//! What keeps an open thread up with what happens.
use super::Talk;
use crate::{
    change::Changed,
    i18n::words,
    live::{Connection, Counts, Event, Kind, LiveLine, subscribe_while},
    page::mark_event,
    thread::{Thread, api::thread_page},
};
use leptos::{prelude::*, task::spawn_local};

/// Listens to the proposal and keeps the thread, the figures and the page's mark up with it.
pub(super) fn follow(talk: Talk, seq: i64, counts: RwSignal<Counts>) -> LiveLine {
    let changed = Changed::of_page();
    let told = move |event: Event| {
        if event.kind == Kind::ProposalChanged {
            changed.tell();
        }
        let me = talk.me();
        let mine = event.data.comment.as_ref().is_some_and(|c| c.author.account.is_some() && c.author.account == me);
        if mine && talk.waiting.try_with_untracked(Vec::is_empty) == Some(false) {
            talk.ask_waiting();
        }
        let moved = event.kind == Kind::ThreadMoved;
        talk.pace.hear(talk, counts, event);
        if moved {
            anew(talk, counts);
        }
    };
    let line = subscribe_while(talk.pace.wanted, vec![format!("proposal:{}", talk.proposal)], seq, told);
    line.on_resync(Box::new(move || anew(talk, counts)));
    line
}

/// Asks for the page of the thread as it is now.
fn anew(talk: Talk, counts: RwSignal<Counts>) {
    let query = talk.thread.with_untracked(|t| t.reading.query());
    spawn_local(async move {
        if let Ok((page, now)) = thread_page(talk.proposal, Some(query)).await {
            mark_event(page.seq);
            talk.pace.forget();
            counts.try_set(now);
            talk.thread.try_set(Thread::new(page));
        }
    });
}

/// Says politely that the connection is lost; what is on screen stays.
#[component]
pub(super) fn Wire(line: LiveLine) -> impl IntoView {
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
