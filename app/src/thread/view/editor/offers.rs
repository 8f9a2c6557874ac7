//! Names after `@` and titles after `#`: a list under the box that follows what is typed. The focus stays in the box;
//! arrows choose, Enter or Tab takes, Escape closes (ARIA Authoring Practices, listbox by `aria-activedescendant`).
use super::{
    Desk,
    dom::{change, hide, listen, make, selection, set},
    frame,
};
use crate::thread::write::{Offer, complete, marks::Edit, token::token};
use leptos::{leptos_dom::helpers::TimeoutHandle, prelude::*, task::spawn_local};
use std::{cell::RefCell, rc::Rc, time::Duration};
use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent, ScrollIntoViewOptions, ScrollLogicalPosition};

/// How long after the last letter.
const PAUSE: Duration = Duration::from_millis(200);

#[derive(Default)]
struct Now {
    waiting: Option<TimeoutHandle>,
    /// What the list is about: later answers to earlier questions are dropped.
    asked: String,
    /// What Escape closed stays closed.
    closed: String,
    offers: Vec<Offer>,
    active: Option<usize>,
}

struct List {
    desk: Desk,
    id: String,
    list: Element,
    voice: Element,
    now: RefCell<Now>,
}

/// Scrolls no further than what is chosen needs.
fn nearer(option: &Element) {
    let how = ScrollIntoViewOptions::new();
    how.set_block(ScrollLogicalPosition::Nearest);
    option.scroll_into_view_with_scroll_into_view_options(&how);
}

#[derive(Clone)]
pub(super) struct Offers(Option<Rc<List>>);

impl Offers {
    pub(super) fn new(desk: &Desk) -> Self {
        Self(List::new(desk))
    }

    /// Looks at what is typed.
    pub(super) fn look(&self) {
        if let Some(list) = &self.0 {
            list.look();
        }
    }

    /// Whether a key was meant for the list.
    pub(super) fn pressed(&self, key: &KeyboardEvent) -> bool {
        self.0.as_ref().is_some_and(|list| list.pressed(key))
    }
}

impl List {
    fn new(desk: &Desk) -> Option<Rc<Self>> {
        let id = format!("f-{}-o", desk.place);
        let label = desk.talk.words.s("write.offers");
        let list = make("ul", &[("class", "offers"), ("role", "listbox"), ("id", &id), ("aria-label", &label)], "")?;
        let voice = make("span", &[("class", "vh"), ("role", "status")], "")?;
        hide(&list, true);
        let _ = desk.field.after_with_node_2(&list, &voice);
        set(&desk.field, &[("aria-autocomplete", "list")]);
        let own = Rc::new(Self { desk: desk.clone(), id, list, voice, now: RefCell::default() });
        // The focus stays in the box.
        listen(&own.list, "mousedown", Box::new(|event| event.prevent_default()));
        let chooser = Rc::clone(&own);
        listen(
            &own.list,
            "click",
            Box::new(move |event| {
                let target = event.target().and_then(|t| t.dyn_into::<Element>().ok());
                let option = target.and_then(|t| t.closest("[role=option]").ok().flatten());
                let at = option.and_then(|option| option.get_attribute("data-at")).and_then(|at| at.parse().ok());
                if let Some(at) = at {
                    chooser.take(at);
                }
            }),
        );
        let left = Rc::clone(&own);
        listen(&own.desk.field, "blur", Box::new(move |_| left.close()));
        frame(desk).map(|_| own)
    }

    fn look(self: &Rc<Self>) {
        let (text, _, caret) = selection(&self.desk.field);
        let asked = token(&text[..caret]).map(|(sign, _, words)| format!("{sign}{words}")).unwrap_or_default();
        let before = {
            let mut now = self.now.borrow_mut();
            if asked.is_empty() || !asked.starts_with(&now.closed) {
                now.closed.clear();
            }
            asked.clone_into(&mut now.asked);
            now.waiting.take()
        };
        if let Some(before) = before {
            before.clear();
        }
        let closed = !self.now.borrow().closed.is_empty();
        if asked.is_empty() || closed {
            return self.close();
        }
        let list = Rc::clone(self);
        let waiting = set_timeout_with_handle(move || list.ask(asked), PAUSE).ok();
        self.now.borrow_mut().waiting = waiting;
    }

