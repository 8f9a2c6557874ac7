//! `/{lang}/desk/figures`: how much comes, how much waits, how long it takes, where it burns.
use super::{Alarm, Backlog, Hour, Pulse, pulse};
use crate::{
    i18n::{Words, words},
    page::{Title, mark_event, show},
    plan::{Text, address},
    record::lasted,
    ui::other,
};
use leptos::prelude::*;

/// `/{lang}/desk/figures`
#[component]
pub fn PulseRoute() -> impl IntoView {
    show(pulse(words().0), |pulse| view! { <Drawn pulse/> })
}

#[component]
fn Drawn(pulse: Pulse) -> impl IntoView {
    mark_event(pulse.seq);
    let words = words();
    let lang = words.0;
    view! {
        <Title text=words.s("pulse.title")/>
        <div class="sheet front">
            <p class="in-side"><a class="back" href=format!("/{lang}/desk")><span aria-hidden="true">"←"</span>" "{words.s("desk.title")}</a></p>
            <div class="front__head in-wide"><h1 class="title title--page">{words.s("pulse.title")}</h1></div>
        </div>
        <div class="sheet">
            <div class="in-side side-blank"></div>
            <div class="in-rest stack">
                {pulse.storm.map(|storm| view! { <Alarm storm/> })}
                <p>{times(words, &pulse)}</p>
                <Waits pulse=pulse.clone()/>
                <Hours hours=pulse.hours/>
                <Hot hot=pulse.hot/>
            </div>
        </div>
    }
}

/// How long decisions take, and how often a second look changes one.
fn times(words: Words, pulse: &Pulse) -> String {
    let mut said = match pulse.waited {
        Some((median, most)) => {
            let (median, most) = (lasted(words, median), lasted(words, most));
            words.with("pulse.waited", &[("median", &median), ("most", &most)])
        }
        None => words.s("pulse.waited.none").into_owned(),
    };
    if let (all @ 1.., same) = pulse.second {
        said.push(' ');
        said.push_str(&words.with("pulse.second", &[("n", &words.number(all)), ("same", &words.number(same))]));
    }
    said
}

/// What waits, by how long it has waited.
#[component]
pub fn Waits(
    /// The figures.
    pulse: Pulse,
) -> impl IntoView {
    const AGES: [&str; 4] = ["pulse.age.hour", "pulse.age.day", "pulse.age.week", "pulse.age.older"];
    let words = words();
    let lang = words.0;
    let row = |name: &'static str, to: &str, backlog: Backlog| {
        let cells = AGES.into_iter().zip(backlog.ages);
        let cells = cells
            .map(|(age, n)| view! { <td role="cell" class="num" data-label=words.s(age)>{words.number(n)}</td> })
            .collect_view();
        view! {
            <tr role="row">
                <th role="rowheader" scope="row" data-label=words.s("pulse.what")><a href=format!("/{lang}/desk{to}")>{words.s(name)}</a></th>
                {cells}
                <td role="cell" class="num" data-label=words.s("pulse.all")>{words.number(backlog.all())}</td>
            </tr>
        }
    };
    let head = ["pulse.what"].into_iter().chain(AGES).chain(["pulse.all"]);
    let head = head.map(|key| view! { <th role="columnheader" scope="col">{words.s(key)}</th> }).collect_view();
    view! {
        <table class="log" role="table">
            <caption>{words.s("pulse.backlog")}</caption>
            <thead role="rowgroup"><tr role="row">{head}</tr></thead>
            <tbody role="rowgroup">
                {row("pulse.reported", "", pulse.reported)}
                {row("pipeline.waiting", "/waiting", pulse.waiting)}
                {row("pipeline.appeals", "/appeals", pulse.appeals)}
            </tbody>
        </table>
    }
}

/// Hour by hour: texts above, reports below them, told apart by pattern too; and the same as a table.
#[component]
fn Hours(hours: Vec<Hour>) -> impl IntoView {
    let words = words();
    let most = hours.iter().map(|hour| hour.texts + hour.reports).max().unwrap_or(0).max(1);
    let bars = hours.clone().into_iter().zip(0_i64..).map(|(hour, at)| {
        let mut top = 100;
        let parts = [("p", hour.reports), ("c", hour.texts)].map(|(class, n)| {
            let tall = n * 98 / most;
            top -= tall;
            // Two per cent for each of 48 hours.
            let (x, y) = (format!("{}%", at * 2 + 2), format!("{top}%"));
            view! { <rect class=class x=x y=y width="1.6%" height=format!("{tall}%")></rect> }
        });
        parts.collect_view()
    });
    let bars = bars.collect_view();
    let key = [("c", "pulse.texts"), ("p", "pulse.reports")].map(|(class, key)| {
        view! {
            <li>
                <svg class="months__key" aria-hidden="true"><rect class=class width="100%" height="100%"></rect></svg>
                {words.s(key)}
            </li>
        }
    });
    let row = move |hour: Hour| {
        view! {
            <tr role="row">
                <th role="rowheader" scope="row" data-label=words.s("pulse.hour")>{words.moment(hour.at)}</th>
                <td role="cell" class="num" data-label=words.s("pulse.texts")>{words.number(hour.texts)}</td>
                <td role="cell" class="num" data-label=words.s("pulse.reports")>{words.number(hour.reports)}</td>
                <td role="cell" class="num" data-label=words.s("pulse.decisions")>{words.number(hour.decisions)}</td>
            </tr>
        }
    };
    let head = ["pulse.hour", "pulse.texts", "pulse.reports", "pulse.decisions"]
        .map(|key| view! { <th role="columnheader" scope="col">{words.s(key)}</th> });
    let told: Vec<Hour> =
        hours.into_iter().rev().filter(|hour| hour.texts + hour.reports + hour.decisions > 0).collect();
    view! {
        <section class="figures" aria-labelledby="hours">
            <h2 id="hours">{words.s("pulse.hours")}</h2>
            <svg class="months" role="img" aria-label=words.s("pulse.hours")>{bars}</svg>
            <ul class="months__keys" role="list">{key.collect_view()}</ul>
            <details class="figures__table">
                <summary class="plain">{words.s("log.table")}</summary>
                <table class="log" role="table">
                    <caption>{words.s("pulse.hours")}</caption>
                    <thead role="rowgroup"><tr role="row">{head.collect_view()}</tr></thead>
                    <tbody role="rowgroup">{told.into_iter().map(row).collect_view()}</tbody>
                </table>
            </details>
        </section>
    }
}

/// Where most is reported.
#[component]
pub fn Hot(
    /// Proposals: number, title, reports.
    hot: Vec<(i64, Text, i64)>,
) -> impl IntoView {
    let words = words();
    let lang = words.0;
    (!hot.is_empty()).then(|| {
        let row = |(id, title, n): (i64, Text, i64)| {
            let to = address(lang, 'p', id, &title.text);
            view! { <li><span><a href=to lang=other(title.lang)>{title.text}</a><span class="quiet">{words.n("desk.reports", n)}</span></span></li> }
        };
        view! {
            <section aria-labelledby="hot">
                <h2 id="hot">{words.s("pulse.hot")}</h2>
                <ol class="lines" role="list">{hot.into_iter().map(row).collect_view()}</ol>
            </section>
        }
    })
}
