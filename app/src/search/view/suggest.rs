//! The box in the masthead: a plain search form, and once the script runs a list of what the plan has by that name
//! (the pattern of a combobox whose list is chosen from by hand, ARIA 1.2).
use crate::{
    i18n::{Lang, Words, words},
    page::Part,
    plan::address,
    search::{Hit, HitKind, suggest},
    ui::{Icon, other},
};
use leptos::{ev::KeyboardEvent, html, leptos_dom::helpers::TimeoutHandle, prelude::*, task::spawn_local};
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// How long a hand may rest before it is asked what it has typed.
const REST: Duration = Duration::from_millis(150);
/// Fewer characters than this begin everything.
const SHORTEST: usize = 2;
/// After so many questions they come slower than the house forgets them, so that nobody is ever told off for typing.
const BRISK: u32 = 20;
/// How long then.
const SLOW: Duration = Duration::from_millis(2500);

/// The list at work; copied freely.
#[derive(Clone, Copy)]
struct List {
    lang: Lang,
    field: NodeRef<html::Input>,
    hits: RwSignal<Vec<Hit>>,
    open: RwSignal<bool>,
    /// The row that the keys are on.
    at: RwSignal<Option<usize>>,
    /// What was asked last: an answer to anything else comes too late.
    asked: StoredValue<String>,
    questions: StoredValue<u32>,
    resting: StoredValue<Option<TimeoutHandle>>,
}

impl List {
    /// Something was typed: asks once the hand rests.
    fn typed(self) {
        self.stop();
        let text = self.field.get_untracked().map(|f| f.value().trim().to_owned()).unwrap_or_default();
        self.asked.set_value(text.clone());
        if text.chars().count() < SHORTEST {
            return self.clear();
        }
        let rest = if self.questions.get_value() < BRISK { REST } else { SLOW };
        self.resting.set_value(set_timeout_with_handle(move || self.ask(text), rest).ok());
    }

    fn ask(self, text: String) {
        self.questions.update_value(|n| *n += 1);
        spawn_local(async move {
            let found = suggest(text.clone(), self.lang).await;
            let wanted = self.asked.try_with_value(|asked| *asked == text) == Some(true);
            // A list that could not be had is no list: what is typed can still be searched for.
            if wanted {
                self.at.set(None);
                self.hits.set(found.unwrap_or_default());
                self.open.set(self.hits.with_untracked(|hits| !hits.is_empty()));
            }
        });
    }

    fn stop(self) {
        if let Some(resting) = self.resting.try_update_value(Option::take).flatten() {
            resting.clear();
        }
    }

    fn clear(self) {
        self.close();
        self.hits.set(Vec::new());
    }

    fn close(self) {
        self.open.set(false);
        self.at.set(None);
    }

    /// The keys go into the list: what was asked after it was drawn changes it no more under them.
    fn settle(self) {
        self.stop();
        self.asked.set_value(String::new());
    }

    /// The box is left: nothing that was asked opens the list any more.
    fn leave(self) {
        self.settle();
        self.clear();
    }

    /// What a key does; says whether it was for the list.
    fn key(self, key: &str, go: impl Fn(Hit)) -> bool {
        let count = self.hits.with_untracked(Vec::len);
        let (open, at) = (self.open.get_untracked(), self.at.get_untracked());
        match key {
            "ArrowDown" | "ArrowUp" if count > 0 => {
                self.settle();
                self.open.set(true);
                self.at.set(step(at.filter(|_| open), count, key == "ArrowDown"));
            }
            "Home" if open && at.is_some() => self.at.set(Some(0)),
            "End" if open && at.is_some() => self.at.set(Some(count - 1)),
            "Enter" if open => match at.and_then(|at| self.hits.with_untracked(|hits| hits.get(at).cloned())) {
                Some(hit) => go(hit),
                None => return false,
            },
            "Escape" if open => self.close(),
            _ => return false,
        }
        true
    }
}

/// The next row, or the one before; past either end none, which is the box itself.
fn step(at: Option<usize>, count: usize, down: bool) -> Option<usize> {
    match (at, down) {
        (None, true) => Some(0),
        (None, false) => count.checked_sub(1),
        (Some(at), true) => Some(at + 1).filter(|at| *at < count),
        (Some(at), false) => at.checked_sub(1),
    }
}

/// Where a row leads.
fn way(lang: Lang, hit: &Hit) -> String {
    let page = address(lang, 'p', hit.proposal, &hit.title);
    match hit.kind {
        HitKind::Action => format!("{page}#action-{}", hit.id),
        _ => page,
    }
}

