//! One comment in its conversation, and what can be decided about it.
use super::{
    appeal::Appeal,
    decide::{Decide, Outcome},
    facts::{Facts, Past},
    judged::Context,
    open::Open,
    reports_line, rule_inside,
    work::Work,
};
use crate::{
    fault::Fault,
    i18n::{Words, words},
    moderation::{Case, Desk},
    page::Part,
    still,
    team::{Claimed, Notes},
    thread::{Rule, State},
    ui::other,
};
use leptos::{ev::SubmitEvent, prelude::*};
use serde::{Deserialize, Serialize};

/// One comment in its conversation, with what can be decided about it.
#[derive(Serialize, Deserialize)]
pub struct OpenCase {
    /// What is known of it.
    pub case: Case,
    /// The note and the rule that were begun for it.
    pub begun: (String, String),
    /// The answer to its author's appeal, as it was begun.
    pub answer: String,
    /// A note to the other moderators, as it was begun, and why it was refused.
    pub case_note: (String, Option<Fault>),
    /// What was to be taken out of it, and why that was refused.
    pub redact: (String, Option<Fault>),
    /// The note and the stance that it was to have, and why that was refused.
    #[serde(default)]
    pub stance: ((String, String), Option<Fault>),
    /// Why the last deed was refused.
    pub fault: Option<Fault>,
    /// The same of a deed about another comment of the conversation, and which that is.
    #[serde(default)]
    pub near: Option<(i64, Fault)>,
    /// The decision taken a moment ago.
    pub decided: Option<i64>,
}

impl Part for OpenCase {
    const NAME: &'static str = "case";

    fn draw(self) -> AnyView {
        let (id, joined) = (self.case.comment.id, self.case.comment.joined);
        let redact = self.redact.clone();
        let (begun, fault) = self.stance.clone();
        let stance = self.case.comment.visible().then_some(self.case.comment.stance);
        let work = Work::of_page(|| Work::new(Desk::default(), None));
        work.open.set(Some(id));
        let open = Open::new(self, work);
        #[cfg(feature = "hydrate")]
        super::claim::keep(id);
        view! {
            <section class="case" aria-labelledby="case" data-case=id>
                <Head open/>
                <Context open/>
                <Facts open/>
                <Say open/>
                <Appeal open/>
                <Decide open/>
                {still!([begun, fault, stance, joined] view! { <super::mend::Mend id joined stance begun fault/> })}
                {still!([redact] view! { <super::redact::Redact id begun=redact.0 fault=redact.1/> })}
                <Past open/>
            </section>
        }
        .into_any()
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
                <a href=to lang=other(case.title.lang)>{case.title.text.clone()}</a>{action}
            </p>
        }
    });
    view! {
        <div>
            <a class="back only-narrow" href=format!("/{lang}/desk")><span aria-hidden="true">"←"</span>" "{words.s("desk.queue")}</a>
            <h2 id="case" tabindex="-1">{title}</h2>
            {place}
            <Outcome open/>
            <Claimed comment=open.id team=open.team/>
        </div>
    }
}

/// What the moderators say to one another.
#[component]
fn Say(open: Open) -> impl IntoView {
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        open.say(asked(&event));
    };
    view! { <Notes comment=open.id team=open.team fault=open.note_fault.into() begun=open.case_note send=send/> }
}

/// The colleague that a form asks.
#[cfg(feature = "hydrate")]
fn asked(event: &SubmitEvent) -> Option<i64> {
    use wasm_bindgen::JsCast;
    let form: web_sys::HtmlFormElement = event.target()?.dyn_into().ok()?;
    let select: web_sys::HtmlSelectElement = form.query_selector("select").ok().flatten()?.dyn_into().ok()?;
    select.value().parse().ok()
}

#[cfg(not(feature = "hydrate"))]
const fn asked(_: &SubmitEvent) -> Option<i64> {
    None
}

fn title(words: Words, case: &Case) -> String {
    let open: Vec<Rule> = case.reports.iter().filter(|r| !r.answered).map(|r| r.rule).collect();
    let rules: Vec<Rule> = Rule::ALL.into_iter().filter(|rule| open.contains(rule)).collect();
    match case.comment.state {
        State::Hidden { branch: true, .. } => words.s("case.with_branch").into_owned(),
        State::Hidden { rule, .. } => format!("{}: {}", words.s("decision.hide"), rule_inside(words, rule)),
        State::Deleted { .. } => words.s("desk.deleted").into_owned(),
        State::Visible if open.is_empty() => words.s("desk.no_reports").into_owned(),
        State::Visible => reports_line(words, i64::try_from(open.len()).unwrap_or(0), &rules),
    }
}
