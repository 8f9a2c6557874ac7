//! How the queue is narrowed and what is kept of it, on the desk and on a page of its own.
mod only;
mod page;

pub use only::Only;
pub use page::WatchRoute;

use super::Place;
use crate::{
    i18n::Words,
    moderation::{Filter, View, selected},
};

/// "II.1 Transport públic"
fn name(place: &Place) -> String {
    if place.number.is_empty() { place.title.text.clone() } else { format!("{} {}", place.number, place.title.text) }
}

/// A selection in words: "Pendents · II.1 Transport públic · Espanyol · fa més d'un dia".
fn said(words: Words, query: &str, places: &[Place]) -> String {
    let (view, filter) = selected(query);
    let mut parts = vec![words.s(&format!("desk.view.{}", View::as_str(view))).into_owned()];
    parts.extend(filtered(words, &filter, places));
    parts.join(" · ")
}

/// What a filter asks, part by part.
fn filtered(words: Words, filter: &Filter, places: &[Place]) -> Vec<String> {
    let Filter { within, mine, lang, age, rule } = filter;
    let place = match within.first() {
        _ if *mine => Some(words.s("watch.mine").into_owned()),
        Some(id) => Some(places.iter().find(|place| place.id == *id).map_or_else(|| id.to_string(), name)),
        None => None,
    };
    let lang = lang.map(|lang| lang.own_name().to_owned());
    let age = age.map(|age| words.s(&format!("watch.age.{}", age.as_str())).into_owned());
    let rule = rule.map(|rule| words.s(rule.key()).into_owned());
    [place, lang, age, rule].into_iter().flatten().collect()
}
