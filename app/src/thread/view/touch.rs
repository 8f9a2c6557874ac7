//! What the script adds to a list of comments that is complete without it: folds that open into live composers, votes
//! and deletions without a reload, branches that fold away, and changes put into the page where they stand.
//!
//! One listener for the whole list: a comment costs nothing until somebody touches it.
use super::{
    Talk, compose,
    dom::listen,
    draft,
    editor::{Deed, take},
};
use crate::{
    fault::{Code, Fault},
    follow::Target,
    html::Html,
    thread::{CommentId, Tally, delete_comment},
    ui::{focus, relative_times},
    vote::cast_vote,
};
use leptos::{html, prelude::*, task::spawn_local};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement};

/// The parts of a comment that are put in anew when they change. Folds and their forms are left alone.
const PARTS: [&str; 5] = [".note__head", ".quoted", ".note__body", ".votes", ".note__foot > .follow"];

/// Takes the list over once it stands on the page.
pub(super) fn attend(talk: Talk, list: NodeRef<html::Ol>) {
    Effect::new(move |attended: Option<bool>| {
        let Some(list) = list.get().filter(|_| attended != Some(true)) else { return attended.unwrap_or(false) };
        read_bodies(talk, &list);
        relative_times(&list, talk.words);
        listen(&list, "click", Box::new(move |event| talk.within(|| clicked(talk, &event))));
        listen(&list, "submit", Box::new(move |event| talk.within(|| submitted(talk, &event))));
        // A press on a button must not take away what is selected to be quoted.
        listen(
            &list,
            "mousedown",
            Box::new(|event| {
                let target = event.target().and_then(|t| t.dyn_into::<Element>().ok());
                if target.is_some_and(|t| t.closest("[data-do=quote]").ok().flatten().is_some()) {
                    event.prevent_default();
                }
            }),
        );
        open_begun(talk, &list);
        let _ = list.set_attribute("data-live", "");
        true
    });
}

/// The texts that the page's data leaves out (see [`crate::html`]) are read from the page itself.
fn read_bodies(talk: Talk, list: &Element) {
    talk.thread.update_untracked(|thread| {
        for comment in thread.shown.iter_mut().filter(|c| c.visible() && c.body.0.is_empty()) {
            let body = list.query_selector(&format!("#c-{} > .note__body", comment.id)).ok().flatten();
            comment.body = Html(body.map(|body| body.inner_html()).unwrap_or_default());
        }
    });
}

/// Opens what holds a text that was begun, or was refused.
fn open_begun(talk: Talk, list: &Element) {
    for place in draft::kept_places(talk) {
        let field = list.query_selector(&format!("[id='f-{place}']")).ok().flatten();
        if let Some(fold) = field.and_then(|field| field.closest("details").ok().flatten()) {
            let _ = fold.set_attribute("open", "");
        }
    }
    let Ok(open) = list.query_selector_all("details[open][data-fold]") else { return };
    for at in 0..open.length() {
        if let Some(fold) = open.item(at).and_then(|node| node.dyn_into::<Element>().ok()) {
            enliven(talk, &fold);
        }
    }
}

fn clicked(talk: Talk, event: &Event) {
    let Some(target) = event.target().and_then(|t| t.dyn_into::<Element>().ok()) else { return };
    if let Ok(Some(fold)) = target.closest("summary").map(|s| s.and_then(|s| s.parent_element())) {
        // Before the browser opens it, so that nobody is in the plain form when it is replaced.
        return enliven(talk, &fold);
    }
    let Ok(Some(button)) = target.closest("[data-do]") else { return };
    let Some(id) = comment_of(&button) else { return };
    match button.get_attribute("data-do").as_deref() {
        Some("collapse") => collapse(talk, id, &button),
        Some("quote") => take(Deed::Quote(talk, id)),
        Some("vote") if talk.me().is_some() => {
            event.prevent_default();
            let value = button.get_attribute("data-value").and_then(|v| v.parse().ok()).unwrap_or(0);
            vote(talk, id, value);
        }
        _ => {}
    }
}

