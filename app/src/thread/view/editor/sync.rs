//! What is typed goes to the server a moment after typing stops, one text at a time. What another device wrote
//! meanwhile is told, and never written over without a word.
use super::{
    Desk,
    dom::{listen, make, put},
    frame,
};
use crate::{account::save_draft, thread::view::draft};
use leptos::{leptos_dom::helpers::TimeoutHandle, prelude::*, task::spawn_local};
use std::{cell::RefCell, rc::Rc, time::Duration};
use web_sys::Element;

/// How long after the last letter.
const PAUSE: Duration = Duration::from_secs(2);

thread_local! {
    static SAVERS: RefCell<Vec<Rc<Saver>>> = const { RefCell::new(Vec::new()) };
}

#[derive(Default)]
struct Now {
    waiting: Option<TimeoutHandle>,
    sending: bool,
    /// Typed since the text that is on its way was taken.
    again: bool,
    /// What another device wrote.
    other: String,
    line: Option<Element>,
}

/// Keeps one box's text on the server.
pub(super) struct Saver {
    desk: Desk,
    now: RefCell<Now>,
}

/// A text has been published: what is still to be sent, or on its way, must not bring it back.
pub(super) fn stop(place: &str) {
    let saver = SAVERS.with_borrow(|all| all.iter().find(|saver| saver.desk.place == place).cloned());
    let Some(saver) = saver else { return };
    saver.hold();
    let mut now = saver.now.borrow_mut();
    now.again = now.sending;
    if let Some(line) = now.line.take() {
        line.remove();
    }
}

impl Saver {
    pub(super) fn new(desk: &Desk) -> Rc<Self> {
        let saver = Rc::new(Self { desk: desk.clone(), now: RefCell::default() });
        SAVERS.with_borrow_mut(|all| {
            all.retain(|other| other.desk.place != desk.place && other.desk.field.is_connected());
            all.push(Rc::clone(&saver));
        });
        saver
    }

    /// Something was typed. Visitors' texts stay on their device.
    pub(super) fn typed(self: &Rc<Self>) {
        // Nor does anything go while it is open which of two texts it is to be.
        if !self.signed_in() || self.now.borrow().line.is_some() {
            return;
        }
        let saver = Rc::clone(self);
        let waiting = set_timeout_with_handle(move || saver.send(), PAUSE).ok();
        if let Some(before) = std::mem::replace(&mut self.now.borrow_mut().waiting, waiting) {
            before.clear();
        }
    }

    /// Also false when the page has been left.
    fn signed_in(&self) -> bool {
        self.desk.talk.person.try_with_value(Option::is_some) == Some(true)
    }

    /// The text is being published: it goes that way.
    pub(super) fn hold(&self) {
        let waiting = self.now.borrow_mut().waiting.take();
        if let Some(waiting) = waiting {
            waiting.clear();
        }
    }

    fn send(self: Rc<Self>) {
        if !self.signed_in() {
            return;
        }
        {
            let mut now = self.now.borrow_mut();
            now.waiting = None;
            if now.sending {
                now.again = true;
                return;
            }
            now.sending = true;
        }
        spawn_local(async move {
            let Desk { talk, place, form, field } = &self.desk;
            let text = field.value();
            let stance = form.query_selector("input[name=stance]:checked").ok().flatten();
            let stance = stance.and_then(|input| input.get_attribute("value")).unwrap_or_default();
            let known = draft::known(*talk, place);
            let answer = save_draft(place.clone(), text.clone(), stance, Some(known)).await;
            let again = {
                let mut now = self.now.borrow_mut();
                now.sending = false;
                std::mem::take(&mut now.again)
            };
            if !self.signed_in() {
                return;
            }
            match answer {
                Ok(None) => draft::now_known(*talk, place, &text),
                Ok(Some(other)) => return self.tell(other),
                // It stays on this device, and goes with what is typed next.
                Err(_) => {}
            }
            if again {
                self.send();
            }
        });
    }

    /// Says that another device wrote something else, and offers it.
    pub(super) fn tell(self: &Rc<Self>, other: String) {
        self.hold();
        let line = self.now.borrow().line.clone();
        self.now.borrow_mut().other = other;
        if line.is_none() {
            let line = self.line();
            self.now.borrow_mut().line = line;
        }
    }

    fn line(self: &Rc<Self>) -> Option<Element> {
        let words = self.desk.talk.words;
        let line = make("div", &[("class", "undo"), ("role", "status"), ("data-elsewhere", "")], "")?;
        let said = make("span", &[], &words.s("write.elsewhere"))?;
        let _ = line.append_child(&said);
        for (key, taken) in [("write.take", true), ("write.keep", false)] {
            let button = make("button", &[("type", "button"), ("class", "plain")], &words.s(key))?;
            let saver = Rc::clone(self);
            listen(&button, "click", Box::new(move |_| saver.decided(taken)));
            let _ = line.append_child(&button);
        }
        let _ = frame(&self.desk)?.before_with_node_1(&line);
        Some(line)
    }

    /// The other device's text is taken, or this one's goes to the server in its place.
    fn decided(self: &Rc<Self>, taken: bool) {
        let Desk { talk, place, field, .. } = &self.desk;
        let (other, line) = {
            let mut now = self.now.borrow_mut();
            (std::mem::take(&mut now.other), now.line.take())
        };
        if let Some(line) = line {
            line.remove();
        }
        draft::now_known(*talk, place, &other);
        if taken {
            put(field, &other.replace("\r\n", "\n"));
        } else {
            self.typed();
        }
        let _ = field.focus();
    }
}
