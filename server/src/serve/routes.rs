//! Every address of the site.
use super::{
    assets, broken,
    cache::{Cache, Finished},
    guard, live,
    page::{self, Shelves},
    record, session,
};
use app::{
    db::Statements,
    i18n::Lang,
    page::shell,
    plan, request,
    services::{Services, Shown},
    thread,
};
use axum::{
    Router,
    body::Body,
    extract::{Path, Request, State},
    http::{HeaderMap, StatusCode, header},
    middleware::{Next, from_fn, from_fn_with_state},
    response::{IntoResponse, Redirect, Response},
    routing::{future::RouteFuture, get, post},
};
use futures::future::{self, Either};
use http_body_util::Limited;
use leptos::prelude::{provide_context, use_context};
use std::convert::Infallible;
use tokio::sync::watch;
use tower::Service;
use tower_http::limit::RequestBodyLimitLayer;

/// The longest form: a comment of the greatest length, each character percent-encoded, and its fields.
const LONGEST_FORM: usize = 96 * 1024;
/// The same of a proposal's words, for who may change them.
const LONGEST_CHANGE: usize = 1024 * 1024;

/// The whole site: pages that are ready stand ahead of everything else. Cheap to clone.
#[derive(Clone)]
pub struct Site {
    ready: Cache<Finished>,
    secure: bool,
    router: Router,
}

impl Site {
    /// With its caches empty.
    pub fn new(services: Services, stopping: watch::Receiver<bool>, behind_proxy: bool) -> Self {
        let shelves = Shelves {
            visitors: Cache::listening(&services.hub),
            residents: Cache::listening(&services.hub),
            services: services.clone(),
        };
        let (ready, secure) = (shelves.visitors.clone(), services.settings.secure);
        Self { ready, secure, router: router(services, shelves, stopping, behind_proxy) }
    }

    /// Answers one request.
    pub fn answer<B>(&self, request: http::Request<B>, whole: impl FnOnce(http::Request<B>) -> Request) -> Answer {
        if let Some(mut page) = page::ready(&self.ready, request.method(), request.uri(), request.headers()) {
            guard::stamp(page.headers_mut(), self.secure);
            return Either::Left(future::ready(Ok(page)));
        }
        Either::Right(self.router.clone().call(whole(request)))
    }
}

/// The answer to one request.
pub type Answer = Either<future::Ready<Result<Response, Infallible>>, RouteFuture<Infallible>>;

fn router(services: Services, shelves: Shelves, stopping: watch::Receiver<bool>, behind_proxy: bool) -> Router {
    let door = session::Door { services: services.clone(), behind_proxy };
    let pages = pages(services.clone()).layer(from_fn_with_state(shelves, page::finish));
    let streams = Router::new().route("/live", get(live::live)).with_state((services.clone(), stopping));
    let plain = Router::new()
        .route("/", get(home))
        .route("/health/ready", get(ready))
        .route("/{lang}/log.csv", get(record::csv))
        .route("/{lang}/log.atom", get(record::atom))
        .with_state(services.clone())
        .route("/health/live", get(|| async { "ok\n" }))
        .route("/favicon.ico", get(|| async { Redirect::permanent(&assets::ASSETS.icon) }))
        .route("/pkg/{*file}", get(assets::serve));
    pages
        .merge(functions(services.clone()))
        .merge(streams)
        .layer(from_fn_with_state(door, session::meet))
        .merge(plain)
        .layer(from_fn(short))
        .layer(RequestBodyLimitLayer::new(LONGEST_CHANGE))
        .layer(from_fn_with_state(services.clone(), guard::same_origin))
        .layer(from_fn(broken::caught))
        .layer(from_fn_with_state(services, guard::headers))
}