fn submitted(talk: Talk, event: &Event) {
    let Some(form) = event.target().and_then(|t| t.dyn_into::<Element>().ok()) else { return };
    let Some(id) = comment_of(&form) else { return };
    if form.has_attribute("data-follow") {
        event.prevent_default();
        return super::news::turn(talk, id);
    }
    if !form.has_attribute("data-delete-form") {
        return;
    }
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
            Err(fault) => {
                talk.problem.try_set(Some((id, fault)));
            }
        }
    });
}

fn comment_of(element: &Element) -> Option<CommentId> {
    element.closest("[data-comment]").ok().flatten()?.get_attribute("data-comment")?.parse().ok()
}

/// Gives the form in a fold its tools.
fn enliven(talk: Talk, fold: &Element) {
    if let Ok(Some(form)) = fold.query_selector("form") {
        compose::furnish(talk, &form);
    }
}

fn collapse(talk: Talk, id: CommentId, button: &Element) {
    let folded = talk.folded.try_update(|all| if all.remove(&id) { false } else { all.insert(id) }).unwrap_or(false);
    let _ = button.set_attribute("aria-expanded", if folded { "false" } else { "true" });
    let key = if folded { "thread.branch.show" } else { "thread.branch" };
    if let Some(text) = button.first_child() {
        text.set_node_value(Some(&talk.words.s(key)));
    }
}

/// Shows the vote at once, and takes it back with the reason if the server says no.
fn vote(talk: Talk, id: CommentId, value: i64) {
    let old = talk.votes.with_untracked(|all| all.iter().find(|(c, _)| *c == id).map_or(0, |(_, v)| *v));
    let new = if old == value { 0 } else { value };
    let before = talk.thread.with_untracked(|t| t.comment(id).map(|c| c.tally)).unwrap_or_default();
    let moved = |way: i64| i64::from(new == way) - i64::from(old == way);
    show(talk, id, new, Tally { ups: before.ups + moved(1), downs: before.downs + moved(-1), ..before });
    talk.problem.set(None);
    spawn_local(async move {
        match cast_vote(id, new).await {
            Ok(tally) => show(talk, id, new, tally),
            Err(fault) => {
                show(talk, id, old, before);
                refused(talk, id, fault);
            }
        }
    });
}

fn refused(talk: Talk, id: CommentId, fault: Fault) {
    if fault.code == Code::SignIn {
        // The session has ended meanwhile: the plain form leads to sign in.
        let form = document().query_selector(&format!("#c-{id} form[data-vote]")).ok().flatten();
        if let Some(form) = form.and_then(|form| form.dyn_into::<web_sys::HtmlFormElement>().ok()) {
            let _ = form.submit();
        }
    }
    talk.problem.try_set(Some((id, fault)));
}

