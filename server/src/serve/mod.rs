//! The server: routes, headers, sessions, the live stream and the browser's files.

mod accept;
mod assets;
mod broken;
mod cache;
mod config;
mod guard;
mod live;
mod own;
mod pack;
mod page;
mod record;
mod routes;
mod session;

pub use config::{Config, ConfigError, mail_settings};

use crate::cli::ServeArgs;
use app::{
    db::{Change, Clock, Db, Failure},
    fault::Fault,
    live::Hub,
    services::Services,
};
use std::{net::SocketAddr, path::Path, time::Duration};
use tokio::{net::TcpListener, sync::watch};

/// Why the server did not start.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The configuration file is not right.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// The database cannot be used.
    #[error("the database cannot be used: {0}")]
    Database(#[from] Failure),
    /// The address cannot be listened on.
    #[error("cannot listen on {0}: {1}")]
    Listen(SocketAddr, std::io::Error),
}

/// Serves until it is told to stop; applies migrations first.
///
/// # Errors
/// See [`ServeError`].
pub async fn run(database: &Path, args: &ServeArgs) -> Result<(), ServeError> {
    let config = Config::read(args)?;
    let hub = Hub::default();
    let db = Db::open(database, Clock::system(), hub.clone()).await?;
    hub.start(db.clone());
    // Decisions from before there was a record, or of another program.
    db.write::<_, Fault, _>(|tx| Box::pin(async move { Ok(Change::private(app::record::store::catch_up(tx).await?)) }))
        .await
        .map_err(|_| Failure::Other("the record could not be written".into()))?;
    let services = Services::new(db.clone(), hub, config.settings);
    let (stop, stopping) = watch::channel(false);
    let site = routes::Site::new(services.clone(), stopping, config.behind_proxy);
    let listener = TcpListener::bind(args.listen).await.map_err(|e| ServeError::Listen(args.listen, e))?;
    let address = listener.local_addr().map_err(|e| ServeError::Listen(args.listen, e))?;
    tracing::info!("Pam is at http://{address}");
    tokio::spawn(tidy(services.clone()));
    tokio::spawn(free(services));
    let until = stop.subscribe();
    tokio::spawn(async move {
        told_to_stop().await;
        let _ = stop.send(true);
    });
    accept::serve(listener, site, until).await;
    db.settle().await;
    Ok(())
}

/// Forgets what limits no longer need to remember.
async fn tidy(services: Services) {
    let mut every = tokio::time::interval(Duration::from_secs(600));
    loop {
        every.tick().await;
        services.tidy();
    }
}

/// Frees the cases that moderators have left without saying so.
async fn free(services: Services) {
    let mut every = tokio::time::interval(Duration::from_secs(30));
    loop {
        every.tick().await;
        let (db, now) = (&services.db, services.db.clock.now());
        let Ok(mut read) = db.read().await else { continue };
        if app::team::store::forgotten(&mut read, now).await.unwrap_or(false) {
            drop(read);
            let freed = db.write(|tx| Box::pin(async move { app::team::store::expire(tx).await })).await;
            if let Err(fault) = freed {
                tracing::warn!(%fault, "forgotten cases could not be freed");
            }
        }
    }
}

async fn told_to_stop() {
    let interrupt = tokio::signal::ctrl_c();
    let Ok(mut terminate) = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) else {
        let _ = interrupt.await;
        return;
    };
    tokio::select! {
        _ = interrupt => {}
        _ = terminate.recv() => {}
    }
}
