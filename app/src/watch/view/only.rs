//! Above the queue: what of it is shown, and the selections that were kept. Plain forms.
use super::{super::Watching, filtered, name, said};
use crate::{
    fault::Fault,
    i18n::{LANGS, words},
    moderation::{Age, Filter, View, selection},
    thread::Rule,
    ui::ErrorLine,
    watch::{SaveWatch, Saved},
};
use leptos::{prelude::*, server_fn::ServerFn};

/// What of the queue is shown, to choose and to keep.
#[component]
pub fn Only(
    /// The view.
    view: View,
    /// What is asked of its rows.
    filter: Filter,
    /// What there is to choose from.
    watching: Watching,
    /// Why the last selection could not be kept.
    fault: Option<Fault>,
) -> impl IntoView {
    let words = words();
    let lang = words.0;
    let now = selection(view, &filter);
    let kept = now.is_empty() || watching.saved.iter().any(|one| one.query == now);
    let asked = filtered(words, &filter, &watching);
    let narrowed = (!asked.is_empty()).then(|| view! { ": "<b>{asked.join(" · ")}</b> });
    let all = (!filter.is_empty()).then(|| {
        view! { <a class="plain" href=format!("/{lang}/desk?view={}", view.as_str())>{words.s("watch.all")}</a> }
    });
    let save = (!kept).then(|| {
        view! {
            <form method="post" action=SaveWatch::url() data-save="">
                <input type="hidden" name="query" value=now.clone()/>
                <button class="plain" type="submit">{words.s("watch.save")}</button>
            </form>
        }
    });
    let links = watching.saved.iter().map(|Saved { query, .. }| {
        let here = (*query == now).then_some("true");
        view! { <li><a href=format!("/{lang}/desk?{query}") aria-current=here>{said(words, query, &watching)}</a></li> }
    });
    let links = links.collect_view();
    let place = filter.within.first().copied().filter(|_| !filter.mine && filter.plan.is_none());
    let plans = watching.plans.iter().map(|(id, title)| {
        view! { <option value=format!("plan{id}") selected=filter.plan == Some(*id)>{title.text.clone()}</option> }
    });
    let sections = watching.places.iter().map(|one| {
        let indent = "\u{a0}\u{a0}".repeat(one.depth);
        view! { <option value=one.id selected=place == Some(one.id)>{indent}{name(one)}</option> }
    });
    view! {
        <details class="only" open=!filter.is_empty()>
            <summary class="plain">{words.s("watch.only")}{narrowed}</summary>
            <form class="only__form" method="get" action=format!("/{lang}/desk") data-only="">
                <input type="hidden" name="view" value=view.as_str()/>
                <div class="field">
                    <label for="only-in">{words.s("watch.place")}</label>
                    <select class="box" id="only-in" name="in">
                        <option value="">{words.s("watch.anywhere")}</option>
                        <option value="mine" selected=filter.mine>{words.s("watch.mine")}</option>
                        {plans.collect_view()}
                        {sections.collect_view()}
                    </select>
                </div>
                <Choice name="text" label="watch.lang" any="watch.any"
                    of=LANGS.map(|one| (one.code(), one.own_name().to_owned(), filter.lang == Some(one))).to_vec()/>
                <Choice name="age" label="watch.age" any="watch.any"
                    of=Age::ALL.map(|one| (one.as_str(), words.s(&format!("watch.age.{}", one.as_str())).into_owned(), filter.age == Some(one))).to_vec()/>
                <Choice name="rule" label="watch.rule" any="watch.any"
                    of=Rule::ALL.iter().map(|one| (one.as_str(), words.s(one.key()).into_owned(), filter.rule == Some(*one))).collect()/>
                <button class="btn btn--line" type="submit">{words.s("watch.show")}</button>
            </form>
        </details>
        <div class="only__kept">
            {all}{save}
            <ErrorLine id="watch-e" fault=Signal::stored(fault)/>
        </div>
        <ul class="only__saved" role="list" aria-label=words.s("watch.saved")>{links}</ul>
    }
}

/// One thing to choose, or any.
#[component]
fn Choice(
    name: &'static str,
    label: &'static str,
    any: &'static str,
    of: Vec<(&'static str, String, bool)>,
) -> impl IntoView {
    let words = words();
    let id = format!("only-{name}");
    let options =
        of.into_iter().map(|(value, said, chosen)| view! { <option value=value selected=chosen>{said}</option> });
    view! {
        <div class="field">
            <label for=id.clone()>{words.s(label)}</label>
            <select class="box" id=id name=name><option value="">{words.s(any)}</option>{options.collect_view()}</select>
        </div>
    }
}
