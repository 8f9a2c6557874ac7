//! What can be done with a comment, as plain forms and links: reply, vote, edit, delete, report, and the desk.
use super::{Around, Reader, parts::icon};
use crate::follow::{SetFollow, Target};
use crate::thread::{
    AddComment, DeleteComment, EditComment,
    model::{Comment, CommentId, LONGEST, Place},
    write::PreviewComment,
};
use leptos::server_fn::ServerFn;
use maud::{Markup, PreEscaped, html};

pub(super) fn tools(comment: &Comment, around: Around<'_>, reader: &Reader<'_>) -> Markup {
    let (id, lang, words) = (comment.id, reader.words.0, reader.words);
    let mine = reader.me.is_some() && comment.author.account == reader.me;
    let name = &comment.author.name;
    let raw = reader.editable.iter().find(|(editable, _)| *editable == id).map(|(_, raw)| raw.as_str());
    html! {
        (votes(comment, mine, reader))
        @if !reader.closed { (reply(comment, reader)) (quote(comment, reader)) }
        @if let Some(raw) = raw.filter(|_| mine && !reader.closed) { (edit(id, raw, reader)) }
        @if mine { (delete(id, reader)) }
        @if !mine {
            a.plain href={ "/" (lang) "/c/" (id) "/report" } {
                (words.s("thread.report")) span.vh { " " (words.with("thread.report.of", &[("name", name)])) }
            }
        }
        @if reader.moderates { a.plain href={ "/" (lang) "/desk/c/" (id) } { (words.s("thread.moderate")) } }
        (crate::steer::marks(comment, around, reader))
        @if comment.parent.is_none() && reader.me.is_some() { (follow(comment, reader)) }
        @if around.cut {
            a.plain href={ "?conversation=" (comment.root) "&from=" (id) "#c-" (id) } {
                (words.n("thread.whole", comment.size))
            }
        }
        @if comment.replies > 0 { (collapse(comment, reader)) }
    }
}

/// At a conversation's first comment: follow it, or follow it no more. Its words stay, its state changes.
fn follow(comment: &Comment, reader: &Reader<'_>) -> Markup {
    let (id, words) = (comment.id, reader.words);
    let on = reader.follows.holds(Target::Thread, id);
    html! {
        form.follow method="post" action=(SetFollow::url()) data-follow="thread" {
            input type="hidden" name="target" value=(Target::Thread.as_str());
            input type="hidden" name="proposal" value=(comment.proposal);
            input type="hidden" name="id" value=(id);
            input type="hidden" name="on" value=(if on { "false" } else { "true" });
            button.plain type="submit" data-value="follow" aria-pressed=(if on { "true" } else { "false" }) {
                (words.s("follow.thread.short"))
                span.vh { " " (words.with("follow.thread.of", &[("name", &comment.author.name)])) }
            }
        }
    }
}

/// Folds what stands below a comment away. Only with script, so only then on screen.
fn collapse(comment: &Comment, reader: &Reader<'_>) -> Markup {
    let name = &comment.author.name;
    html! {
        button.plain.branch type="button" data-do="collapse" aria-expanded="true" {
            (reader.words.s("thread.branch")) span.vh { " " (reader.words.with("thread.branch.of", &[("name", name)])) }
        }
    }
}

/// Takes the comment's words, or those of it that are selected, into a reply. With script only.
fn quote(comment: &Comment, reader: &Reader<'_>) -> Markup {
    let name = &comment.author.name;
    html! {
        button.plain.quote type="button" data-do="quote" {
            (reader.words.s("write.quote")) span.vh { " " (reader.words.with("write.quote.of", &[("name", name)])) }
        }
    }
}

/// Two toggles with their counts; of one's own comment the counts alone.
fn votes(comment: &Comment, mine: bool, reader: &Reader<'_>) -> Markup {
    let words = reader.words;
    let voted = reader.vote(comment.id);
    let tally = comment.tally;
    let one = |value: i64, count: i64, name: &str, key: &str| {
        let inside =
            html! { (icon(name)) span.vh { (words.s(key)) ": " } span data-count=(value) { (words.number(count)) } };
        html! {
            @if mine || reader.closed {
                span.plain.vote { (inside) }
            } @else {
                button.plain.vote type="submit" name="value" value=(if voted == value { 0 } else { value }) data-do="vote"
                    data-value=(value) aria-pressed=(if voted == value { "true" } else { "false" }) { (inside) }
            }
        }
    };
    let both = html! { (one(1, tally.ups, "i-up", "vote.up")) (one(-1, tally.downs, "i-down", "vote.down")) };
    html! {
        @if mine || reader.closed {
            span.votes { (both) }
        } @else {
            form.votes method="post" action=(crate::vote::CastVote::url()) data-vote {
                input type="hidden" name="comment" value=(comment.id);
                (both)
            }
        }
    }
}

