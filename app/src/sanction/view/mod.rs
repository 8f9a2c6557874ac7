//! The desk's page of a person, the statement of a measure for its person, and the notice where they would write.
mod form;
mod mine;
mod person;

pub use mine::{Measures, Notice};
pub use person::PersonRoute;

use super::{
    Laid, Measure,
    model::{Standing, until_words},
};
use crate::{
    i18n::{Words, words},
    thread::Rule,
    ui::other,
};
use leptos::prelude::*;

/// The name of a measure.
fn name(words: Words, measure: Measure) -> String {
    words.s(&format!("sanction.kind.{}", measure.as_str())).into_owned()
}

/// The name of a rule.
fn rule_name(words: Words, rule: Rule) -> String {
    words.s(&format!("rule.{}", rule.as_str())).into_owned()
}

/// What has become of a measure, as a word with its own shape.
#[component]
fn State(standing: Standing) -> impl IntoView {
    let class = match standing {
        Standing::InForce => "state state--hidden",
        Standing::Told => "state state--waiting",
        Standing::Over | Standing::Lifted => "state state--restored",
    };
    view! { <span class=class>{words().s(&format!("sanction.standing.{}", standing.as_str()))}</span> }
}

/// Where it counts.
#[component]
fn Scope(laid: Laid) -> impl IntoView {
    let words = words();
    match laid.proposal {
        Some((id, title)) => view! {
            {words.s("sanction.scope.here")}" "<a href=format!("/{}/p/{id}", words.0) lang=other(title.lang)>{title.text}</a>
        }
        .into_any(),
        None => view! { <span>{words.s("sanction.scope.everywhere")}</span> }.into_any(),
    }
}

/// "Since April 9, 2016, 12:30 until April 16, 2016, 12:30"
fn span(words: Words, laid: &Laid) -> String {
    let at = words.moment(laid.at);
    // A warning is told once; it does not last.
    if laid.measure == Measure::Warn {
        return at;
    }
    format!("{} {}", words.with("sanction.from", &[("date", &at)]), until_words(words, laid.until))
}
