//! What is typed goes to the server a moment after typing stops, one text at a time. What another device wrote
//! meanwhile is told, and never written over without a word.
use super::{
    Desk,
    dom::{hide, listen, make, put},
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
    let mut now = saver.now.borrow_mut();
    if let Some(waiting) = now.waiting.take() {
        waiting.clear();
    }
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
        if self.desk.talk.person.try_with_value(Option::is_some) != Some(true) {
            return;
        }
        let saver = Rc::clone(self);
        let waiting = set_timeout_with_handle(move || saver.send(), PAUSE).ok();
        if let Some(before) = std::mem::replace(&mut self.now.borrow_mut().waiting, waiting) {
            before.clear();
        }
    }

    fn send(self: Rc<Self>) {
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
            match answer {
                Ok(None) => draft::now_known(*talk, place, &text),
                Ok(Some(other)) => {
                    draft::now_known(*talk, place, &other);
                    self.tell(other);
                }
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
        let take = make("button", &[("type", "button"), ("class", "plain")], &words.s("write.take"))?;
        let _ = line.append_child(&said);
        let _ = line.append_child(&take);
        let saver = Rc::clone(self);
        listen(
            &take,
            "click",
            Box::new(move |_| {
                let (other, line) = {
                    let mut now = saver.now.borrow_mut();
                    (std::mem::take(&mut now.other), now.line.take())
                };
                put(&saver.desk.field, &other.replace("\r\n", "\n"));
                let _ = saver.desk.field.focus();
                if let Some(line) = line {
                    hide(&line, true);
                    line.remove();
                }
            }),
        );
        let _ = frame(&self.desk)?.before_with_node_1(&line);
        Some(line)
    }
}
