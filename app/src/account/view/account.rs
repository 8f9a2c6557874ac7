//! `/{lang}/account`: what a person says of themselves, the password, and the ways on.
use super::{field_of, kept};
use crate::{
    account::{ChangePassword, Person, SignOut, UpdateAccount, model::SHORTEST_PASSWORD, my_email},
    fault::{Code, Fault},
    i18n::{LANGS, words},
    page::{Title, query, reader, show},
    ui::{Back, Field, Refused, Summary, fields::apart, refused},
};
use leptos::{prelude::*, server_fn::ServerFn};

/// `/{lang}/account`
#[component]
pub fn AccountRoute() -> impl IntoView {
    let refused = refused();
    let of_data = refused.as_ref().filter(|r| r.at == "account" || r.at.is_empty()).map(|r| r.fault);
    let of_password = Refused::of(&refused, "password");
    let again = of_data.is_some();
    let person = reader();
    let found = async move {
        let person = person.ok_or(Code::SignIn)?;
        Ok((person, my_email().await?, kept("account", again).await.unwrap_or_default().0))
    };
    show(found, move |(person, email, kept)| view! { <Drawn person email kept of_data of_password/> })
}

#[component]
fn Drawn(
    person: Person,
    email: String,
    kept: String,
    of_data: Option<Fault>,
    of_password: Option<Fault>,
) -> impl IntoView {
    let words = words();
    let signed = words.with("account.intro", &[("name", &person.name)]);
    view! {
        <Title text=words.s("account.title")/>
        <div class="sheet front">
            <Back to=format!("/{}", words.0)/>
            <div class="front__head in-wide">
                <h1 class="title title--page">{words.s("account.title")}</h1>
                <p class="intro">{signed}</p>
            </div>
        </div>
        <Outcome fault=of_data.or(of_password)/>
        <Data person email kept fault=of_data/>
        <Password fault=of_password/>
        <More/>
    }
}

/// What the last form did: saved, or refused and why.
#[component]
fn Outcome(fault: Option<Fault>) -> impl IntoView {
    let words = words();
    let done = match query("done").as_deref() {
        Some("account") => Some("account.saved"),
        Some("password") => Some("account.password.saved"),
        _ => None,
    };
    let said = match (fault, done) {
        (Some(fault), _) => view! { <Summary fault field=field_of(fault.code, "new")/> }.into_any(),
        (None, Some(key)) => {
            view! { <div class="notice notice--good" role="status"><p>{words.s(key)}</p></div> }.into_any()
        }
        (None, None) => return ().into_any(),
    };
    view! { <div class="sheet"><div class="in-side side-blank"></div><div class="in-wide stack">{said}</div></div> }
        .into_any()
}

#[component]
fn Data(person: Person, email: String, kept: String, fault: Option<Fault>) -> impl IntoView {
    let words = words();
    let field = fault.and_then(|f| field_of(f.code, "new"));
    let [name, town] = if kept.is_empty() { [person.name, person.town] } else { apart(&kept) };
    let option = |lang: crate::i18n::Lang| {
        view! {
            <option value=lang.code() lang=lang.code() selected=lang == person.lang>{lang.own_name()}</option>
        }
    };
    view! {
        <div class="sheet block">
            <h2 class="side-head in-side">{words.s("account.data")}</h2>
            <div class="in-wide">
                <form class="form" method="post" action=UpdateAccount::url() novalidate="">
                    <dl class="pairs" data-email="">
                        <dt>{words.s("sign_in.email")}</dt>
                        <dd>{email}" "<span class="quiet">{words.s("sign_up.email.hint")}</span></dd>
                    </dl>
                    <Field id="name" label=words.s("sign_up.name") hint=words.s("sign_up.name.hint") autocomplete="name" value=name
                        fault=fault.filter(|_| field == Some("name"))/>
                    <Field id="town" label=words.s("account.town") hint=words.s("account.town.hint") autocomplete="address-level2"
                        value=town fault=None required=false/>
                    <div class="field">
                        <label for="language">{words.s("account.language")}</label>
                        <select class="box" id="language" name="language">{LANGS.map(option).collect_view()}</select>
                    </div>
                    <div class="acts"><button class="btn" type="submit">{words.s("account.save")}</button></div>
                </form>
            </div>
        </div>
    }
}

#[component]
fn Password(fault: Option<Fault>) -> impl IntoView {
    let words = words();
    let field = fault.and_then(|f| field_of(f.code, "new"));
    let on = move |id| fault.filter(|_| field == Some(id));
    let shortest = words.number(i64::try_from(SHORTEST_PASSWORD).unwrap_or(0));
    view! {
        <div class="sheet block">
            <h2 class="side-head in-side">{words.s("sign_in.password")}</h2>
            <div class="in-wide">
                <form class="form" method="post" action=ChangePassword::url() novalidate="">
                    <input type="hidden" name="lang" value=words.0.code()/>
                    <Field id="old" label=words.s("account.password.old") kind="password" autocomplete="current-password" fault=on("old")/>
                    <Field id="new" label=words.s("account.password.new") hint=words.with("account.password.hint", &[("n", &shortest)])
                        kind="password" autocomplete="new-password" fault=on("new")/>
                    <div class="acts"><button class="btn" type="submit">{words.s("account.password.change")}</button></div>
                </form>
            </div>
        </div>
    }
}

/// Decisions about one's texts, and the way out.
#[component]
fn More() -> impl IntoView {
    let words = words();
    let lang = words.0;
    view! {
        <div class="sheet block">
            <h2 class="side-head in-side">{words.s("account.more")}</h2>
            <ul class="lines in-wide" role="list">
                <li>
                    <span>{words.s("activity.title")}<span class="quiet">{words.s("activity.hint")}</span></span>
                    <a class="btn btn--line" href=format!("/{lang}/account/activity")>{words.s("activity.see")}</a>
                </li>
                <li>
                    <span>{words.s("decisions.title")}<span class="quiet">{words.s("account.decisions.hint")}</span></span>
                    <a class="btn btn--line" href=format!("/{lang}/account/decisions")>{words.s("account.decisions.see")}</a>
                </li>
                <li>
                    <span>{words.s("account.session")}<span class="quiet">{words.s("account.session.hint")}</span></span>
                    <form method="post" action=SignOut::url()>
                        <input type="hidden" name="lang" value=lang.code()/>
                        <button class="btn btn--line" type="submit">{words.s("account.sign_out")}</button>
                    </form>
                </li>
            </ul>
        </div>
    }
}
