//! Signing up, in and out; what one has begun to write.
use super::model::Signed;
use crate::fault::Fault;
#[cfg(feature = "ssr")]
use crate::{
    account::{
        model::{LONGEST_PASSWORD, SHORTEST_PASSWORD},
        password, store,
    },
    fault::Code,
    i18n::Lang,
    request::{answer, caller, digest, own_path, person, set_cookie, token},
    services::{Deed, services},
    thread::Place,
    ui::fields::together,
};
use leptos::prelude::*;

/// The cookie of a session.
#[cfg(feature = "ssr")]
pub const SESSION_COOKIE: &str = "pam_session";
/// The cookie of a visitor who has begun to write.
#[cfg(feature = "ssr")]
pub const DRAFT_COOKIE: &str = "pam_draft";

/// Who is signed in, and how much is new in what they follow.
///
/// # Errors
/// When the database fails.
#[server(name = Me, prefix = "/api", endpoint = "account/me", output = crate::wire::Answer)]
pub async fn me() -> Result<Option<Signed>, Fault> {
    let Some(person) = caller().person else { return Ok(None) };
    let news = crate::follow::store::news(&mut services().db.read().await?, person.id).await?;
    Ok(Some(Signed { person, news }))
}

/// Signs in. The refusal never tells whether the address is known, nor does the time it takes.
///
/// # Errors
/// [`Code::BadSignIn`], or too many tries.
#[server(name = SignIn, prefix = "/api", endpoint = "account/sign-in", output = crate::wire::Answer)]
pub async fn sign_in(email: String, password: String, next: Option<String>, lang: Option<String>) -> Result<(), Fault> {
    let result = known(&email.trim().to_lowercase(), password).await;
    // The address comes back with a refusal, as it was typed; the password never does.
    answer(result, Place::Form("sign-in"), Some((&email, "")), |()| landing(next.as_deref(), lang.as_deref())).await
}

#[cfg(feature = "ssr")]
async fn known(email: &str, password: String) -> Result<(), Fault> {
    let services = services();
    services.limit(Deed::SignIn, &format!("{email} {}", caller().ip))?;
    if password.len() > LONGEST_PASSWORD * 4 {
        return Err(Code::BadSignIn.into());
    }
    let hash = hashed(email, password).await?;
    let account = store::by_secret(&mut services.db.read().await?, email, &hash).await?;
    signed_in(account.ok_or(Code::BadSignIn)?).await
}

/// A password's hash among those of an address. One hashing, whether the address has many accounts, one or none.
#[cfg(feature = "ssr")]
async fn hashed(email: &str, password: String) -> Result<String, Fault> {
    let services = services();
    let other = store::salted(&mut services.db.read().await?, email).await?;
    services.hashing(move || password::beside(&password, other.as_deref())).await
}

/// Opens a session for an account and hands its cookie out; texts begun as a visitor come along.
///
/// # Errors
/// When the database fails.
#[cfg(feature = "ssr")]
pub async fn signed_in(account: i64) -> Result<(), Fault> {
    let services = services();
    let caller = caller();
    let secret = token();
    let session = digest(&secret);
    let visitor = caller.draft.map(|hash| format!("v{hash}"));
    services
        .db
        .write(move |tx| {
            Box::pin(async move {
                store::open_session(tx, account, &session, caller.session.as_deref(), visitor.as_deref()).await
            })
        })
        .await?;
    set_cookie(SESSION_COOKIE, &secret, 30 * 24 * 3600);
    set_cookie(DRAFT_COOKIE, "", 0);
    Ok(())
}

#[cfg(feature = "ssr")]
fn landing(next: Option<&str>, lang: Option<&str>) -> String {
    let lang: Lang = lang.and_then(|l| l.parse().ok()).unwrap_or_default();
    next.and_then(own_path).unwrap_or_else(|| format!("/{lang}"))
}

