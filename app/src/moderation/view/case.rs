//! `/{lang}/desk/c/{id}`: one comment in its conversation, and what can be decided about it.
use super::{
    decide::{Decide, Outcome},
    desk::DeskHead,
    facts::{Facts, Past},
    judged::Context,
    open::Open,
    queue::QueueView,
    reports_line, rule_inside,
    work::Work,
};
use crate::{
    account::typed,
    fault::Fault,
    i18n::{Lang, Words, words},
    moderation::{Case, View, case, desk},
    page::{FaultPage, Title, load, mark_event, segment, show},
    thread::{Place, Rule, State},
    ui::{focus, other},
};
use leptos::prelude::*;

/// The case, and what was begun for it: the note and the rule.
type Found = (Case, (String, String));

/// `/{lang}/desk/c/{id}`
#[component]
pub fn CaseRoute() -> impl IntoView {
    let lang = words().0;
    let segment = segment(4);
    let id = Memo::new(move |_| segment().and_then(|c| c.parse::<i64>().ok()).unwrap_or(0));
    let page = load(String::new, move || desk(lang, View::Reported, None));
    let found = load(move || id.get().to_string(), move || case_of(lang, id.get_untracked()));
    // The queue outlives the case: decided rows keep their places while one goes from case to case.
    let kept = StoredValue::new(None::<Work>);
    // Held weakly, or the route would keep itself alive.
    let owner = StoredValue::new(Owner::current().map(|owner| owner.downgrade()));
    let arrived = StoredValue::new(hydrating());
    show(move || async move {
        match (page.get().await, found.get().await) {
            (Err(fault), _) | (_, Err(fault)) => view! { <FaultPage fault/> }.into_any(),
            (Ok(page), Ok((found, begun))) => {
                let start = || match owner.get_value().and_then(|owner| owner.upgrade()) {
                    Some(owner) => owner.with(|| Work::new(page, None)),
                    None => Work::new(page, None),
                };
                let work = kept.get_value().unwrap_or_else(start);
                kept.set_value(Some(work));
                let first = arrived.try_update_value(std::mem::take).unwrap_or(true);
                view! { <Drawn found begun work first/> }.into_any()
            }
        }
    })
}

async fn case_of(lang: Lang, id: i64) -> Result<Found, Fault> {
    let found = case(lang, id).await?;
    Ok((found, typed(Place::Report(id).to_string()).await.unwrap_or_default()))
}

/// Whether the page is being taken over from the server, and not drawn by the browser alone.
fn hydrating() -> bool {
    Owner::current_shared_context().is_none_or(|context| context.during_hydration())
}

#[component]
fn Drawn(
    found: Case,
    begun: (String, String),
    work: Work,
    /// Whether the reader came by this page, and not from another case.
    first: bool,
) -> impl IntoView {
    let words = words();
    let id = found.comment.id;
    mark_event(found.seq);
    work.open.set(Some(id));
    let open = Open::new(found, begun, work);
    if !first {
        // Who went on by a key or a row reads on here.
        Effect::new(|| focus("case".to_owned()));
    }
    view! {
        <Title text=words.with("case.title", &[("n", &id.to_string())])/>
        <DeskHead work/>
        <div class="split split--open">
            <QueueView work/>
            <section class="case" aria-labelledby="case" data-case=id>
                <Head open/>
                <Context open/>
                <Facts open/>
                <Decide open/>
                <Past open/>
            </section>
        </div>
    }
}

/// Why it is here, and where it stands.
#[component]
fn Head(open: Open) -> impl IntoView {
    let words = words();
    let lang = words.0;
    let title = move || open.case.with(|case| title(words, case));
    let place = open.case.with_untracked(|case| {
        let action =
            case.comment.action.map(|n| words.with("case.action", &[("n", &n.to_string())])).unwrap_or_default();
        let to = format!("/{lang}/c/{}", case.comment.id);
        view! {
            <p class="case__line">
                <a rel="external" href=to lang=other(case.title.lang)>{case.title.text.clone()}</a>{action}
            </p>
        }
    });
    view! {
        <div>
            <a class="back only-narrow" href=format!("/{lang}/desk")><span aria-hidden="true">"←"</span>" "{words.s("desk.queue")}</a>
            <h2 id="case" tabindex="-1">{title}</h2>
            {place}
            <Outcome open/>
        </div>
    }
}

fn title(words: Words, case: &Case) -> String {
    let open: Vec<Rule> = case.reports.iter().filter(|r| !r.answered).map(|r| r.rule).collect();
    let rules: Vec<Rule> = Rule::ALL.into_iter().filter(|rule| open.contains(rule)).collect();
    match case.comment.state {
        State::Hidden { rule, .. } => format!("{}: {}", words.s("decision.hide"), rule_inside(words, rule)),
        State::Deleted { .. } => words.s("desk.deleted").into_owned(),
        State::Visible if open.is_empty() => words.s("desk.no_reports").into_owned(),
        State::Visible => reports_line(words, i64::try_from(open.len()).unwrap_or(0), &rules),
    }
}
