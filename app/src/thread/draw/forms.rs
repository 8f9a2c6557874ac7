//! The forms in which texts are written: one drawing for all of them, complete without script. With it they keep their
//! place and their words and are given tools ([`crate::thread::view`]).
use super::{
    Reader,
    parts::{icon, stance_mark},
};
use crate::{
    fault::Fault,
    i18n::Words,
    thread::{
        AddComment, EditComment,
        model::{CommentId, LONGEST, Stance},
        place::Place,
        write::PreviewComment,
    },
};
use leptos::server_fn::ServerFn;
use maud::{Markup, PreEscaped, html};

/// Where a conversation begins, on a proposal or about one of its actions.
pub fn conversation(proposal: i64, place: Place, reader: &Reader<'_>) -> Markup {
    let words = reader.words;
    let action = if let Place::Action(_, n) = place { Some(n) } else { None };
    html! {
        form.compose.compose--write method="post" action=(AddComment::url()) id="write" data-write
            data-comment-form[action.is_none()] data-reply-form[action.is_some()] {
            (hidden(proposal, place, reader))
            @if let Some(n) = action {
                input type="hidden" name="action" value=(n);
                p.compose__about { (words.with("thread.about_action", &[("n", &n.to_string())])) }
            }
            (preview(place, reader))
            (field(place, "thread.your_comment", None, reader))
            (stances(place, reader))
            (official(reader))
            (foot("thread.publish", reader))
        }
    }
}

/// To a visitor above the box: publishing leads to sign in.
pub fn sign_in(to: &str, words: Words) -> Markup {
    html! {
        div.notice {
            p { (words.s("thread.sign_in")) }
            a.btn href={ "/" (words.0) "/sign-in?next=" (to) } { (words.s("page.sign_in")) }
        }
    }
}

/// A reply to a comment.
pub(super) fn reply(proposal: i64, parent: CommentId, reader: &Reader<'_>) -> Markup {
    let place = Place::Reply(parent);
    html! {
        form.compose method="post" action=(AddComment::url()) data-write data-reply-form {
            (hidden(proposal, place, reader))
            input type="hidden" name="parent" value=(parent);
            (preview(place, reader))
            (field(place, "thread.your_reply", None, reader))
            (official(reader))
            (foot("thread.publish", reader))
        }
    }
}

/// New words for one's own comment, which begin with the old ones.
pub(super) fn edit(id: CommentId, old: &str, reader: &Reader<'_>) -> Markup {
    let place = Place::Edit(id);
    html! {
        form.compose method="post" action=(EditComment::url()) data-write data-edit-form {
            input type="hidden" name="comment" value=(id);
            (preview(place, reader))
            (field(place, "thread.edit.label", Some(old), reader))
            (foot("thread.edit.save", reader))
        }
    }
}

/// Why something was refused, between hint and box.
pub fn refusal(id: &str, fault: Fault, words: Words) -> Markup {
    html! {
        p.error id=(id) role="alert" {
            (icon("i-bad"))
            span { (why(fault, words)) }
        }
    }
}

/// The sentence of a refusal, and where more is told about it.
pub fn why(fault: Fault, words: Words) -> Markup {
    html! {
        (fault.say(words))
        @if let Some((to, said)) = fault.more(words) { " " a href=(to) { (said) } }
    }
}

/// What every new text says of itself; the key makes it one however often it is sent.
fn hidden(proposal: i64, place: Place, reader: &Reader<'_>) -> Markup {
    let key = if reader.begun.key.is_empty() { "visitor" } else { &reader.begun.key };
    html! {
        input type="hidden" name="proposal" value=(proposal);
        input type="hidden" name="key" value={ (key) "." (place) };
        input type="hidden" name="lang" value=(reader.words.0.code());
    }
}

/// How the text will look, when that was asked for.
fn preview(place: Place, reader: &Reader<'_>) -> Markup {
    let asked = reader.begun.preview.as_ref().filter(|(at, _)| *at == place.to_string());
    html! {
        @if let Some((_, text)) = asked {
            div.preview id="preview" tabindex="-1" {
                p.legend { (reader.words.s("write.preview")) }
                div.note__body { (PreEscaped(&text.0)) }
            }
        }
    }
}

/// Label, hint, error and box, in this order. What was begun stands in the box, else `old`.
fn field(place: Place, label: &str, old: Option<&str>, reader: &Reader<'_>) -> Markup {
    let words = reader.words;
    let hint = words.with("thread.hint", &[("n", &words.number(i64::try_from(LONGEST).unwrap_or(0)))]);
    let id = format!("f-{place}");
    let (begun, refused) = reader.begun(place);
    let text = if begun.is_empty() { old.unwrap_or_default() } else { begun };
    html! {
        div.field {
            label for=(id) { (words.s(label)) }
            span.hint id={ (id) "-h" } { (hint) }
            @if let Some(fault) = refused { (refusal(&format!("{id}-e"), fault, words)) }
            textarea.box id=(id) name="body" aria-describedby={ (id) "-h " (id) "-e" } aria-invalid=[refused.map(|_| "true")] {
                // A box's first newline is not part of its text.
                @if text.starts_with('\n') { "\n" }
                (text)
            }
        }
    }
}

fn stances(place: Place, reader: &Reader<'_>) -> Markup {
    let words = reader.words;
    let chosen = reader.stance(place);
    let class = |stance: Stance| match stance {
        Stance::For => "stance--pro",
        Stance::Against => "stance--con",
        Stance::Neutral => "stance--neu",
    };
    html! {
        fieldset {
            legend.legend { (words.s("thread.your_stance")) }
            div.choice {
                @for stance in [Stance::For, Stance::Against, Stance::Neutral] {
                    label class=(class(stance)) {
                        input type="radio" name="stance" value=(stance.as_str()) checked[chosen == stance.as_str()];
                        (stance_mark(stance, words))
                    }
                }
            }
        }
    }
}

/// Who speaks for the authority may answer in its name; who writes follows.
fn official(reader: &Reader<'_>) -> Markup {
    html! {
        @if reader.official {
            label.check {
                input type="checkbox" name="official" value="1";
                " " span { (reader.words.s("thread.as_official")) }
            }
        }
        @if reader.me.is_some() { p.hint { (reader.words.s("follow.auto")) } }
    }
}

fn foot(label: &str, reader: &Reader<'_>) -> Markup {
    html! {
        div.compose__foot {
            span.hint {}
            div.acts {
                button.btn type="submit" { (reader.words.s(label)) }
                button.btn.btn--line type="submit" formaction=(PreviewComment::url()) data-preview { (reader.words.s("write.preview")) }
            }
        }
    }
}
