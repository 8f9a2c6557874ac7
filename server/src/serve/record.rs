//! The public record as files: for whoever keeps a copy, and for feed readers.
use app::{
    db::Failure,
    i18n::{Lang, Words},
    record::{files, store},
    services::Services,
};
use axum::{
    extract::{Path, Query, State},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::Deserialize;

/// How many lines one file of rows holds; the next begins before its last.
const ROWS: usize = 5000;
/// How many lines the feed tells.
const NEWEST: usize = 50;

/// From where.
#[derive(Deserialize)]
pub struct Start {
    #[serde(default)]
    before: i64,
}

/// `/{lang}/log.csv`, newest first; `?before=` goes on, and a `Link` names the next file where there is one.
pub async fn csv(
    State(services): State<Services>,
    Path(lang): Path<String>,
    Query(start): Query<Start>,
) -> Result<Response, StatusCode> {
    let lang: Lang = lang.parse().map_err(|()| StatusCode::NOT_FOUND)?;
    let mut read = services.db.read().await.map_err(busy)?;
    let page = store::page(&mut read, lang, start.before, ROWS).await.map_err(busy)?;
    let mut headers = HeaderMap::new();
    headers.insert(header::CONTENT_TYPE, header::HeaderValue::from_static("text/csv; charset=utf-8; header=present"));
    if let Some(Ok(next)) = page.next.map(|id| format!("</{lang}/log.csv?before={id}>; rel=\"next\"").parse()) {
        headers.insert(header::LINK, next);
    }
    Ok((headers, files::csv(&page)).into_response())
}

/// `/{lang}/log.atom`: the newest lines.
pub async fn atom(
    State(services): State<Services>,
    Path(lang): Path<String>,
    headers: HeaderMap,
) -> Result<Response, StatusCode> {
    let lang: Lang = lang.parse().map_err(|()| StatusCode::NOT_FOUND)?;
    let mut read = services.db.read().await.map_err(busy)?;
    let page = store::page(&mut read, lang, 0, NEWEST).await.map_err(busy)?;
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or("localhost");
    let base = services.settings.public_url.clone().unwrap_or_else(|| format!("http://{host}"));
    let feed = files::atom(&page, Words(lang), base.trim_end_matches('/'));
    Ok(([(header::CONTENT_TYPE, "application/atom+xml; charset=utf-8")], feed).into_response())
}

fn busy(_: Failure) -> StatusCode {
    StatusCode::SERVICE_UNAVAILABLE
}
