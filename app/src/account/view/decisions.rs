//! `/{lang}/account/decisions`: what moderators decided about my texts, by which rule, and why
//! (Regulation (EU) 2022/2065, article 17: a statement of reasons).
use crate::{
    account::{MyDecision, my_begun, my_decisions},
    appeal::{Against, Begun, Stated, Statement},
    i18n::words,
    moderation::Verdict,
    page::{Title, show},
    pipeline::{Mine, MyText, my_texts},
    report::{MyReports, Receipt, my_reports},
    sanction::{Laid, Measures, my_measures},
    thread::State,
    ui::{Back, Time, refused},
};
use leptos::prelude::*;

/// `/{lang}/account/decisions`
#[component]
pub fn DecisionsRoute() -> impl IntoView {
    let refused = refused();
    let lang = words().0;
    let found = async move {
        let (list, texts, measures) = (my_decisions().await?, my_texts(0).await?, my_measures(lang).await?);
        Ok((list, texts, measures, my_reports().await?, my_begun().await?))
    };
    show(found, move |(list, texts, measures, reports, drafts)| {
        let begun = Begun { refused: refused.clone(), drafts };
        view! { <Drawn list texts measures reports begun/> }
    })
}

#[component]
fn Drawn(
    list: Vec<MyDecision>,
    texts: Vec<MyText>,
    measures: Vec<Laid>,
    reports: Vec<Receipt>,
    begun: Begun,
) -> impl IntoView {
    let words = words();
    let lang = words.0;
    let inside = if list.is_empty() && texts.is_empty() && reports.is_empty() && measures.is_empty() {
        view! { <div class="empty"><p>{words.s("decisions.none")}</p><p class="quiet">{words.s("decisions.none.hint")}</p></div> }
            .into_any()
    } else {
        let begun = begun.clone();
        let rows = list.into_iter().map(move |decision| view! { <Row decision begun=begun.clone()/> });
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
                <Measures list=measures begun=begun.clone()/>
                {inside}
                <Mine texts begun/>
                <MyReports reports/>
                <p class="quiet">
                    {words.s("decisions.disagree")}" "
                    <a href=format!("/{lang}/about/legal")>{words.s("decisions.town")}</a>
                </p>
            </div>
        </div>
    }
}

#[component]
fn Row(decision: MyDecision, begun: Begun) -> impl IntoView {
    let words = words();
    let MyDecision { id, comment, body, state, kind, rule, source, note, branch, at, redress } = decision;
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
    let restricts = kind == "hide";
    let stated = Stated { against: Against::Decision(id), restricts, rule, note, branch, source, redress };
    view! {
        <li class="verdict" data-decision=id>
            <div class="verdict__head">
                <h2><Verdict kind/></h2>
                <span class="quiet small"><Time at/></span>
            </div>
            {text}
            <Statement stated begun>
                <dt>{words.s("decisions.now")}</dt>
                <dd>{words.s(now)}". "<a href=format!("/{}/c/{comment}", words.0)>{words.s("decisions.place")}</a></dd>
            </Statement>
        </li>
    }
}
