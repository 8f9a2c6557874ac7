//! How a reader wants what others do: as it happens, when they ask, or not at all. Kept on the device.
use super::{Talk, news::Letters};
use crate::{
    i18n::words,
    live::{Counts, Event},
    page::mark_event,
    ui::focus,
};
use leptos::prelude::*;

/// The choice.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Choice {
    /// Arrivals wait behind their count; what changes does so in place.
    #[default]
    Live,
    /// Only what is removed changes the page, until the reader asks for the rest.
    Asked,
    /// Nothing is listened to.
    Off,
}

impl Choice {
    const ALL: [Self; 3] = [Self::Live, Self::Asked, Self::Off];

    const fn as_str(self) -> &'static str {
        match self {
            Self::Live => "live",
            Self::Asked => "asked",
            Self::Off => "off",
        }
    }
}

/// The choice at work; copied freely.
#[derive(Clone, Copy)]
pub(super) struct Pace {
    choice: RwSignal<Choice>,
    /// What waits until it is asked for, in order.
    held: RwSignal<Vec<Event>>,
    /// Whether the page has a stream.
    pub wanted: RwSignal<bool>,
}

impl Pace {
    pub(super) fn new() -> Self {
        let choice = kept();
        let wanted = RwSignal::new(choice != Choice::Off);
        Self { choice: RwSignal::new(choice), held: RwSignal::new(Vec::new()), wanted }
    }

    /// Takes in what the stream tells, or keeps it for later.
    pub(super) fn hear(self, talk: Talk, counts: RwSignal<Counts>, event: Event) {
        if self.choice.get_untracked() != Choice::Asked {
            return take(talk, counts, &[event]);
        }
        if let Some(comment) = event.data.comment.as_ref().filter(|c| !c.visible()) {
            talk.thread.update(|thread| thread.take_out(comment));
        }
        self.held.update(|held| held.push(event));
    }

    /// A page drawn anew holds all that was held back.
    pub(super) fn forget(self) {
        self.held.try_update(Vec::clear);
    }

    fn choose(self, talk: Talk, counts: RwSignal<Counts>, choice: Choice) {
        self.choice.set(choice);
        self.wanted.set(choice != Choice::Off);
        keep(choice);
        if choice == Choice::Live {
            self.release(talk, counts);
        }
    }

    fn release(self, talk: Talk, counts: RwSignal<Counts>) {
        let held = self.held.try_update(std::mem::take).unwrap_or_default();
        take(talk, counts, &held);
    }

    /// Everything that was held back comes in, and what arrived with it.
    fn bring(self, talk: Talk, counts: RwSignal<Counts>) {
        self.release(talk, counts);
        let came = talk.thread.try_update(super::Thread::reveal_all).unwrap_or_default();
        let first = came.first().copied();
        talk.fresh.update(|fresh| fresh.extend(came));
        focus(first.map_or_else(|| "thread".to_owned(), |id| format!("c-{id}")));
    }
}

/// Folds events in, together: nothing of what lies between them is ever drawn.
fn take(talk: Talk, counts: RwSignal<Counts>, events: &[Event]) {
    let Some(last) = events.last() else { return };
    if let Some(figures) = events.iter().rev().find_map(|event| event.data.figures.as_ref()) {
        counts.set(figures.proposal.1);
    }
    let me = talk.me();
    talk.thread.update(|thread| events.iter().for_each(|event| thread.fold(event, me)));
    mark_event(last.seq);
}

/// Where the choice is kept on the device.
#[cfg(feature = "hydrate")]
const KEPT: &str = "pam.pace";

#[cfg(feature = "hydrate")]
fn kept() -> Choice {
    let name = window().local_storage().ok().flatten().and_then(|store| store.get_item(KEPT).ok().flatten());
    Choice::ALL.into_iter().find(|choice| Some(choice.as_str()) == name.as_deref()).unwrap_or_default()
}

#[cfg(not(feature = "hydrate"))]
fn kept() -> Choice {
    Choice::default()
}

fn keep(choice: Choice) {
    #[cfg(feature = "hydrate")]
    if let Some(store) = window().local_storage().ok().flatten() {
        let _ = store.set_item(KEPT, choice.as_str());
    }
    #[cfg(not(feature = "hydrate"))]
    let _ = choice.as_str();
}

/// How the thread is read, folded into one line that says how; and what belongs to the way that is chosen. Without script
/// there is nothing to choose: the line's room is kept, so that nothing moves when it wakes.
#[component]
pub(super) fn PaceChoice(talk: Talk, counts: RwSignal<Counts>, ready: RwSignal<bool>, to: String) -> impl IntoView {
    let words = words();
    let pace = talk.pace;
    let now = move || if ready.get() { pace.choice.get() } else { Choice::Live };
    let name = move |choice: Choice| words.s(&format!("pace.{}", choice.as_str()));
    let choice = move |choice: Choice| {
        view! {
            <label class="pace__one">
                <input type="radio" name="pace" value=choice.as_str() prop:checked=move || pace.choice.get() == choice
                    on:change=move |_| pace.choose(talk, counts, choice)/>
                <span>{name(choice)}</span>
            </label>
        }
    };
    let waiting = move || i64::try_from(pace.held.with(Vec::len)).unwrap_or(0);
    view! {
        <div class=move || if ready.get() { "pace pace--on" } else { "pace" }>
            <details>
                <summary class="plain"><span id="pace-t">{words.s("pace.title")}</span>" "<b>{move || name(now())}</b></summary>
                <span class="pace__group" role="radiogroup" aria-labelledby="pace-t">{Choice::ALL.map(choice).collect_view()}</span>
                <Letters talk/>
            </details>
            {move || (now() == Choice::Asked).then(|| view! {
                <button class="plain pace__bring" type="button" on:click=move |_| pace.bring(talk, counts)>
                    {words.s("pace.bring")}" "<span class="num" aria-hidden="true">{move || words.number(waiting())}</span>
                    <span class="vh">" "{move || words.n("pace.held", waiting())}</span>
                </button>
            })}
            {move || (now() == Choice::Off).then(|| view! {
                <a class="plain" href=to.clone()>{words.s("pace.refresh")}</a>
            })}
        </div>
    }
}
