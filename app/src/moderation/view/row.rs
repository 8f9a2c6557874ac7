//! One row of the queue: why it is here, since when, its first words, where; or what was decided.
use super::{fold::Done, reports_line, rule_inside, work::Work};
use crate::{
    i18n::{Words, words},
    live::Kind,
    moderation::{QueueRow, UndoDecision},
    ui::{Time, other},
};
use leptos::{ev::SubmitEvent, prelude::*, server_fn::ServerFn};

#[component]
pub(super) fn Row(work: Work, id: i64) -> impl IntoView {
    let row = Memo::new(move |_| work.queue.with(|q| q.page.rows.iter().find(|r| r.comment == id).cloned()));
    let done = Memo::new(move |_| work.queue.with(|q| q.done.get(&id).cloned()));
    let open = Memo::new(move |_| work.open.get() == Some(id));
    let fresh = Memo::new(move |_| work.fresh.with(|f| f.contains(&id)));
    let class = move || match (done.get().is_some(), open.get(), fresh.get()) {
        (true, true, _) => "row row--done row--on",
        (true, ..) => "row row--done",
        (_, true, _) => "row row--on",
        (_, _, true) => "row row--new",
        _ => "row",
    };
    view! {
        <li class=class data-row=id>
            {move || match (done.get(), row.get()) {
                (Some(done), _) => view! { <Decided work id done/> }.into_any(),
                (None, Some(row)) => view! { <Waiting work row open fresh=fresh.get()/> }.into_any(),
                (None, None) => ().into_any(),
            }}
        </li>
    }
}

#[component]
fn Waiting(work: Work, row: QueueRow, open: Memo<bool>, fresh: bool) -> impl IntoView {
    let words = words();
    let (why, author) = match why(words, &row) {
        Some(why) => (why, Some(view! { <span>{row.author}</span> })),
        None => (row.author, None),
    };
    let id = row.comment;
    let claim = row.claim.map(|claim| view! { " "<span class="badge" data-claim=claim.moderator>{words.with("team.at", &[("name", &claim.name)])}</span> });
    view! {
        <a href=work.case(id) id=format!("row-{id}") aria-current=move || open.get().then_some("true")>
            <span class="row__why">{why}{fresh.then(|| view! { " "<span class="badge badge--new">{words.s("thread.new")}</span> })}</span>
            " "<Time at=row.at/>
            " "<span class="row__txt" lang=other(row.lang)>{row.words}</span>
            " "<span class="row__meta">{author}{claim}" "<span lang=other(row.title.lang)>{row.title.text}</span></span>
        </a>
    }
}

/// What brought it here; nothing but that it was written is no news.
fn why(words: Words, row: &QueueRow) -> Option<String> {
    match row.state.as_str() {
        "hidden" => Some(words.s("decision.hide").into_owned()),
        _ if row.reports > 0 => Some(reports_line(words, row.reports, &row.rules)),
        _ => None,
    }
}

/// "Removed: advertising"
pub(super) fn happened(words: Words, done: &Done) -> String {
    let what = match done.kind {
        Kind::CommentHidden => words.s("decision.hide"),
        Kind::CommentRestored => words.s("decision.restore"),
        Kind::CommentDeleted => words.s("desk.deleted"),
        _ => words.s("decision.approve"),
    };
    match done.rule {
        Some(rule) => format!("{what}: {}", rule_inside(words, rule)),
        None => what.into_owned(),
    }
}

/// What became of it, in its old place; who decided here may take it back here.
#[component]
fn Decided(work: Work, id: i64, done: Done) -> impl IntoView {
    let words = words();
    let undo = done.decision.map(|decision| {
        let submit = move |event: SubmitEvent| {
            event.prevent_default();
            work.undo(id, decision);
        };
        view! {
            <form method="post" action=UndoDecision::url() on:submit=submit>
                <input type="hidden" name="comment" value=id/>
                <input type="hidden" name="decision" value=decision/>
                <button class="plain" type="submit">{words.s("desk.undo")}</button>
            </form>
        }
    });
    view! {
        <span>{happened(words, &done)}</span>
        <a class="plain" href=work.case(id) id=format!("row-{id}")>{words.s("desk.see")}</a>
        {undo}
    }
}
