//! The browser's end of the stream.
use super::{Event, Heard};
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
    /// How many pages listen to the same, where that is told.
    pub presence: RwSignal<i64>,
}

impl LiveLine {
    fn new() -> Self {
        let (connection, resync) = (RwSignal::new(Connection::Quiet), RwSignal::new(0));
        Self { connection, resync, presence: RwSignal::new(0) }
    }

    /// Does this each time the page has to fetch itself anew. Boxed, so that it is compiled once.
    pub fn on_resync(self, again: Box<dyn Fn()>) {
        Effect::new(move |seen: Option<u32>| {
            let now = self.resync.get();
            if seen.is_some_and(|seen| seen != now) {
                untrack(&again);
            }
            now
        });
    }
}

/// Subscribes to `topics` from after event `after`; each event goes to `told`. Ends with the page.
/// On the server it does nothing.
pub fn subscribe(topics: Vec<String>, after: i64, told: impl Fn(Event) + 'static) -> LiveLine {
    subscribe_while(RwSignal::new(true), topics, after, told)
}

/// The same, only while `wanted`: closed when it is not, and opened again where it stopped.
pub fn subscribe_while(
    wanted: RwSignal<bool>,
    topics: Vec<String>,
    after: i64,
    told: impl Fn(Event) + 'static,
) -> LiveLine {
    let heard = Heard::of_page();
    heard.count();
    let told = move |event: Event| {
        heard.tell(&event);
        told(event);
    };
    open(wanted, topics, after, Box::new(told))
}

/// Listens to `topics` for what [`Heard`] passes on, on a page that has no stream of its own.
pub fn listen(topics: Vec<String>, after: i64) -> LiveLine {
    let heard = Heard::of_page();
    open(RwSignal::new(true), topics, after, Box::new(move |event: Event| heard.tell(&event)))
}

fn open(wanted: RwSignal<bool>, topics: Vec<String>, after: i64, told: Box<dyn Fn(Event)>) -> LiveLine {
    let line = LiveLine::new();
    #[cfg(feature = "hydrate")]
    super::browser::open(wanted, topics, after, told, line);
    #[cfg(not(feature = "hydrate"))]
    drop((wanted, topics, after, told));
    line
}
