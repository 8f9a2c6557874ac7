//! A thread on its page: complete as the server draws it, kept up with what happens once the script runs.
mod bar;
mod compose;
#[cfg(feature = "hydrate")]
mod dom;
#[cfg(feature = "hydrate")]
mod draft;
#[cfg(feature = "hydrate")]
mod editor;
mod list;
mod live;
mod news;
mod pace;
#[cfg(feature = "ssr")]
mod pages;
#[cfg(feature = "ssr")]
mod preview;
#[cfg(feature = "ssr")]
mod revisions;
#[cfg(feature = "hydrate")]
mod touch;

use super::{
    draw::{self, Around, Reader, article},
    fold::Thread,
    model::{CommentId, Stance},
    place::Place,
    reading::ThreadPage,
};
use crate::{
    account::Person,
    fault::Fault,
    follow::{Follows, Since},
    html::Html,
    i18n::{Words, words},
    live::Counts,
    page::Part,
    pipeline::{self, MyText, my_texts},
    sanction::InForce,
    steer, still,
    ui::Refused,
};
use bar::Bar;
#[cfg(feature = "ssr")]
use bar::MarginHead;
use compose::Write;
use leptos::{html, prelude::*, task::spawn_local};
use list::{Arrivals, Conversation};
use live::{Wire, follow};
use news::{News, NewsBar};
use pace::Pace;
#[cfg(feature = "ssr")]
use pages::Pages;
#[cfg(feature = "ssr")]
pub use preview::previewed;
#[cfg(feature = "ssr")]
pub use revisions::RevisionsRoute;
use serde::{Deserialize, Serialize};
use std::collections::{HashMap, HashSet};

/// What the reader has begun on this page, and what was refused.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Begun {
    /// Texts kept for this reader: place, text, stance.
    pub drafts: Vec<(String, String, String)>,
    /// The reader's own newest comments as they were typed.
    pub editable: Vec<(CommentId, String)>,
    /// How the reader voted on the page's comments: number and 1 or -1.
    pub votes: Vec<(CommentId, i64)>,
    /// The reader's own texts that wait for a moderator here.
    pub waiting: Vec<MyText>,
    /// What makes this drawing's forms unique.
    pub key: String,
    /// The form that was refused, if this page comes from one.
    pub refused: Option<Refused>,
    /// The page's address.
    pub to: String,
    /// What others did since the reader's last visit.
    pub since: Option<Since>,
    /// What of this page the reader follows.
    pub follows: Follows,
    /// What was laid on the reader and counts here, or a warning of late.
    #[serde(skip)]
    pub measure: Option<InForce>,
    /// How a text looks that a plain form asked to see: its place and the text, rendered.
    pub preview: Option<(String, Html)>,
}

/// What the parts of a thread share; copied freely.
#[derive(Clone, Copy)]
struct Talk {
    proposal: i64,
    words: Words,
    thread: RwSignal<Thread>,
    /// How many arrivals wait at each place.
    waits: Memo<HashMap<Option<CommentId>, usize>>,
    /// Came in a moment ago, by the reader's own asking.
    fresh: RwSignal<HashSet<CommentId>>,
    /// Whose branches are folded away.
    folded: RwSignal<HashSet<CommentId>>,
    /// What the reader may edit, as it was typed.
    editable: RwSignal<Vec<(CommentId, String)>>,
    /// How the reader voted.
    votes: RwSignal<Vec<(CommentId, i64)>>,
    /// What the reader wrote here and nobody else sees yet.
    waiting: RwSignal<Vec<MyText>>,
    /// What was refused at a comment without a form of its own.
    problem: RwSignal<Option<(CommentId, Fault)>>,
    person: StoredValue<Option<Person>>,
    begun: StoredValue<Begun>,
    #[cfg(feature = "hydrate")]
    owner: StoredValue<Option<WeakOwner>>,
    /// What is new to the reader, and what they follow.
    news: News,
    /// How they want what others do.
    pace: Pace,
}

impl Talk {
    fn new(proposal: i64, page: ThreadPage, person: Option<Person>, begun: Begun) -> Self {
        let news = News::new(begun.since, begun.follows.clone(), page.seq);
        let thread = RwSignal::new(Thread::new(page));
        Self {
            proposal,
            words: words(),
            thread,
            waits: Memo::new(move |_| thread.with(Thread::waits)),
            fresh: RwSignal::new(HashSet::new()),
            folded: RwSignal::new(HashSet::new()),
            editable: RwSignal::new(begun.editable.clone()),
            votes: RwSignal::new(begun.votes.clone()),
            waiting: RwSignal::new(begun.waiting.clone()),
            problem: RwSignal::new(None),
            person: StoredValue::new(person),
            begun: StoredValue::new(begun),
            #[cfg(feature = "hydrate")]
            owner: StoredValue::new(Owner::current().map(|owner| owner.downgrade())),
            news,
            pace: Pace::new(),
        }
    }

    fn me(self) -> Option<i64> {
        self.person.with_value(|p| p.as_ref().map(|p| p.id))
    }

    fn closed(self) -> bool {
        self.thread.with(|t| t.rules.closed)
    }

    /// The panel of who steers the thread, drawn anew when what it tells has changed.
    fn panel(self) -> Option<impl IntoView> {
        let steers = self.person.with_value(|p| p.as_ref().is_some_and(Person::moderates));
        let place = Place::Thread(self.proposal).to_string();
        let fault = self.begun.with_value(|b| Refused::of(&b.refused, &place));
        let drawn = move || steer::panel(self.proposal, self.thread.with(|t| t.rules), fault, self.words).into_string();
        steers.then(|| view! { <div class="still" inner_html=drawn></div> })
    }

