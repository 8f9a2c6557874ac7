//! The browser's end of the stream.
use super::Event;
use leptos::prelude::*;

/// How the stream is doing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Connection {
    /// Not open yet, or not wanted.
    #[default]
    Quiet,
    /// Open.
    Open,
    /// Lost; the browser is trying again.
    Lost,
}

/// A subscription on a page.
#[derive(Clone, Copy)]
pub struct LiveLine {
    /// How it is doing.
    pub connection: RwSignal<Connection>,
    /// Grows by one each time the page has to fetch itself anew.
    pub resync: RwSignal<u32>,
}

/// Subscribes to `topics` from after event `after`; each event goes to `told`. Ends with the page.
/// On the server it does nothing.
pub fn subscribe(topics: Vec<String>, after: i64, told: impl Fn(Event) + 'static) -> LiveLine {
    let line = LiveLine { connection: RwSignal::new(Connection::Quiet), resync: RwSignal::new(0) };
    #[cfg(feature = "hydrate")]
    super::browser::open(topics, after, told, line);
    #[cfg(not(feature = "hydrate"))]
    drop((topics, after, told));
    line
}
