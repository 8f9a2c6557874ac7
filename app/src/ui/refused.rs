//! What a plain form was refused with: the page's own address tells it, in codes of ours and nothing else.
use crate::fault::{Code, Fault};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// The refusal that this page shows, and of which form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// Why.
    pub fault: Fault,
    /// The place of the form (see [`crate::thread::Place`]).
    pub at: String,
}

impl Refused {
    /// The refusal of one form.
    pub fn of(refused: &Option<Self>, place: &str) -> Option<Fault> {
        refused.as_ref().filter(|r| r.at == place).map(|r| r.fault)
    }
}

/// Reads it, and on the server gives the page its status.
pub fn refused() -> Option<Refused> {
    let query = use_query_map().get_untracked();
    let number = |name: &str| query.get(name).and_then(|v| v.parse().ok()).unwrap_or(0);
    let code = match query.get("fault") {
        Some(code) => code.parse::<Code>().ok()?,
        // A form that could not even be read: the macro's own redirect says so.
        None => query.get("__err").map(|_| Code::BadForm)?,
    };
    let fault = Fault { code, n: number("n"), retry: number("retry") };
    #[cfg(feature = "ssr")]
    {
        // A plain form's page says that it was refused, whatever the reason (429 when it was too often). Anybody can
        // write such an address, so it never claims that the house is broken.
        crate::request::status(if matches!(code, Code::TooMany | Code::Slow) { 429 } else { 422 });
        if fault.retry > 0 {
            crate::request::header(http::header::RETRY_AFTER, &fault.retry.to_string());
        }
    }
    Some(Refused { fault, at: query.get("at").unwrap_or_default() })
}
