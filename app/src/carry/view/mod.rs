//! `/{lang}/desk/c/{id}/move`: where the conversation of a comment is to go, or which one it repeats. A plain page.
mod join;

use self::join::Join;
use super::api::{CarryTalk, Carrying, carrying};
use crate::{
    account::typed,
    fault::{Code, Fault},
    i18n::{Words, words},
    moderation::LONGEST_NOTE,
    page::{Title, segment, show},
    plan::Text,
    thread::{Place, draw},
    ui::{Area, Back, ErrorLine, Refused, Summary, fields::apart, other, refused},
};
use leptos::{prelude::*, server_fn::ServerFn};

/// What was begun in a form, and why it was refused.
struct Begun {
    fields: String,
    chosen: String,
    fault: Option<Fault>,
}

impl Begun {
    async fn at(place: Place, refused: &Option<Refused>) -> Self {
        let place = place.to_string();
        let fault = Refused::of(refused, &place);
        let (fields, chosen) = typed(place).await.unwrap_or_default();
        Self { fields, chosen, fault }
    }
}

/// `/{lang}/desk/c/{id}/move`
#[component]
pub fn CarryRoute() -> impl IntoView {
    let id = segment(4).and_then(|id| id.parse().ok()).unwrap_or(0);
    let refused = refused();
    let lang = words().0;
    let found = async move {
        let about = carrying(lang, id).await?;
        Ok((about, Begun::at(Place::Carry(id), &refused).await, Begun::at(Place::Join(id), &refused).await))
    };
    show(found, move |(about, carry, join)| view! { <Drawn id about carry join/> })
}

#[component]
fn Drawn(id: i64, about: Carrying, carry: Begun, join: Begun) -> impl IntoView {
    let words = words();
    let Carrying { root, near, alike } = about;
    let size = words.n("carry.size", root.size);
    let from = root.proposal;
    let forms = [(carry.fault, "to", "note"), (join.fault, "other", "join-note")];
    let summary = forms.into_iter().find_map(|(fault, goal, note)| {
        let fault = fault?;
        let field = if fault.code == Code::TooLong { note } else { goal };
        Some(view! { <Summary fault field=Some(field)/> })
    });
    view! {
        <Title text=words.s("carry.title")/>
        <div class="sheet front">
            <Back to=format!("/{}/desk/c/{id}", words.0)/>
            <div class="front__head in-wide">
                <h1 class="title title--page">{words.s("carry.title")}</h1>
                <p class="intro">{words.s("carry.intro")}" "{size}</p>
            </div>
        </div>
        <div class="sheet">
            <div class="in-side side-blank"></div>
            <div class="in-wide stack">
                {summary}
                <div class="note-box" inner_html=draw::plain(&root, words)></div>
            </div>
        </div>
        <div class="sheet block">
            <h2 class="side-head in-side">{words.s("carry.elsewhere")}</h2>
            <div class="in-wide"><Ask id from near begun=carry/></div>
        </div>
        <div class="sheet block">
            <h2 class="side-head in-side">{words.s("join.title")}</h2>
            <div class="in-wide stack"><Join id alike begun=join/></div>
        </div>
    }
}

/// How long a note may be.
fn note_hint(words: Words) -> String {
    words.with("case.note.hint", &[("n", &words.number(i64::try_from(LONGEST_NOTE).unwrap_or(0)))])
}

#[component]
fn Ask(id: i64, from: i64, near: Vec<(i64, Text)>, begun: Begun) -> impl IntoView {
    let words = words();
    let [to, action, note] = apart(&begun.fields);
    let long = begun.fault.filter(|fault| fault.code == Code::TooLong);
    let of_place = begun.fault.filter(|fault| fault.code != Code::TooLong);
    let near = near
        .into_iter()
        .filter(|(proposal, _)| *proposal != from)
        .map(|(proposal, title)| view! { <option value=format!("{proposal} {}", title.text) lang=other(title.lang)></option> });
    view! {
        <form class="form form--wide" method="post" action=CarryTalk::url() data-carry="" novalidate="">
            <input type="hidden" name="comment" value=id/>
            <div class="field">
                <label for="to">{words.s("carry.to")}</label>
                <span class="hint" id="to-h">{words.s("carry.to.hint")}</span>
                <ErrorLine id="to-e" fault=Signal::stored(of_place)/>
                <input class="box" id="to" name="to" list="near" value=to autocomplete="off" aria-describedby="to-h to-e"
                    aria-invalid=of_place.map(|_| "true")/>
                <datalist id="near">{near.collect_view()}</datalist>
            </div>
            <div class="field">
                <label for="action">{words.s("carry.action")}</label>
                <span class="hint" id="action-h">{words.s("carry.action.hint")}</span>
                <input class="box" id="action" name="action" value=action inputmode="numeric" autocomplete="off" aria-describedby="action-h"/>
            </div>
            <Area id="note" label=words.s("case.note") hint=note_hint(words) value=note fault=long/>
            <div class="acts"><button class="btn" type="submit">{words.s("carry.do")}</button></div>
        </form>
    }
}
