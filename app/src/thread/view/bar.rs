//! The head of a thread: its count, in which order and which part of it is read, and who thinks what.
use super::Talk;
#[cfg(feature = "ssr")]
use crate::{
    i18n::Words,
    thread::{CommentId, Show, Sort, Start},
};
use crate::{i18n::words, live::Counts, still, thread::Reading};
use leptos::prelude::*;

#[component]
pub(super) fn Bar(talk: Talk, reading: Reading, counts: RwSignal<Counts>, stances: [i64; 3]) -> impl IntoView {
    let words = words();
    let to = talk.begun.with_value(|b| b.to.clone());
    if let Some(root) = reading.conversation {
        return still!([root, to] view! { <WholeHead root to/> }).into_any();
    }
    let mine = talk.me().is_some();
    view! {
        <div class="talk__bar">
            <h2 id="thread" tabindex="-1">{words.s("thread.title")}" "<small>{move || words.number(counts.get().comments)}</small></h2>
            {still!([reading, to] view! { <Orders reading=reading.clone() to=to.clone()/> })}
        </div>
        {still!([mine, stances] view! { <div class="strip"><Stances stances/><Parts reading to mine stances/></div> })}
    }
    .into_any()
}

/// Above one conversation alone: back to its place in the thread.
#[cfg(feature = "ssr")]
#[component]
fn WholeHead(root: CommentId, to: String) -> impl IntoView {
    let words = words();
    view! {
        <div class="talk__bar">
            <h2 id="thread" tabindex="-1">{words.s("thread.whole.title")}</h2>
            <a class="plain" href=format!("/{}/c/{root}", words.0)>{words.s("thread.whole.back")}</a>
            <a class="plain" href=format!("{to}#thread")>{words.s("thread.all")}</a>
        </div>
    }
}

/// Above the thread of an action, beside its text.
#[cfg(feature = "ssr")]
#[component]
pub(super) fn MarginHead(n: i64, to: String) -> impl IntoView {
    let words = words();
    let n = n.to_string();
    view! {
        <div class="margin__head">
            <h3 id="thread" tabindex="-1">{words.with("thread.margin", &[("n", &n)])}</h3>
            <a class="plain" href=format!("{to}#action-{n}")>
                {words.s("thread.margin.close")}<span class="vh">" "{words.with("thread.margin.of", &[("n", &n)])}</span>
            </a>
        </div>
    }
}

#[cfg(feature = "ssr")]
#[component]
fn Orders(reading: Reading, to: String) -> impl IntoView {
    let words = words();
    let tab = move |sort: Sort| {
        let here = reading.sort == sort && !reading.flat();
        let target = Reading { sort, show: None, ..reading.at(Start::First) };
        view! {
            <a href=format!("{to}{}#thread", target.query()) aria-current=here.then_some("true")>
                {words.s(&format!("thread.sort.{}", sort.as_str()))}
            </a>
        }
    };
    view! { <nav class="tabs" aria-label=words.s("thread.sort")>{Sort::ALL.map(tab).collect_view()}</nav> }
}

#[cfg(feature = "ssr")]
#[component]
fn Parts(reading: Reading, to: String, mine: bool, stances: [i64; 3]) -> impl IntoView {
    let words = words();
    let count = |show: Option<Show>| match show {
        Some(Show::For) => Some(stances[0]),
        Some(Show::Against) => Some(stances[1]),
        Some(Show::Neutral) => Some(stances[2]),
        _ => None,
    };
    let all = Reading { show: None, ..reading.at(Start::First) };
    let link = |show: Option<Show>, key: String| {
        let target = Reading { show, sort: Sort::New, ..reading.at(Start::First) };
        let target = if show.is_none() { all.clone() } else { target };
        view! {
            <li>
                <a href=format!("{to}{}#thread", target.query()) aria-current=(reading.show == show).then_some("true")>
                    {words.s(&key)}{count(show).map(|n| view! { " "<span class="num">{words.number(n)}</span> })}
                </a>
            </li>
        }
    };
    let parts = Show::ALL
        .into_iter()
        .filter(|show| mine || *show != Show::Mine)
        .map(|show| link(Some(show), format!("thread.show.{}", show.as_str())));
    view! {
        <nav class="parts" aria-label=words.s("thread.show")>
            <ul role="list">{link(None, "thread.show.all".into())}{parts.collect_view()}</ul>
        </nav>
    }
}

/// Who thinks what: lengths and patterns here, words and figures in the links beside it.
#[cfg(feature = "ssr")]
#[component]
fn Stances(stances: [i64; 3]) -> impl IntoView {
    let words = words();
    let total: i64 = stances.iter().sum();
    if total == 0 {
        return None;
    }
    let shares = shares(stances);
    let mut from = 0;
    let bars = ["p", "c", "n"].into_iter().zip(shares).map(|(class, share)| {
        let at = from;
        from += share;
        view! { <rect class=class x=format!("{at}%") y="0" width=format!("{share}%") height="100%"></rect> }
    });
    let bars = bars.collect_view();
    view! {
        <svg role="img" aria-label=told(words, stances) preserveAspectRatio="none">{bars}</svg>
    }
    .into()
}

/// Whole per cents that make up a hundred: what rounding leaves over goes to the largest.
#[cfg(feature = "ssr")]
fn shares(parts: [i64; 3]) -> [i64; 3] {
    let total: i64 = parts.iter().sum::<i64>().max(1);
    let mut shares = parts.map(|n| n * 100 / total);
    let most = (0..3).max_by_key(|i| parts[*i]).unwrap_or(0);
    shares[most] += 100 - shares.iter().sum::<i64>();
    shares
}

#[cfg(feature = "ssr")]
fn told(words: Words, stances: [i64; 3]) -> String {
    let n = stances.map(|n| words.number(n));
    words.with("thread.stances", &[("for", &n[0]), ("against", &n[1]), ("neutral", &n[2])])
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::shares;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn shares_make_up_a_hundred(a in 0_i64..100_000, b in 0_i64..100_000, c in 0_i64..100_000) {
            prop_assume!(a + b + c > 0);
            let shares = shares([a, b, c]);
            prop_assert_eq!(shares.iter().sum::<i64>(), 100);
            prop_assert!(shares.iter().all(|s| *s >= 0));
        }
    }
}