    /// The text begun at a place.
    #[cfg(feature = "hydrate")]
    fn draft(self, place: &str) -> String {
        let found = self.begun.with_value(|b| b.drafts.iter().find(|(at, _, _)| at == place).cloned());
        found.map(|(_, body, _)| body).unwrap_or_default()
    }

    /// Takes in what the server answered to a write of the reader's own.
    #[cfg(feature = "hydrate")]
    fn put(self, comment: &super::Comment) {
        self.thread.try_update(|thread| thread.put(comment));
    }

    /// Asks anew what of the reader's own waits for a moderator here.
    fn ask_waiting(self) {
        spawn_local(async move {
            if let Ok(texts) = my_texts(self.proposal).await {
                self.waiting.try_set(texts);
            }
        });
    }

    /// Does something as a part of the thread, while that stands on the page.
    #[cfg(feature = "hydrate")]
    fn within(self, work: impl FnOnce()) {
        if let Some(owner) = self.owner.try_get_value().flatten().and_then(|owner| owner.upgrade()) {
            owner.with(work);
        }
    }

    /// The form in which a new conversation is written.
    fn form(self, place: Place) -> String {
        self.reading(|reader, _| draw::conversation(self.proposal, place, reader).into_string())
    }

    /// A comment as this reader sees it now; empty when it is not on screen.
    fn draw(self, id: CommentId) -> String {
        self.reading(|reader, thread| {
            let Some(comment) = thread.comment(id) else { return String::new() };
            let root = thread.comment(comment.root);
            let around = Around {
                quote: comment.parent.and_then(|parent| thread.quotes.iter().find(|q| q.id == parent)),
                new: self.is_new(comment),
                pinned: root.is_some_and(|root| root.pin == id),
                cut: thread.cut(comment),
                asked: root.is_some_and(|root| root.author.account.is_some() && root.author.account == self.me()),
            };
            article(comment, around, reader)
        })
    }

    /// What is drawn for this reader, as things are now.
    fn reading(self, draw: impl FnOnce(&Reader<'_>, &Thread) -> String) -> String {
        let follows = self.news.follows.get();
        let (thread, person) = (self.thread.read(), self.person.read_value());
        let (begun, editable, votes) = (self.begun.read_value(), self.editable.read(), self.votes.read());
        let person = person.as_ref();
        let reader = Reader {
            words: self.words,
            me: person.map(|p| p.id),
            moderates: person.is_some_and(Person::moderates),
            official: person.is_some_and(Person::speaks_officially),
            closed: thread.rules.closed,
            here: Some(self.proposal),
            begun: &begun,
            editable: &editable,
            votes: &votes,
            follows: &follows,
        };
        draw(&reader, &thread)
    }
}

/// The thread of a proposal, or of one of its actions beside the text: composer, arrivals, comments, pages.
#[derive(Serialize, Deserialize)]
pub struct ThreadView {
    /// The proposal.
    pub proposal: i64,
    /// What the server drew.
    pub page: ThreadPage,
    /// The proposal's figures.
    pub counts: Counts,
    /// Who reads.
    pub person: Option<Person>,
    /// What the reader has begun.
    pub begun: Begun,
}

impl Part for ThreadView {
    const NAME: &'static str = "thread";

    fn draw(self) -> AnyView {
        let counts = Counts::of_page(self.counts);
        thread(self, counts)
    }
}

fn thread(view: ThreadView, counts: RwSignal<Counts>) -> AnyView {
    let ThreadView { proposal, page, person, begun, .. } = view;
    let seq = page.seq;
    let (ends, to, measure) = ((page.before.clone(), page.next.clone()), begun.to.clone(), begun.measure);
    let (reading, stances) = (page.reading.clone(), page.stances);
    let talk = Talk::new(proposal, page, person, begun);
    let line = follow(talk, seq, counts);
    let section = NodeRef::<html::Section>::new();
    #[cfg(feature = "hydrate")]
    compose::attend(talk, section);
    let waiting = move || talk.waiting.with(|texts| pipeline::waiting(texts, talk.words).into_string());
    let inside = view! {
        <Wire line/>
        <NewsBar talk counts line/>
        <div class="still" inner_html=waiting></div>
        {still!([measure] view! { <crate::sanction::Notice measure/> })}
        <Write talk action=reading.action/>
        {still!([ends, to] view! { <Pages ends=ends.clone() to=to.clone() reading=reading.clone() top=true/> })}
        <Arrivals talk parent=None/>
        <Conversation talk/>
        {still!([ends] view! { <Pages ends=ends to=to.clone() reading=reading.clone() top=false/> })}
    };
    match reading.action {
        Some(n) => view! {
            <section class="margin talk" aria-labelledby="thread" node_ref=section>
                {still!([n, to] view! { <MarginHead n to/> })}
                {inside}
            </section>
        }
        .into_any(),
        None => view! {
            <div class="sheet block">
                <div class="in-side side-blank"></div>
                <section class="in-wide talk" aria-labelledby="thread" node_ref=section>
                    <Bar talk reading counts stances/>
                    {talk.panel()}
                    {inside}
                </section>
            </div>
        }
        .into_any(),
    }
}

/// Sign, word and colour of a stance: never by colour alone.
#[component]
pub fn StanceMark(
    /// Which.
    stance: Stance,
) -> impl IntoView {
    view! { <span class="stance-box" inner_html=super::draw::stance_mark(stance, words()).into_string()></span> }
}
