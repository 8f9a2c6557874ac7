//! `/{lang}/p/{id}-{slug}`: a proposal with its thread, every part of the page it came from.
use super::{id_of, live::Talked, ruler::Here, section::Crumbs};
use crate::{
    account::Person,
    change::{self, Told},
    html::Html,
    i18n::words,
    page::{Live, Title, mark_event, query, reader, segment, show},
    plan::{Action, Proposal, ProposalPage, address, proposal_page},
    support::Seal,
    thread::{Begun, Reading, ThreadView, previewed},
    ui::{Back, Icon, Refused, other, refused, stroke_symbol, strokes},
};
use leptos::prelude::*;

/// The page of a proposal.
#[component]
pub fn ProposalRoute() -> impl IntoView {
    let asked = Reading::from_query(query).query();
    let person = reader();
    show(proposal_page(words().0, id_of(segment(3)), Some(asked)), |page| view! { <Drawn page person/> })
}

/// Sends a reader who came by an old or shortened address to the right one.
pub fn right_address(to: &str, kind: char) {
    let Some(parts) = use_context::<http::request::Parts>() else { return };
    let path = parts.uri.path();
    if path != to && path.split('/').nth(2) == Some(kind.to_string().as_str()) {
        let query = parts.uri.query().map(|q| format!("?{q}")).unwrap_or_default();
        crate::request::moved(&format!("{to}{query}"));
    }
}

#[component]
fn Drawn(page: ProposalPage, person: Option<Person>) -> impl IntoView {
    mark_event(page.thread.seq);
    let words = words();
    let ProposalPage { plan, crumbs, proposal, actions, thread, supported, begun } = page;
    let to = address(words.0, 'p', proposal.id, &proposal.title.text);
    right_address(&to, 'p');
    let up = crumbs.last().map_or_else(|| format!("/{}", words.0), |c| address(words.0, 's', c.id, &c.title.text));
    let edits = person.as_ref().is_some_and(change::edits);
    let told = Told { to: to.clone() };
    let (counts, closed, signed_in) = (proposal.counts, proposal.closed, person.is_some());
    let refused = refused();
    let fault = Refused::of(&refused, "support");
    let seal = Seal { proposal: proposal.id, closed, supported, counts, signed_in, fault };
    let preview = previewed(&begun.drafts);
    let begun = Begun { refused, to, preview, ..begun };
    let talk = ThreadView { proposal: proposal.id, page: thread, counts, person, begun };
    view! {
        <Title text=proposal.title.text.clone()/>
        <Here crumbs=crumbs.clone()/>
        <div class="sheet front">
            <Back to=up/>
            <div class="front__head in-wide">
                <Crumbs plan crumbs/>
                <Heading proposal=proposal.clone()/>
            </div>
            <div class="front__seal in-margin"><Live part=seal/></div>
        </div>
        {closed.then(|| view! {
            <p class="phase phase--closed"><strong>{words.s("plan.closed")}</strong><span>{words.s("plan.closed.hint")}</span></p>
        })}
        <Body proposal edits/>
        {match talk.page.reading.action {
            // The thread of one action stands beside it.
            Some(n) => view! { <Actions actions beside=(n, talk)/> }.into_any(),
            None => view! { <Actions actions/><Live part=talk/> }.into_any(),
        }}
        <Live part=told/>
    }
}

#[component]
fn Heading(proposal: Proposal) -> impl IntoView {
    let words = words();
    let class = match proposal.title.text.chars().count() {
        ..=45 => "title",
        46..=100 => "title title--long",
        _ => "title title--longer",
    };
    let author = (!proposal.author.is_empty()).then(|| {
        view! {
            <span>{words.s("plan.author")}" "{proposal.author}</span><span aria-hidden="true">"|"</span>
        }
    });
    view! {
        <h1 class=class lang=other(proposal.title.lang)>{proposal.title.text}</h1>
        {proposal.title_derived.then(|| view! { <p class="derived">{words.s("plan.derived")}</p> })}
        <p class="byline">
            {author}
            <Live part=Talked { counts: proposal.counts }/>
        </p>
    }
}

/// The plan's words as they were read: paragraphs by blank lines, line breaks kept by the style.
fn paragraphs(text: &Html) -> Html {
    let paragraphs = text.0.split("\n\n").filter(|p| !p.trim().is_empty());
    Html(paragraphs.map(|p| format!("<p>{p}</p>")).collect())
}

#[component]
fn Body(
    proposal: Proposal,
    /// Whether the reader may change its words.
    edits: bool,
) -> impl IntoView {
    let words = words();
    let lang = other(proposal.title.lang);
    let has_body = proposal.has_body;
    view! {
        <div class="sheet">
            <h2 class="side-head in-side">{words.s("plan.objective")}</h2>
            <div class="in-wide">
                <p class="lead lead--kept" lang=lang inner_html=proposal.objective.0></p>
                <change::Line proposal=proposal.id version=proposal.version edits/>
            </div>
        </div>
        {has_body.then(|| view! {
            <div class="sheet block">
                <h2 class="side-head in-side">{words.s("plan.body")}</h2>
                <div class="body-text in-text" lang=lang inner_html=paragraphs(&proposal.body).0></div>
            </div>
        })}
    }
}

#[component]
fn Actions(
    actions: Vec<Action>,
    /// The number of the action whose thread is open, and the thread.
    #[prop(optional)]
    beside: Option<(i64, ThreadView)>,
) -> impl IntoView {
    let words = words();
    if actions.is_empty() {
        return ().into_any();
    }
    let talked = i64::try_from(actions.iter().filter(|a| a.comments > 0).count()).unwrap_or(0);
    let count = i64::try_from(actions.len()).unwrap_or(0);
    let (open, mut thread) = beside.map_or((None, None), |(n, thread)| (Some(n), Some(thread)));
    let line = |action: Action| {
        let thread = if open == Some(action.n) { thread.take() } else { None };
        view! { <Line action thread/> }
    };
    let lines = actions.into_iter().map(line).collect_view();
    view! {
        <div class="sheet block">
            <h2 class="side-head in-side" id="actions">
                {words.s("plan.actions")}
                <small>{words.with("plan.actions.talked", &[("n", &words.number(count)), ("m", &words.number(talked))])}</small>
            </h2>
            <ol class="actions in-text" role="list">{lines}</ol>
        </div>
    }
    .into_any()
}

/// A numbered action with its pencil mark: how many comments are about it.
#[component]
fn Line(action: Action, thread: Option<ThreadView>) -> impl IntoView {
    let words = words();
    let open = thread.is_some();
    let Action { n, text, comments } = action;
    let mark = match strokes(comments) {
        0 => "mark mark--0",
        1 => "mark mark--1",
        2 => "mark mark--2",
        _ => "mark mark--3",
    };
    let said = if comments == 0 {
        view! { <span><small>{words.s("plan.mark.none")}</small></span> }.into_any()
    } else {
        view! { <span><b class="num">{words.number(comments)}</b><small>{words.n("plan.mark", comments)}</small></span> }.into_any()
    };
    view! {
        <li class=if open { "action action--open" } else { "action" } id=format!("action-{n}") data-action=n>
            <div class="action__line">
                <p><span inner_html=text.0></span></p>
                <a class=mark href=format!("?action={n}#action-{n}") aria-current=open.then_some("true")>
                    <Icon name=stroke_symbol(comments) class=""/>{said}
                    <span class="vh">{words.with("plan.mark.write", &[("n", &n.to_string())])}</span>
                </a>
            </div>
            {thread.map(|part| view! { <Live part/> })}
        </li>
    }
}