    fn ask(self: Rc<Self>, asked: String) {
        let Some(sign) = asked.chars().next() else { return };
        let talk = self.desk.talk;
        spawn_local(async move {
            let words = asked[1..].to_owned();
            // A list that does not come is no fault that a writer should hear of.
            let offers = complete(talk.proposal, sign, words, talk.words.0).await.unwrap_or_default();
            let focused = document().active_element().as_ref() == Some(self.desk.field.as_ref());
            if focused && self.now.borrow().asked == asked {
                self.show(offers);
            }
        });
    }

    fn show(&self, offers: Vec<Offer>) {
        self.close();
        if offers.is_empty() {
            return;
        }
        for (at, offer) in offers.iter().enumerate() {
            let attributes = [("role", "option"), ("id", &*self.option(at)), ("data-at", &*at.to_string())];
            let Some(row) = make("li", &attributes, &offer.name) else { continue };
            set(&row, &[("aria-selected", "false")]);
            if let Some(what) = make("small", &[], &format!(" {}", offer.what)) {
                let _ = row.append_child(&what);
            }
            let _ = self.list.append_child(&row);
        }
        hide(&self.list, false);
        set(&self.desk.field, &[("aria-controls", &self.id)]);
        let count = i64::try_from(offers.len()).unwrap_or(0);
        self.voice.set_text_content(Some(&self.desk.talk.words.n("write.offers.n", count)));
        self.now.borrow_mut().offers = offers;
    }

    fn option(&self, at: usize) -> String {
        format!("{}{at}", self.id)
    }

    fn close(&self) {
        {
            let mut now = self.now.borrow_mut();
            now.offers.clear();
            now.active = None;
        }
        self.list.set_text_content(None);
        self.voice.set_text_content(None);
        hide(&self.list, true);
        for name in ["aria-activedescendant", "aria-controls"] {
            let _ = self.desk.field.remove_attribute(name);
        }
    }

    fn pressed(self: &Rc<Self>, key: &KeyboardEvent) -> bool {
        let (count, active) = {
            let now = self.now.borrow();
            (now.offers.len(), now.active)
        };
        if count == 0 || key.ctrl_key() || key.meta_key() || key.alt_key() {
            return false;
        }
        match (key.key().as_str(), active) {
            ("ArrowDown", _) => self.point(active.map_or(0, |at| (at + 1) % count)),
            ("ArrowUp", _) => self.point(active.and_then(|at| at.checked_sub(1)).unwrap_or(count - 1)),
            ("Enter" | "Tab", Some(at)) if !key.shift_key() => self.take(at),
            ("Escape", _) => {
                let asked = self.now.borrow().asked.clone();
                self.now.borrow_mut().closed = asked;
                self.close();
            }
            _ => return false,
        }
        key.prevent_default();
        key.stop_propagation();
        true
    }

    fn point(&self, at: usize) {
        let before = self.now.borrow_mut().active.replace(at);
        for (at, chosen) in before.map(|at| (at, "false")).into_iter().chain([(at, "true")]) {
            if let Some(option) = document().get_element_by_id(&self.option(at)) {
                set(&option, &[("aria-selected", chosen)]);
                if chosen == "true" {
                    nearer(&option);
                }
            }
        }
        set(&self.desk.field, &[("aria-activedescendant", &self.option(at))]);
    }

    fn take(&self, at: usize) {
        let Some(put) = self.now.borrow().offers.get(at).map(|offer| format!("{} ", offer.put)) else { return };
        let (text, _, caret) = selection(&self.desk.field);
        self.close();
        if let Some((_, from, _)) = token(&text[..caret]) {
            let end = put.len();
            change(&self.desk.field, &Edit { from, to: caret, put, select: (end, end) });
        }
    }
}
