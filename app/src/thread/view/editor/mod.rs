//! What the script adds to a box where a text is typed: tabs to see it first, buttons and shortcuts for its marks, the
//! characters left, names and titles to choose, rich text pasted as Markdown, a draft that other devices can go on
//! with, and a quiet word before it is published.
mod bar;
mod dom;
mod nudge;
mod offers;
mod paste;
mod quote;
mod sync;
pub(super) mod undo;

pub(super) use nudge::nudged;
pub(super) use quote::quote;

use super::{Talk, draft};
use crate::thread::write::nudge::{left, nearness};
use dom::{listen, make, within};
use leptos::{html, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlFormElement, HtmlTextAreaElement, KeyboardEvent};

/// A box with its form, once both stand on the page.
#[derive(Clone)]
struct Desk {
    talk: Talk,
    place: String,
    form: HtmlFormElement,
    field: HtmlTextAreaElement,
}

/// Takes a box over once it stands on the page.
pub(super) fn attend(talk: Talk, place: String, field: NodeRef<html::Textarea>) {
    Effect::new(move |done: Option<bool>| {
        if done == Some(true) {
            return true;
        }
        let Some(field) = field.get() else { return false };
        let Some(form) = field.form() else { return false };
        let field: HtmlTextAreaElement = field.unchecked_into();
        let desk = Desk { talk, place: place.clone(), form, field };
        untrack(|| furnish(&desk));
        true
    });
}

/// The field of a box: its label, hint, error and box.
fn frame(desk: &Desk) -> Option<Element> {
    desk.field.closest(".field").ok().flatten()
}

fn furnish(desk: &Desk) {
    let elsewhere = draft::bring_back(desk.talk, &desk.place, &desk.field);
    let saver = sync::Saver::new(desk);
    if let Some(text) = elsewhere {
        saver.tell(text);
    }
    let show_bar = bar::build(desk);
    let count = counter(desk);
    let offers = offers::Offers::new(desk);
    paste::attend(desk);
    let typed = {
        let (desk, offers, saver) = (desk.clone(), offers.clone(), saver.clone());
        move || {
            let text = desk.field.value();
            draft::keep(desk.talk, &desk.place, &text);
            count(&text);
            nudge::clear(&desk.form);
            saver.typed();
            offers.look();
        }
    };
    count_now(desk, &typed);
    listen(&desk.field, "input", Box::new(move |_| typed()));
    let form = desk.form.clone();
    let field = desk.field.clone();
    listen(
        &desk.field,
        "keydown",
        Box::new(move |event| {
            let key = event.unchecked_ref::<KeyboardEvent>();
            if !offers.pressed(key) {
                shortcut(key, &form, &field);
            }
        }),
    );
    // What is refused is told beside the box: it has to be on screen.
    listen(
        &desk.form,
        "submit",
        Box::new(move |_: Event| {
            show_bar();
            saver.hold();
        }),
    );
}

/// What this device kept and the server has not goes there now.
fn count_now(desk: &Desk, typed: &impl Fn()) {
    if Ok(desk.field.value()) != desk.field.default_value() {
        typed();
    }
}

fn shortcut(key: &KeyboardEvent, form: &HtmlFormElement, field: &HtmlTextAreaElement) {
    if !(key.ctrl_key() || key.meta_key()) || key.shift_key() || key.alt_key() {
        return;
    }
    let name = key.key();
    if name == "Enter" {
        key.prevent_default();
        let _ = form.request_submit();
    } else if let Some(tool) = bar::TOOLS.iter().find(|tool| !tool.2.is_empty() && tool.2.eq_ignore_ascii_case(&name)) {
        key.prevent_default();
        bar::press(field, tool.0);
    }
}

/// The count under the box, and the voice that tells of it: at 100, at 20, at the end and beyond, at no other time.
fn counter(desk: &Desk) -> impl Fn(&str) + 'static + use<> {
    let parts = frame(desk).and_then(|field| {
        let count = make("p", &[("class", "hint num count"), ("data-left", "")], "")?;
        let voice = make("span", &[("class", "vh"), ("role", "status")], "")?;
        let _ = field.append_child(&count);
        let _ = field.append_child(&voice);
        Some((count, voice))
    });
    let words = desk.talk.words;
    let near = StoredValue::new_local(0_u8);
    let show = move |text: &str| {
        let Some((count, voice)) = &parts else { return };
        let left = left(text);
        let said = if left < 0 { words.n("write.over", -left) } else { words.n("write.left", left) };
        count.set_text_content(Some(&said));
        count.set_class_name(if left < 0 { "hint num count count--over" } else { "hint num count" });
        let (before, now) = (near.try_get_value().unwrap_or(0), nearness(left));
        near.try_set_value(now);
        if now > before {
            voice.set_text_content(Some(&said));
        }
    };
    show(&desk.field.value());
    show
}

/// After what was typed has been published: the box is empty.
pub(super) fn emptied(talk: Talk, place: &str, field: &HtmlTextAreaElement) {
    dom::put(field, "");
    settled(talk, place);
}

/// After what was typed has been published or saved: it is no draft any more, here and on the server.
pub(super) fn settled(talk: Talk, place: &str) {
    draft::keep(talk, place, "");
    draft::now_known(talk, place, "");
    sync::stop(place);
}

/// The box of a place, when it is on the page.
fn field_of(place: &str) -> Option<HtmlTextAreaElement> {
    document().get_element_by_id(&format!("f-{place}"))?.dyn_into().ok()
}

/// Opens what folds around an element.
fn unfold(element: &Element) {
    if let Ok(Some(fold)) = element.closest("details") {
        let _ = fold.set_attribute("open", "");
    }
}

/// The part of a page that a comment is drawn in.
fn article(id: i64) -> Option<Element> {
    within(document().document_element().as_ref()?, &format!("#c-{id}"))
}
