//! What a plain form was refused with: the page's own address tells it, in codes of ours and nothing else.
use crate::fault::Fault;
use serde::{Deserialize, Serialize};

/// The refusal that this page shows, and of which form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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

/// Reads it, and gives the page its status.
#[cfg(feature = "ssr")]
pub fn refused() -> Option<Refused> {
    use crate::{fault::Code, page::query, request};
    let number = |name: &str| query(name).and_then(|v| v.parse().ok()).unwrap_or(0);
    let code = match query("fault") {
        Some(code) => code.parse::<Code>().ok()?,
        // A form that could not even be read: the macro's own redirect says so.
        None => query("__err").map(|_| Code::BadForm)?,
    };
    let fault = Fault { code, n: number("n"), retry: number("retry") };
    // A plain form's page says that it was refused, whatever the reason (429 when it was too often). Anybody can write
    // such an address, so it never claims that the house is broken.
    request::status(if matches!(code, Code::TooMany | Code::Slow) { 429 } else { 422 });
    if fault.retry > 0 {
        request::header(http::header::RETRY_AFTER, &fault.retry.to_string());
    }
    Some(Refused { fault, at: query("at").unwrap_or_default() })
}
