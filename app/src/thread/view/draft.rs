//! What is being typed stays on the device until it is published: one text for each place and person.
use super::Talk;
use leptos::prelude::*;

/// The name under which a text is kept.
#[cfg(feature = "hydrate")]
fn name(owner: Option<i64>, place: &str) -> String {
    format!("pam.draft.{}.{place}", owner.map_or_else(|| "visitor".to_owned(), |id| id.to_string()))
}

#[cfg(feature = "hydrate")]
fn store() -> Option<web_sys::Storage> {
    window().local_storage().ok().flatten()
}

/// Keeps a text; an empty one is forgotten.
pub(super) fn keep(talk: Talk, place: &str, body: &str) {
    #[cfg(feature = "hydrate")]
    if let Some(store) = store() {
        let name = name(talk.me(), place);
        let _ = if body.trim().is_empty() { store.remove_item(&name) } else { store.set_item(&name, body) };
    }
    #[cfg(not(feature = "hydrate"))]
    let _ = (talk, place, body);
}

/// Once the script runs: puts what was kept back into an empty field, and opens the fold around it.
/// What somebody typed before they signed in is theirs afterwards.
pub(super) fn bring_back(talk: Talk, place: String, field: NodeRef<leptos::html::Textarea>) {
    #[cfg(feature = "hydrate")]
    Effect::new(move || {
        let (Some(field), Some(store)) = (field.get(), store()) else { return };
        let own = name(talk.me(), &place);
        let visitor = name(None, &place);
        let kept = store.get_item(&own).ok().flatten().or_else(|| store.get_item(&visitor).ok().flatten());
        if talk.me().is_some() {
            let _ = store.remove_item(&visitor);
        }
        let Some(kept) = kept.filter(|_| field.value().trim().is_empty()) else { return };
        field.set_value(&kept);
        let _ = store.set_item(&own, &kept);
        if let Ok(Some(fold)) = field.closest("details") {
            let _ = fold.set_attribute("open", "");
        }
    });
    #[cfg(not(feature = "hydrate"))]
    let _ = (talk, place, field);
}

/// A key that no other form has, for the next text of a form that stays.
pub(super) fn new_key() -> String {
    #[cfg(feature = "hydrate")]
    {
        window().crypto().map(|c| c.random_uuid()).unwrap_or_default()
    }
    #[cfg(not(feature = "hydrate"))]
    {
        String::new()
    }
}

/// The places of replies and edits for which a text is kept on this device.
#[cfg(feature = "hydrate")]
pub(super) fn kept_places(talk: Talk) -> Vec<String> {
    let Some(store) = store() else { return Vec::new() };
    let owners = [name(talk.me(), ""), name(None, "")];
    let names = (0..store.length().unwrap_or(0)).filter_map(|i| store.key(i).ok().flatten());
    let places =
        names.filter_map(|key| owners.iter().find_map(|owner| key.strip_prefix(owner.as_str()).map(str::to_owned)));
    places.filter(|place| place.starts_with(['r', 'e'])).collect()
}