fn show(talk: Talk, id: CommentId, value: i64, tally: Tally) {
    talk.votes.try_update(|all| {
        all.retain(|(c, _)| *c != id);
        all.push((id, value));
    });
    talk.thread.try_update(|thread| {
        if let Some(comment) = thread.shown.iter_mut().find(|c| c.id == id) {
            comment.tally = tally;
        }
    });
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

/// Keeps one comment on the page as it is now; `taken` over with the whole list, or come since.
pub(super) fn keep_up(talk: Talk, id: CommentId, note: NodeRef<html::Div>, taken: bool) {
    let now = Memo::new(move |_| {
        let seen = talk.thread.with(|t| {
            let comment = t.comment(id)?;
            let parent = comment.parent;
            let quote = t.quotes.iter().find(|q| Some(q.id) == parent).cloned();
            let pin = t.comment(comment.root).map(|root| root.pin);
            Some((comment.clone(), quote, pin, t.rules.closed))
        });
        let fresh = seen.as_ref().is_some_and(|(comment, ..)| talk.is_new(comment));
        let followed = talk.news.follows.with(|follows| follows.holds(Target::Thread, id));
        let editable = talk.editable.with(|all| all.iter().any(|(c, _)| *c == id));
        let vote = talk.votes.with(|all| all.iter().find(|(c, _)| *c == id).map(|(_, v)| *v));
        (seen, fresh, editable, vote, followed)
    });
    Effect::new(move |drawn: Option<String>| {
        // Read, not only tracked: a memo that nobody has read listens to nothing yet.
        now.with(|_| ());
        let drawing = untrack(|| talk.draw(id));
        if let Some(note) = note.get_untracked()
            && drawn.as_ref().map_or(!taken, |drawn| *drawn != drawing)
        {
            if drawn.is_some() {
                put_in(&note, &drawing);
            }
            relative_times(&note, talk.words);
        }
        drawing
    });
}

/// Puts a comment's new drawing in: part by part while it stays what it was, whole when it leaves or comes back.
fn put_in(note: &Element, drawn: &str) {
    let Ok(fresh) = document().create_element("div") else { return };
    fresh.set_inner_html(drawn);
    let (Some(old), Some(new)) = (note.first_element_child(), fresh.first_element_child()) else {
        return note.set_inner_html(drawn);
    };
    let stays = old.get_attribute("data-state") == new.get_attribute("data-state");
    if !stays || old.query_selector(".note__head").ok().flatten().is_none() {
        let focused = holds_focus(&old);
        let _ = old.replace_with_with_node_1(&new);
        if focused {
            let _ = new.unchecked_into::<HtmlElement>().focus();
        }
        return;
    }
    old.set_class_name(&new.class_name());
    for part in PARTS {
        replace(&old, &new, part);
    }
    tools(&old, &new);
}

/// Puts one part in anew if it has changed; the focus stays at the same control.
fn replace(old: &Element, new: &Element, part: &str) {
    let within = |from: &Element| from.query_selector(part).ok().flatten();
    match (within(old), within(new)) {
        (Some(was), Some(is)) if was.outer_html() != is.outer_html() => {
            let focused = focused_in(&was);
            let _ = was.replace_with_with_node_1(&is);
            if let Some(selector) = focused {
                let again = is.query_selector(&selector).ok().flatten();
                let _ = again.unwrap_or(is).dyn_into::<HtmlElement>().map(|e| e.focus());
            }
        }
        (Some(was), None) => was.remove(),
        (None, Some(is)) => {
            if let Some(body) = old.query_selector(".note__body").ok().flatten() {
                let _ = body.before_with_node_1(&is);
            }
        }
        _ => {}
    }
}

/// Folds that came or went (one's own comment can be edited for a while only), without touching those that stay.
fn tools(old: &Element, new: &Element) {
    for what in ["reply", "edit", "delete"] {
        let selector = format!(".note__foot > [data-fold={what}]");
        let within = |from: &Element| from.query_selector(&selector).ok().flatten();
        match (within(old), within(new)) {
            (Some(was), None) if !was.has_attribute("open") => was.remove(),
            (None, Some(is)) => {
                if let Ok(Some(votes)) = old.query_selector(".note__foot > .votes") {
                    let _ = votes.after_with_node_1(&is);
                }
            }
            _ => {}
        }
    }
    let marks = |from: &Element| from.query_selector(".note__foot > .marks").ok().flatten();
    match (marks(old), marks(new), old.query_selector(".note__foot")) {
        (None, Some(is), Ok(Some(foot))) => {
            let _ = foot.append_child(&is);
        }
        _ => replace(old, new, ".note__foot > .marks"),
    }
    let branch = |from: &Element| from.query_selector(".note__foot > .branch").ok().flatten();
    if let (None, Some(button), Ok(Some(foot))) = (branch(old), branch(new), old.query_selector(".note__foot")) {
        let _ = foot.append_child(&button);
    }
}

fn holds_focus(element: &Element) -> bool {
    document().active_element().is_some_and(|active| element.contains(Some(&active)))
}

/// How to find the focused control again in a new drawing of `part`.
fn focused_in(part: &Element) -> Option<String> {
    let active = document().active_element().filter(|active| part.contains(Some(active)))?;
    let by = |name: &str| active.get_attribute(name).map(|value| format!("[{name}=\"{value}\"]"));
    by("data-value").or_else(|| by("href")).or_else(|| Some("a".to_owned()))
}