/// Everywhere but where a proposal's words are changed, a form is short; whether or not its length was declared.
async fn short(request: Request, next: Next) -> Response {
    if request.uri().path() == "/api/proposal/change" {
        return next.run(request).await;
    }
    let declared = request.headers().get(header::CONTENT_LENGTH).and_then(|n| n.to_str().ok()?.parse::<usize>().ok());
    if declared.is_some_and(|n| n > LONGEST_FORM) {
        return StatusCode::PAYLOAD_TOO_LARGE.into_response();
    }
    next.run(request.map(|body| Body::new(Limited::new(body, LONGEST_FORM)))).await
}

/// What the app finds in its context, beside what Leptos gives.
fn provide(services: &Services) {
    let mut services = services.clone();
    if let Some(parts) = use_context::<http::request::Parts>() {
        if let Some(shown) = parts.extensions.get::<Shown>() {
            provide_context(shown.clone());
        }
        if let Some(statements) = parts.extensions.get::<Statements>() {
            services.db = services.db.counting(statements.clone());
        }
    }
    provide_context(services);
}

/// Whatever the app draws. Its own router knows which addresses have a page; any other gets its own 404, in the
/// reader's language. So nothing is listed here, and no route carries a state of Leptos' along.
fn pages(services: Services) -> Router {
    broken::run_tasks();
    let house = services.clone();
    let context = move || {
        provide(&house);
        provide_context(assets::ASSETS.clone());
        request::provide_page();
    };
    let draw = leptos_axum::render_app_async_with_context(context, shell);
    let lost = draw.clone();
    let place = move |Path((lang, id)): Path<(String, String)>, request: Request| {
        let (services, lost) = (services.clone(), lost.clone());
        async move {
            match place(&services, &lang, &id).await {
                Ok(Some(to)) => Redirect::to(&to).into_response(),
                Ok(None) => lost(request).await,
                Err(_) => StatusCode::SERVICE_UNAVAILABLE.into_response(),
            }
        }
    };
    Router::new().route("/{lang}/c/{id}", get(place)).fallback_service(get(draw))
}

fn functions(services: Services) -> Router {
    let handler = move |request: Request| {
        let services = services.clone();
        async move { leptos_axum::handle_server_fns_with_context(move || provide(&services), request).await }
    };
    Router::new().route("/api/{*name}", post(handler))
}

/// `/`: to the reader's language, by cookie, then by what the browser prefers.
async fn home(State(services): State<Services>, headers: HeaderMap) -> Response {
    let cookie = request::cookie_name("pam_lang", services.settings.secure);
    let chosen = session::cookie(&headers, &cookie).and_then(|l| l.parse::<Lang>().ok());
    let accepted = || headers.get(header::ACCEPT_LANGUAGE).and_then(|v| v.to_str().ok()).and_then(Lang::accepted);
    let lang = chosen.or_else(accepted).unwrap_or_default();
    ([(header::VARY, "accept-language, cookie")], Redirect::temporary(&format!("/{lang}"))).into_response()
}

/// `/{lang}/c/{id}`: the page and place of a comment, where there is one.
async fn place(services: &Services, lang: &str, id: &str) -> Result<Option<String>, app::db::Failure> {
    let (Ok(lang), Ok(id)) = (lang.parse::<Lang>(), id.parse::<i64>()) else { return Ok(None) };
    let mut read = services.db.read().await?;
    let Some((proposal, first)) = thread::store::place(&mut read, id).await? else { return Ok(None) };
    let Some((_, _, found, _)) = plan::store::proposal(&mut read, lang, proposal).await? else { return Ok(None) };
    let address = plan::address(lang, 'p', proposal, &found.title.text);
    let from = if first { String::new() } else { format!("?from={id}") };
    Ok(Some(format!("{address}{from}#c-{id}")))
}

/// `/health/ready`: whether the database answers.
async fn ready(State(services): State<Services>) -> Response {
    match services.db.read().await {
        Ok(_) => "ok\n".into_response(),
        Err(_) => StatusCode::SERVICE_UNAVAILABLE.into_response(),
    }
}
