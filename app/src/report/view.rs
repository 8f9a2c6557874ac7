//! `/{lang}/c/{id}/report`: telling moderators about a comment; `/{lang}/report/{reference}`: how it went.
mod receipt;

pub use receipt::{MyReports, ReceiptRoute};

use super::{
    api::{ReportComment, report_target},
    model::LONGEST_NOTE,
};
use crate::{
    account::{Person, typed},
    fault::{Code, Fault},
    i18n::words,
    page::{Title, reader, segment, show},
    thread::{Comment, Place, Rule, draw},
    ui::{Area, ErrorLine, Field, Refused, Summary, fields::apart, refused},
};
use leptos::{prelude::*, server_fn::ServerFn};

/// The comment, and what its reader has begun to write about it: the fields and the rule.
type Target = (Comment, (String, String));

async fn target(id: i64) -> Result<Target, Fault> {
    let comment = report_target(id).await?;
    Ok((comment, typed(Place::Notice(id).to_string()).await.unwrap_or_default()))
}

/// `/{lang}/c/{id}/report`
#[component]
pub fn ReportRoute() -> impl IntoView {
    let id = segment(3).and_then(|c| c.parse().ok()).unwrap_or(0);
    let (person, refused) = (reader(), refused());
    show(target(id), move |(comment, begun)| {
        let fault = Refused::of(&refused, &Place::Notice(comment.id).to_string());
        view! { <Drawn comment begun person fault/> }
    })
}

#[component]
fn Drawn(comment: Comment, begun: (String, String), person: Option<Person>, fault: Option<Fault>) -> impl IntoView {
    let words = words();
    let id = comment.id;
    let back = format!("/{}/c/{id}", words.0);
    view! {
        <Title text=words.s("report.title")/>
        <div class="sheet front">
            <p class="in-side"><a class="back" href=back><span aria-hidden="true">"←"</span>" "{words.s("page.back")}</a></p>
            <div class="front__head in-wide">
                <h1 class="title title--page">{words.s("report.title")}</h1>
                <p class="intro">{words.s("report.intro")}</p>
            </div>
        </div>
        <div class="sheet">
            <div class="in-side side-blank"></div>
            <div class="in-wide stack"><div class="context" inner_html=draw::plain(&comment, words)></div><Ask id begun person fault/></div>
        </div>
    }
}

/// What was typed, field by field.
struct Begun {
    law: String,
    name: String,
    email: String,
    note: String,
    rule: String,
}

impl Begun {
    fn of((fields, rule): (String, String)) -> Self {
        let [law, name, email, note] = apart(&fields);
        Self { law, name, email, note, rule }
    }
}

/// The field that a refusal is about.
fn field_of(code: Code) -> Option<&'static str> {
    match code {
        Code::NoRule => Some("rule-1"),
        Code::TooLong | Code::NoReasons => Some("note"),
        Code::NoLaw => Some("law"),
        Code::NoFaith => Some("faith"),
        Code::NoName => Some("name"),
        Code::BadEmail => Some("email"),
        _ => None,
    }
}

/// The form; anybody may send it.
#[component]
fn Ask(id: i64, begun: (String, String), person: Option<Person>, fault: Option<Fault>) -> impl IntoView {
    let words = words();
    let begun = Begun::of(begun);
    let field = fault.and_then(|fault| field_of(fault.code));
    let of = |name: &str| fault.filter(|_| field == Some(name));
    let (ruleless, long) = (of("rule-1"), of("note"));
    let chosen = begun.rule.parse::<Rule>().ok();
    let hint = words.with("report.note.hint", &[("n", &words.number(i64::try_from(LONGEST_NOTE).unwrap_or(0)))]);
    view! {
        {fault.map(|fault| view! { <Summary fault field/> })}
        <form class="form form--wide" id="write" method="post" action=ReportComment::url() data-report="" novalidate="">
            <input type="hidden" name="comment" value=id/>
            <fieldset aria-describedby=ruleless.map(|_| "rule-e")>
                <legend class="legend">{words.s("report.why")}</legend>
                <ErrorLine id="rule-e" fault=Signal::stored(ruleless)/>
                <div class="reasons">{Rule::ALL.map(|rule| view! { <Reason rule chosen=chosen == Some(rule)/> }).collect_view()}</div>
            </fieldset>
            <Illegal visitor=person.is_none() law=begun.law name=begun.name email=begun.email fault field/>
            <Area id="note" label=words.s("report.note") hint value=begun.note fault=long/>
            <div class="acts"><button class="btn" type="submit">{words.s("report.submit")}</button></div>
        </form>
    }
}

/// What only a report of illegal content needs. The style shows it once that is chosen.
#[component]
fn Illegal(
    visitor: bool,
    law: String,
    name: String,
    email: String,
    fault: Option<Fault>,
    field: Option<&'static str>,
) -> impl IntoView {
    let words = words();
    let of = |name: &str| fault.filter(|_| field == Some(name));
    let faithless = of("faith");
    let who = visitor.then(|| {
        view! {
            <Field id="name" label=words.s("report.name") autocomplete="name" value=name fault=of("name") required=false/>
            <Field id="email" label=words.s("report.email") hint=words.s("report.email.hint") kind="email" autocomplete="email"
                value=email fault=of("email") required=false/>
        }
    });
    view! {
        <fieldset class="illegal">
            <legend class="legend">{words.s("report.illegal")}</legend>
            <Field id="law" label=words.s("report.law") hint=words.s("report.law.hint") autocomplete="off" value=law fault=of("law") required=false/>
            {who}
            <ErrorLine id="faith-e" fault=Signal::stored(faithless)/>
            <label class="check">
                <input type="checkbox" id="faith" name="faith" value="1" aria-describedby=faithless.map(|_| "faith-e") aria-invalid=faithless.map(|_| "true")/>
                <span>{words.s("report.faith")}</span>
            </label>
        </fieldset>
    }
}

#[component]
fn Reason(rule: Rule, chosen: bool) -> impl IntoView {
    let words = words();
    let at = Rule::ALL.iter().position(|r| *r == rule).unwrap_or(0) + 1;
    view! {
        <label>
            <input type="radio" name="rule" id=format!("rule-{at}") value=rule.as_str() checked=chosen/>
            <span>{words.s(rule.key())}</span>
            <small>{words.s(&format!("report.hint.{}", rule.as_str()))}</small>
        </label>
    }
}
