//! What can be done with a comment: reply, edit, delete, report, and for moderators the desk.
use super::{
    Talk,
    compose::{Composer, EditForm},
};
use crate::{
    i18n::words,
    thread::{CommentId, DeleteComment, Place, delete_comment},
    ui::{ErrorLine, Refused, focus},
};
use leptos::{ev::SubmitEvent, prelude::*, server_fn::ServerFn, task::spawn_local};

#[component]
pub(super) fn Foot(talk: Talk, id: CommentId) -> impl IntoView {
    let words = words();
    let lang = words.0;
    let author = talk
        .thread
        .with_untracked(|t| t.shown.iter().find(|c| c.id == id).map(|c| c.author.clone()))
        .unwrap_or_default();
    let mine = author.account.is_some() && author.account == talk.me();
    let moderates = talk.person.with_value(|p| p.as_ref().is_some_and(crate::account::Person::moderates));
    let name = author.name.clone();
    let report = (!mine).then(|| view! {
        <a class="plain" href=format!("/{lang}/c/{id}/report")>{words.s("thread.report")}<span class="vh">" "{words.with("thread.report.of", &[("name", &name)])}</span></a>
    });
    let desk = moderates
        .then(|| view! { <a class="plain" href=format!("/{lang}/desk/c/{id}")>{words.s("thread.moderate")}</a> });
    view! {
        {(!talk.closed).then(|| view! { <Reply talk id name=author.name/> })}
        {(mine && !talk.closed).then(|| view! { <Edit talk id/> })}
        {mine.then(|| view! { <Delete talk id/> })}
        {report}
        {desk}
    }
}

/// Whether a form opens by itself: it was refused, or holds a text that was begun.
fn opens(talk: Talk, place: Place) -> bool {
    let place = place.to_string();
    talk.begun.with_value(|b| Refused::of(&b.refused, &place).is_some()) || !talk.draft(&place).0.is_empty()
}

#[component]
fn Reply(talk: Talk, id: CommentId, name: String) -> impl IntoView {
    let words = words();
    let place = Place::Reply(id);
    let fold = NodeRef::<leptos::html::Details>::new();
    let done = move || {
        if let Some(fold) = fold.get_untracked() {
            fold.set_open(false);
        }
    };
    view! {
        <details class="fold" name=format!("c-{id}") open=opens(talk, place) node_ref=fold>
            <summary class="plain">{words.s("thread.reply")}<span class="vh">" "{words.with("thread.reply.to", &[("name", &name)])}</span></summary>
            <Composer talk place done=Callback::new(move |()| done())/>
        </details>
    }
}

#[component]
fn Edit(talk: Talk, id: CommentId) -> impl IntoView {
    let words = words();
    let raw =
        Memo::new(move |_| talk.editable.with(|all| all.iter().find(|(c, _)| *c == id).map(|(_, raw)| raw.clone())));
    move || {
        raw.get().map(|raw| {
            view! {
                <details class="fold" name=format!("c-{id}") open=opens(talk, Place::Edit(id))>
                    <summary class="plain">{words.s("thread.edit")}</summary>
                    <EditForm talk id raw/>
                </details>
            }
        })
    }
}

#[component]
fn Delete(talk: Talk, id: CommentId) -> impl IntoView {
    let words = words();
    let fault = RwSignal::new(None);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let near = neighbour(talk, id);
        spawn_local(async move {
            match delete_comment(id).await {
                Ok(Some(comment)) => {
                    let stays = comment.has_place();
                    talk.put(&comment);
                    focus(if stays { format!("c-{id}") } else { near });
                }
                Ok(None) => {}
                Err(refused) => {
                    fault.try_set(Some(refused));
                }
            }
        });
    };
    view! {
        <details class="fold" name=format!("c-{id}")>
            <summary class="plain">{words.s("thread.delete")}</summary>
            <form class="compose" method="post" action=DeleteComment::url() on:submit=submit>
                <input type="hidden" name="comment" value=id/>
                <p>{words.s("thread.delete.sure")}</p>
                <ErrorLine id=format!("d{id}-e") fault/>
                <div class="acts"><button class="btn btn--line" type="submit">{words.s("thread.delete.yes")}</button></div>
            </form>
        </details>
    }
}

/// Where the focus goes when a comment leaves without a place: to the next one, the one before, or the thread's head.
fn neighbour(talk: Talk, id: CommentId) -> String {
    talk.thread.with_untracked(|thread| {
        let shown = &thread.shown;
        let at = shown.iter().position(|c| c.id == id);
        let near =
            at.and_then(|at| shown.get(at + 1).or_else(|| at.checked_sub(1).and_then(|before| shown.get(before))));
        near.map_or_else(|| "thread".to_owned(), |c| format!("c-{}", c.id))
    })
}
