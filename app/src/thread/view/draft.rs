//! What is being typed stays on the device until it is published: one text for each place and person. Of who is signed
//! in the server keeps it too ([`super::editor`] sends it), so that another device can go on with it.
use super::Talk;
use crate::thread::write::known::{mark, same};
use leptos::prelude::*;

/// The name under which a text is kept.
fn name(owner: Option<i64>, place: &str) -> String {
    format!("pam.draft.{}.{place}", owner.map_or_else(|| "visitor".to_owned(), |id| id.to_string()))
}

/// The name under which the device remembers what the server keeps of that text.
fn known_name(talk: Talk, place: &str) -> String {
    format!("pam.known.{}.{place}", talk.me().unwrap_or(0))
}

fn store() -> Option<web_sys::Storage> {
    window().local_storage().ok().flatten()
}

/// Keeps a text; an empty one is forgotten.
pub(super) fn keep(talk: Talk, place: &str, body: &str) {
    if let Some(store) = store() {
        let name = name(talk.me(), place);
        let _ = if body.trim().is_empty() { store.remove_item(&name) } else { store.set_item(&name, body) };
    }
}

/// Whether this device keeps a text of a place.
pub(super) fn is_kept(talk: Talk, place: &str) -> bool {
    let kept = |name: &str| store().is_some_and(|store| matches!(store.get_item(name), Ok(Some(_))));
    kept(&name(talk.me(), place)) || kept(&name(None, place))
}

/// The mark of the text that the server kept when this device last heard of it.
pub(super) fn known(talk: Talk, place: &str) -> String {
    let kept = store().and_then(|store| store.get_item(&known_name(talk, place)).ok().flatten());
    kept.unwrap_or_else(|| mark(""))
}

/// Remembers what the server keeps now.
pub(super) fn now_known(talk: Talk, place: &str, body: &str) {
    if let Some(store) = store() {
        let name = known_name(talk, place);
        let _ = if body.trim().is_empty() { store.remove_item(&name) } else { store.set_item(&name, &mark(body)) };
    }
}

/// Once the script runs: puts what this device kept back into a field that nobody has typed in since, and opens the
/// fold around it. Gives the text that the server keeps when another device wrote it.
/// What somebody typed before they signed in is theirs afterwards.
pub(super) fn bring_back(talk: Talk, place: &str, field: &web_sys::HtmlTextAreaElement) -> Option<String> {
    let store = store()?;
    let (own, visitor) = (name(talk.me(), place), name(None, place));
    let kept = store.get_item(&own).ok().flatten().or_else(|| store.get_item(&visitor).ok().flatten());
    if talk.me().is_some() {
        let _ = store.remove_item(&visitor);
    }
    let drawn = talk.draft(place);
    let untouched = same(&field.value(), &field.default_value().unwrap_or_default());
    // A page that was left before it heard of its own text's publication kept it.
    let published = |kept: &String| talk.editable.with_untracked(|all| all.iter().any(|(_, raw)| same(raw, kept)));
    if kept.as_ref().is_some_and(published) {
        let _ = store.remove_item(&own);
        now_known(talk, place, &drawn);
        return None;
    }
    let kept = kept.filter(|kept| untouched && !same(kept, &drawn));
    let Some(kept) = kept else {
        now_known(talk, place, &drawn);
        return None;
    };
    field.set_value(&kept);
    let _ = store.set_item(&own, &kept);
    if let Ok(Some(fold)) = field.closest("details") {
        let _ = fold.set_attribute("open", "");
    }
    let told = !drawn.trim().is_empty() && mark(&drawn) != known(talk, place);
    if told {
        return Some(drawn);
    }
    now_known(talk, place, &drawn);
    None
}

/// A key that no other form has, for the next text of a form that stays.
pub(super) fn new_key() -> String {
    window().crypto().map(|c| c.random_uuid()).unwrap_or_default()
}

/// The places of replies and edits for which a text is kept on this device.
pub(super) fn kept_places(talk: Talk) -> Vec<String> {
    let Some(store) = store() else { return Vec::new() };
    let owners = [name(talk.me(), ""), name(None, "")];
    let names = (0..store.length().unwrap_or(0)).filter_map(|i| store.key(i).ok().flatten());
    let places =
        names.filter_map(|key| owners.iter().find_map(|owner| key.strip_prefix(owner.as_str()).map(str::to_owned)));
    places.filter(|place| place.starts_with(['r', 'e'])).collect()
}