/// What a row is.
fn kind(words: Words, hit: &Hit) -> String {
    match hit.kind {
        HitKind::Action => words.with("suggest.action", &[("n", &words.number(hit.id)), ("title", &hit.title)]),
        _ => words.s("search.proposal").into_owned(),
    }
}

/// The search box of the masthead.
#[derive(Serialize, Deserialize)]
pub struct Find {}

impl Part for Find {
    const NAME: &'static str = "find";

    fn draw(self) -> AnyView {
        find().into_any()
    }
}

fn find() -> impl IntoView {
    let words = words();
    let lang = words.0;
    let field = NodeRef::new();
    let list = List {
        lang,
        field,
        hits: RwSignal::default(),
        open: RwSignal::new(false),
        at: RwSignal::new(None),
        asked: StoredValue::default(),
        questions: StoredValue::new(0),
        resting: StoredValue::new(None),
    };
    let ready = RwSignal::new(false);
    Effect::new(move || ready.set(true));
    let go = move |hit: Hit| {
        let to = way(lang, &hit);
        if let Some(field) = field.get_untracked() {
            field.set_value("");
        }
        list.leave();
        let _ = window().location().set_href(&to);
    };
    let pressed = move |event: KeyboardEvent| {
        // While a sign is being composed the keys are the writing system's.
        let plain = !(event.is_composing() || event.ctrl_key() || event.alt_key() || event.meta_key());
        if plain && list.key(&event.key(), go) {
            event.prevent_default();
        }
    };
    let said = move || {
        let n = list.hits.with(Vec::len);
        (n > 0 && list.open.get()).then(|| words.n("suggest.found", i64::try_from(n).unwrap_or(0)))
    };
    let rows = move || {
        let row = move |(n, hit)| view! { <Row list n hit go/> };
        list.hits.get().into_iter().enumerate().map(row).collect_view()
    };
    view! {
        <form class="find" role="search" action=format!("/{lang}/search") on:submit=move |_| list.leave()>
            <label class="vh" for="search">{words.s("page.search")}</label>
            <input id="search" type="search" name="q" autocomplete="off" maxlength="200" placeholder=words.s("page.search")
                node_ref=field
                role=move || ready.get().then_some("combobox")
                aria-autocomplete=move || ready.get().then_some("list")
                aria-controls=move || ready.get().then_some("search-list")
                aria-expanded=move || ready.get().then(|| list.open.get().to_string())
                aria-activedescendant=move || list.at.get().map(|at| format!("search-{at}"))
                on:input=move |_| list.typed() on:keydown=pressed on:blur=move |_| list.leave()/>
            <ul class="find__list" id="search-list" role="listbox" aria-label=words.s("suggest.title") hidden=move || !list.open.get()>
                {rows}
            </ul>
            <button type="submit"><span class="vh">{words.s("page.find")}</span><Icon name="i-find"/></button>
            <span class="vh" role="status">{said}</span>
        </form>
    }
}

/// A row of the list. The pointer does not take the focus out of the box.
#[component]
fn Row(list: List, n: usize, hit: Hit, go: impl Fn(Hit) + 'static) -> impl IntoView {
    let kind = kind(words(), &hit);
    let (spoken, marked) = (other(hit.lang), hit.words.0.clone());
    view! {
        <li role="option" id=format!("search-{n}") aria-selected=move || (list.at.get() == Some(n)).to_string()
            on:mousedown=|event| event.prevent_default() on:click=move |_| go(hit.clone())>
            <span lang=spoken inner_html=marked></span>
            <small>{kind}</small>
        </li>
    }
}

#[cfg(test)]
mod tests {
    use super::{step, way};
    use crate::{
        html::Html,
        i18n::Lang,
        search::{Hit, HitKind},
    };

    #[test]
    fn the_keys_go_round_by_the_box() {
        assert_eq!([step(None, 3, true), step(Some(0), 3, true), step(Some(2), 3, true)], [Some(0), Some(1), None]);
        assert_eq!([step(None, 3, false), step(Some(2), 3, false), step(Some(0), 3, false)], [Some(2), Some(1), None]);
        assert_eq!(step(None, 0, false), None);
    }

    #[test]
    fn a_row_leads_to_its_place() {
        let mut hit = Hit {
            kind: HitKind::Proposal,
            id: 7,
            proposal: 7,
            title: "Més busos".into(),
            words: Html::default(),
            lang: Lang::Ca,
        };
        assert_eq!(way(Lang::Es, &hit), "/es/p/7-mes-busos");
        (hit.kind, hit.id) = (HitKind::Action, 3);
        assert_eq!(way(Lang::Ca, &hit), "/ca/p/7-mes-busos#action-3");
    }
}