/// Makes an account and signs in. An address that is taken makes one more account (see the migration), as often as
/// somebody asks, so that the answer never tells; with the password of an account that is there, it is that account.
/// Nobody is kept out of an address by who came first, and no account of anybody's is touched.
///
/// # Errors
/// What is wrong with a field, or too many tries.
#[server(name = SignUp, prefix = "/api", endpoint = "account/sign-up", output = crate::wire::Answer)]
pub async fn sign_up(
    name: String,
    email: String,
    password: String,
    next: Option<String>,
    lang: Option<String>,
) -> Result<(), Fault> {
    let result = register(&name, &email, password, lang.as_deref()).await;
    // Name and address come back with a refusal; the password never does.
    let typed = together([name.trim(), email.trim()]);
    answer(result, Place::Form("sign-up"), Some((&typed, "")), |()| landing(next.as_deref(), lang.as_deref())).await
}

#[cfg(feature = "ssr")]
async fn register(name: &str, email: &str, password: String, lang: Option<&str>) -> Result<(), Fault> {
    let services = services();
    let name = checked_name(name)?;
    let email = checked_email(email)?;
    checked_password(&password)?;
    services.limit(Deed::SignUp, &caller().ip.to_string())?;
    let new = store::NewAccount {
        email,
        name,
        password: String::new(),
        role: "resident".into(),
        kind: "resident".into(),
        town: String::new(),
        lang: lang.and_then(|l| l.parse::<Lang>().ok()).unwrap_or_default().to_string(),
        created_at: 0,
    };
    // Whoever asks for a new address at the same moment (a double click) settles its salt for both.
    for _ in 0..3 {
        let new = store::NewAccount { password: hashed(&new.email, password.clone()).await?, ..new.clone() };
        let (made, _) = services.db.write(move |tx| Box::pin(async move { store::create(tx, new).await })).await?;
        if let Some(id) = made {
            return signed_in(id).await;
        }
    }
    Err(Code::Busy.into())
}

/// A name that can stand beside a text: one line, not empty, bounded.
///
/// # Errors
/// [`Code::NoName`].
#[cfg(feature = "ssr")]
pub fn checked_name(name: &str) -> Result<String, Fault> {
    let name: String = name.split_whitespace().collect::<Vec<_>>().join(" ");
    let fine = (2..=60).contains(&name.chars().count()) && !name.chars().any(char::is_control);
    if fine { Ok(name) } else { Err(Fault::n(Code::NoName, 60)) }
}

/// An address that could be one (RFC 5321 allows far more than anybody has): something, `@`, a host with a dot.
///
/// # Errors
/// [`Code::BadEmail`].
#[cfg(feature = "ssr")]
pub fn checked_email(email: &str) -> Result<String, Fault> {
    let email = email.trim().to_lowercase();
    let fine = email.len() <= 254
        && email.split_once('@').is_some_and(|(local, host)| {
            !local.is_empty()
                && !host.contains('@')
                && host.contains('.')
                && !host.starts_with('.')
                && !host.ends_with('.')
        })
        && !email.chars().any(|c| c.is_whitespace() || c.is_control());
    if fine { Ok(email) } else { Err(Code::BadEmail.into()) }
}

/// A password that is long enough, and no longer than hashing it is worth.
///
/// # Errors
/// [`Code::WeakPassword`], [`Code::TooLong`].
#[cfg(feature = "ssr")]
pub fn checked_password(password: &str) -> Result<(), Fault> {
    let length = password.chars().count();
    if length < SHORTEST_PASSWORD {
        return Err(Fault::n(Code::WeakPassword, SHORTEST_PASSWORD));
    }
    if length > LONGEST_PASSWORD { Err(Fault::n(Code::TooLong, LONGEST_PASSWORD)) } else { Ok(()) }
}

/// Ends this session.
///
/// # Errors
/// When the database fails.
#[server(name = SignOut, prefix = "/api", endpoint = "account/sign-out", output = crate::wire::Answer)]
pub async fn sign_out(lang: Option<String>) -> Result<(), Fault> {
    if let Some(session) = caller().session {
        services().db.write(move |tx| Box::pin(async move { store::close_session(tx, &session).await })).await?;
    }
    set_cookie(SESSION_COOKIE, "", 0);
    answer(Ok(()), Place::Form("sign-out"), None, |()| landing(None, lang.as_deref())).await
}

