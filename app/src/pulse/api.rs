//! Reading the figures of the desk.
use super::model::Pulse;
#[cfg(feature = "ssr")]
use super::store;
use crate::{fault::Fault, i18n::Lang};
#[cfg(feature = "ssr")]
use crate::{moderation::moderator, services::services};
use leptos::prelude::*;

/// The figures as they are now.
///
/// # Errors
/// [`crate::fault::Code::Forbidden`] for who may not moderate.
#[server(name = FetchPulse, prefix = "/api", endpoint = "desk/figures", output = crate::wire::Answer)]
pub async fn pulse(lang: Lang) -> Result<Pulse, Fault> {
    moderator()?;
    let services = services();
    Ok(store::pulse(&mut services.db.read().await?, lang, services.db.clock.now()).await?)
}
