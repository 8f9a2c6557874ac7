//! The few things that the tools above a text ask of the page. They are plain elements rather than components: they
//! are there with script only, one set for each box, and this way they cost little to load.
use crate::thread::write::marks::{Edit, byte, units};
use leptos::prelude::*;
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Element, Event, EventInit, EventTarget, HtmlDocument, HtmlElement, HtmlTextAreaElement};

/// A new element with its attributes and its words.
pub(super) fn make(tag: &str, attributes: &[(&str, &str)], words: &str) -> Option<Element> {
    let element = document().create_element(tag).ok()?;
    set(&element, attributes);
    if !words.is_empty() {
        element.set_text_content(Some(words));
    }
    Some(element)
}

/// Sets attributes.
pub(super) fn set(element: &Element, attributes: &[(&str, &str)]) {
    for (name, value) in attributes {
        let _ = element.set_attribute(name, value);
    }
}

/// Shows or hides an element.
pub(super) fn hide(element: &Element, hidden: bool) {
    let _ = if hidden { element.set_attribute("hidden", "") } else { element.remove_attribute("hidden") };
}

/// A listener; dropped, it hears no more. (A focused box that is taken off the page is told of it after its owner has
/// gone.)
struct Ear {
    target: EventTarget,
    name: &'static str,
    heard: Closure<dyn FnMut(Event)>,
}

impl Drop for Ear {
    fn drop(&mut self) {
        let heard = self.heard.as_ref().unchecked_ref();
        let _ = self.target.remove_event_listener_with_callback(self.name, heard);
    }
}

/// Listens as long as the box is there.
pub(super) fn listen(target: &EventTarget, name: &'static str, heard: Box<dyn FnMut(Event)>) {
    let ear = Ear { target: target.clone(), name, heard: Closure::wrap(heard) };
    let _ = target.add_event_listener_with_callback(name, ear.heard.as_ref().unchecked_ref());
    StoredValue::new_local(ear);
}

/// The first element inside that fits.
pub(super) fn within(element: &Element, selector: &str) -> Option<Element> {
    element.query_selector(selector).ok().flatten()
}

/// Focuses an element.
pub(super) fn focus_on(element: &Element) {
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        let _ = element.focus();
    }
}

/// Puts a whole text into a box and lets everybody hear of it, as if it had been typed.
pub(super) fn put(field: &HtmlTextAreaElement, text: &str) {
    field.set_value(text);
    typed(field);
}

fn typed(field: &HtmlTextAreaElement) {
    let init = EventInit::new();
    init.set_bubbles(true);
    if let Ok(event) = Event::new_with_event_init_dict("input", &init) {
        let _ = field.dispatch_event(&event);
    }
}

/// The text of a box and the bytes between which it is selected.
pub(super) fn selection(field: &HtmlTextAreaElement) -> (String, usize, usize) {
    let text = field.value();
    let place = |units: Option<u32>| byte(&text, units.unwrap_or(0) as usize);
    let (start, end) = (place(field.selection_start().ok().flatten()), place(field.selection_end().ok().flatten()));
    (text, start, end)
}

/// Changes a text so that the browser's own undo takes it back. Only `insertText`, old as it is, does that in every
/// browser: what `setRangeText` changes is forgotten by undo, so that is the second way, where there is no first.
pub(super) fn change(field: &HtmlTextAreaElement, edit: &Edit) {
    let text = field.value();
    let start = units(&text[..edit.from]);
    let _ = field.focus();
    let _ = field.set_selection_range(start, units(&text[..edit.to]));
    let page = document().unchecked_into::<HtmlDocument>();
    let command = if edit.put.is_empty() { "delete" } else { "insertText" };
    let nothing = edit.put.is_empty() && edit.from == edit.to;
    let done = nothing || page.exec_command_with_show_ui_and_value(command, false, &edit.put).unwrap_or(false);
    if !done {
        let _ = field.set_range_text(&edit.put);
        typed(field);
    }
    let at = |byte: usize| start + units(&edit.put[..byte]);
    let _ = field.set_selection_range(at(edit.select.0), at(edit.select.1));
}

/// Puts words in the place of what is selected, the caret behind them.
pub(super) fn insert(field: &HtmlTextAreaElement, words: String) {
    let (_, from, to) = selection(field);
    let end = words.len();
    change(field, &Edit { from, to, put: words, select: (end, end) });
}

/// One stop of the tab key for a row of buttons; arrows go from one to the next, and press it where that is asked.
pub(super) fn roving(row: &Element, press: bool) {
    let all = row.children();
    let buttons: Vec<Element> = (0..all.length()).filter_map(|at| all.item(at)).collect();
    listen(
        row,
        "keydown",
        Box::new(move |event| {
            let key = event.unchecked_ref::<web_sys::KeyboardEvent>().key();
            let active = document().active_element();
            let Some(at) = buttons.iter().position(|b| Some(b) == active.as_ref()) else { return };
            let last = buttons.len() - 1;
            let to = match key.as_str() {
                "ArrowRight" => (at + 1) % buttons.len(),
                "ArrowLeft" => at.checked_sub(1).unwrap_or(last),
                "Home" => 0,
                "End" => last,
                _ => return,
            };
            event.prevent_default();
            set(&buttons[at], &[("tabindex", "-1")]);
            set(&buttons[to], &[("tabindex", "0")]);
            focus_on(&buttons[to]);
            if let Some(button) = buttons[to].dyn_ref::<HtmlElement>().filter(|_| press) {
                button.click();
            }
        }),
    );
}
