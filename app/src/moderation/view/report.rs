//! `/{lang}/c/{id}/report`: telling moderators about a comment.
use super::rule_name;
use crate::{
    account::{Person, typed},
    fault::{Code, Fault},
    html::Html,
    i18n::words,
    moderation::{ReportComment, report_target},
    page::{Title, query, reader, segment, show},
    thread::{Comment, Place, Rule, draw},
    ui::{ErrorLine, Refused, Summary, refused},
};
use leptos::{prelude::*, server_fn::ServerFn};

/// Most characters of what somebody adds.
const LONGEST_NOTE: usize = 500;

/// The comment, and what its reader has begun to write about it: the note and the rule.
type Target = (Comment, (String, String));

async fn target(id: i64) -> Result<Target, Fault> {
    let comment = report_target(id).await?;
    Ok((comment, typed(Place::Report(id).to_string()).await.unwrap_or_default()))
}

/// `/{lang}/c/{id}/report`
#[component]
pub fn ReportRoute() -> impl IntoView {
    let id = segment(3).and_then(|c| c.parse().ok()).unwrap_or(0);
    let done = query("done").as_deref() == Some("report");
    let (person, refused) = (reader(), refused());
    show(target(id), move |(comment, begun)| {
        let fault = Refused::of(&refused, &Place::Report(comment.id).to_string());
        view! { <Drawn comment begun person fault done/> }
    })
}

#[component]
fn Drawn(
    comment: Comment,
    begun: (String, String),
    person: Option<Person>,
    fault: Option<Fault>,
    done: bool,
) -> impl IntoView {
    let words = words();
    let id = comment.id;
    let back = format!("/{}/c/{id}", words.0);
    let inside = if done && fault.is_none() {
        view! { <Thanks back=back.clone()/> }.into_any()
    } else {
        view! { <Ask id begun person fault/> }.into_any()
    };
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
            <div class="in-wide stack"><div class="context" inner_html=draw::plain(&comment, words)></div>{inside}</div>
        </div>
    }
}

#[component]
fn Thanks(back: String) -> impl IntoView {
    let words = words();
    view! {
        <div class="notice notice--good" role="status">
            <p>{words.s("report.done")}</p>
            <a class="btn" href=back>{words.s("report.back")}</a>
        </div>
    }
}

/// The form; a visitor's leads to sign in and brings back what was typed.
#[component]
fn Ask(id: i64, begun: (String, String), person: Option<Person>, fault: Option<Fault>) -> impl IntoView {
    let words = words();
    let (note, chosen) = begun;
    let (ruleless, long) = (fault.filter(|f| f.code == Code::NoRule), fault.filter(|f| f.code == Code::TooLong));
    let field = ruleless.map(|_| "rule-1").or(long.map(|_| "note"));
    let hint = words.with("report.note.hint", &[("n", &words.number(i64::try_from(LONGEST_NOTE).unwrap_or(0)))]);
    let to = format!("/{0}/sign-in?next=/{0}/c/{id}/report", words.0);
    let notice = person.is_none().then(|| view! {
        <div class="notice"><p>{words.s("report.sign_in")}</p><a class="btn" href=to>{words.s("page.sign_in")}</a></div>
    });
    view! {
        {notice}
        {fault.map(|fault| view! { <Summary fault field/> })}
        <form class="form form--wide" id="write" method="post" action=ReportComment::url() data-report="" novalidate="">
            <input type="hidden" name="comment" value=id/>
            <fieldset aria-describedby=ruleless.map(|_| "rule-e")>
                <legend class="legend">{words.s("report.why")}</legend>
                <ErrorLine id="rule-e" fault=Signal::stored(ruleless)/>
                <div class="reasons">{Rule::ALL.map(|rule| view! { <Reason rule chosen=chosen == rule.as_str()/> }).collect_view()}</div>
            </fieldset>
            <div class="field">
                <label for="note">{words.s("report.note")}</label>
                <span class="hint" id="note-h">{hint}</span>
                <ErrorLine id="note-e" fault=Signal::stored(long)/>
                <textarea class="box short" id="note" name="note" aria-invalid=long.map(|_| "true") inner_html=Html::escaped(&note).0
                    aria-describedby=if long.is_some() { "note-h note-e" } else { "note-h" }></textarea>
            </div>
            <div class="acts"><button class="btn" type="submit">{words.s("report.submit")}</button></div>
        </form>
    }
}

#[component]
fn Reason(rule: Rule, chosen: bool) -> impl IntoView {
    let words = words();
    let at = Rule::ALL.iter().position(|r| *r == rule).unwrap_or(0) + 1;
    view! {
        <label>
            <input type="radio" name="rule" id=format!("rule-{at}") value=rule.as_str() checked=chosen/>
            <span>{rule_name(words, rule)}</span>
            <small>{words.s(&format!("report.hint.{}", rule.as_str()))}</small>
        </label>
    }
}
