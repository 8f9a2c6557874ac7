//! `/{lang}/sign-in` and `/{lang}/sign-up`: one form each, and the way from one to the other.
use super::{field_of, kept};
use crate::{
    account::{Person, SignIn, SignUp, model::SHORTEST_PASSWORD},
    fault::Fault,
    i18n::words,
    page::{Title, query, reader, show},
    ui::{Back, Field, Summary, fields::apart, refused},
};
use leptos::{prelude::*, server_fn::ServerFn};

/// `/{lang}/sign-in`
#[component]
pub fn SignInRoute() -> impl IntoView {
    view! { <Door up=false/> }
}

/// `/{lang}/sign-up`
#[component]
pub fn SignUpRoute() -> impl IntoView {
    view! { <Door up=true/> }
}

/// Where to go on afterwards: a path of ours, or nothing. The server checks it again before it sends anybody there.
fn next() -> Option<String> {
    let next = query("next")?;
    let ours =
        next.starts_with('/') && !next.starts_with("//") && next.bytes().all(|b| b.is_ascii_graphic() && b != b'\\');
    ours.then_some(next)
}

#[component]
fn Door(up: bool) -> impl IntoView {
    let place = if up { "sign-up" } else { "sign-in" };
    // A form that could not be read at all names no place.
    let fault = refused().filter(|r| r.at == place || r.at.is_empty()).map(|r| r.fault);
    let again = fault.is_some();
    let (person, next) = (reader(), next());
    let key = if up { "sign_up" } else { "sign_in" };
    let found = async move { Ok(kept(place, again).await.unwrap_or_default().0) };
    view! {
        <Title text=words().s(&format!("{key}.title"))/>
        {show(found, move |kept| view! { <Sheet up person next fault kept/> })}
    }
}

#[component]
fn Sheet(up: bool, person: Option<Person>, next: Option<String>, fault: Option<Fault>, kept: String) -> impl IntoView {
    let words = words();
    let key = if up { "sign_up" } else { "sign_in" };
    let back = next.as_deref().map_or_else(|| format!("/{}", words.0), |n| n.split('#').next().unwrap_or(n).to_owned());
    let inside = match person {
        Some(person) => view! { <Already person next/> }.into_any(),
        None if up => view! { <Up next fault kept/> }.into_any(),
        None => view! { <In next fault kept/> }.into_any(),
    };
    view! {
        <div class="sheet front">
            <Back to=back/>
            <div class="front__head in-wide">
                <h1 class="title title--page">{words.s(&format!("{key}.title"))}</h1>
                <p class="intro">{words.s(&format!("{key}.intro"))}</p>
            </div>
        </div>
        <div class="sheet"><div class="in-side side-blank"></div><div class="in-wide stack">{inside}</div></div>
    }
}

/// Who is signed in need not do it again.
#[component]
fn Already(person: Person, next: Option<String>) -> impl IntoView {
    let words = words();
    let on = next.unwrap_or_else(|| format!("/{}", words.0));
    view! {
        <div class="notice">
            <p>{words.with("sign_in.already", &[("name", &person.name)])}</p>
            <a class="btn" href=on>{words.s("sign_in.go_on")}</a>
        </div>
    }
}

/// The address of the other of the two pages, with where to go on.
fn other_door(name: &str, next: Option<String>) -> String {
    let query = next.map(|n| format!("?next={}", crate::request::encode(&n))).unwrap_or_default();
    format!("/{}/{name}{query}", words().0)
}

/// What a form carries that nobody types.
#[component]
fn Unseen(next: Option<String>) -> impl IntoView {
    view! {
        {next.map(|next| view! { <input type="hidden" name="next" value=next/> })}
        <input type="hidden" name="lang" value=words().0.code()/>
    }
}

#[component]
fn In(next: Option<String>, fault: Option<Fault>, kept: String) -> impl IntoView {
    let words = words();
    let field = fault.and_then(|f| field_of(f.code, "password"));
    let on = move |id| fault.filter(|_| field == Some(id));
    view! {
        {fault.map(|fault| view! { <Summary fault field/> })}
        <form class="form" method="post" action=SignIn::url() novalidate="">
            <Unseen next=next.clone()/>
            <Field id="email" label=words.s("sign_in.email") kind="email" autocomplete="username" value=kept fault=on("email")/>
            <Field id="password" label=words.s("sign_in.password") kind="password" autocomplete="current-password" fault=on("password")/>
            <div class="acts"><button class="btn" type="submit">{words.s("page.sign_in")}</button></div>
            <p class="form__alt">{words.s("sign_in.no_account")}" "<a href=other_door("sign-up", next)>{words.s("sign_in.make_one")}</a></p>
        </form>
    }
}

#[component]
fn Up(next: Option<String>, fault: Option<Fault>, kept: String) -> impl IntoView {
    let words = words();
    let field = fault.and_then(|f| field_of(f.code, "password"));
    let on = move |id| fault.filter(|_| field == Some(id));
    let [name, email] = apart(&kept);
    let shortest = words.number(i64::try_from(SHORTEST_PASSWORD).unwrap_or(0));
    view! {
        {fault.map(|fault| view! { <Summary fault field/> })}
        <form class="form" method="post" action=SignUp::url() novalidate="">
            <Unseen next=next.clone()/>
            <Field id="name" label=words.s("sign_up.name") hint=words.s("sign_up.name.hint") autocomplete="name" value=name fault=on("name")/>
            <Field id="email" label=words.s("sign_in.email") hint=words.s("sign_up.email.hint") kind="email"
                autocomplete="username" value=email fault=on("email")/>
            <Field id="password" label=words.s("sign_in.password") hint=words.with("sign_up.password.hint", &[("n", &shortest)])
                kind="password" autocomplete="new-password" fault=on("password")/>
            <div class="acts"><button class="btn" type="submit">{words.s("sign_up.submit")}</button></div>
            <p class="form__alt">{words.s("sign_up.have_account")}" "<a href=other_door("sign-in", next)>{words.s("page.sign_in")}</a></p>
        </form>
    }
}
