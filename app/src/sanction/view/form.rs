//! The form that lays a measure: a plain one. What was typed comes back with a refusal.
use super::name;
use crate::{
    fault::{Code, Fault},
    i18n::{Lang, words},
    moderation::{HouseWords, LONGEST_NOTE, Reasons},
    plan::Text,
    sanction::{DAYS, LayMeasure, Measure, api::Typed},
    ui::{ErrorLine, other},
};
use leptos::{prelude::*, server_fn::ServerFn};

/// The days that are chosen at first.
const USUAL: i64 = 7;

/// Which measure, for how long, where, by which rule and why.
#[component]
pub(super) fn Lay(
    account: i64,
    /// The person's language.
    speaks: Lang,
    scopes: Vec<(i64, Text)>,
    /// What was typed before.
    begun: Typed,
    /// Why it was refused.
    fault: Option<Fault>,
) -> impl IntoView {
    let words = words();
    let Typed { kind, days, proposal, rule, note } = begun;
    let of = |code: Code| fault.filter(|fault| fault.code == code);
    let hint = words.with("sanction.note.hint", &[("n", &words.number(i64::try_from(LONGEST_NOTE).unwrap_or(0)))]);
    view! {
        <form class="case__form" method="post" action=LayMeasure::url() data-sanction="" novalidate="">
            <input type="hidden" name="account" value=account/>
            <Kinds chosen=kind fault=of(Code::NoMeasure)/>
            <Days chosen=days.parse().unwrap_or(USUAL)/>
            <Scopes scopes chosen=proposal.parse().unwrap_or(0)/>
            <Reasons picked=RwSignal::new(rule.parse().ok()) note fault=Signal::stored(fault) label="sanction.note" hint house=HouseWords::of(speaks)/>
            <div class="acts"><button class="btn" type="submit">{words.s("sanction.submit")}</button></div>
        </form>
    }
}

#[component]
fn Kinds(chosen: String, fault: Option<Fault>) -> impl IntoView {
    let words = words();
    let kind = |(at, measure): (usize, Measure)| {
        let means = words.s(&format!("sanction.means.{}", measure.as_str()));
        view! {
            <label>
                <input type="radio" name="kind" id=format!("kind-{}", at + 1) value=measure.as_str() checked=chosen == measure.as_str()/>
                <span>{name(words, measure)}</span>
                <small>{means}</small>
            </label>
        }
    };
    view! {
        <fieldset aria-describedby=fault.map(|_| "kind-e")>
            <legend class="legend">{words.s("sanction.kind")}</legend>
            <ErrorLine id="kind-e" fault=Signal::stored(fault)/>
            <div class="reasons">{Measure::ALL.into_iter().enumerate().map(kind).collect_view()}</div>
        </fieldset>
    }
}

#[component]
fn Days(chosen: i64) -> impl IntoView {
    let words = words();
    let option =
        |days: i64| view! { <option value=days selected=days == chosen>{words.n("sanction.days", days)}</option> };
    view! {
        <div class="field">
            <label for="days">{words.s("sanction.days")}</label>
            <span class="hint" id="days-h">{words.s("sanction.days.hint")}</span>
            <select class="box" id="days" name="days" aria-describedby="days-h">{DAYS.map(option).collect_view()}</select>
        </div>
    }
}

#[component]
fn Scopes(scopes: Vec<(i64, Text)>, chosen: i64) -> impl IntoView {
    let words = words();
    let option = |(id, title): (i64, Text)| {
        view! { <option value=id selected=id == chosen lang=other(title.lang)>{title.text}</option> }
    };
    view! {
        <div class="field">
            <label for="proposal">{words.s("sanction.scope")}</label>
            <span class="hint" id="proposal-h">{words.s("sanction.scope.hint")}</span>
            <select class="box" id="proposal" name="proposal" aria-describedby="proposal-h">
                <option value="">{words.s("sanction.scope.everywhere")}</option>
                {scopes.into_iter().map(option).collect_view()}
            </select>
        </div>
    }
}
