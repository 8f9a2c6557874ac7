//! One's own texts that wait for a moderator, where they were written, and those that were not published.
#[cfg(feature = "ssr")]
use crate::{
    appeal::{Against, Begun, Stated, Statement},
    record::Source,
};
#[cfg(feature = "ssr")]
use crate::{i18n::words, ui::Time};
use crate::{
    i18n::{Words, iso},
    pipeline::{MyText, WithdrawText},
};
#[cfg(feature = "ssr")]
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use maud::{Markup, PreEscaped, html};

/// Above a composer: what I wrote here and nobody else sees yet.
pub fn waiting(texts: &[MyText], words: Words) -> Markup {
    html! { @for text in texts { (one(text, words)) } }
}

fn one(text: &MyText, words: Words) -> Markup {
    let said = if text.edits.is_some() { "pipeline.mine.edit" } else { "pipeline.mine.waits" };
    let full = words.moment(text.at);
    html! {
        div.notice data-waiting=(text.id) {
            div {
                p {
                    strong { (words.s(said)) } " " (words.s("pipeline.mine.hint"))
                    @if let Some(comment) = text.edits.or(text.parent) {
                        " " a href={ "/" (words.0) "/c/" (comment) } { (words.s("pipeline.mine.place")) }
                    }
                }
                div.note__body { (PreEscaped(&text.body.0)) }
                p.quiet.small { time datetime=(iso(text.at)) title=(full) { (full) } }
            }
            form method="post" action=(WithdrawText::url()) data-withdraw {
                input type="hidden" name="text" value=(text.id);
                button.plain type="submit" { (words.s("pipeline.mine.withdraw")) }
            }
        }
    }
}

/// Under one's decisions: what waits anywhere, and what was refused, by which rule and why (Regulation (EU) 2022/2065,
/// article 17). Nothing where there is nothing.
#[cfg(feature = "ssr")]
#[component]
pub fn Mine(
    /// My texts that wait or were refused.
    texts: Vec<MyText>,
    /// What was begun and refused on this page.
    begun: Begun,
) -> impl IntoView {
    let words = words();
    let (refused, waits): (Vec<MyText>, Vec<MyText>) =
        texts.into_iter().partition(|text| text.standing == super::super::Standing::Refused);
    let heading = (!refused.is_empty()).then(|| view! { <h2>{words.s("pipeline.mine.refused")}</h2> });
    let rows = refused.into_iter().map(|text| view! { <Refused text begun=begun.clone()/> }).collect_view();
    view! {
        <div class="still" inner_html=waiting(&waits, words).into_string()></div>
        {heading}
        <ol class="verdicts" role="list">{rows}</ol>
    }
}

#[cfg(feature = "ssr")]
#[component]
fn Refused(text: MyText, begun: Begun) -> impl IntoView {
    let words = words();
    let lang = words.0;
    let MyText { id, proposal, body, at, rule, note, redress, .. } = text;
    let stated = Stated {
        against: Against::Text(id),
        restricts: true,
        rule,
        note,
        branch: false,
        source: Source::Phase,
        redress,
    };
    view! {
        <li class="verdict" data-refused=id>
            <div class="verdict__head">
                <h3>{words.s("pipeline.standing.refused")}</h3>
                <span class="quiet small"><Time at/></span>
            </div>
            <div class="verdict__text" inner_html=body.0></div>
            <Statement stated begun>
                <dt>{words.s("log.where")}</dt>
                <dd><a href=format!("/{lang}/p/{proposal}")>{words.s("decisions.place")}</a></dd>
            </Statement>
        </li>
    }
}
