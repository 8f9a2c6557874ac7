//! Where a new conversation is written, and what happens at every form in which a text is written: until somebody goes to
//! one it is the plain form that the server drew; then it gets its tools ([`super::editor`]).
use super::Talk;
#[cfg(feature = "hydrate")]
use super::{
    dom, draft,
    editor::{Deed, Desk, take},
};
use crate::{
    steer,
    thread::{Place, draw},
};
use leptos::{html, prelude::*};
#[cfg(feature = "hydrate")]
use wasm_bindgen::JsCast;
#[cfg(feature = "hydrate")]
use web_sys::{Element, Event, HtmlFormElement, HtmlTextAreaElement, SubmitEvent};

/// The form of a new conversation; for a visitor, with the notice that it leads to sign in.
#[component]
pub(super) fn Write(talk: Talk, action: Option<i64>) -> impl IntoView {
    if talk.thread.with_untracked(|t| t.reading.conversation.is_some()) {
        return ().into_any();
    }
    let place = action.map_or(Place::Proposal(talk.proposal), |n| Place::Action(talk.proposal, n));
    let closed = Memo::new(move |_| talk.closed());
    let above = move || {
        let (rules, words) = (talk.thread.with(|t| t.rules), talk.words);
        let drawn = if closed.get() {
            steer::shut(rules, words)
        } else {
            let to = talk.begun.with_value(|b| b.to.clone());
            maud::html! {
                @if talk.me().is_none() { (draw::sign_in(&to, words)) }
                (steer::slow(rules, words))
            }
        };
        drawn.into_string()
    };
    let form = if super::list::taking_over() || closed.get_untracked() { String::new() } else { talk.form(place) };
    let room = NodeRef::<html::Div>::new();
    #[cfg(feature = "hydrate")]
    Effect::new(move |was: Option<bool>| {
        let now = closed.get();
        if let Some(room) = room.get_untracked().filter(|_| was.is_some_and(|was| was != now)) {
            // What was typed is kept on the device and comes back with the form.
            room.set_inner_html(&if now { String::new() } else { untrack(|| talk.form(place)) });
            untrack(|| bring_back(talk, &room));
        }
        now
    });
    view! { <div class="still" inner_html=above></div><div class="compose-box" node_ref=room inner_html=form></div> }
        .into_any()
}

/// Takes over what happens at the forms inside an element, once that stands on the page.
#[cfg(feature = "hydrate")]
pub(super) fn attend(talk: Talk, inside: NodeRef<html::Section>) {
    Effect::new(move |attended: Option<bool>| {
        let Some(inside) = inside.get().filter(|_| attended != Some(true)) else { return attended.unwrap_or(false) };
        dom::listen(&inside, "focusin", Box::new(move |event| talk.within(|| came(talk, &event))));
        dom::listen(&inside, "submit", Box::new(move |event| talk.within(|| sent(talk, &event))));
        untrack(|| bring_back(talk, &inside));
        true
    });
}

/// A form in which a text is written.
#[cfg(feature = "hydrate")]
pub(super) fn desk(talk: Talk, form: &Element) -> Option<Desk> {
    let form: HtmlFormElement = form.clone().dyn_into().ok().filter(|_| form.has_attribute("data-write"))?;
    let field: HtmlTextAreaElement = form.query_selector("[name=body]").ok().flatten()?.dyn_into().ok()?;
    let place = field.id().strip_prefix("f-")?.to_owned();
    Some(Desk { talk, place, form, field })
}

/// Gives a form its tools.
#[cfg(feature = "hydrate")]
pub(super) fn furnish(talk: Talk, form: &Element) {
    if let Some(desk) = desk(talk, form) {
        take(Deed::Come(desk));
    }
}

/// Gives their tools to the forms whose text was begun before, on this device or another.
#[cfg(feature = "hydrate")]
fn bring_back(talk: Talk, inside: &Element) {
    let Ok(forms) = inside.query_selector_all("form[data-write]") else { return };
    for at in 0..forms.length() {
        let Some(form) = forms.item(at).and_then(|form| form.dyn_into::<Element>().ok()) else { continue };
        let begun = |desk: Desk| {
            let typed = Ok(desk.field.value()) != desk.field.default_value();
            // New words for a comment begin with its old ones: only what is kept tells.
            let drawn = !desk.place.starts_with('e') && !desk.field.value().is_empty();
            typed || drawn || draft::is_kept(talk, &desk.place)
        };
        if desk(talk, &form).is_some_and(begun) {
            furnish(talk, &form);
        }
    }
}

#[cfg(feature = "hydrate")]
fn came(talk: Talk, event: &Event) {
    let Some(target) = event.target().and_then(|t| t.dyn_into::<Element>().ok()) else { return };
    // Not for its buttons: they would move from under the pointer.
    if target.matches("textarea, input").unwrap_or(false)
        && let Ok(Some(form)) = target.closest("form")
    {
        furnish(talk, &form);
    }
}

/// A text is to be published. A visitor's form goes the plain way: it leads to sign in and brings the text back; so does
/// one that asks to be seen first, before there are tabs for that.
#[cfg(feature = "hydrate")]
fn sent(talk: Talk, event: &Event) {
    let Some(form) = event.target().and_then(|t| t.dyn_into::<Element>().ok()) else { return };
    let submitter = event.dyn_ref::<SubmitEvent>().and_then(SubmitEvent::submitter);
    if talk.me().is_none() || submitter.is_some_and(|button| button.has_attribute("data-preview")) {
        return;
    }
    if let Some(desk) = desk(talk, &form) {
        event.prevent_default();
        take(Deed::Publish(desk));
    }
}
