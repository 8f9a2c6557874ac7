//! What can be done with a comment, as plain forms and links: reply, vote, edit, delete, report, and the desk.
use super::{Around, Reader, forms, parts::icon};
use crate::follow::{SetFollow, Target};
use crate::thread::{
    DeleteComment,
    model::{Comment, CommentId},
    place::Place,
};
use leptos::server_fn::ServerFn;
use maud::{Markup, html};

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
    let words = reader.words;
    let summary = html! {
        (words.s("thread.reply")) span.vh { " " (words.with("thread.reply.to", &[("name", &comment.author.name)])) }
    };
    let open = reader.has_begun(Place::Reply(comment.id));
    fold(comment.id, "reply", open, &summary, &forms::reply(comment.proposal, comment.id, reader))
}

fn edit(id: CommentId, raw: &str, reader: &Reader<'_>) -> Markup {
    let summary = html! { (reader.words.s("thread.edit")) };
    fold(id, "edit", reader.has_begun(Place::Edit(id)), &summary, &forms::edit(id, raw, reader))
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
