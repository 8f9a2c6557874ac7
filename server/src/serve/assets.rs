//! The browser's files, from the binary itself: hashed names, so they are cached for ever; compressed when built.
use app::{i18n::LANGS, page::Assets};
use axum::{
    extract::Path,
    response::{IntoResponse, Response},
};
use http::{HeaderMap, HeaderValue, StatusCode, header};
use rust_embed::Embed;
use serde::Deserialize;
use std::{borrow::Cow, collections::BTreeMap, sync::LazyLock};

/// What the build left in `target/site`.
#[derive(Embed)]
#[folder = "../target/site"]
#[allow_missing = true]
struct Site;

#[derive(Debug, Default, Deserialize)]
struct Manifest {
    css: String,
    work_css: String,
    boot: BTreeMap<String, String>,
    wasm: String,
    desk_boot: BTreeMap<String, String>,
    desk_wasm: String,
    icon: String,
    fonts: BTreeMap<String, String>,
}

/// The names that pages link to.
pub static ASSETS: LazyLock<Assets> = LazyLock::new(|| {
    let bytes = file("manifest.json").unwrap_or_default();
    let manifest: Manifest = serde_json::from_slice(&bytes).unwrap_or_default();
    let address = |name: &str| format!("/{name}");
    let by_lang = |names: &BTreeMap<String, String>| {
        LANGS.map(|lang| names.get(lang.code()).map(|name| address(name)).unwrap_or_default())
    };
    Assets {
        css: address(&manifest.css),
        work_css: address(&manifest.work_css),
        boot: by_lang(&manifest.boot),
        wasm: address(&manifest.wasm),
        desk_boot: by_lang(&manifest.desk_boot),
        desk_wasm: address(&manifest.desk_wasm),
        icon: address(&manifest.icon),
        font: manifest.fonts.get("pam-text").map(|f| address(f)).unwrap_or_default(),
    }
});

/// From the folder that `PAM_SITE_DIR` names while developing, else from the binary.
fn file(name: &str) -> Option<Cow<'static, [u8]>> {
    match std::env::var_os("PAM_SITE_DIR") {
        Some(folder) => std::fs::read(std::path::Path::new(&folder).join(name)).ok().map(Cow::Owned),
        None => Site::get(name).map(|f| f.data),
    }
}

fn kind(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("woff2") => "font/woff2",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        _ => "application/octet-stream",
    }
}

/// `/pkg/{file}`
pub async fn serve(Path(name): Path<String>, headers: HeaderMap) -> Response {
    if name.contains("..") || name.ends_with(".br") || name.ends_with(".gz") {
        return StatusCode::NOT_FOUND.into_response();
    }
    let name = format!("pkg/{name}");
    let accepted = super::pack::encodings(&headers);
    let packed = accepted.iter().find_map(|e| Some((file(&format!("{name}.{}", e.suffix()?))?, *e)));
    let Some((bytes, encoding)) = packed.or_else(|| Some((file(&name)?, super::pack::Encoding::Plain))) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let mut response = bytes.into_owned().into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind(&name)));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable"));
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    if let Some(name) = encoding.name() {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(name));
    }
    response
}
