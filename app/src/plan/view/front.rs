//! `/{lang}`: what the plan is, its shape and figures, what is being discussed now; `?plan=2` shows another.
use super::{Contents, live::Tally, ruler::Shape};
use crate::{
    i18n::words,
    page::{Live, Title, mark_event, query, show},
    plan::{Answer, FrontPage, LevelCount, Talk, Text, address, front_page, plan_address, plan_page},
    ui::{Icon, Time, other, stroke_symbol},
};
use leptos::prelude::*;

/// The front page.
#[component]
pub fn Front() -> impl IntoView {
    let lang = words().0;
    let asked = query("plan").map(|plan| plan.parse().unwrap_or(0));
    let found = async move {
        match asked {
            None => front_page(lang).await,
            Some(plan) => plan_page(lang, plan).await,
        }
    };
    show(found, |page| view! { <Drawn page/> })
}

#[component]
fn Drawn(page: FrontPage) -> impl IntoView {
    mark_event(page.seq);
    let words = words();
    let FrontPage { plan, levels, axes, shape, talk, answers, others, seq } = page;
    let tally = Tally { plan: plan.id, levels: levels_line(&levels, words), counts: plan.counts, seq };
    view! {
        <Title text=if plan.first { String::new() } else { plan.title.text.clone() }/>
        <div class="home-head">
            <h1 class="title" lang=other(plan.title.lang)>{plan.title.text}</h1>
            <Live part=tally/>
            <Phase closed=plan.closed/>
            {(!plan.about.text.is_empty()).then(|| view! { <p class="lead" lang=other(plan.about.lang)>{plan.about.text}</p> })}
        </div>
        <Shape axes=axes.clone() shape/>
        <div class="cols">
            <section aria-labelledby="axes">
                <h2 class="head" id="axes">{words.s("plan.axes")}<small>{words.s("plan.of_proposals")}</small></h2>
                <Contents sections=axes/>
            </section>
            <section aria-labelledby="thread">
                <h2 class="head" id="thread" tabindex="-1">{words.s("plan.now")}</h2>
                <Now talk/>
            </section>
        </div>
        {(!answers.is_empty()).then(|| view! { <Answers answers/> })}
        {(!others.is_empty()).then(|| view! { <Others others/> })}
    }
}

/// "3 axes, 11 priorities, 22 lines and"
fn levels_line(levels: &[LevelCount], words: crate::i18n::Words) -> String {
    let named: Vec<String> = levels
        .iter()
        .filter(|l| l.n > 0)
        .map(|l| format!("{}\u{a0}{}", words.number(l.n), if l.n == 1 { &l.one } else { &l.many }))
        .collect();
    if named.is_empty() { String::new() } else { format!("{} {}", named.join(", "), words.s("plan.and")) }
}

/// Whether one may take part.
#[component]
fn Phase(closed: bool) -> impl IntoView {
    let words = words();
    if closed {
        view! { <p class="phase phase--closed"><strong>{words.s("plan.closed")}</strong><span>{words.s("plan.closed.hint")}</span></p> }
            .into_any()
    } else {
        view! { <p class="phase"><strong>{words.s("plan.open")}</strong><span class="quiet">{words.s("plan.open.hint")}</span></p> }
            .into_any()
    }
}

#[component]
fn Now(talk: Vec<Talk>) -> impl IntoView {
    let words = words();
    if talk.is_empty() {
        return view! { <div class="empty"><p>{words.s("thread.empty")}</p></div> }.into_any();
    }
    let rows = talk.into_iter().map(|talk| {
        let to = address(words.0, 'p', talk.proposal.id, &talk.proposal.title.text);
        let quote = talk.quote.filter(|(text, _, _)| !text.is_empty()).map(|(text, name, lang)| view! {
            <blockquote><p><span lang=other(lang)>{text}</span>" "<span class="quiet nowrap">{name}</span></p></blockquote>
        });
        view! {
            <li>
                <Icon name=stroke_symbol(talk.proposal.counts.comments) class="strokes"/>
                <div>
                    <h3><a href=to lang=other(talk.proposal.title.lang)>{talk.proposal.title.text}</a></h3>
                    <p class="meta">
                        <span>{talk.section}</span>
                        <span>{words.n("plan.comments", talk.proposal.counts.comments)}</span>
                        <Time at=talk.at/>
                    </p>
                    {quote}
                </div>
            </li>
        }
    });
    view! { <ol class="now" role="list">{rows.collect_view()}</ol> }.into_any()
}

#[component]
fn Answers(answers: Vec<Answer>) -> impl IntoView {
    let words = words();
    let rows = answers.into_iter().map(|answer| view! {
        <li>
            <p lang=other(answer.lang)>{answer.words}</p>
            <a class="about" href=format!("/{}/c/{}", words.0, answer.comment) lang=other(answer.title.lang)>{answer.title.text}</a>
        </li>
    });
    view! {
        <section class="gap-l" aria-labelledby="answers">
            <h2 class="head" id="answers">{words.s("plan.answers")}</h2>
            <ul class="answers" role="list">{rows.collect_view()}</ul>
        </section>
    }
}

/// The way to the other plans of the house.
#[component]
fn Others(others: Vec<(i64, Text)>) -> impl IntoView {
    let words = words();
    let rows = others.into_iter().map(|(id, title)| {
        view! { <li><a class="about" href=plan_address(words.0, id) lang=other(title.lang)>{title.text}</a></li> }
    });
    view! {
        <nav class="gap-l" aria-labelledby="others">
            <h2 class="head" id="others">{words.s("plan.others")}</h2>
            <ul class="answers" role="list" data-plans="">{rows.collect_view()}</ul>
        </nav>
    }
}
