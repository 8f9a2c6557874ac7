//! What Pam is held against: the same kind of server with nothing in it. One address answers bytes that are ready;
//! one draws fifty comments that stand in the program, with Leptos and without data, session or compression; one is a
//! stream that carries whatever is posted to another, as it came.
use crate::texts::{COMMENTS, parent, said};
use anyhow::{Context, Result};
use axum::{
    Router,
    body::{Body, Bytes},
    extract::State,
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
    routing::{get, post},
    serve::ListenerExt,
};
use leptos::prelude::*;
use std::{
    convert::Infallible,
    io::{BufRead, BufReader, Write},
    net::SocketAddr,
    path::Path,
    process::{Child, Command, Stdio},
};
use tokio::{net::TcpListener, sync::broadcast};

/// How many frames a subscriber may be behind: as many as one of Pam's.
const BEHIND: usize = 256;

/// Serves until it is killed, with the bytes of a file ready if there is one; prints where.
pub async fn serve(ready: Option<&Path>) -> Result<()> {
    // A second call would be an error; there is none.
    let _ = any_spawner::Executor::init_tokio();
    let bytes = Bytes::from(ready.map(std::fs::read).transpose()?.unwrap_or_default());
    let router = Router::new()
        .route("/static", get(move || async move { kept(bytes.clone()) }))
        .route("/leptos", get(leptos_axum::render_app_to_stream(page)))
        .route("/live", get(listen))
        .route("/say", post(say))
        .with_state(broadcast::Sender::<Bytes>::new(BEHIND));
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
fn kept(bytes: Bytes) -> Response {
    let fields = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8")),
        (header::CONTENT_ENCODING, HeaderValue::from_static("br")),
        (header::VARY, HeaderValue::from_static("accept-encoding, cookie")),
    ];
    (fields, bytes).into_response()
}

/// A stream of what is said from now on: each frame once in memory, whoever hears it.
async fn listen(State(voice): State<broadcast::Sender<Bytes>>) -> Response {
    let frames = futures::stream::unfold(voice.subscribe(), |mut heard| async move {
        let frame = heard.recv().await.ok()?;
        Some((Ok::<_, Infallible>(frame), heard))
    });
    ([(header::CONTENT_TYPE, HeaderValue::from_static("text/event-stream"))], Body::from_stream(frames)).into_response()
}

/// Tells everybody the bytes that came.
async fn say(State(voice): State<broadcast::Sender<Bytes>>, frame: Bytes) {
    // Without a listener there is nobody to tell.
    let _ = voice.send(frame);
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

/// This program again, as the bare server.
pub struct Bare {
    child: Child,
    /// Where it listens.
    pub address: SocketAddr,
}

impl Bare {
    /// Starts it; a file's bytes are one of its answers.
    pub fn start(ready: Option<&Path>) -> Result<Self> {
        let mut command = Command::new(std::env::current_exe()?);
        let mut child = command.arg("bare").args(ready).stdout(Stdio::piped()).spawn()?;
        let out = child.stdout.take().context("the bare server says nothing")?;
        let mut bare = Self { child, address: SocketAddr::from(([127, 0, 0, 1], 0)) };
        let mut line = String::new();
        BufReader::new(out).read_line(&mut line)?;
        bare.address = line.trim().parse().context("the bare server did not start")?;
        Ok(bare)
    }

    /// The number of its process.
    pub fn id(&self) -> u32 {
        self.child.id()
    }
}

impl Drop for Bare {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
