//! The comments on screen, and what waits among them.
use super::Talk;
use crate::{
    i18n::words,
    thread::{CommentId, model::DRAWN_DEPTH},
    ui::{ErrorLine, focus},
};
use leptos::{html, prelude::*};
use std::collections::HashSet;

/// What waits at a place: a button that counts it.
#[component]
pub(super) fn Arrivals(talk: Talk, parent: Option<CommentId>) -> impl IntoView {
    let words = words();
    let waiting = Memo::new(move |_| talk.waits.with(|waits| waits.get(&parent).copied().unwrap_or(0)));
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
pub(super) fn Conversation(talk: Talk) -> impl IntoView {
    let words = words();
    let ids = Memo::new(move |_| talk.thread.with(|t| t.shown.iter().map(|c| c.id).collect::<Vec<_>>()));
    let empty = move || ids.with(Vec::is_empty);
    let away = Memo::new(move |_| talk.folded.with(|folded| talk.thread.with(|t| t.below(folded))));
    let list = NodeRef::<html::Ol>::new();
    #[cfg(feature = "hydrate")]
    super::touch::attend(talk, list);
    view! {
        {move || empty().then(|| view! {
            <div class="empty"><p>{words.s("thread.empty")}</p><p class="quiet">{words.s("thread.empty.hint")}</p></div>
        })}
        <ol class="thread thread--flat" role="list" hidden=empty node_ref=list>
            <For each=move || ids.get() key=|id| *id let:id>
                <Row talk id away/>
            </For>
        </ol>
    }
}

/// One comment and what waits below it. What changes in it is changed in place, so that nobody's half-written reply
/// is thrown away.
#[component]
fn Row(talk: Talk, id: CommentId, away: Memo<HashSet<CommentId>>) -> impl IntoView {
    let depth = talk.thread.with_untracked(|t| {
        let flat = t.reading.flat();
        t.comment(id).map_or(0, |c| if flat { 0 } else { c.depth.min(DRAWN_DEPTH) })
    });
    // A page that is taken over keeps what the server drew.
    let taken = taking_over();
    let drawn = if taken { String::new() } else { untrack(|| talk.draw(id)) };
    let note = NodeRef::<html::Div>::new();
    #[cfg(feature = "hydrate")]
    super::touch::keep_up(talk, id, note, taken);
    let fault = Signal::derive(move || talk.problem.get().filter(|(at, _)| *at == id).map(|(_, fault)| fault));
    view! {
        <li class=format!("d{depth}") hidden=move || away.with(|away| away.contains(&id))>
            <div class="note-box" node_ref=note inner_html=drawn></div>
            <ErrorLine id=format!("v{id}-e") fault/>
            <Arrivals talk parent=Some(id)/>
        </li>
    }
}

/// Whether the page is being taken over from the server, and not drawn by the browser alone.
pub(super) fn taking_over() -> bool {
    cfg!(feature = "hydrate") && Owner::current_shared_context().is_some_and(|context| context.during_hydration())
}
