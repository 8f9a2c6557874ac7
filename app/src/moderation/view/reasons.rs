//! Why: by which rule, and what its author reads. Every form that takes something away or lays a measure asks it so.
use super::rule_name;
use crate::{
    fault::{Code, Fault},
    html::Html,
    i18n::words,
    moderation::HouseWords,
    thread::Rule,
    ui::{ErrorLine, other},
};
use leptos::{html, prelude::*};

/// A choice among all rules, a note, and the house's own words about each rule, to be read beside it.
#[component]
pub fn Reasons(
    /// The rule that is chosen.
    picked: RwSignal<Option<Rule>>,
    /// The note that was begun.
    note: String,
    /// Why the form was refused.
    fault: Signal<Option<Fault>>,
    /// The note's label.
    label: &'static str,
    /// What is told about it.
    hint: String,
    /// The house's own words.
    house: HouseWords,
    /// Keeps the note as it is typed, where the script runs; then there are keys too.
    #[prop(optional)]
    keep: Option<RwSignal<String>>,
) -> impl IntoView {
    let words = words();
    let of = move |codes: &'static [Code]| Signal::derive(move || fault.get().filter(|f| codes.contains(&f.code)));
    let (ruleless, wrong) = (of(&[Code::NoRule]), of(&[Code::TooLong, Code::NoReason]));
    let field = NodeRef::<html::Textarea>::new();
    let rules = Rule::ALL.map(|rule| view! { <One rule picked keys=keep.is_some()/> });
    view! {
        <fieldset aria-describedby="rule-e">
            <legend class="legend">{words.s("case.rule")}</legend>
            <ErrorLine id="rule-e" fault=ruleless/>
            <div class="reasons">{rules.into_iter().collect_view()}</div>
        </fieldset>
        <div class="field">
            <label for="note">{words.s(label)}</label>
            <span class="hint" id="note-h">{hint}</span>
            <ErrorLine id="note-e" fault=wrong/>
            <textarea class="box short" id="note" name="note" aria-describedby="note-h note-e" node_ref=field
                inner_html=Html::escaped(&note).0 aria-invalid=move || wrong.get().map(|_| "true")
                on:input=move |e| { if let Some(keep) = keep { keep.set(event_target_value(&e)); } }></textarea>
            {keep.map(|keep| view! { <Take house=house.clone() picked field keep/> })}
            <House house/>
        </div>
    }
}

#[component]
fn One(rule: Rule, picked: RwSignal<Option<Rule>>, keys: bool) -> impl IntoView {
    let at = Rule::ALL.iter().position(|one| *one == rule).unwrap_or(0) + 1;
    view! {
        <label>
            <input type="radio" name="rule" id=format!("rule-{at}") value=rule.as_str()
                checked=picked.get_untracked() == Some(rule) on:change=move |_| picked.set(Some(rule))/>
            <span>{rule_name(words(), rule)}</span>
            {keys.then(|| view! { <kbd class="only-wide" aria-hidden="true">{at}</kbd> })}
        </label>
    }
}

/// Puts the house's words about the chosen rule into the note, to be changed there. With script only, so only then on
/// screen.
#[component]
fn Take(
    house: HouseWords,
    picked: RwSignal<Option<Rule>>,
    field: NodeRef<html::Textarea>,
    keep: RwSignal<String>,
) -> impl IntoView {
    let words = words();
    let ready = RwSignal::new(false);
    Effect::new(move || ready.set(true));
    let take = move |_| {
        let text = picked.get_untracked().and_then(|rule| house.about(rule).map(str::to_owned));
        if let (Some(text), Some(field)) = (text, field.get_untracked()) {
            field.set_value(&text);
            keep.set(text);
            let _ = field.focus();
        }
    };
    move || {
        let take = take.clone();
        (ready.get() && picked.get().is_some())
            .then(|| view! { <button class="plain" type="button" data-take="" on:click=take>{words.s("reasons.take")}</button> })
    }
}

/// What an author reads when the note is left empty, rule by rule.
#[component]
fn House(house: HouseWords) -> impl IntoView {
    let words = words();
    let lang = other(house.lang);
    let row = |(rule, text): (Rule, String)| {
        view! { <dt>{rule_name(words, rule)}</dt><dd lang=lang data-house=rule.as_str()>{text}</dd> }
    };
    view! {
        <details class="fold">
            <summary class="plain">{words.s("reasons.house")}</summary>
            <dl class="pairs">{Rule::ALL.into_iter().zip(house.texts).map(row).collect_view()}</dl>
        </details>
    }
}
