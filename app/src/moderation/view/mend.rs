//! What can be put right about a comment that stays: where its conversation stands, and what its author thinks. Plain, and
//! folded away: it is rare.
use crate::{
    carry::PartTalk,
    fault::{Code, Fault},
    i18n::words,
    moderation::CorrectStance,
    thread::Stance,
    ui::{Area, ErrorLine},
};
use leptos::{prelude::*, server_fn::ServerFn};

/// Ways to put things right.
#[component]
pub(super) fn Mend(
    /// The comment.
    id: i64,
    /// Whether it began a conversation that was joined to another.
    joined: bool,
    /// What its author thinks, when it can be read.
    stance: Option<Option<Stance>>,
    /// The note and the stance that were begun.
    begun: (String, String),
    /// Why they were refused.
    fault: Option<Fault>,
) -> impl IntoView {
    let words = words();
    let form = stance.map(|stance| view! { <Correct id stance begun fault/> });
    view! {
        {form}
        {joined.then(|| view! {
            <form method="post" action=PartTalk::url() data-part="">
                <input type="hidden" name="comment" value=id/>
                <button class="plain" type="submit">{words.s("part.title")}</button>
            </form>
        })}
        <p><a class="plain" href=format!("/{}/desk/c/{id}/move", words.0) data-move="">{words.s("carry.title")}</a></p>
    }
}

#[component]
fn Correct(id: i64, stance: Option<Stance>, begun: (String, String), fault: Option<Fault>) -> impl IntoView {
    let words = words();
    let (note, chosen) = begun;
    let now = if fault.is_some() { chosen.parse().ok() } else { stance };
    let long = fault.filter(|fault| fault.code == Code::TooLong);
    let other = fault.filter(|fault| fault.code != Code::TooLong);
    let option = |one: Stance| {
        view! { <option value=one.as_str() selected=now == Some(one)>{words.s(&format!("stance.{}", one.as_str()))}</option> }
    };
    view! {
        <details class="fold" open=fault.is_some()>
            <summary class="plain">{words.s("mend.stance")}</summary>
            <form class="case__form" method="post" action=CorrectStance::url() data-stance="">
                <input type="hidden" name="comment" value=id/>
                <div class="field">
                    <label for="stance">{words.s("mend.stance.is")}</label>
                    <ErrorLine id="stance-e" fault=Signal::stored(other)/>
                    <select class="box" id="stance" name="stance" aria-describedby="stance-e">
                        <option value="" selected=now.is_none()>{words.s("mend.stance.none")}</option>
                        {[Stance::For, Stance::Against, Stance::Neutral].map(option).collect_view()}
                    </select>
                </div>
                <Area id="stance-note" name="note" label=words.s("case.note") value=note fault=long/>
                <div class="acts"><button class="btn btn--line" type="submit">{words.s("mend.stance.do")}</button></div>
            </form>
        </details>
    }
}
