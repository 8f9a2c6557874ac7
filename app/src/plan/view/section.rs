//! `/{lang}/s/{id}-{slug}`: a section, what is below it and its proposals.
use super::{
    Contents, id_of,
    live::{ProposalTally, SectionTally},
};
use crate::{
    i18n::words,
    page::{Live, Title, mark_event, number, segment, show},
    plan::{Crumb, PlanHead, ProposalItem, SectionPage, address, section_page},
    ui::{Back, Icon, other, stroke_symbol},
};
use leptos::prelude::*;

/// The page of a section.
#[component]
pub fn SectionRoute() -> impl IntoView {
    show(section_page(words().0, id_of(segment(3)), number("after")), |page| view! { <Drawn page/> })
}

#[component]
fn Drawn(page: SectionPage) -> impl IntoView {
    mark_event(page.seq);
    let SectionPage { plan, section, crumbs, children, proposals, next, seq } = page;
    let to = address(words().0, 's', section.id, &section.title.text);
    super::proposal::right_address(&to, 's');
    let words = words();
    let tally = SectionTally { section: section.id, counts: section.counts, seq };
    let below = (!children.is_empty()).then(|| {
        view! {
            <div class="sheet block">
                <h2 class="side-head in-side">{words.s("plan.below")}</h2>
                <Contents sections=children class="toc in-wide"/>
            </div>
        }
    });
    let title = format!("{} {}", section.number, section.title.text);
    view! {
        <Title text=title/>
        <div class="sheet front">
            <Back to=crumbs.last().map_or_else(|| plan.home(words.0), |c| address(words.0, 's', c.id, &c.title.text))/>
            <div class="front__head in-wide">
                <Crumbs plan crumbs/>
                <h1 class="title" lang=other(section.title.lang)>{section.title.text}</h1>
                <Live part=tally/>
                {(!section.about.is_empty()).then(|| view! { <p class="lead">{section.about}</p> })}
            </div>
        </div>
        {below}
        {(!proposals.is_empty()).then(|| view! { <Proposals proposals next to/> })}
    }
}

/// The way from the plan to here.
#[component]
pub fn Crumbs(plan: PlanHead, crumbs: Vec<Crumb>) -> impl IntoView {
    let words = words();
    let steps = crumbs.into_iter().map(|c| {
        let to = address(words.0, 's', c.id, &c.title.text);
        view! { <li><a href=to lang=other(c.title.lang)>{c.number}" "{c.title.text}</a></li> }
    });
    let home = plan.home(words.0);
    view! {
        <nav aria-label=words.s("plan.way")>
            <ol class="crumbs">
                <li><a href=home lang=other(plan.title.lang)>{plan.title.text}</a></li>
                {steps.collect_view()}
            </ol>
        </nav>
    }
}

#[component]
fn Proposals(proposals: Vec<ProposalItem>, next: Option<i64>, to: String) -> impl IntoView {
    let words = words();
    let rows = proposals.into_iter().map(|p| {
        let tally = ProposalTally { proposal: p.id, counts: p.counts };
        let address = address(words.0, 'p', p.id, &p.title.text);
        let author = (!p.author.is_empty()).then(|| view! { <span>{words.s("plan.author")}" "{p.author}</span> });
        let closed = p.closed.then(|| view! { <span>{words.s("plan.closed")}</span> });
        let class = if p.counts.comments > 0 { "strokes" } else { "strokes strokes--0" };
        view! {
            <li>
                <Icon name=stroke_symbol(p.counts.comments) class/>
                <div>
                    <h3><a href=address lang=other(p.title.lang)>{p.title.text}</a></h3>
                    <p class="meta">{author}{closed}</p>
                    <p class="gist" lang=other(p.title.lang)>{p.words}</p>
                </div>
                <Live part=tally/>
            </li>
        }
    });
    let more = next.map(|id| {
        view! {
            <nav class="pages" aria-label=words.s("plan.more")>
                <a class="btn btn--line" href=format!("{to}?after={id}")>{words.s("plan.more")}</a>
            </nav>
        }
    });
    view! {
        <div class="sheet block">
            <h2 class="side-head in-side" id="thread" tabindex="-1">{words.s("plan.list")}</h2>
            <div class="in-wide"><ol class="props" role="list">{rows.collect_view()}</ol>{more}</div>
        </div>
    }
}
