//! `EventSource` by `gloo-net`: kept open while the page is shown, opened anew when the browser gives up.
use super::{Connection, Event, LiveLine, wake::Turn};
use futures::{
    StreamExt,
    future::{AbortHandle, Abortable},
    stream::select,
};
use gloo_net::eventsource::{State, futures::EventSource};
use leptos::{prelude::*, task::spawn_local};
use std::{
    cell::{Cell, RefCell},
    rc::Rc,
    time::Duration,
};
use wasm_bindgen::{JsCast, closure::Closure};

/// How long to wait before a stream that closed for good is opened anew.
const AGAIN: Duration = Duration::from_secs(4);

struct Stream {
    topics: Vec<String>,
    /// The last event heard: where a new stream goes on.
    last: Cell<i64>,
    /// Boxed, so that all of this is compiled once and not for each subscriber.
    told: Box<dyn Fn(Event)>,
    line: LiveLine,
    /// Ends the reading of the present stream.
    reading: RefCell<Option<AbortHandle>>,
    /// Whether the page wants one.
    wanted: Cell<bool>,
    /// Whether nobody is looking.
    resting: Cell<bool>,
    over: Cell<bool>,
}

/// Opens the stream while it is wanted; closes it when its owner is cleaned up.
pub(super) fn open(wanted: RwSignal<bool>, topics: Vec<String>, after: i64, told: Box<dyn Fn(Event)>, line: LiveLine) {
    let stream = Rc::new(Stream {
        topics,
        last: Cell::new(after),
        told,
        line,
        reading: RefCell::new(None),
        wanted: Cell::new(false),
        resting: Cell::new(false),
        over: Cell::new(false),
    });
    let asked = Rc::clone(&stream);
    // After hydration: nothing of this may change what is being taken over.
    Effect::new(move || {
        asked.wanted.set(wanted.get());
        settle(&asked);
    });
    let woken = Rc::clone(&stream);
    super::wake::watch(move |turn| {
        woken.resting.set(turn == Turn::Rest);
        if turn == (Turn::Resume { anew: true }) {
            woken.stop();
        }
        settle(&woken);
    });
    let held = StoredValue::new_local(stream);
    on_cleanup(move || {
        held.try_with_value(|stream| {
            stream.over.set(true);
            stream.stop();
        });
    });
}

impl Stream {
    fn stop(&self) {
        if let Some(reading) = self.reading.borrow_mut().take() {
            reading.abort();
        }
    }

    fn due(&self) -> bool {
        self.wanted.get() && !self.resting.get() && !self.over.get()
    }

    fn address(&self) -> String {
        let topics: Vec<String> = self.topics.iter().map(|t| format!("topic={t}")).collect();
        format!("/live?{}&after={}", topics.join("&"), self.last.get())
    }
}

/// Opens or closes, as things are now.
fn settle(stream: &Rc<Stream>) {
    if stream.due() {
        connect(stream);
    } else {
        stream.stop();
        if !stream.over.get() {
            stream.line.connection.try_set(Connection::Quiet);
        }
    }
}

fn connect(stream: &Rc<Stream>) {
    if !stream.due() || stream.reading.borrow().is_some() {
        return;
    }
    let Ok(mut source) = EventSource::new(&stream.address()) else { return later(stream) };
    let (Ok(messages), Ok(resync), Ok(presence), Ok(opened), Ok(errors)) = (
        source.subscribe("message"),
        source.subscribe("resync"),
        source.subscribe("presence"),
        source.subscribe("open"),
        source.subscribe("error"),
    ) else {
        return later(stream);
    };
    let (handle, registration) = AbortHandle::new_pair();
    *stream.reading.borrow_mut() = Some(handle);
    let mut heard = select(select(messages, resync), select(presence, select(opened, errors)));
    let stream = Rc::clone(stream);
    let reading = async move {
        while let Some(next) = heard.next().await {
            if let Ok((kind, message)) = next {
                hear(&stream, &kind, &message);
            }
            if source.state() == State::Closed {
                break;
            }
        }
        drop(source);
        stream.reading.borrow_mut().take();
        later(&stream);
    };
    spawn_local(async move {
        let _ = Abortable::new(reading, registration).await;
    });
}

fn hear(stream: &Stream, kind: &str, message: &web_sys::MessageEvent) {
    match kind {
        "open" => stream.line.connection.set(Connection::Open),
        "error" => stream.line.connection.set(Connection::Lost),
        "presence" => {
            let told = message.data().as_string().and_then(|n| n.parse().ok());
            stream.line.presence.set(told.unwrap_or(0));
        }
        "resync" => {
            if let Ok(seq) = message.last_event_id().parse() {
                stream.last.set(seq);
            }
            stream.line.resync.update(|n| *n += 1);
        }
        _ => {
            let event = message.data().as_string().and_then(|text| crate::wire::read::<Event>(&text).ok());
            if let Some(event) = event {
                stream.last.set(event.seq.max(stream.last.get()));
                (stream.told)(event);
            }
        }
    }
}

fn later(stream: &Rc<Stream>) {
    if !stream.due() {
        return;
    }
    stream.line.connection.set(Connection::Lost);
    let stream = Rc::clone(stream);
    let again = Closure::once_into_js(move || connect(&stream));
    if let Some(window) = web_sys::window() {
        let milliseconds = i32::try_from(AGAIN.as_millis()).unwrap_or(i32::MAX);
        let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(again.unchecked_ref(), milliseconds);
    }
}
