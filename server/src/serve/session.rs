//! Who asks: cookies to a [`Caller`], before the app sees the request.
use app::{
    account,
    i18n::Lang,
    request::{Caller, cookie_name, digest},
    services::Services,
};
use axum::{
    extract::{ConnectInfo, Request, State},
    middleware::Next,
    response::Response,
};
use http::{HeaderMap, HeaderValue, header};
use std::net::{IpAddr, SocketAddr};

/// What the middleware needs.
#[derive(Clone)]
pub struct Door {
    /// For sessions.
    pub services: Services,
    /// Whether a proxy of ours stands in front.
    pub behind_proxy: bool,
}

/// The value of a cookie.
pub fn cookie<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|v| v.to_str().ok())
        .flat_map(|v| v.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(key, value)| *key == name && !value.is_empty())
        .map(|(_, value)| value)
}

/// Puts the caller beside the request.
pub async fn meet(State(door): State<Door>, mut request: Request, next: Next) -> Response {
    let (session, draft) = secrets(&door, &request);
    let ip = ip(&door, &request);
    let person = match &session {
        Some(session) => person(&door, session).await,
        None => None,
    };
    let session = session.filter(|_| person.is_some());
    request.extensions_mut().insert(Caller { person, session, draft, ip });
    let chosen = chosen_language(&door, &request);
    let mut response = next.run(request).await;
    if let Some(cookie) = chosen {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}

/// A reader who changes the language on a page of ours finds it again at `/`.
fn chosen_language(door: &Door, request: &Request) -> Option<HeaderValue> {
    let secure = door.services.settings.secure;
    let lang: Lang = request.uri().path().split('/').nth(1)?.parse().ok()?;
    let from_here = request.headers().get("sec-fetch-site").is_some_and(|v| v == "same-origin");
    let name = cookie_name("pam_lang", secure);
    if !from_here || cookie(request.headers(), &name) == Some(lang.code()) {
        return None;
    }
    let mark = if secure { "; Secure" } else { "" };
    HeaderValue::from_str(&format!("{name}={lang}; Path=/; HttpOnly; SameSite=Lax; Max-Age=31536000{mark}")).ok()
}

/// The hashes of the session's and the draft's cookie.
fn secrets(door: &Door, request: &Request) -> (Option<String>, Option<String>) {
    let secure = door.services.settings.secure;
    let secret = |name: &str| cookie(request.headers(), &cookie_name(name, secure)).map(digest);
    (secret(account::SESSION_COOKIE), secret(account::DRAFT_COOKIE))
}

async fn person(door: &Door, session: &str) -> Option<account::Person> {
    let now = door.services.db.clock.now();
    account::store::by_session(&door.services.db, session, now).await.ok().flatten()
}

fn ip(door: &Door, request: &Request) -> IpAddr {
    let direct = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|c| c.0.ip());
    let forwarded = || {
        let header = request.headers().get("x-forwarded-for")?.to_str().ok()?;
        header.rsplit(',').next()?.trim().parse().ok()
    };
    let told = if door.behind_proxy { forwarded() } else { None };
    told.or(direct).unwrap_or(IpAddr::from([127, 0, 0, 1]))
}
