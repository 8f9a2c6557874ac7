//! One's own account: what one says of oneself, the password, what was decided about one's texts.
use super::model::MyDecision;
use crate::fault::Fault;
#[cfg(feature = "ssr")]
use crate::{
    account::{SESSION_COOKIE, checked_name, checked_password, password, store},
    fault::Code,
    i18n::Lang,
    request::{answer, caller, digest, person, set_cookie, token},
    sanction,
    services::{Deed, services},
    thread::Place,
    ui::fields::together,
};
use leptos::prelude::*;

/// The address that I sign in with; nobody else is told.
///
/// # Errors
/// [`Code::SignIn`] for visitors.
#[server(name = MyEmail, prefix = "/api", endpoint = "account/email", output = crate::wire::Answer)]
pub async fn my_email() -> Result<String, Fault> {
    let person = person()?;
    Ok(store::secrets(&mut services().db.read().await?, person.id).await?.0)
}

/// Changes name, town and language.
///
/// # Errors
/// What is wrong with a field.
#[server(name = UpdateAccount, prefix = "/api", endpoint = "account/update", output = crate::wire::Answer)]
pub async fn update_account(name: String, town: String, language: String) -> Result<(), Fault> {
    let result = updated(&name, &town, &language).await;
    let typed = together([&name, &town]);
    let place = Place::Form("account");
    answer(result, place, Some((&typed, "")), |lang| format!("/{lang}/account?done=account")).await.map(|_| ())
}

#[cfg(feature = "ssr")]
async fn updated(name: &str, town: &str, language: &str) -> Result<Lang, Fault> {
    let person = person()?;
    let name = checked_name(name)?;
    let town: String = town.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(60).collect();
    let lang: Lang = language.parse().map_err(|()| Code::BadForm)?;
    services()
        .db
        .write(move |tx| {
            Box::pin(async move {
                sanction::may(tx, &person, sanction::Deed::Name).await?;
                store::update(tx, person.id, &name, &town, lang).await
            })
        })
        .await?;
    set_lang_cookie(lang);
    Ok(lang)
}

#[cfg(feature = "ssr")]
fn set_lang_cookie(lang: Lang) {
    set_cookie("pam_lang", lang.code(), 365 * 24 * 3600);
}

/// Changes the password; every other session of the account ends.
///
/// # Errors
/// [`Code::WrongPassword`], [`Code::WeakPassword`], or too many tries.
#[server(name = ChangePassword, prefix = "/api", endpoint = "account/password", output = crate::wire::Answer)]
pub async fn change_password(old: String, new: String, lang: Option<String>) -> Result<(), Fault> {
    let result = new_password(old, new).await;
    let lang: Lang = lang.and_then(|l| l.parse().ok()).unwrap_or_default();
    answer(result, Place::Form("password"), None, |()| format!("/{lang}/account?done=password")).await
}

#[cfg(feature = "ssr")]
async fn new_password(old: String, new: String) -> Result<(), Fault> {
    let services = services();
    let person = person()?;
    services.limit(Deed::SignIn, &format!("#{}", person.id))?;
    checked_password(&new)?;
    let (_, hash) = store::secrets(&mut services.db.read().await?, person.id).await?;
    // With its salt, which the other accounts of the address share.
    let hash =
        services.hashing(move || password::verify(&old, &hash).then(|| password::beside(&new, Some(&hash)))).await?;
    let hash = hash.ok_or(Code::WrongPassword)?;
    let secret = token();
    let session = digest(&secret);
    let before = caller().session;
    services
        .db
        .write(move |tx| {
            Box::pin(async move {
                store::open_session(tx, person.id, &session, before.as_deref(), None).await?;
                store::change_password(tx, person.id, &hash, &session).await
            })
        })
        .await?;
    set_cookie(SESSION_COOKIE, &secret, 30 * 24 * 3600);
    Ok(())
}

/// What was decided about my texts.
///
/// # Errors
/// [`Code::SignIn`] for visitors.
#[server(name = MyDecisions, prefix = "/api", endpoint = "account/decisions", output = crate::wire::Answer)]
pub async fn my_decisions() -> Result<Vec<MyDecision>, Fault> {
    let person = person()?;
    let services = services();
    if person.untold > 0 {
        services.db.write(move |tx| Box::pin(async move { store::told(tx, person.id).await })).await?;
    }
    Ok(store::decisions(&mut services.db.read().await?, person.id).await?)
}

/// What I have begun to write, wherever: place, text, choice.
///
/// # Errors
/// When the database fails.
#[cfg(feature = "ssr")]
pub async fn my_begun() -> Result<Vec<crate::services::Kept>, Fault> {
    let owner = person()?.owner();
    crate::account::begun(&mut services().db.read().await?, &owner).await
}
