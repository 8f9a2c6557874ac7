//! Masthead, skip links and colophon; who is signed in.
use super::{
    Live,
    asked::waiting,
    own::{nameless, stands_in},
    path,
    places::Page,
    segment,
    sprite::Sprite,
};
use crate::{
    account::{SignOut, Signed, me},
    follow::HeaderNews,
    i18n::{LANGS, Lang, Words, words},
    search::Find,
};
use http::request::Parts;
use leptos::{prelude::*, server_fn::ServerFn};

/// The page's title, with the plan's name behind it.
#[component]
pub fn Title(
    /// What this page is.
    #[prop(into)]
    text: String,
) -> impl IntoView {
    let site = words().s("page.site");
    let text = if text.is_empty() { site.into_owned() } else { format!("{text} · {site}") };
    view! { <leptos_meta::Title text=text/> }
}

/// Everything inside the body.
#[component]
pub fn Frame() -> impl IntoView {
    let first = segment(1).unwrap_or_default();
    // An address in a language that we do not speak has no page, whatever follows.
    let strange = !first.is_empty() && first.parse::<Lang>().is_err();
    let lang = first.parse().unwrap_or_default();
    provide_context(Words(lang));
    view! {
        <Sprite/>
        <Skips/>
        <Masthead lang/>
        <main id="content" tabindex="-1"><div class="wrap">
            {if strange { view! { <super::Lost/> }.into_any() } else { view! { <Page/> }.into_any() }}
        </div></main>
        <Colophon lang/>
    }
}

/// *Accessos directes*: the page's first stops.
#[component]
fn Skips() -> impl IntoView {
    let words = words();
    // Only the plan and its proposals have a thread to go to.
    let thread = segment(2).is_none_or(|kind| kind == "p") && segment(4).is_none();
    view! {
        <nav class="skips" aria-labelledby="skips">
            <span class="vh" id="skips">{words.s("page.skips")}</span>
            <a href="#content">{words.s("page.skip.content")}</a>
            <a href="#search">{words.s("page.skip.search")}</a>
            {thread.then(|| view! { <a href="#thread">{words.s("page.skip.thread")}</a> })}
            <a href="#menu">{words.s("page.skip.menu")}</a>
        </nav>
    }
}

#[component]
fn Masthead(lang: Lang) -> impl IntoView {
    let words = words();
    view! {
        <header class="mast"><div class="wrap mast__row">
            <a class="logo" href=format!("/{lang}")>
                <span><span class="vh">{words.s("page.logo")}" "</span>"pam.cat"</span>
                <svg viewBox="0 0 100 9" preserveAspectRatio="none" aria-hidden="true" focusable="false">
                    <path vector-effect="non-scaling-stroke" fill="none" d="M.8 0v9M10 0v4M20 0v4M30 0v4M40 0v4M50 0v7M60 0v4M70 0v4M80 0v4M90 0v4M99.2 0v9"></path>
                </svg>
            </a>
            <Live part=Find {}/>
            <div class="me" id="menu" tabindex="-1">
                <Languages/>
                {waiting(async move {
                    let signed = me().await.ok().flatten();
                    view! { <Session signed lang/> }.into_any()
                })}
            </div>
        </div></header>
    }
}

/// The same page in each language; a new document, since every word of it changes.
#[component]
fn Languages() -> impl IntoView {
    let words = words();
    let (path, query) = (path(), kept_query());
    let rest = path.splitn(3, '/').nth(2).map(|rest| format!("/{rest}")).unwrap_or_default();
    let address = |lang: Lang| format!("/{lang}{rest}{query}");
    view! {
        <nav class="langs" aria-label=words.s("page.languages")>
            {LANGS.map(|lang| view! {
                <a href=address(lang) lang=lang.code() hreflang=lang.code()
                    aria-current=(lang == words.0).then_some("true")>
                    <abbr title=lang.own_name()>{lang.code().to_uppercase()}</abbr>
                </a>
            }).collect_view()}
        </nav>
    }
}

/// The query of this address, without what a refused form left in it.
fn kept_query() -> String {
    let query = with_context::<Parts, _>(|parts| parts.uri.query().map(str::to_owned)).flatten().unwrap_or_default();
    let query = crate::request::without_refusal(&query);
    if query.is_empty() { query } else { format!("?{query}") }
}

#[component]
fn Session(signed: Option<Signed>, lang: Lang) -> impl IntoView {
    match signed {
        None => view! { <SignInLink lang/> }.into_any(),
        Some(Signed { person, .. }) if stands_in(&person) => nameless(person),
        Some(signed) => signed_in(signed, lang),
    }
}

/// Who is signed in, what is new to them, and the way out.
pub(super) fn signed_in(signed: Signed, lang: Lang) -> AnyView {
    let words = words();
    let Signed { person, news } = signed;
    let desk = person.moderates().then(|| {
        view! { <a class="me__desk badge badge--mod" href=format!("/{lang}/desk")>{words.s("page.desk")}</a> }
    });
    let untold = (person.untold > 0).then(|| {
        view! {
            <a class="me__news" href=format!("/{lang}/account/decisions")>
                <span aria-hidden="true">{words.s("decisions.new.short")}" "<span class="me__n me__n--new">{words.number(person.untold)}</span></span>
                <span class="vh">{words.n("decisions.new", person.untold)}</span>
            </a>
        }
    });
    view! {
        <div class="me__who">
            <a class="me__name" href=format!("/{lang}/account")>
                <span class="vh">{words.s("page.account")}" "</span>{person.name}
            </a>
            {desk}
            {untold}
            <Live part=HeaderNews { news }/>
            <form class="me__out" method="post" action=SignOut::url()>
                <input type="hidden" name="lang" value=lang.code()/>
                <button class="link" type="submit">{words.s("page.sign_out")}</button>
            </form>
        </div>
    }
    .into_any()
}

/// To sign in and back to where one was.
#[component]
fn SignInLink(lang: Lang) -> impl IntoView {
    let path = path();
    let here = path.contains("/sign-") || path == format!("/{lang}");
    let to = if here { format!("/{lang}/sign-in") } else { format!("/{lang}/sign-in?next={path}") };
    view! { <a href=to>{words().s("page.sign_in")}</a> }
}

#[component]
fn Colophon(lang: Lang) -> impl IntoView {
    let words = words();
    let link = |name: &str, key: &str| view! { <li><a href=format!("/{lang}/about/{name}")>{words.s(key)}</a></li> };
    view! {
        <footer class="colophon"><div class="wrap">
            <p>{words.s("page.colophon")}</p>
            <ul>
                {link("rules", "page.rules")}
                <li><a href=format!("/{lang}/log")>{words.s("page.log")}</a></li>
                {link("accessibility", "page.accessibility")}
                {link("privacy", "page.privacy")}
                {link("legal", "page.legal")}
            </ul>
        </div></footer>
    }
}
