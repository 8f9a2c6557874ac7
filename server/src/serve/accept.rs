//! Takes connections. Written on hyper itself rather than with `axum::serve`, so that a reader who only listens costs
//! little: ten thousand open streams are ten thousand small buffers.
use super::routes::Site;
use axum::{body::Body, extract::ConnectInfo};
use futures::FutureExt;
use hyper::{Request, body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::GracefulShutdown,
};
use std::{net::SocketAddr, time::Duration};
use tokio::{net::TcpListener, sync::watch};

/// The longest head of a request, and what a connection reads or writes at once, in bytes.
const BUFFER: usize = 8 * 1024;
/// How long the next request of a kept connection may take to come: who sends a head byte by byte is not waited for.
const HEAD: Duration = Duration::from_secs(75);
/// How long to hold back when no more files can be opened.
const BREATH: Duration = Duration::from_millis(50);
/// How long open requests may still take once the server stops.
const PATIENCE: Duration = Duration::from_secs(10);

/// Serves every connection until `stopping` says so, then lets open requests end.
pub async fn serve(listener: TcpListener, site: Site, mut stopping: watch::Receiver<bool>) {
    let mut http = http1::Builder::new();
    http.max_buf_size(BUFFER).timer(TokioTimer::new()).header_read_timeout(HEAD);
    let graceful = GracefulShutdown::new();
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            _ = stopping.wait_for(|stop| *stop) => break,
        };
        match accepted {
            Ok((socket, peer)) => {
                // Without it a streamed answer waits 40 ms for the one before to be acknowledged.
                let _ = socket.set_nodelay(true);
                let site = site.clone();
                let service = service_fn(move |request: Request<Incoming>| {
                    site.answer(request, |request| {
                        let mut request = request.map(Body::new);
                        request.extensions_mut().insert(ConnectInfo::<SocketAddr>(peer));
                        request
                    })
                });
                let connection = graceful.watch(http.serve_connection(TokioIo::new(socket), service));
                // Who goes away in the middle of an answer is nobody's fault. (In a block that waits for it the connection
                // would take its room twice.)
                tokio::spawn(connection.map(drop));
            }
            Err(error) => {
                tracing::warn!(%error, "a connection could not be taken");
                tokio::time::sleep(BREATH).await;
            }
        }
    }
    drop(listener);
    let _ = tokio::time::timeout(PATIENCE, graceful.shutdown()).await;
}
