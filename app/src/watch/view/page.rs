//! `/{lang}/desk/watch`: who is responsible for what, and the selections that one keeps.
use super::{
    super::{DropWatch, Place, SetDuty, SetMail, Watching, watching},
    name, said,
};
use crate::{
    fault::Fault,
    i18n::words,
    page::{Title, mark_event, show},
    ui::{ErrorLine, Refused, other, refused},
};
use leptos::{prelude::*, server_fn::ServerFn};

/// `/{lang}/desk/watch`
#[component]
pub fn WatchRoute() -> impl IntoView {
    let fault = Refused::of(&refused(), "watch");
    show(watching(words().0), move |watching| view! { <Drawn watching fault/> })
}

#[component]
fn Drawn(watching: Watching, fault: Option<Fault>) -> impl IntoView {
    mark_event(watching.seq);
    let words = words();
    let lang = words.0;
    let selections = watching.saved.iter().map(|one| (one.id, one.query.clone(), said(words, &one.query, &watching)));
    let selections: Vec<_> = selections.collect();
    let Watching { reader, places, moderators, mail, .. } = watching;
    let axes = places.iter().filter(|place| place.depth == 0).cloned();
    let rows = axes.map(|axis| view! { <Axis axis reader moderators=moderators.clone()/> }).collect_view();
    let none = selections.is_empty().then(|| view! { <p class="quiet">{words.s("watch.saved.none")}</p> });
    let kept = selections.into_iter().map(|(id, query, said)| {
        view! {
            <li data-kept=id>
                <a href=format!("/{lang}/desk?{query}")>{said}</a>
                <form method="post" action=DropWatch::url()>
                    <input type="hidden" name="watch" value=id/>
                    <button class="plain" type="submit">{words.s("watch.drop")}</button>
                </form>
            </li>
        }
    });
    view! {
        <Title text=words.s("watch.title")/>
        <div class="sheet front">
            <p class="in-side"><a class="back" href=format!("/{lang}/desk")><span aria-hidden="true">"←"</span>" "{words.s("desk.title")}</a></p>
            <div class="front__head in-wide">
                <h1 class="title title--page">{words.s("watch.title")}</h1>
                <p class="intro">{words.s("watch.intro")}</p>
            </div>
        </div>
        <div class="sheet">
            <div class="in-side side-blank"></div>
            <div class="in-rest stack">
                <ErrorLine id="watch-e" fault=Signal::stored(fault)/>
                <section aria-labelledby="axes">
                    <h2 id="axes">{words.s("watch.axes")}</h2>
                    <ul class="lines" role="list">{rows}</ul>
                </section>
                <section aria-labelledby="kept">
                    <h2 id="kept">{words.s("watch.saved")}</h2>
                    {none}
                    <ul class="lines" role="list">{kept.collect_view()}</ul>
                </section>
                <section aria-labelledby="mail">
                    <h2 id="mail">{words.s("watch.mail")}</h2>
                    <form class="steer__form" method="post" action=SetMail::url() data-mail="">
                        <p class="quiet">{words.s(if mail { "watch.mail.is_on" } else { "watch.mail.is_off" })}</p>
                        <input type="hidden" name="on" value=(!mail).to_string()/>
                        <button class="plain" type="submit">{words.s(if mail { "watch.mail.stop" } else { "watch.mail.start" })}</button>
                    </form>
                </section>
            </div>
        </div>
    }
}

/// An axis: who is responsible for it, and the way to be or not to be.
#[component]
fn Axis(axis: Place, reader: i64, moderators: Vec<(i64, String)>) -> impl IntoView {
    let words = words();
    let mine = axis.who.iter().any(|(id, _)| *id == reader);
    let who: Vec<String> = axis.who.iter().map(|(_, name)| name.clone()).collect();
    let who = if who.is_empty() { words.s("watch.nobody").into_owned() } else { who.join(", ") };
    let word = if mine { "watch.leave" } else { "watch.take" };
    let title = name(&axis);
    let others = (moderators.len() > 1).then(|| view! { <Others axis=axis.clone() reader moderators/> });
    view! {
        <li data-axis=axis.id>
            <span>
                <span lang=other(axis.title.lang)>{title.clone()}</span>
                <span class="quiet small">{who}</span>
            </span>
            <form method="post" action=SetDuty::url() data-duty="">
                <input type="hidden" name="section" value=axis.id/>
                <input type="hidden" name="on" value=(!mine).to_string()/>
                <button class="plain" type="submit">{words.s(word)}<span class="vh">": "{title}</span></button>
            </form>
            {others}
        </li>
    }
}

/// For who runs the plan: the same for somebody else.
#[component]
fn Others(axis: Place, reader: i64, moderators: Vec<(i64, String)>) -> impl IntoView {
    let words = words();
    let id = format!("who-{}", axis.id);
    let options = moderators.into_iter().filter(|(id, _)| *id != reader).map(|(id, name)| {
        let has = axis.who.iter().any(|(who, _)| *who == id);
        view! { <option value=id>{name}{has.then_some(" ✓")}</option> }
    });
    view! {
        <form class="steer__form" method="post" action=SetDuty::url() data-others="">
            <input type="hidden" name="section" value=axis.id/>
            <div class="field">
                <label for=id.clone()>{words.s("watch.who")}</label>
                <select class="box" id=id name="account">{options.collect_view()}</select>
            </div>
            <button class="btn btn--line" type="submit" name="on" value="true">{words.s("watch.give")}</button>
            <button class="btn btn--line" type="submit" name="on" value="false">{words.s("watch.remove")}</button>
        </form>
    }
}
