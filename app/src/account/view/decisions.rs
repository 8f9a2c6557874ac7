//! `/{lang}/account/decisions`: what moderators decided about my texts, by which rule, and why
//! (Regulation (EU) 2022/2065, article 17: a statement of reasons).
use crate::{
    account::{MyDecision, my_decisions},
    i18n::words,
    moderation::Verdict,
    page::{Title, show},
    pipeline::{Mine, MyText, my_texts},
    sanction::{Laid, Measures, my_measures},
    thread::State,
    ui::{Back, Time},
};
use leptos::prelude::*;

/// `/{lang}/account/decisions`
#[component]
pub fn DecisionsRoute() -> impl IntoView {
    let lang = words().0;
    let found = async move { Ok((my_decisions().await?, my_texts(0).await?, my_measures(lang).await?)) };
    show(found, |(list, texts, measures)| view! { <Drawn list texts measures/> })
}

#[component]
fn Drawn(list: Vec<MyDecision>, texts: Vec<MyText>, measures: Vec<Laid>) -> impl IntoView {
    let words = words();
    let lang = words.0;
    let inside = if list.is_empty() && !measures.is_empty() {
        ().into_any()
    } else if list.is_empty() {
        view! { <div class="empty"><p>{words.s("decisions.none")}</p><p class="quiet">{words.s("decisions.none.hint")}</p></div> }
            .into_any()
    } else {
        let rows = list.into_iter().map(|decision| view! { <Row decision/> });
        view! { <ol class="verdicts" role="list">{rows.collect_view()}</ol> }.into_any()
    };
    view! {
        <Title text=words.s("decisions.title")/>
        <div class="sheet front">
            <Back to=format!("/{lang}/account")/>
            <div class="front__head in-wide">
                <h1 class="title title--page">{words.s("decisions.title")}</h1>
                <p class="intro">{words.s("decisions.intro")}</p>
            </div>
        </div>
        <div class="sheet">
            <div class="in-side side-blank"></div>
            <div class="in-wide stack">
                <Measures list=measures/>
                {inside}
                <Mine texts/>
                <p class="quiet">
                    {words.s("decisions.disagree")}" "
                    <a href=format!("/{lang}/about/legal")>{words.s("decisions.town")}</a>
                </p>
            </div>
        </div>
    }
}

#[component]
fn Row(decision: MyDecision) -> impl IntoView {
    let words = words();
    let MyDecision { comment, body, state, kind, rule, note, at } = decision;
    let text = if matches!(state, State::Deleted { .. }) {
        view! { <p class="quiet">{words.s("decisions.deleted")}</p> }.into_any()
    } else {
        view! { <div class="verdict__text" inner_html=body.0></div> }.into_any()
    };
    let now = match state {
        State::Visible => "decisions.now.visible",
        State::Hidden { .. } => "decisions.now.hidden",
        State::Deleted { .. } => "decisions.now.deleted",
    };
    let rule = (!rule.is_empty()).then(|| {
        view! {
            <dt>{words.s("decisions.rule")}</dt>
            <dd><a href=format!("/{}/about/rules#rule-{rule}", words.0)>{words.s(&format!("rule.{rule}"))}</a></dd>
        }
    });
    let note = (!note.is_empty()).then(|| view! { <dt>{words.s("decisions.note")}</dt><dd>{note}</dd> });
    view! {
        <li class="verdict">
            <div class="verdict__head">
                <h2><Verdict kind/></h2>
                <span class="quiet small"><Time at/></span>
            </div>
            {text}
            <dl class="pairs">
                {rule}
                {note}
                <dt>{words.s("decisions.now")}</dt>
                <dd>{words.s(now)}". "<a href=format!("/{}/c/{comment}", words.0)>{words.s("decisions.place")}</a></dd>
            </dl>
        </li>
    }
}
