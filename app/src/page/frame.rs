//! Masthead, skip links and colophon; who is signed in.
use super::sprite::Sprite;
use crate::{
    account::{Person, SignOut, Signed, me},
    fault::Fault,
    follow::Bell,
    i18n::{LANGS, Lang, Words, words},
    live::Heard,
    search::Find,
};
use leptos::{prelude::*, server_fn::ServerFn};
use leptos_router::{
    SsrMode,
    components::{Route, Routes},
    hooks::use_location,
    path,
};

/// Who is signed in, for the whole page.
#[derive(Clone, Copy)]
pub struct Me(OnceResource<Result<Option<Signed>, Fault>>);

impl Me {
    /// Waits until it is known.
    pub async fn person(self) -> Option<Person> {
        self.signed().await.map(|signed| signed.person)
    }

    /// The same, with what is new for them.
    async fn signed(self) -> Option<Signed> {
        self.0.await.ok().flatten()
    }
}

/// Who is signed in.
pub fn use_me() -> Me {
    expect_context::<Me>()
}

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

/// Says which event is the last that the page shows.
pub fn mark_event(seq: i64) {
    #[cfg(feature = "ssr")]
    crate::request::seq(seq);
    #[cfg(feature = "hydrate")]
    if let Some(body) = document().body() {
        let _ = body.set_attribute("data-event", &seq.to_string());
    }
    #[cfg(not(any(feature = "ssr", feature = "hydrate")))]
    let _ = seq;
}

/// Everything inside the body.
#[component]
pub fn Frame() -> impl IntoView {
    let location = use_location();
    let first = location.pathname.get_untracked().split('/').nth(1).unwrap_or_default().to_owned();
    // An address in a language that we do not speak has no page, whatever follows.
    let strange = !first.is_empty() && first.parse::<Lang>().is_err();
    let lang = first.parse().unwrap_or_default();
    provide_context(Words(lang));
    provide_context(Heard::new());
    Bell::provide();
    provide_context(Me(OnceResource::new_blocking(me())));
    view! {
        <Sprite/>
        <Skips/>
        <Masthead lang/>
        <main id="content" tabindex="-1"><div class="wrap">
            {if strange { view! { <super::Lost/> }.into_any() } else { view! { <Pages/> }.into_any() }}
        </div></main>
        <Colophon lang/>
    }
}

/// Every address: one route, see [`super::places`].
#[component]
fn Pages() -> impl IntoView {
    view! {
        <Routes fallback=super::Lost>
            <Route path=path!("/*any") view=super::places::Page ssr=SsrMode::Async/>
        </Routes>
    }
}

/// *Accessos directes*: the page's first stops.
#[component]
fn Skips() -> impl IntoView {
    let words = words();
    let path = use_location().pathname;
    // Only the plan and its proposals have a thread to go to.
    let thread = move || {
        path.with(|path| {
            let mut parts = path.split('/').skip(2);
            parts.next().is_none_or(|kind| kind == "p") && parts.nth(1).is_none()
        })
    };
    view! {
        <nav class="skips" aria-labelledby="skips">
            <span class="vh" id="skips">{words.s("page.skips")}</span>
            <a href="#content" rel="external">{words.s("page.skip.content")}</a>
            <a href="#search" rel="external">{words.s("page.skip.search")}</a>
            {move || thread().then(|| view! { <a href="#thread" rel="external">{words.s("page.skip.thread")}</a> })}
            <a href="#menu" rel="external">{words.s("page.skip.menu")}</a>
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
            <Find/>
            <div class="me" id="menu" tabindex="-1">
                <Languages/>
                <Suspense fallback=|| ()>
                    {move || Suspend::new(async move {
                        let signed = use_me().signed().await;
                        view! { <Session signed lang/> }
                    })}
                </Suspense>
            </div>
        </div></header>
    }
}

/// The same page in each language; a new document, since every word of it changes.
#[component]
fn Languages() -> impl IntoView {
    let words = words();
    let location = use_location();
    let address = move |lang: Lang| {
        let path = location.pathname.get();
        let rest = path.splitn(3, '/').nth(2).map(|r| format!("/{r}")).unwrap_or_default();
        let query: Vec<String> = location
            .search
            .get()
            .trim_start_matches('?')
            .split('&')
            .filter(|p| {
                !p.is_empty() && !["fault=", "at=", "n=", "retry=", "preview=", "__"].iter().any(|x| p.starts_with(x))
            })
            .map(str::to_owned)
            .collect();
        let query = if query.is_empty() { String::new() } else { format!("?{}", query.join("&")) };
        format!("/{lang}{rest}{query}")
    };
    view! {
        <nav class="langs" aria-label=words.s("page.languages")>
            {LANGS.map(|lang| view! {
                <a href=move || address(lang) rel="external" lang=lang.code() hreflang=lang.code()
                    aria-current=(lang == words.0).then_some("true")>
                    <abbr title=lang.own_name()>{lang.code().to_uppercase()}</abbr>
                </a>
            }).collect_view()}
        </nav>
    }
}

#[component]
fn Session(signed: Option<Signed>, lang: Lang) -> impl IntoView {
    let words = words();
    match signed {
        None => view! { <SignInLink lang/> }.into_any(),
        Some(Signed { person, news }) => {
            let desk = person.moderates().then(|| {
                view! { <a class="me__desk badge badge--mod" href=format!("/{lang}/desk")>{words.s("page.desk")}</a> }
            });
            view! {
                <div class="me__who">
                    <a class="me__name" href=format!("/{lang}/account")>
                        <span class="vh">{words.s("page.account")}" "</span>{person.name}
                    </a>
                    {desk}
                    <crate::follow::HeaderNews news/>
                    <form class="me__out" method="post" action=SignOut::url()>
                        <input type="hidden" name="lang" value=lang.code()/>
                        <button class="link" type="submit">{words.s("page.sign_out")}</button>
                    </form>
                </div>
            }
            .into_any()
        }
    }
}

/// To sign in and back to where one was.
#[component]
fn SignInLink(lang: Lang) -> impl IntoView {
    let location = use_location();
    let to = move || {
        let path = location.pathname.get();
        let here = path.contains("/sign-") || path == format!("/{lang}");
        if here { format!("/{lang}/sign-in") } else { format!("/{lang}/sign-in?next={path}") }
    };
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
