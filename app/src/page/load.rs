//! What a page is given, and the moment until it is there.
//!
//! Every page's data goes through one resource of one type, whatever it holds: each type of resource would be compiled
//! anew into the browser's file.
use crate::{
    fault::{Code, Fault},
    html::PageJson,
};
use codee::{Decoder, Encoder};
use leptos::prelude::*;
use serde::{Serialize, de::DeserializeOwned};
use std::{any::Any, future::Future, marker::PhantomData, pin::Pin, sync::Arc};

/// Typed where it was fetched; JSON where it came with the page.
#[derive(Clone)]
struct Loaded {
    value: Option<Arc<dyn Any + Send + Sync>>,
    json: Arc<str>,
}

impl Loaded {
    fn new<T: Serialize + Send + Sync + 'static>(value: T) -> Self {
        let json = if cfg!(feature = "ssr") { PageJson::encode(&value).unwrap_or_default() } else { String::new() };
        Self { value: Some(Arc::new(value)), json: json.into() }
    }

    fn value<T: DeserializeOwned + Clone + 'static>(&self) -> Result<T, Fault> {
        let value = match &self.value {
            Some(value) => value.downcast_ref::<T>().cloned(),
            None => serde_json::from_str(&self.json).ok(),
        };
        value.ok_or_else(|| Code::Broken.into())
    }
}

/// How it travels with the page: a value's JSON, or a refusal's behind a mark that no JSON begins with.
struct Carried;

impl Encoder<Result<Loaded, Fault>> for Carried {
    type Error = serde_json::Error;
    type Encoded = String;

    fn encode(value: &Result<Loaded, Fault>) -> Result<String, Self::Error> {
        match value {
            Ok(loaded) => Ok(loaded.json.to_string()),
            Err(fault) => Ok(format!("!{}", serde_json::to_string(fault)?)),
        }
    }
}

impl Decoder<Result<Loaded, Fault>> for Carried {
    type Error = serde_json::Error;
    type Encoded = str;

    fn decode(text: &str) -> Result<Result<Loaded, Fault>, Self::Error> {
        match text.strip_prefix('!') {
            Some(fault) => Ok(Err(serde_json::from_str(fault)?)),
            None => Ok(Ok(Loaded { value: None, json: text.into() })),
        }
    }
}

type Boxed<T> = Pin<Box<dyn Future<Output = T> + Send>>;
type Fetch = Box<dyn Fn() -> Boxed<Result<Loaded, Fault>> + Send + Sync>;

/// What a page asks the server for; copied freely.
pub struct Load<T> {
    resource: Resource<Result<Loaded, Fault>, Carried>,
    of: PhantomData<fn() -> T>,
}

impl<T> Clone for Load<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Load<T> {}

/// Fetches before the page is drawn, and anew whenever `source` changes. Before hydration nothing is fetched: the
/// value came with the page.
pub fn load<T, Fut>(
    source: impl Fn() -> String + Send + Sync + 'static,
    fetch: impl Fn() -> Fut + Send + Sync + 'static,
) -> Load<T>
where
    T: Serialize + Send + Sync + 'static,
    Fut: Future<Output = Result<T, Fault>> + Send + 'static,
{
    let fetch: Fetch = Box::new(move || {
        let fetched = fetch();
        Box::pin(async move { fetched.await.map(Loaded::new) })
    });
    Load { resource: resource(Box::new(source), fetch), of: PhantomData }
}

fn resource(source: Box<dyn Fn() -> String + Send + Sync>, fetch: Fetch) -> Resource<Result<Loaded, Fault>, Carried> {
    Resource::new_with_options(source, move |_| fetch(), true)
}

impl<T: DeserializeOwned + Clone + 'static> Load<T> {
    /// Waits until it is there.
    ///
    /// # Errors
    /// What the server refused with.
    pub async fn get(self) -> Result<T, Fault> {
        self.resource.await.and_then(|loaded| loaded.value())
    }

    /// Fetches it anew; what is on screen stays until it is there.
    pub fn refetch(self) {
        self.resource.refetch();
    }
}

/// Draws a page once what it waits for is there; meanwhile the page before it stays.
pub fn show<Fut>(draw: impl Fn() -> Fut + Send + Sync + 'static) -> AnyView
where
    Fut: Future<Output = AnyView> + Send + 'static,
{
    waiting(Box::new(move || Box::pin(draw())))
}

fn waiting(draw: Box<dyn Fn() -> Boxed<AnyView> + Send + Sync>) -> AnyView {
    view! { <Transition fallback=|| ()>{move || Suspend::new(draw())}</Transition> }.into_any()
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::{Carried, Loaded};
    use crate::fault::{Code, Fault};
    use codee::{Decoder, Encoder};

    #[test]
    fn a_value_and_a_refusal_travel_with_the_page() {
        let text = Carried::encode(&Ok(Loaded::new(vec![1_i64, 2]))).unwrap();
        assert_eq!(Carried::decode(&text).unwrap().unwrap().value::<Vec<i64>>().unwrap(), [1, 2]);
        let refused: Result<Loaded, Fault> = Err(Fault { code: Code::TooMany, n: 0, retry: 7 });
        let text = Carried::encode(&refused).unwrap();
        assert_eq!(Carried::decode(&text).unwrap().err().unwrap().retry, 7);
    }
}
