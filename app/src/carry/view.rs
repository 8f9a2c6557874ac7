//! `/{lang}/desk/c/{id}/move`: where the conversation of a comment is to go. A plain page.
use super::api::{CarryTalk, carrying};
use crate::{
    account::typed,
    fault::{Code, Fault},
    html::Html,
    i18n::words,
    moderation::LONGEST_NOTE,
    page::{Title, segment, show},
    plan::Text,
    thread::{Comment, Place, draw},
    ui::{Back, ErrorLine, Refused, Summary, other, refused},
};
use leptos::{prelude::*, server_fn::ServerFn};

/// `/{lang}/desk/c/{id}/move`
#[component]
pub fn CarryRoute() -> impl IntoView {
    let id = segment(4).and_then(|id| id.parse().ok()).unwrap_or(0);
    let place = Place::Carry(id).to_string();
    let fault = Refused::of(&refused(), &place);
    let lang = words().0;
    let found = async move {
        let (root, near) = carrying(lang, id).await?;
        Ok((root, near, typed(place).await.unwrap_or_default().0))
    };
    show(found, move |(root, near, begun)| view! { <Drawn id root near begun fault/> })
}

#[component]
fn Drawn(id: i64, root: Comment, near: Vec<(i64, Text)>, begun: String, fault: Option<Fault>) -> impl IntoView {
    let words = words();
    let size = words.n("carry.size", root.size);
    let from = root.proposal;
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
                <div class="note-box" inner_html=draw::plain(&root, words)></div>
                <Ask id from near begun fault/>
            </div>
        </div>
    }
}

#[component]
fn Ask(id: i64, from: i64, near: Vec<(i64, Text)>, begun: String, fault: Option<Fault>) -> impl IntoView {
    let words = words();
    let mut begun = begun.splitn(3, '\n').map(str::to_owned);
    let mut next = || begun.next().unwrap_or_default();
    let (to, action, note) = (next(), next(), next());
    let long = fault.filter(|fault| fault.code == Code::TooLong);
    let of_place = fault.filter(|fault| fault.code != Code::TooLong);
    let field = if long.is_some() { "note" } else { "to" };
    let hint = words.with("case.note.hint", &[("n", &words.number(i64::try_from(LONGEST_NOTE).unwrap_or(0)))]);
    let near = near
        .into_iter()
        .filter(|(proposal, _)| *proposal != from)
        .map(|(proposal, title)| view! { <option value=format!("{proposal} {}", title.text) lang=other(title.lang)></option> });
    view! {
        {fault.map(|fault| view! { <Summary fault field=Some(field)/> })}
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
            <div class="field">
                <label for="note">{words.s("case.note")}</label>
                <span class="hint" id="note-h">{hint}</span>
                <ErrorLine id="note-e" fault=Signal::stored(long)/>
                <textarea class="box short" id="note" name="note" aria-describedby="note-h note-e"
                    aria-invalid=long.map(|_| "true") inner_html=Html::escaped(&note).0></textarea>
            </div>
            <div class="acts"><button class="btn" type="submit">{words.s("carry.do")}</button></div>
        </form>
    }
}
