//! `/{lang}/account/activity`: what I follow and what is new in it, my comments, replies to me.
use super::FollowLine;
use crate::{
    follow::{Activity, Asked, Followed, Target, activity},
    i18n::{Words, words},
    page::{Live, Title, mark_event, number, query, show},
    plan::{Text, address},
    thread::{Comment, draw::plain},
    ui::{Back, other},
};
use leptos::prelude::*;

/// `/{lang}/account/activity`
#[component]
pub fn ActivityRoute() -> impl IntoView {
    let lang = words().0;
    let asked =
        Asked { follows: query("follows").unwrap_or_default(), mine: number("mine"), replies: number("replies") };
    let (follows, mine, replies) = (asked.follows.clone(), asked.mine, asked.replies);
    let found = activity(lang, Some(follows), Some(mine), Some(replies));
    show(found, move |found| view! { <Drawn found asked/> })
}

#[component]
fn Drawn(found: Activity, asked: Asked) -> impl IntoView {
    mark_event(found.seq);
    let words = words();
    let lang = words.0;
    let Activity { follows, mine, replies, titles, more, .. } = found;
    let on = |list: &str, next: Asked| next_page(words, list, &next);
    let follows_on =
        (!more.follows.is_empty()).then(|| on("follows", Asked { follows: more.follows.clone(), ..asked.clone() }));
    let replies_on = (more.replies > 0).then(|| on("replies", Asked { replies: more.replies, ..asked.clone() }));
    let mine_on = (more.mine > 0).then(|| on("mine", Asked { mine: more.mine, ..asked.clone() }));
    view! {
        <Title text=words.s("activity.title")/>
        <div class="sheet front">
            <Back to=format!("/{lang}/account")/>
            <div class="front__head in-wide">
                <h1 class="title title--page">{words.s("activity.title")}</h1>
                <p class="intro">{words.s("activity.intro")}" "
                    <a href=format!("/{lang}/about/threads")>{words.s("thread.help")}</a></p>
            </div>
        </div>
        <div class="sheet">
            <h2 class="side-head in-side" id="follows">{words.s("activity.follows")}</h2>
            <div class="in-wide"><FollowList follows/>{follows_on}</div>
        </div>
        <div class="sheet block">
            <h2 class="side-head in-side" id="replies">{words.s("activity.replies")}</h2>
            <div class="in-wide">{comments(words, replies, &titles, "activity.replies.none")}{replies_on}</div>
        </div>
        <div class="sheet block">
            <h2 class="side-head in-side" id="mine">{words.s("activity.mine")}</h2>
            <div class="in-wide">{comments(words, mine, &titles, "activity.mine.none")}{mine_on}</div>
        </div>
    }
}

/// To the next page of one list; the others stay where they are.
fn next_page(words: Words, list: &str, asked: &Asked) -> impl IntoView + use<> {
    let Asked { follows, mine, replies } = asked;
    let mut pairs = Vec::new();
    pairs.extend((!follows.is_empty()).then(|| format!("follows={follows}")));
    pairs.extend((*mine > 0).then(|| format!("mine={mine}")));
    pairs.extend((*replies > 0).then(|| format!("replies={replies}")));
    let to = format!("/{}/account/activity?{}#{list}", words.0, pairs.join("&"));
    view! {
        <nav class="pages" aria-label=words.s(&format!("activity.{list}"))>
            <a class="btn btn--line" rel="next" href=to>{words.s("activity.more")}</a>
        </nav>
    }
}

#[component]
fn FollowList(follows: Vec<Followed>) -> impl IntoView {
    let words = words();
    if follows.is_empty() {
        return view! { <div class="empty"><p>{words.s("activity.follows.none")}</p><p class="quiet">{words.s("activity.follows.hint")}</p></div> }
            .into_any();
    }
    let rows = follows.into_iter().map(|followed| view! { <Row followed/> });
    view! { <ul class="lines" role="list">{rows.collect_view()}</ul> }.into_any()
}

#[component]
fn Row(followed: Followed) -> impl IntoView {
    let words = words();
    let Followed { target, id, proposal, title, words: quote, news } = followed;
    let page = address(words.0, 'p', proposal, &title.text);
    let (to, what) = match target {
        Target::Proposal => (format!("{page}#thread"), words.s("activity.proposal").into_owned()),
        Target::Action => {
            (format!("{page}?action={id}#action-{id}"), words.with("activity.action", &[("n", &id.to_string())]))
        }
        Target::Thread => (format!("{page}?conversation={id}#thread"), words.s("activity.thread").into_owned()),
    };
    let count = if news > 0 {
        view! { <span class="badge badge--new">{words.n("activity.news", news)}</span> }.into_any()
    } else {
        view! { <span class="quiet">{words.s("activity.no_news")}</span> }.into_any()
    };
    let quote = (!quote.is_empty()).then(|| view! { <span class="quiet">{quote}</span> });
    view! {
        <li data-followed=target.as_str() data-news=news>
            <span>
                <a href=to lang=other(title.lang)>{title.text}</a>" "<span class="small">{what}</span>
                {quote}
            </span>
            {count}
            <Live part=FollowLine { target, proposal, id }/>
        </li>
    }
}

/// Comments to read, each under the title of its proposal.
fn comments(words: Words, comments: Vec<Comment>, titles: &[(i64, Text)], none: &'static str) -> impl IntoView + use<> {
    if comments.is_empty() {
        return view! { <p class="quiet">{words.s(none)}</p> }.into_any();
    }
    let rows = comments.into_iter().map(|comment| {
        let title = titles.iter().find(|(id, _)| *id == comment.proposal).map(|(_, title)| title.clone());
        let title = title.unwrap_or_default();
        let to = address(words.0, 'p', comment.proposal, &title.text);
        view! {
            <li>
                <p class="small"><a href=to lang=other(title.lang)>{title.text}</a></p>
                <div class="note-box" inner_html=plain(&comment, words)></div>
            </li>
        }
    });
    view! { <ol class="thread" role="list">{rows.collect_view()}</ol> }.into_any()
}
