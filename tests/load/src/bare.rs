//! What Pam is held against: the same kind of server with nothing in it. One address answers bytes that are ready;
//! the other draws fifty comments that stand in the program, with Leptos and without data, session or compression.
use crate::texts::{COMMENTS, parent, said};
use anyhow::Result;
use axum::{
    Router,
    body::Bytes,
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
    routing::get,
    serve::ListenerExt,
};
use leptos::prelude::*;
use std::{io::Write, path::Path};
use tokio::net::TcpListener;

/// Serves until it is killed; prints where.
pub async fn serve(file: &Path) -> Result<()> {
    // A second call would be an error; there is none.
    let _ = any_spawner::Executor::init_tokio();
    let bytes = Bytes::from(std::fs::read(file)?);
    let router = Router::new()
        .route("/static", get(move || async move { ready(bytes.clone()) }))
        .route("/leptos", get(leptos_axum::render_app_to_stream(page)));
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let mut out = std::io::stdout();
    writeln!(out, "{}", listener.local_addr()?)?;
    out.flush()?;
    let listener = listener.tap_io(|socket| {
        let _ = socket.set_nodelay(true);
    });
    axum::serve(listener, router).await?;
    Ok(())
}

/// A visitor's page as it was kept.
fn ready(bytes: Bytes) -> Response {
    let fields = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8")),
        (header::CONTENT_ENCODING, HeaderValue::from_static("br")),
        (header::VARY, HeaderValue::from_static("accept-encoding, cookie")),
    ];
    (fields, bytes).into_response()
}

fn page() -> impl IntoView {
    view! {
        <!DOCTYPE html>
        <html lang="ca">
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <title>"bare"</title>
            </head>
            <body><main><h1>"bare"</h1><ol>{(0..COMMENTS).map(|at| view! { <Comment at/> }).collect_view()}</ol></main></body>
        </html>
    }
}

/// As much as one comment needs to be read, and no more.
#[component]
fn Comment(at: usize) -> impl IntoView {
    let class = if parent(at).is_some() { "d1" } else { "d0" };
    view! {
        <li class=class>
            <article id=format!("c-{at}") data-comment=at>
                <header><b>"resident"</b>" "<time datetime="2016-11-24T12:00:00Z">"24.11.2016"</time></header>
                {said(at).split("\n\n").map(|words| view! { <p>{words}</p> }).collect_view()}
            </article>
        </li>
    }
}
