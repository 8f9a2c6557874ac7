//! What a moderator may want to know: who reported, who wrote, earlier texts and decisions.
use super::{Verdict, open::Open, rule_name};
use crate::{
    i18n::words,
    moderation::{DecisionRow, ReportRow},
    pipeline::Found,
    ui::Time,
};
use leptos::prelude::*;

/// Who reported it and who wrote it.
#[component]
pub(super) fn Facts(open: Open) -> impl IntoView {
    let words = words();
    let reports = Memo::new(move |_| open.case.with(|c| c.reports.clone()));
    let firings = Memo::new(move |_| open.case.with(|c| c.firings.clone()));
    let list = move || {
        let rows = reports.get();
        if rows.is_empty() {
            return view! { <p class="quiet">{words.s("case.reports.none")}</p> }.into_any();
        }
        let rows = rows.into_iter().map(|report| view! { <Report report/> });
        view! { <ul class="reports" role="list">{rows.collect_view()}</ul> }.into_any()
    };
    view! {
        <div class="facts">
            <div><h3>{words.s("case.reports")}</h3>{list}</div>
            <div><h3>{words.s("case.author")}</h3><Author open/></div>
            <div><h3>{words.s("pipeline.found")}</h3>{move || view! { <Found firings=firings.get()/> }}</div>
        </div>
    }
}

#[component]
fn Report(report: ReportRow) -> impl IntoView {
    let words = words();
    let note = (!report.note.is_empty()).then(|| view! { " "<span class="quiet">"«"{report.note}"»"</span> });
    let name = if report.name.is_empty() { words.s("case.visitor").into_owned() } else { report.name };
    let law = (!report.law.is_empty()).then(|| view! { " ("{report.law}")" });
    let light = report.light.then(|| view! { " "<span class="badge">{words.s("case.light")}</span> });
    let answered = report.answered.then(|| view! { ". "<span class="quiet">{words.s("case.answered")}</span> });
    view! {
        <li>{name}": "{rule_name(words, report.rule)}{law}{note}{light}" "<span class="quiet small"><Time at=report.at/></span>{answered}</li>
    }
}

#[component]
fn Author(open: Open) -> impl IntoView {
    let words = words();
    let facts = Memo::new(move |_| open.case.with(|c| (c.author.clone(), (c.account, c.since), c.written)));
    move || {
        let (name, (id, since), (written, hidden)) = facts.get();
        let account = if since > 0 {
            words.with("case.since", &[("name", &name), ("date", &words.date(since))])
        } else {
            words.with("case.no_account", &[("name", &name)])
        };
        view! {
            <dl>
                <dt>{words.s("case.account")}</dt>
                <dd>{account}{(id > 0).then(|| view! { ". "<a href=format!("/{}/desk/a/{id}", words.0)>{words.s("sanction.person")}</a> })}</dd>
                <dt>{words.s("case.written")}</dt>
                <dd class="num">{words.number(written)}</dd>
                <dt>{words.s("case.hidden")}</dt>
                <dd class="num">{words.number(hidden)}</dd>
            </dl>
        }
    }
}

/// Earlier texts and earlier decisions, where there are any.
#[component]
pub(super) fn Past(open: Open) -> impl IntoView {
    let words = words();
    let revisions = Memo::new(move |_| open.case.with(|c| c.revisions.clone()));
    let decisions = Memo::new(move |_| open.case.with(|c| c.decisions.clone()));
    let texts = move || {
        let rows = revisions.get();
        (!rows.is_empty()).then(|| {
            let count = words.n("case.revisions", i64::try_from(rows.len()).unwrap_or(0));
            let rows = rows
                .into_iter()
                .map(|(at, text)| view! { <li><span><span class="diff revision" inner_html=text.0></span><span class="quiet"><Time at/></span></span></li> });
            view! {
                <details class="fold">
                    <summary class="plain">{count}</summary>
                    <ol class="lines" role="list">{rows.collect_view()}</ol>
                </details>
            }
        })
    };
    let decided = move || {
        let rows = decisions.get();
        (!rows.is_empty()).then(|| {
            let rows = rows.into_iter().map(|decision| view! { <Decision decision/> });
            view! { <div><h3>{words.s("case.decisions")}</h3><ol class="lines" role="list">{rows.collect_view()}</ol></div> }
        })
    };
    view! { {texts}{decided} }
}

#[component]
fn Decision(decision: DecisionRow) -> impl IntoView {
    let words = words();
    let rule = decision.rule.map(|rule| view! { ": "{rule_name(words, rule)} });
    let note = (!decision.note.is_empty()).then(|| view! { <span class="quiet">"«"{decision.note}"»"</span> });
    let with = decision.with.map(|above| {
        let to = format!("/{}/desk/c/{above}", words.0);
        view! { " "<a href=to>{words.with("case.came_with", &[("n", &above.to_string())])}</a> }
    });
    let along = (decision.along > 0)
        .then(|| view! { " "<span class="quiet">{words.n("decided.along", decision.along)}</span> });
    view! {
        <li data-decision=decision.id>
            <span><Verdict kind=decision.kind/>{rule}{with}{along}{note}</span>
            <span class="quiet small">{decision.moderator}", "<Time at=decision.at/></span>
        </li>
    }
}
