//! The comment on which a moderator decides, in its conversation.
use super::{Verdict, near::Tools, open::Open};
use crate::{
    html::Html,
    i18n::words,
    thread::{Comment, DRAWN_DEPTH, StanceMark, State, draw},
    ui::{Time, other},
};
use leptos::prelude::*;

/// What stands around it as everybody sees it; the comment itself also when it is hidden.
#[component]
pub(super) fn Context(open: Open) -> impl IntoView {
    let words = words();
    let drawn = Memo::new(move |_| {
        open.case.with(|c| (c.context.clone(), c.comment.clone(), c.text.clone(), c.author.clone()))
    });
    let rows = move || {
        let (context, comment, text, author) = drawn.get();
        let own = comment.id;
        let mut rows = context;
        if !rows.iter().any(|c| c.id == own) {
            rows.push(comment);
        }
        let row = |c: Comment| {
            let depth = c.depth.min(DRAWN_DEPTH);
            let inside = if c.id == own {
                view! { <Judged comment=c text=text.clone() author=author.clone()/> }.into_any()
            } else {
                let drawn = draw::plain(&c, words);
                view! { <div class="note-box" inner_html=drawn></div><Tools open comment=c/> }.into_any()
            };
            view! { <li class=format!("d{depth}")>{inside}</li> }
        };
        rows.into_iter().map(row).collect_view()
    };
    view! {
        <div class="context" role="group" aria-label=words.s("case.context")>
            <ol class="thread thread--flat" role="list">{rows}</ol>
        </div>
    }
}

/// Framed, with its text and its author's name whatever its state.
#[component]
fn Judged(comment: Comment, text: Html, author: String) -> impl IntoView {
    let words = words();
    let id = comment.id;
    let deleted = matches!(comment.state, State::Deleted { .. });
    let hidden = matches!(comment.state, State::Hidden { .. });
    let when = if comment.created_at > 0 {
        view! { <Time at=comment.created_at/> }.into_any()
    } else {
        view! { <span>{comment.date_text.clone()}</span> }.into_any()
    };
    let body = if deleted {
        view! { <p class="quiet">{words.s("case.deleted")}</p> }.into_any()
    } else {
        view! { <div class="note__body" lang=other(comment.lang) inner_html=text.0></div> }.into_any()
    };
    view! {
        <article class="note judged" id=format!("c-{id}") tabindex="-1" data-comment=id data-state=comment.state.as_str()>
            <header class="note__head">
                <span class="who">{author}</span>
                {(!comment.author.town.is_empty()).then(|| view! { <span class="from">{comment.author.town.clone()}</span> })}
                {comment.stance.map(|stance| view! { <StanceMark stance/> })}
                {comment.action.map(|n| view! { <span class="about">{words.with("thread.about_action", &[("n", &n.to_string())])}</span> })}
                <span class="when">{when}</span>
                {(comment.edited_at > 0).then(|| view! { <span class="edited">{words.s("thread.edited")}</span> })}
                {comment.joined.then(|| view! { <span class="badge">{words.s("thread.joined")}</span> })}
                {hidden.then(|| view! { <Verdict kind="hide"/> })}
            </header>
            {body}
        </article>
    }
}
