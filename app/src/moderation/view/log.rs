//! `/{lang}/log`: every decision, without texts and without persons.
use super::{Verdict, rule_name};
use crate::{
    i18n::words,
    moderation::{LogPage, LogRow, log},
    page::{Title, mark_event, number, show},
    plan::address,
    ui::{Back, Time, other},
};
use leptos::prelude::*;

/// `/{lang}/log`
#[component]
pub fn LogRoute() -> impl IntoView {
    let before = number("before");
    show(log(words().0, before), move |page| view! { <Drawn page newest=before == 0/> })
}

#[component]
fn Drawn(page: LogPage, newest: bool) -> impl IntoView {
    mark_event(page.seq);
    let words = words();
    let lang = words.0;
    let newer =
        (!newest).then(|| view! { <a class="btn btn--line" href=format!("/{lang}/log")>{words.s("log.newest")}</a> });
    let older = page.next.map(|id| {
        view! { <a class="btn btn--line" rel="next" href=format!("/{lang}/log?before={id}")>{words.s("log.older")}</a> }
    });
    let pages = (newer.is_some() || older.is_some())
        .then(|| view! { <nav class="pages" aria-label=words.s("log.pages")>{newer}{older}</nav> });
    let inside = if page.rows.is_empty() {
        view! { <div class="empty"><p>{words.s("log.none")}</p></div> }.into_any()
    } else {
        view! { <Table rows=page.rows/> }.into_any()
    };
    view! {
        <Title text=words.s("log.title")/>
        <div class="sheet front">
            <Back to=format!("/{lang}")/>
            <div class="front__head in-wide">
                <h1 class="title title--page">{words.s("log.title")}</h1>
                <p class="intro">{words.s("log.intro")}</p>
            </div>
        </div>
        <div class="sheet"><div class="in-side side-blank"></div><div class="in-rest">{inside}{pages}</div></div>
    }
}

/// The roles are written out: on a phone the style takes the table's own away.
#[component]
fn Table(rows: Vec<LogRow>) -> impl IntoView {
    let words = words();
    let head = ["log.when", "log.decision", "log.rule", "log.where"]
        .map(|key| view! { <th role="columnheader" scope="col">{words.s(key)}</th> });
    let rows = rows.into_iter().map(|row| view! { <Row row/> });
    view! {
        <table class="log" role="table">
            <caption>{words.s("log.caption")}</caption>
            <thead role="rowgroup"><tr role="row">{head.collect_view()}</tr></thead>
            <tbody role="rowgroup">{rows.collect_view()}</tbody>
        </table>
    }
}

#[component]
fn Row(row: LogRow) -> impl IntoView {
    let words = words();
    let lang = words.0;
    let rule = match row.rule {
        Some(rule) => {
            let to = format!("/{lang}/about/rules#rule-{}", rule.as_str());
            view! { <a href=to>{rule_name(words, rule)}</a> }.into_any()
        }
        None => view! { <span class="quiet">{words.s("log.no_rule")}</span> }.into_any(),
    };
    let to = address(lang, 'p', row.proposal, &row.title.text);
    view! {
        <tr role="row" id=format!("d-{}", row.id)>
            <th role="rowheader" scope="row" data-label=words.s("log.when")><Time at=row.at/></th>
            <td role="cell" data-label=words.s("log.decision")><Verdict kind=row.kind/></td>
            <td role="cell" data-label=words.s("log.rule")>{rule}</td>
            <td role="cell" data-label=words.s("log.where")><a href=to lang=other(row.title.lang)>{row.title.text}</a></td>
        </tr>
    }
}