fn fold(id: CommentId, what: &str, open: bool, summary: &Markup, inside: &Markup) -> Markup {
    html! {
        details.fold name={ "c-" (id) } open[open] data-fold=(what) {
            summary.plain { (summary) }
            (inside)
        }
    }
}

fn reply(comment: &Comment, reader: &Reader<'_>) -> Markup {
    let (words, place) = (reader.words, Place::Reply(comment.id));
    let (text, refused) = reader.begun(place);
    let key = if reader.begun.key.is_empty() { "visitor" } else { &reader.begun.key };
    let summary = html! {
        (words.s("thread.reply")) span.vh { " " (words.with("thread.reply.to", &[("name", &comment.author.name)])) }
    };
    let inside = html! {
        form.compose method="post" action=(AddComment::url()) data-reply-form {
            input type="hidden" name="proposal" value=(comment.proposal);
            input type="hidden" name="key" value={ (key) "." (place) };
            input type="hidden" name="lang" value=(words.0.code());
            input type="hidden" name="parent" value=(comment.id);
            (preview(place, reader))
            (field(place, "thread.your_reply", text, refused.as_deref(), reader))
            @if reader.official {
                label.check { input type="checkbox" name="official" value="1"; " " span { (words.s("thread.as_official")) } }
            }
            @if reader.me.is_some() { p.hint { (words.s("follow.auto")) } }
            (submit("thread.publish", reader))
        }
    };
    fold(comment.id, "reply", refused.is_some() || !text.is_empty(), &summary, &inside)
}

fn edit(id: CommentId, raw: &str, reader: &Reader<'_>) -> Markup {
    let place = Place::Edit(id);
    let (text, refused) = reader.begun(place);
    let open = refused.is_some() || !text.is_empty();
    let text = if text.is_empty() { raw } else { text };
    let inside = html! {
        form.compose method="post" action=(EditComment::url()) data-edit-form {
            input type="hidden" name="comment" value=(id);
            (preview(place, reader))
            (field(place, "thread.edit.label", text, refused.as_deref(), reader))
            (submit("thread.edit.save", reader))
        }
    };
    fold(id, "edit", open, &html! { (reader.words.s("thread.edit")) }, &inside)
}

fn delete(id: CommentId, reader: &Reader<'_>) -> Markup {
    let words = reader.words;
    let inside = html! {
        form.compose method="post" action=(DeleteComment::url()) data-delete-form {
            input type="hidden" name="comment" value=(id);
            p { (words.s("thread.delete.sure")) }
            div.acts { button.btn.btn--line type="submit" { (words.s("thread.delete.yes")) } }
        }
    };
    fold(id, "delete", false, &html! { (words.s("thread.delete")) }, &inside)
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

/// Label, hint, error and box, in this order.
fn field(place: Place, label: &str, text: &str, refused: Option<&str>, reader: &Reader<'_>) -> Markup {
    let words = reader.words;
    let hint = words.with("thread.hint", &[("n", &words.number(i64::try_from(LONGEST).unwrap_or(0)))]);
    let id = format!("f-{place}");
    html! {
        div.field {
            label for=(id) { (words.s(label)) }
            span.hint id={ (id) "-h" } { (hint) }
            @if let Some(refused) = refused {
                p.error id={ (id) "-e" } role="alert" { (icon("i-bad")) span { (refused) } }
            }
            textarea.box id=(id) name="body" aria-describedby={ (id) "-h " (id) "-e" } aria-invalid=[refused.map(|_| "true")] {
                (text)
            }
        }
    }
}

fn submit(label: &str, reader: &Reader<'_>) -> Markup {
    html! {
        div.compose__foot {
            span {}
            div.acts {
                button.btn type="submit" { (reader.words.s(label)) }
                button.btn.btn--line type="submit" formaction=(PreviewComment::url()) data-preview { (reader.words.s("write.preview")) }
            }
        }
    }
}
