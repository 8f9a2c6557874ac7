//! The marks that can be set on a comment, as plain forms for who may.
use super::{MarkAnswer, PinComment};
use crate::thread::{
    Comment,
    draw::{Around, Reader, why},
};
use leptos::server_fn::ServerFn;
use maud::{Markup, html};

/// Pinning for moderators; marking the answer for them and for who asked. And why the last try was refused.
pub fn marks(comment: &Comment, around: Around<'_>, reader: &Reader<'_>) -> Markup {
    let words = reader.words;
    let name = &comment.author.name;
    let asked = comment.parent.is_some() && (reader.moderates || around.asked);
    let refused = reader.refused(crate::thread::Place::Mark(comment.id));
    if !asked && !reader.moderates && refused.is_none() {
        return Markup::default();
    }
    let form = |action: &str, what: &str, on: bool, key: &str| {
        html! {
            form method="post" action=(action) data-mark=(what) {
                input type="hidden" name="comment" value=(comment.id);
                input type="hidden" name="on" value=(on);
                button.plain type="submit" data-value=(what) {
                    (words.s(key)) span.vh { " " (words.with("steer.of", &[("name", name)])) }
                }
            }
        }
    };
    html! {
        span.marks {
            @if reader.moderates {
                (form(PinComment::url(), "pin", !around.pinned, if around.pinned { "steer.unpin" } else { "steer.pin" }))
            }
            @if asked {
                (form(MarkAnswer::url(), "answer", !comment.answer,
                    if comment.answer { "steer.unanswer" } else { "steer.answer" }))
            }
            @if let Some(fault) = refused { span.error role="alert" { span { (why(fault, words)) } } }
        }
    }
}
