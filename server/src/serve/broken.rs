//! An answer that broke off: in place of a cut connection a page of the site's own, in the reader's language.
use super::assets::ASSETS;
use any_spawner::{CustomExecutor, Executor, PinnedFuture, PinnedLocalFuture};
use app::{
    fault::{Code, Fault},
    i18n::Lang,
    page::broken,
};
use axum::{
    extract::Request,
    middleware::Next,
    response::{IntoResponse, Response},
};
use futures::FutureExt;
use http::{HeaderName, StatusCode, header};
use std::{panic::AssertUnwindSafe, sync::Arc};
use tokio::sync::Notify;

/// The page has a style and its fonts, and no script: what broke may be what it would start.
const POLICY: &str = "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; base-uri 'none'; \
                      form-action 'self'; frame-ancestors 'none'";

tokio::task_local! {
    /// Told when a task broke off that was begun for this answer.
    static BROKE: Arc<Notify>;
}

/// Answers in place of what panicked. (The layer of `tower_http` does not know whose request it was, so it could not
/// tell the language; nor does it hear of tasks.) The panic's own words go to the log, by Rust's own hook, and nowhere
/// else.
pub async fn caught(request: Request, next: Next) -> Response {
    let to = request.uri().path().to_owned();
    let reader = Reader::of(&request);
    let broke = Arc::new(Notify::new());
    let answer = AssertUnwindSafe(BROKE.scope(Arc::clone(&broke), next.run(request))).catch_unwind();
    let answer = tokio::select! {
        biased;
        answer = answer => answer.ok(),
        () = broke.notified() => None,
    };
    answer.unwrap_or_else(|| {
        tracing::error!(to, "an answer broke off");
        reader.told()
    })
}

/// Runs Leptos' tasks on Tokio. What a page reads is read by a task of its own: when that breaks off, the page would
/// wait for ever, so the answer that it belongs to is told.
pub fn run_tasks() {
    // Another router of this process has done it already.
    let _ = Executor::init_custom_executor(Tasks);
}

struct Tasks;

impl CustomExecutor for Tasks {
    fn spawn(&self, task: PinnedFuture<()>) {
        let Ok(broke) = BROKE.try_with(Arc::clone) else {
            tokio::spawn(task);
            return;
        };
        tokio::spawn(BROKE.scope(Arc::clone(&broke), async move {
            if AssertUnwindSafe(task).catch_unwind().await.is_err() {
                broke.notify_one();
            }
        }));
    }

    fn spawn_local(&self, task: PinnedLocalFuture<()>) {
        tokio::task::spawn_local(task);
    }

    fn poll_local(&self) {}
}

/// Who gets the answer.
struct Reader {
    lang: Lang,
    /// Our own script, which reads a code.
    script: bool,
}

impl Reader {
    fn of(request: &Request) -> Self {
        let header = |name: HeaderName| request.headers().get(name).and_then(|v| v.to_str().ok()).unwrap_or_default();
        let path = request.uri().path();
        let page = header(header::REFERER).split("://").nth(1).and_then(|r| r.split_once('/')).map_or("", |(_, p)| p);
        let named = |path: &str| path.split(['/', '?']).next().and_then(|l| l.parse::<Lang>().ok());
        let lang = named(path.trim_start_matches('/')).or_else(|| named(page));
        Self {
            lang: lang.or_else(|| Lang::accepted(header(header::ACCEPT_LANGUAGE))).unwrap_or_default(),
            script: path.starts_with("/api/") && !header(header::ACCEPT).contains("text/html"),
        }
    }

    fn told(self) -> Response {
        let fault = Fault::from(Code::Broken);
        if self.script {
            let body = serde_json::to_string(&fault).unwrap_or_default();
            return (StatusCode::INTERNAL_SERVER_ERROR, [(header::CONTENT_TYPE, "application/json")], body)
                .into_response();
        }
        let headers = [(header::CONTENT_TYPE, "text/html; charset=utf-8"), (header::CONTENT_SECURITY_POLICY, POLICY)];
        (StatusCode::INTERNAL_SERVER_ERROR, headers, broken(self.lang, &ASSETS)).into_response()
    }
}

#[cfg(test)]
mod tests {
    use super::{caught, run_tasks};
    use any_spawner::Executor;
    use app::i18n::{LANGS, Words};
    use axum::{
        Router,
        body::{Body, to_bytes},
        extract::Request,
        middleware::from_fn,
        routing::get,
    };
    use tower::ServiceExt;

    async fn breaks() -> &'static str {
        panic!("a fault of ours")
    }

    /// A page whose reading breaks off in a task of a task.
    async fn waits() {
        run_tasks();
        Executor::spawn(async { Executor::spawn(async { panic!("a fault of ours") }) });
        std::future::pending().await
    }

    async fn asked(path: &str, headers: &[(&str, &str)]) -> (u16, String, String) {
        let mut request = Request::builder().uri(path);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let router = Router::new().route("/waits", get(waits)).fallback(breaks).layer(from_fn(caught));
        let response = router.oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
        let (parts, body) = response.into_parts();
        let text = String::from_utf8(to_bytes(body, 65_536).await.unwrap().to_vec()).unwrap();
        (parts.status.as_u16(), parts.headers["content-type"].to_str().unwrap().to_owned(), text)
    }

    #[tokio::test]
    async fn who_reads_gets_a_page_in_their_language() {
        for lang in LANGS {
            let sentence = Words(lang).s("fault.broken");
            for (path, headers) in [
                (format!("/{lang}/p/1-x"), vec![("accept-language", "fr")]),
                (format!("/{lang}"), vec![]),
                (
                    "/api/comment/add".to_owned(),
                    vec![
                        ("accept", "text/html,*/*"),
                        (
                            "referer",
                            ["http://pam.example/ca/p/1", "http://pam.example/es", "http://pam.example/en?q=x"]
                                [LANGS.iter().position(|l| *l == lang).unwrap()],
                        ),
                    ],
                ),
                ("/favicon.ico".to_owned(), vec![("accept-language", lang.code())]),
            ] {
                let (status, kind, page) = asked(&path, &headers).await;
                assert_eq!((status, &*kind), (500, "text/html; charset=utf-8"));
                assert!(
                    page.contains(&format!("<html lang=\"{lang}\"")) && page.contains(&*sentence),
                    "{path}: {page}"
                );
                assert!(page.matches("<h1").count() == 1 && page.contains(&format!("href=\"/{lang}\"")));
                assert!(!page.contains("a fault of ours") && !page.contains("<script"));
            }
        }
    }

    #[tokio::test]
    async fn nobody_waits_for_a_task_that_broke_off() {
        let (status, _, page) = asked("/waits", &[("accept-language", "es")]).await;
        assert!(status == 500 && page.contains("<html lang=\"es\""), "{page}");
    }

    #[tokio::test]
    async fn our_own_script_gets_a_code() {
        let told = asked("/api/comment/add", &[("accept", "application/json")]).await;
        assert_eq!((told.0, &*told.1), (500, "application/json"));
        assert!(told.2.contains("\"code\":\"broken\""), "{}", told.2);
    }
}
