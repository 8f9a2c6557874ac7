//! `/{lang}/desk/shift`: everything that waits on one page, for who comes and for who goes.
use super::super::{Shift, ShiftRow, shift};
use crate::{
    i18n::words,
    page::{Title, mark_event, show},
    pulse::{Alarm, Hot, Waits},
    ui::{Time, other},
};
use leptos::prelude::*;

/// `/{lang}/desk/shift`
#[component]
pub fn ShiftRoute() -> impl IntoView {
    show(shift(words().0), |shift| view! { <Drawn shift/> })
}

#[component]
fn Drawn(shift: Shift) -> impl IntoView {
    let Shift { mine, all, claims, asked, pulse } = shift;
    mark_event(pulse.seq);
    let words = words();
    let lang = words.0;
    let done = words.with("shift.done", &[("mine", &words.number(mine)), ("all", &words.number(all))]);
    view! {
        <Title text=words.s("shift.title")/>
        <div class="sheet front">
            <p class="in-side"><a class="back" href=format!("/{lang}/desk")><span aria-hidden="true">"←"</span>" "{words.s("desk.title")}</a></p>
            <div class="front__head in-wide">
                <h1 class="title title--page">{words.s("shift.title")}</h1>
                <p class="intro">{done}</p>
            </div>
        </div>
        <div class="sheet">
            <div class="in-side side-blank"></div>
            <div class="in-rest stack">
                {pulse.storm.map(|storm| view! { <Alarm storm/> })}
                <Rows name="asked" heading="shift.asked" none="shift.asked.none" rows=asked/>
                <Rows name="claims" heading="shift.claims" none="shift.claims.none" rows=claims/>
                <Waits pulse=pulse.clone()/>
                <Hot hot=pulse.hot/>
            </div>
        </div>
    }
}

#[component]
fn Rows(name: &'static str, heading: &'static str, none: &'static str, rows: Vec<ShiftRow>) -> impl IntoView {
    let words = words();
    let lang = words.0;
    let empty = rows.is_empty().then(|| view! { <p class="quiet">{words.s(none)}</p> });
    let row = |row: ShiftRow| {
        let to = format!("/{lang}/desk/c/{}", row.comment);
        let asks = (!row.words.is_empty()).then(|| view! { <span>"«"{row.words}"»"</span>" " });
        view! {
            <li>
                <span>{asks}<a href=to lang=other(row.title.lang)>{row.title.text}</a></span>
                <span class="quiet small">{row.name}" "<Time at=row.at/></span>
            </li>
        }
    };
    let rows = rows.into_iter().map(row).collect_view();
    view! {
        <section aria-labelledby=name data-shift=name>
            <h2 id=name>{words.s(heading)}</h2>
            {empty}
            <ol class="lines" role="list">{rows}</ol>
        </section>
    }
}
