//! One's own texts that wait for a moderator, where they were written, and those that were not published.
#[cfg(feature = "ssr")]
use crate::{
    appeal::{Against, Begun, Stated, Statement},
    record::Source,
};
use crate::{
    i18n::words,
    pipeline::{MyText, WithdrawText},
    ui::Time,
};
use leptos::{prelude::*, server_fn::ServerFn};

/// Above a composer: what I wrote here and nobody else sees yet.
#[component]
pub fn Waiting(
    /// My texts that wait on this proposal.
    texts: RwSignal<Vec<MyText>>,
) -> impl IntoView {
    move || texts.with(|texts| texts.iter().cloned().map(|text| view! { <Text text/> }).collect_view())
}

#[component]
fn Text(text: MyText) -> impl IntoView {
    let words = words();
    let lang = words.0;
    let MyText { id, parent, edits, body, at, .. } = text;
    let said = words.s(if edits.is_some() { "pipeline.mine.edit" } else { "pipeline.mine.waits" });
    let beside = edits.or(parent).map(|comment| {
        view! { " "<a href=format!("/{lang}/c/{comment}")>{words.s("pipeline.mine.place")}</a> }
    });
    view! {
        <div class="notice" data-waiting=id>
            <div>
                <p><strong>{said}</strong>" "{words.s("pipeline.mine.hint")}{beside}</p>
                <div class="note__body" inner_html=body.0></div>
                <p class="quiet small"><Time at/></p>
            </div>
            <form method="post" action=WithdrawText::url() data-withdraw="">
                <input type="hidden" name="text" value=id/>
                <button class="plain" type="submit">{words.s("pipeline.mine.withdraw")}</button>
            </form>
        </div>
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
        <Waiting texts=RwSignal::new(waits)/>
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
