//! How the queue is narrowed and what is kept of it, on the desk and on a page of its own.
mod only;
mod page;

pub use only::Only;
pub use page::WatchRoute;

use super::{Place, Watching};
use crate::{
    i18n::Words,
    moderation::{Filter, View, selected},
};

/// "II.1 Transport públic"
fn name(place: &Place) -> String {
    if place.number.is_empty() { place.title.text.clone() } else { format!("{} {}", place.number, place.title.text) }
}

/// A selection in words: "Pendents · II.1 Transport públic · Espanyol · fa més d'un dia".
fn said(words: Words, query: &str, watching: &Watching) -> String {
    let (view, filter) = selected(query);
    let mut parts = vec![words.s(&format!("desk.view.{}", View::as_str(view))).into_owned()];
    parts.extend(filtered(words, &filter, watching));
    parts.join(" · ")
}

/// What a filter asks, part by part.
fn filtered(words: Words, filter: &Filter, watching: &Watching) -> Vec<String> {
    let Filter { within, mine, plan, lang, age, rule } = filter;
    let Watching { plans, places, .. } = watching;
    let place = match (plan, within.first()) {
        _ if *mine => Some(words.s("watch.mine").into_owned()),
        (Some(plan), _) => {
            let title = plans.iter().find(|(id, _)| id == plan).map(|(_, title)| title.text.clone());
            Some(title.unwrap_or_else(|| plan.to_string()))
        }
        (None, Some(id)) => Some(places.iter().find(|place| place.id == *id).map_or_else(|| id.to_string(), name)),
        (None, None) => None,
    };
    let lang = lang.map(|lang| lang.own_name().to_owned());
    let age = age.map(|age| words.s(&format!("watch.age.{}", age.as_str())).into_owned());
    let rule = rule.map(|rule| words.s(rule.key()).into_owned());
    [place, lang, age, rule].into_iter().flatten().collect()
}
