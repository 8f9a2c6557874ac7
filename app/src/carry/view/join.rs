//! The form that joins a conversation to the one that it repeats.
use super::{Begun, note_hint};
use crate::{
    carry::api::JoinTalks,
    fault::Code,
    i18n::words,
    thread::Quote,
    ui::{Area, Field, fields::apart, other},
};
use leptos::{prelude::*, server_fn::ServerFn};

#[component]
pub(super) fn Join(id: i64, alike: Vec<Quote>, begun: Begun) -> impl IntoView {
    let words = words();
    let [link, note] = apart(&begun.fields);
    let long = begun.fault.filter(|fault| fault.code == Code::TooLong);
    let of_talk = begun.fault.filter(|fault| fault.code != Code::TooLong);
    let choices = (!alike.is_empty()).then(|| view! { <Choices alike chosen=begun.chosen/> });
    view! {
        <p>{words.s("join.intro")}</p>
        <form class="form form--wide" method="post" action=JoinTalks::url() data-join="" novalidate="">
            <input type="hidden" name="comment" value=id/>
            {choices}
            <Field id="other" label=words.s("join.other") hint=words.s("join.other.hint") autocomplete="off" value=link
                fault=of_talk required=false/>
            <Area id="join-note" name="note" label=words.s("case.note") hint=note_hint(words) value=note fault=long/>
            <div class="acts"><button class="btn" type="submit">{words.s("join.do")}</button></div>
        </form>
    }
}

/// Conversations that are like it.
#[component]
fn Choices(alike: Vec<Quote>, chosen: String) -> impl IntoView {
    let words = words();
    let choices = alike.into_iter().map(|quote| {
        let to = format!("/{}/c/{}", words.0, quote.id);
        view! {
            <div class="like">
                <label class="check">
                    <input type="radio" name="like" value=quote.id checked=chosen == quote.id.to_string()/>
                    <span><b>{quote.name}</b>": "<span lang=other(quote.lang)>{quote.words}</span></span>
                </label>
                <a class="plain" href=to>{words.s("join.see")}<span class="vh">{format!(" ({})", quote.id)}</span></a>
            </div>
        }
    });
    view! {
        <fieldset>
            <legend class="legend">{words.s("join.like")}</legend>
            {choices.collect_view()}
        </fieldset>
    }
}
