//! "Published. Undo": ten seconds to take a text back into its box. It is published at once; undoing deletes it.
use super::{
    Talk, article,
    dom::{listen, make, put, within},
    field_of, unfold,
};
use crate::thread::{CommentId, Place, delete_comment};
use leptos::{prelude::*, task::spawn_local};
use std::time::Duration;
use wasm_bindgen::JsCast;
use web_sys::Element;

const OPEN: Duration = Duration::from_secs(10);

/// Offers it at the comment's head, where the tab key comes to it first from the comment, which has the focus.
pub(super) fn offer(talk: Talk, id: CommentId, place: Place, body: &str, stance: &str) {
    let (body, stance) = (body.to_owned(), stance.to_owned());
    // Once the comment is drawn.
    request_animation_frame(move || {
        request_animation_frame(move || {
            let _ = draw(talk, id, place, body, stance);
        });
    });
}

fn draw(talk: Talk, id: CommentId, place: Place, body: String, stance: String) -> Option<()> {
    let note = article(id)?;
    let line = make("div", &[("class", "undo"), ("role", "status"), ("data-undo-send", "")], "")?;
    let _ = note.prepend_with_node_1(&line);
    let said = make("span", &[], &talk.words.s("write.published"))?;
    let undo = make("button", &[("type", "button"), ("class", "plain")], &talk.words.s("write.undo"))?;
    let text = StoredValue::new_local((body, stance));
    listen(
        &undo,
        "click",
        Box::new(move |event| {
            event.stop_propagation();
            if let Some((body, stance)) = text.try_get_value() {
                take_back(talk, id, place, body, stance);
            }
        }),
    );
    // A region that has just come is heard only when it changes afterwards.
    let region = line.clone();
    request_animation_frame(move || {
        let _ = region.append_child(&said);
        let _ = region.append_child(&undo);
    });
    close(line);
    Some(())
}

/// Closes by itself, but never under a hand or with the focus in it (WCAG 2.2, 2.2.1).
fn close(line: Element) {
    set_timeout(
        move || {
            let held = document().active_element().is_some_and(|active| line.contains(Some(&active)));
            if held || line.matches(":hover").unwrap_or(false) {
                close(line);
            } else {
                line.remove();
            }
        },
        OPEN,
    );
}

fn take_back(talk: Talk, id: CommentId, place: Place, body: String, stance: String) {
    spawn_local(async move {
        match delete_comment(id).await {
            Ok(comment) => {
                if let Some(comment) = comment {
                    talk.put(&comment);
                }
                talk.editable.try_update(|all| all.retain(|(c, _)| *c != id));
                back(&place.to_string(), &body, &stance);
            }
            Err(fault) => {
                talk.problem.try_set(Some((id, fault)));
            }
        }
    });
}

/// Puts the text back into its box, before what has been typed there since.
fn back(place: &str, body: &str, stance: &str) {
    let Some(field) = field_of(place) else { return };
    unfold(&field);
    let since = field.value();
    let text = if since.trim().is_empty() { body.to_owned() } else { format!("{body}\n\n{since}") };
    put(&field, &text);
    let chosen = field.form().and_then(|form| within(&form, &format!("input[name=stance][value='{stance}']")));
    if let Some(chosen) = chosen.filter(|_| !stance.is_empty()) {
        chosen.unchecked_into::<web_sys::HtmlElement>().click();
    }
    // After the fold has opened and the comment has left.
    request_animation_frame(move || {
        let _ = field.focus();
    });
}
