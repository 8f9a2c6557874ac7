//! Fields of plain forms, and the summary of what was refused.
use super::ErrorLine;
use crate::{fault::Fault, html::Html, i18n::words};
use leptos::prelude::*;

/// What a form was refused with, at its top: a link to the field, where the reader begins.
#[component]
pub fn Summary(
    /// Why.
    fault: Fault,
    /// The id of the field that it is about, when it is about one.
    field: Option<&'static str>,
) -> impl IntoView {
    let words = words();
    let more = fault.more(words).map(|(to, said)| view! { " "<a href=to>{said}</a> });
    let said = fault.say(words);
    let said = match field {
        Some(field) => view! { <a href=format!("#{field}")>{said}</a> }.into_any(),
        None => view! { <span>{said}</span> }.into_any(),
    };
    view! {
        <div class="notice notice--bad" role="alert" tabindex="-1" id="problem" autofocus>
            <p><strong>{words.s("form.problem")}</strong>" "{said}{more}</p>
        </div>
    }
}

/// A field of one line: label, hint, error and box, in this order. Its name is its id.
#[component]
pub fn Field(
    /// Its id and name.
    id: &'static str,
    /// What it asks for.
    #[prop(into)]
    label: String,
    /// What helps to fill it in; nothing is drawn without.
    #[prop(into, optional)]
    hint: String,
    /// The input's type.
    #[prop(default = "text")]
    kind: &'static str,
    /// What the browser may fill it with (HTML, 4.10.18.7; WCAG 2.2, 1.3.5).
    autocomplete: &'static str,
    /// What it holds.
    #[prop(into, optional)]
    value: String,
    /// Why it was refused.
    fault: Option<Fault>,
    /// Whether it may not be left empty.
    #[prop(default = true)]
    required: bool,
) -> impl IntoView {
    let (described, above) = (described(id, &hint, fault), above(id, label, hint, fault));
    view! {
        <div class="field">
            {above}
            <input class="box" id=id name=id type=kind autocomplete=autocomplete value=value required=required
                aria-describedby=described aria-invalid=fault.map(|_| "true")/>
        </div>
    }
}

/// A field of a few lines: label, hint, error and box, in this order.
#[component]
pub fn Area(
    /// Its id.
    id: &'static str,
    /// Its name, when that is another.
    #[prop(default = id)]
    name: &'static str,
    /// What it asks for.
    #[prop(into)]
    label: String,
    /// What helps to fill it in; nothing is drawn without.
    #[prop(into, optional)]
    hint: String,
    /// What it holds.
    #[prop(into, optional)]
    value: String,
    /// Why it was refused.
    #[prop(default = None)]
    fault: Option<Fault>,
) -> impl IntoView {
    let (described, above) = (described(id, &hint, fault), above(id, label, hint, fault));
    view! {
        <div class="field">
            {above}
            <textarea class="box short" id=id name=name aria-describedby=described aria-invalid=fault.map(|_| "true")
                inner_html=Html::escaped(&value).0></textarea>
        </div>
    }
}

/// What stands above a field's box.
fn above(id: &'static str, label: String, hint: String, fault: Option<Fault>) -> impl IntoView {
    let hint = (!hint.is_empty()).then(|| view! { <span class="hint" id=format!("{id}-h")>{hint}</span> });
    view! { <label for=id>{label}</label>{hint}<ErrorLine id=format!("{id}-e") fault=Signal::stored(fault)/> }
}

/// The ids of what describes a field: its hint and its error.
fn described(id: &str, hint: &str, fault: Option<Fault>) -> Option<String> {
    let named = [(!hint.is_empty()).then(|| format!("{id}-h")), fault.map(|_| format!("{id}-e"))];
    let described: Vec<String> = named.into_iter().flatten().collect();
    (!described.is_empty()).then(|| described.join(" "))
}
