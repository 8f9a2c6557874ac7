//! Reading the record; anybody may.
use super::model::RecordPage;
#[cfg(feature = "ssr")]
use super::model::Summary;
#[cfg(feature = "ssr")]
use super::store;
#[cfg(feature = "ssr")]
use crate::services::services;
use crate::{fault::Fault, i18n::Lang};
use leptos::prelude::*;

/// How many lines a page holds.
#[cfg(feature = "ssr")]
const PAGE: usize = 30;

/// A page of the record, from before line `before` (0: from the newest).
///
/// # Errors
/// When the database fails.
#[server(name = FetchLog, prefix = "/api", endpoint = "log", output = crate::wire::Answer)]
pub async fn log(lang: Lang, before: i64) -> Result<RecordPage, Fault> {
    let mut read = services().db.read().await?;
    Ok(store::page(&mut read, lang, before, PAGE).await?)
}

/// A page of the record and what all of it adds up to.
///
/// # Errors
/// When the database fails.
#[cfg(feature = "ssr")]
pub async fn log_and_summary(lang: Lang, before: i64) -> Result<(RecordPage, Summary), Fault> {
    let mut read = services().db.read().await?;
    let page = store::page(&mut read, lang, before, PAGE).await?;
    Ok((page, store::summary(&mut read).await?))
}