/// Keeps what is being written; the browser calls it while somebody types. Given a mark of what this device takes the
/// kept text to be (see [`crate::thread::write::known`]), a text that another device has written since is not written
/// over: it is the answer.
///
/// # Errors
/// [`Code::SignIn`] for visitors: theirs stays in the browser until they send it. Too often, or no place of ours.
#[server(name = SaveDraft, prefix = "/api", endpoint = "draft/save", output = crate::wire::Answer)]
pub async fn save_draft(
    place: String,
    body: String,
    stance: String,
    known: Option<String>,
) -> Result<Option<String>, Fault> {
    let owner = person()?.owner();
    let numbered =
        place.starts_with(['p', 'r', 'e', 'w']) && place[1..].bytes().all(|b| b.is_ascii_digit() || b == b'a');
    if !numbered || place.len() > 24 || body.len() > crate::thread::LONGEST * 8 || stance.len() > 8 {
        return Err(Code::BadForm.into());
    }
    let services = services();
    services.limit(Deed::Draft, &owner)?;
    let (other, _) = services
        .db
        .write(move |tx| {
            Box::pin(
                async move { store::put_known_draft(tx, &owner, &place, (&body, &stance), known.as_deref()).await },
            )
        })
        .await?;
    Ok(other)
}

/// Who acts: the account or, of a visitor, the draft cookie, made now if there is none.
#[cfg(feature = "ssr")]
pub fn owner_or_new() -> String {
    caller().owner().unwrap_or_else(|| {
        let secret = token();
        set_cookie(DRAFT_COOKIE, &secret, 7 * 24 * 3600);
        format!("v{}", digest(&secret))
    })
}

/// Keeps what a refused form held, under the account or, for a visitor, under a draft cookie made for it.
#[cfg(feature = "ssr")]
pub async fn keep_draft(place: Place, body: &str, stance: &str) {
    let owner = owner_or_new();
    let most = if matches!(place, Place::Change(_)) && caller().person.is_some() { 400_000 } else { 20_000 };
    let cut = |text: &str, most| text.chars().take(most).collect::<String>();
    let draft = (place.to_string(), cut(body, most), cut(stance, 20));
    let services = services();
    let (whose, (at, text, choice)) = (owner.clone(), draft.clone());
    let kept = services
        .db
        .write::<(), Fault, _>(move |tx| {
            Box::pin(async move { store::put_draft(tx, &whose, &at, &text, &choice).await })
        })
        .await;
    if let Err(fault) = kept {
        tracing::warn!(%fault, "a draft is kept in memory only");
        services.spare(owner, draft);
    }
}

/// What an owner has begun to write, on disk or, when that is full, in memory.
///
/// # Errors
/// When the database fails.
#[cfg(feature = "ssr")]
pub async fn begun(read: &mut crate::db::Read, owner: &str) -> Result<Vec<crate::services::Kept>, Fault> {
    let spared = services().spared(owner);
    let mut drafts = store::drafts(read, owner).await?;
    drafts.retain(|(place, _, _)| !spared.iter().any(|(other, _, _)| other == place));
    drafts.extend(spared);
    Ok(drafts)
}

/// What I have begun at one place, or what a refused form of mine held there: the text, and the choice made with it.
///
/// # Errors
/// When the database fails.
#[server(name = FetchTyped, prefix = "/api", endpoint = "draft/typed", output = crate::wire::Answer)]
pub async fn typed(place: String) -> Result<(String, String), Fault> {
    let Some(owner) = caller().owner() else { return Ok(<_>::default()) };
    let kept = begun(&mut services().db.read().await?, &owner).await?;
    Ok(kept.into_iter().find(|(at, _, _)| *at == place).map(|(_, body, choice)| (body, choice)).unwrap_or_default())
}
