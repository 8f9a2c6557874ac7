//! What the script adds to a box where a text is typed: tabs to see it first, buttons and shortcuts for its marks, the
//! characters left, names and titles to choose, rich text pasted as Markdown, a draft that other devices can go on
//! with, and a quiet word before it is published.
mod bar;
mod nudge;
mod offers;
mod paste;
mod quote;
mod send;
mod sync;
mod undo;

use super::{Talk, dom, draft};
use crate::thread::{
    CommentId,
    write::nudge::{left, nearness},
};
use dom::{listen, make, set};
use leptos::{
    prelude::*,
    task::spawn_local,
    wasm_split::{self, SplitLoaderError, wasm_split},
};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlFormElement, HtmlTextAreaElement, KeyboardEvent};

/// A box with its form, as they stand on the page.
#[derive(Clone)]
pub(super) struct Desk {
    /// The thread.
    pub talk: Talk,
    /// The name of the place.
    pub place: String,
    /// The form.
    pub form: HtmlFormElement,
    /// The box.
    pub field: HtmlTextAreaElement,
}

/// The field of a box: its label, hint, error and box.
fn frame(desk: &Desk) -> Option<Element> {
    desk.field.closest(".field").ok().flatten()
}

/// What somebody does who writes.
pub(super) enum Deed {
    /// Goes to a form.
    Come(Desk),
    /// Publishes what stands in the box.
    Publish(Desk),
    /// Takes a comment's words into a reply.
    Quote(Talk, CommentId),
}

/// Does it. The tools are a module of their own (`writing`), fetched when first somebody writes: most who read do not.
/// Without them a form goes its plain way.
pub(super) fn take(deed: Deed) {
    spawn_local(async move {
        let plain = if let Deed::Publish(desk) = &deed { Some(desk.clone()) } else { None };
        if let (Err(_), Some(desk)) = (take_up(Box::new(deed)).await, plain) {
            // There may be no connection at all: the page that this leads to does not bring the text back.
            draft::keep(desk.talk, &desk.place, &desk.field.value());
            let _ = desk.form.submit();
        }
    });
}

/// Where the module of the tools begins.
#[wasm_split(writing, fallible, wasm_split_path = wasm_split)]
fn take_up(deed: Box<Deed>) -> Result<(), SplitLoaderError> {
    serve(*deed);
    Ok(())
}

fn serve(deed: Deed) {
    match deed {
        Deed::Come(desk) => desk.talk.within(|| furnish(&desk)),
        Deed::Publish(desk) => desk.talk.within(|| {
            furnish(&desk);
            send::submit(&desk);
        }),
        Deed::Quote(talk, id) => talk.within(|| quote::quote(talk, id)),
    }
}

/// Gives a form its tools, unless it has them.
fn furnish(desk: &Desk) {
    if desk.form.has_attribute("data-live") {
        return;
    }
    set(&desk.form, &[("data-live", "")]);
    send::shut(desk);
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
fn emptied(talk: Talk, place: &str, field: &HtmlTextAreaElement) {
    dom::put(field, "");
    settled(talk, place);
}

/// After what was typed has been published or saved: it is no draft any more, here and on the server.
fn settled(talk: Talk, place: &str) {
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
    dom::within(document().document_element().as_ref()?, &format!("#c-{id}"))
}
