//! What the address of the page asks for, and who asks.
use super::FaultPage;
use crate::{account::Person, fault::Fault};
use http::request::Parts;
use leptos::prelude::*;
use std::future::Future;

/// The path of the page.
pub fn path() -> String {
    with_context::<Parts, _>(|parts| parts.uri.path().to_owned()).unwrap_or_default()
}

/// A part of the path, the language being the first (1).
pub fn segment(n: usize) -> Option<String> {
    path().split('/').nth(n).filter(|part| !part.is_empty()).map(str::to_owned)
}

/// The value that the address gives a name.
pub fn query(name: &str) -> Option<String> {
    with_context::<Parts, _>(|parts| {
        let pairs = form_urlencoded::parse(parts.uri.query().unwrap_or_default().as_bytes());
        pairs.into_iter().find(|(given, _)| given == name).map(|(_, value)| value.into_owned())
    })
    .flatten()
}

/// The whole query of the page, as it stands in the address.
pub fn asked() -> String {
    with_context::<Parts, _>(|parts| parts.uri.query().unwrap_or_default().to_owned()).unwrap_or_default()
}

/// A value of it as a number; `0` where there is none.
pub fn number(name: &str) -> i64 {
    query(name).and_then(|n| n.parse().ok()).unwrap_or(0)
}

/// Who reads the page.
pub fn reader() -> Option<Person> {
    crate::request::caller().person
}

/// Draws a page once what it shows is there, or tells why it cannot.
pub fn show<T: 'static, V: IntoView + 'static>(
    found: impl Future<Output = Result<T, Fault>> + Send + 'static,
    draw: impl FnOnce(T) -> V + Send + 'static,
) -> AnyView {
    waiting(async move {
        match found.await {
            Ok(found) => draw(found).into_any(),
            Err(fault) => view! { <FaultPage fault/> }.into_any(),
        }
    })
}

/// Holds the page back until this is there. Alone, a `Suspend` would be drawn outside its owner.
pub(super) fn waiting(drawn: impl Future<Output = AnyView> + Send + 'static) -> AnyView {
    view! { <Suspense fallback=|| ()>{Suspend::new(drawn)}</Suspense> }.into_any()
}
