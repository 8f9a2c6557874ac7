//! What a thread's head tells of its pace, the panel of who steers it, and the marks that can be set on a comment: plain
//! forms for who may.
use super::{CloseThread, MarkAnswer, PACES, PinComment, SetPace, wait};
use crate::{
    fault::Fault,
    i18n::Words,
    thread::{
        Comment, TalkRules,
        draw::{Around, Reader, refusal, why},
    },
};
use leptos::server_fn::ServerFn;
use maud::{Markup, html};

/// Above a composer: how long one waits between two comments here. Nothing without a pace.
pub fn slow(rules: TalkRules, words: Words) -> Markup {
    html! {
        @if rules.slow > 0 {
            p.phase {
                strong { (words.s("steer.slow")) } " "
                span { (words.with("steer.slow.hint", &[("wait", &wait(words, rules.slow))])) }
            }
        }
    }
}

/// In the place of a composer: that writing is over, and whose doing that is.
pub fn shut(rules: TalkRules, words: Words) -> Markup {
    html! {
        p.phase.phase--closed {
            strong { (words.s("thread.closed")) }
            span { (words.s(if rules.ended { "steer.ended" } else { "fault.closed" })) }
        }
    }
}

/// For moderators: the thread's pace, and whether writing is over. `fault`: why the last try was refused.
pub fn panel(proposal: i64, rules: TalkRules, fault: Option<Fault>, words: Words) -> Markup {
    let button = if rules.ended { "steer.reopen" } else { "steer.close" };
    html! {
        details.steer open[fault.is_some()] {
            summary.plain { (words.s("steer.panel")) }
            @if let Some(fault) = fault { (refusal("steer-e", fault, words)) }
            div.steer__forms {
                form.steer__form method="post" action=(SetPace::url()) data-pace {
                    input type="hidden" name="proposal" value=(proposal);
                    div.field {
                        label for="steer-pace" { (words.s("steer.pace")) }
                        select.box id="steer-pace" name="seconds" {
                            @for seconds in PACES {
                                option value=(seconds) selected[seconds == rules.slow] {
                                    @if seconds == 0 { (words.s("steer.pace.none")) } @else { (wait(words, seconds)) }
                                }
                            }
                        }
                    }
                    button.btn.btn--line type="submit" { (words.s("steer.pace.set")) }
                }
                form.steer__form method="post" action=(CloseThread::url()) data-close {
                    input type="hidden" name="proposal" value=(proposal);
                    input type="hidden" name="close" value=(!rules.ended);
                    button.btn.btn--line type="submit" { (words.s(button)) }
                }
            }
        }
    }
}

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
