//! A text on its way: without a reload, told at once, taken back with the reason when the server says no.
use super::{Desk, dom, emptied, frame, nudge, settled, undo};
use crate::{
    fault::{Code, Fault},
    thread::{Comment, Place, add_comment, draw, edit_comment, view::draft},
    ui::focus,
};
use leptos::{prelude::*, task::spawn_local};
use web_sys::Element;

/// Publishes what stands in the box, or saves it.
pub(super) fn submit(desk: &Desk) {
    let Some(place) = Place::of_text(&desk.place) else { return };
    let edits = matches!(place, Place::Edit(_));
    if desk.form.has_attribute("aria-busy") || untrack(|| desk.talk.closed()) {
        return;
    }
    let body = desk.field.value();
    if !edits && nudge::nudged(desk.talk, &desk.form, &body) {
        return;
    }
    busy(desk, true);
    refuse(desk, place, None);
    let desk = desk.clone();
    spawn_local(async move {
        let answer = if let Place::Edit(id) = place {
            edit_comment(id, body.clone()).await
        } else {
            add(&desk, place, body.clone()).await
        };
        busy(&desk, false);
        // The page may have been left meanwhile.
        desk.talk.within(|| match answer {
            Ok(comment) => published(&desk, place, comment, body),
            Err(fault) => refused(&desk, place, fault),
        });
    });
}

async fn add(desk: &Desk, place: Place, body: String) -> Result<Option<Comment>, Fault> {
    let (parent, action) = match place {
        Place::Reply(id) => (Some(id), None),
        Place::Action(_, n) => (None, Some(n)),
        _ => (None, None),
    };
    let lang = Some(desk.talk.words.0.code().to_owned());
    let [stance, official, key] =
        ["[name=stance]:checked", "[name=official]:checked", "[name=key]"].map(|which| chosen(desk, which));
    add_comment(desk.talk.proposal, body, parent, action, stance, lang, official, key).await
}

/// The value of an input.
fn chosen(desk: &Desk, selector: &str) -> Option<String> {
    dom::within(&desk.form, selector)?.get_attribute("value")
}

fn published(desk: &Desk, place: Place, comment: Option<Comment>, body: String) {
    let talk = desk.talk;
    if let Place::Edit(id) = place {
        if comment.is_some() {
            talk.editable.update(|all| all.retain(|(c, _)| *c != id));
            settled(talk, &desk.place);
        }
    } else {
        if let Some(key) = dom::within(&desk.form, "[name=key]") {
            dom::set(&key, &[("value", &draft::new_key())]);
        }
        let stance = chosen(desk, "[name=stance]:checked").unwrap_or_default();
        desk.form.reset();
        emptied(talk, &desk.place, &desk.field);
        if let Some(comment) = &comment {
            undo::offer(talk, comment.id, place, &body, &stance);
            talk.news.wrote_in(comment.root);
        }
    }
    if let Ok(Some(fold)) = desk.form.closest("[data-fold]") {
        let _ = fold.remove_attribute("open");
    }
    let Some(comment) = comment else { return talk.ask_waiting() };
    talk.editable.update(|all| all.push((comment.id, body)));
    talk.put(&comment);
    focus(format!("c-{}", comment.id));
}

fn refused(desk: &Desk, place: Place, fault: Fault) {
    refuse(desk, place, Some(fault));
    if fault.code == Code::SignIn {
        // The session has ended meanwhile: the plain form leads to sign in and keeps the text.
        let _ = desk.form.submit();
        return;
    }
    dom::focus_on(&desk.field);
}

/// Says why beside the box, or takes that away.
fn refuse(desk: &Desk, place: Place, fault: Option<Fault>) {
    let line = frame(desk).and_then(|field| dom::within(&field, ".error"));
    if let Some(line) = line {
        line.remove();
    }
    let _ = desk.field.remove_attribute("aria-invalid");
    if let Some(fault) = fault {
        let line = draw::refusal(&format!("f-{place}-e"), fault, desk.talk.words).into_string();
        let _ = desk.field.insert_adjacent_html("beforebegin", &line);
        dom::set(&desk.field, &[("aria-invalid", "true")]);
    }
}

/// Says that the text is on its way.
fn busy(desk: &Desk, on: bool) {
    for element in [Some(desk.form.clone().into()), publish(desk)].into_iter().flatten() {
        let element: Element = element;
        let _ = if on { element.set_attribute("aria-busy", "true") } else { element.remove_attribute("aria-busy") };
    }
    say(desk, on.then_some("thread.sending"));
}

/// Keeps the form shut while writing is over.
pub(super) fn shut(desk: &Desk) {
    let (desk, talk) = (desk.clone(), desk.talk);
    Effect::new(move |was: Option<bool>| {
        let now = talk.closed();
        if was.unwrap_or(false) != now {
            if let Some(button) = publish(&desk) {
                let _ = if now {
                    button.set_attribute("aria-disabled", "true")
                } else {
                    button.remove_attribute("aria-disabled")
                };
            }
            say(&desk, now.then_some("steer.shut"));
        }
        now
    });
}

fn publish(desk: &Desk) -> Option<Element> {
    dom::within(&desk.form, "[type=submit]:not([data-preview])")
}

/// Says something at the form's foot, politely.
fn say(desk: &Desk, key: Option<&str>) {
    if let Some(line) = dom::within(&desk.form, ".compose__foot > .hint") {
        dom::set(&line, &[("role", "status")]);
        line.set_text_content(key.map(|key| desk.talk.words.s(key)).as_deref());
    }
}
