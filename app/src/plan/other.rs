//! Plans beside the first.
use super::model::FrontPage;
#[cfg(feature = "ssr")]
use crate::{fault::Code, plan::store, services::services};
use crate::{fault::Fault, i18n::Lang};
use leptos::prelude::*;

/// The front page of any plan, by its number.
///
/// # Errors
/// When there is none of that number.
#[server(name = FetchPlan, prefix = "/api", endpoint = "plan/other", output = crate::wire::Answer)]
pub async fn plan_page(lang: Lang, plan: i64) -> Result<FrontPage, Fault> {
    let mut read = services().db.read().await?;
    store::front_of(&mut read, lang, Some(plan)).await?.ok_or_else(|| Code::NotFound.into())
}
