//! The parts of a comment that tell: who, when, what it answers, what became of it.
use super::Around;
use crate::{
    i18n::{Words, iso},
    thread::model::{Author, Comment, Quote, Stance, State},
};
use maud::{Markup, html};

/// A drawing from the sprite.
pub(super) fn icon(name: &str) -> Markup {
    html! { svg.i aria-hidden="true" focusable="false" { use href={ "#" (name) } {} } }
}

pub(super) fn head(comment: &Comment, around: Around<'_>, words: Words, here: Option<i64>) -> Markup {
    let lang = words.0;
    let page = if here == Some(comment.proposal) { String::new() } else { format!("/{lang}/p/{}", comment.proposal) };
    html! {
        header.note__head {
            span.who { (comment.author.name) }
            @if !comment.author.town.is_empty() { " " span.from { (comment.author.town) } }
            (badge(&comment.author, comment.official, words))
            @if let Some(stance) = comment.stance.filter(|_| !comment.official) { " " (stance_mark(stance, words)) }
            @if comment.parent.is_some() { " " span.vh { (words.s("thread.is_reply")) } }
            @if let Some(n) = comment.action {
                " " a.about href={ (page) "?action=" (n) "#action-" (n) } {
                    (words.with("thread.about_action", &[("n", &n.to_string())]))
                }
            }
            " " a.when href={ "/" (lang) "/c/" (comment.id) } { (when(comment, words)) }
            @if comment.edited_at > 0 {
                " " a.edited href={ "/" (lang) "/c/" (comment.id) "/revisions" } { (words.s("thread.edited")) }
            }
            @if around.pinned { " " span.badge { (words.s("thread.pinned")) } }
            @if comment.joined { " " span.badge { (words.s("thread.joined")) } }
            @if comment.answer { " " span.badge.badge--amb { (words.s("thread.answer")) } }
            @if comment.led_to > 0 {
                " " a.badge href={ "/" (lang) "/p/" (comment.proposal) "/history#v-" (comment.led_to) } {
                    (words.s("thread.led_to_change"))
                }
            }
            @if around.new { " " span.badge.badge--new { (words.s("thread.new")) } }
        }
    }
}

fn when(comment: &Comment, words: Words) -> Markup {
    let full = words.moment(comment.created_at);
    html! {
        @if comment.created_at > 0 {
            time datetime=(iso(comment.created_at)) title=(full) { (full) }
        } @else {
            span { (comment.date_text) }
        }
    }
}

fn badge(author: &Author, official: bool, words: Words) -> Markup {
    let badge = match (official, author.moderator, author.kind.as_str()) {
        (true, ..) => Some(("badge badge--amb", "thread.official")),
        (_, true, _) => Some(("badge badge--mod", "page.desk")),
        (_, _, "organisation") => Some(("badge", "thread.organisation")),
        (_, _, "authority") => Some(("badge badge--amb", "thread.authority")),
        _ => None,
    };
    html! { @if let Some((class, key)) = badge { " " span class=(class) { (words.s(key)) } } }
}

/// Sign, word and colour of a stance: never by colour alone.
pub fn stance_mark(stance: Stance, words: Words) -> Markup {
    let (class, name, key) = match stance {
        Stance::For => ("stance stance--pro", "i-for", "stance.for"),
        Stance::Against => ("stance stance--con", "i-against", "stance.against"),
        Stance::Neutral => ("stance stance--neu", "i-neutral", "stance.neutral"),
    };
    html! { span class=(class) { (icon(name)) " " (words.s(key)) } }
}

pub(super) fn quoted(quote: &Quote, words: Words) -> Markup {
    html! {
        a.quoted href={ "/" (words.0) "/c/" (quote.id) } {
            (words.s("thread.in_reply")) " "
            @if quote.name.is_empty() {
                b { (words.s("thread.gone")) }
            } @else {
                b { (quote.name) } ": " span lang=[(quote.lang != words.0).then(|| quote.lang.code())] { (quote.words) }
            }
        }
    }
}

/// What stands in the place of a text that left: why, by which rule, when.
pub(super) fn gone(state: State, words: Words) -> Markup {
    match state {
        State::Hidden { at, branch: true, .. } => {
            html! { p { (words.with("thread.hidden.branch", &[("date", &words.moment(at))])) } }
        }
        State::Hidden { rule, at, .. } => {
            let name = words.s(rule.key());
            let text = words.with("thread.hidden", &[("rule", &name), ("date", &words.moment(at))]);
            html! {
                p {
                    (text) " "
                    a href={ "/" (words.0) "/about/rules#rule-" (rule.as_str()) } { (words.s("thread.read_rule")) }
                }
            }
        }
        State::Deleted { at } => html! { p { (words.with("thread.deleted", &[("date", &words.moment(at))])) } },
        State::Visible => Markup::default(),
    }
}
