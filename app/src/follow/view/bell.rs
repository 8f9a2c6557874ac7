//! How many followed things have news, in the header: counted by the server, kept up by what the page's own stream
//! hears.
use crate::{
    follow::{News, news},
    i18n::words,
    live::{Heard, listen},
    page::{Part, shared},
};
use leptos::{prelude::*, task::spawn_local};
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// How long the header waits for more before it asks how much is new: many may listen to a busy thread.
const PAUSE: Duration = Duration::from_millis(700);
/// How long a page has to open a stream of its own before the header opens one.
const ALONE: Duration = Duration::from_millis(1500);

/// Asks the header to count anew: rung by whoever followed, unfollowed or read something.
#[derive(Clone, Copy)]
pub struct Bell(RwSignal<u32>);

impl Bell {
    /// The page's one.
    pub fn of_page() -> Self {
        shared(|| Self(RwSignal::new(0)))
    }

    /// Count anew.
    pub fn ring(self) {
        self.0.try_update(|n| *n += 1);
    }
}

/// The way to one's activity, with the number of followed things that have news.
#[derive(Serialize, Deserialize)]
pub struct HeaderNews {
    /// What the server counted.
    pub news: News,
}

impl Part for HeaderNews {
    const NAME: &'static str = "news";

    fn draw(self) -> AnyView {
        header_news(self.news).into_any()
    }
}

fn header_news(news: News) -> impl IntoView {
    let words = words();
    let (plan, seq) = (news.plan, news.seq);
    let now = RwSignal::new(news);
    // Said aloud only when it changes under the reader's eyes.
    let said = RwSignal::new(String::new());
    keep_up(now, said);
    let things = Memo::new(move |_| now.with(|now| now.things));
    let class = move || if things.get() > 0 { "me__n me__n--new" } else { "me__n" };
    let alone = lonely(now);
    view! {
        <a class="me__news" href=format!("/{}/account/activity", words.0) data-news=things>
            {words.s("news.short")}" "<span class=class aria-hidden="true">{move || words.number(things.get())}</span>
            <span class="vh">" "{move || words.n("news.things", things.get())}</span>
        </a>
        <span class="vh" role="status">{said}</span>
        {move || alone.get().then(|| {
            listen(vec![format!("plan:{plan}")], seq);
        })}
    }
}

/// Asks the server when something may have changed: at most once in a moment.
fn keep_up(now: RwSignal<News>, said: RwSignal<String>) {
    let (heard, bell) = (Heard::of_page(), Bell::of_page());
    let words = words();
    let asking = StoredValue::new(false);
    let ask = move || {
        if asking.try_get_value() != Some(false) {
            return;
        }
        asking.set_value(true);
        let fetch = move || {
            asking.try_set_value(false);
            spawn_local(async move {
                let Ok(fresh) = news().await else { return };
                let old = now.try_get_untracked().map_or(0, |old| old.things);
                if fresh.things != old {
                    said.try_set(words.n("news.things", fresh.things));
                }
                now.try_set(fresh);
            });
        };
        set_timeout(fetch, PAUSE);
    };
    Effect::new(move |ran: Option<()>| {
        bell.0.track();
        if ran.is_some() {
            ask();
        }
    });
    Effect::new(move |_| {
        let Some(proposal) = heard.news() else { return };
        if now.with_untracked(|now| now.proposals.contains(&proposal)) {
            ask();
        }
    });
}

/// Whether the header has to listen itself: it knows of something followed, and nothing else on the page listens.
fn lonely(now: RwSignal<News>) -> RwSignal<bool> {
    let heard = Heard::of_page();
    let alone = RwSignal::new(false);
    let wanted = Memo::new(move |_| heard.alone() && now.with(|now| !now.proposals.is_empty() && now.plan > 0));
    Effect::new(move |_| {
        if !wanted.get() {
            return alone.set(false);
        }
        let look = move || {
            if wanted.try_get_untracked() == Some(true) {
                alone.try_set(true);
            }
        };
        set_timeout(look, ALONE);
    });
    alone
}
