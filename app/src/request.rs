//! Who asks, and how to answer a form that works without script.
use crate::{
    account::Person,
    fault::{Code, Fault},
    services::services,
    thread::Place,
};
use http::{HeaderName, HeaderValue, StatusCode, header, request::Parts};
use leptos::prelude::use_context;
use leptos_axum::ResponseOptions;
use std::net::IpAddr;

/// What the server learnt of a request before it reached the app.
#[derive(Clone, Debug)]
pub struct Caller {
    /// Who is signed in.
    pub person: Option<Person>,
    /// The hash of the session's identifier.
    pub session: Option<String>,
    /// The hash of the draft cookie's value.
    pub draft: Option<String>,
    /// Where it comes from.
    pub ip: IpAddr,
}

impl Caller {
    /// Whose drafts are shown: the account's, else the draft cookie's.
    pub fn owner(&self) -> Option<String> {
        match &self.person {
            Some(person) => Some(person.owner()),
            None => self.draft.as_ref().map(|hash| format!("v{hash}")),
        }
    }
}

/// The caller of the request being served.
pub fn caller() -> Caller {
    use_context::<Parts>().and_then(|p| p.extensions.get::<Caller>().cloned()).unwrap_or(Caller {
        person: None,
        session: None,
        draft: None,
        ip: IpAddr::from([127, 0, 0, 1]),
    })
}

/// The person signed in.
///
/// # Errors
/// [`Code::SignIn`] when nobody is.
pub fn person() -> Result<Person, Fault> {
    caller().person.ok_or_else(|| Code::SignIn.into())
}

/// Whether the answer is a page: a plain form, not our own script.
pub fn plain_form() -> bool {
    use_context::<Parts>()
        .and_then(|p| p.headers.get(header::ACCEPT).and_then(|v| v.to_str().ok().map(|v| v.contains("text/html"))))
        .unwrap_or(false)
}

fn options() -> ResponseOptions {
    use_context::<ResponseOptions>().unwrap_or_default()
}

/// Sets the status of the page being drawn.
pub fn status(code: u16) {
    if let Ok(status) = StatusCode::from_u16(code) {
        options().set_status(status);
    }
}

/// Adds a header to the answer.
pub fn header(name: HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        options().append_header(name, value);
    }
}

/// Sends the reader on: 301 where an address has changed its form.
pub fn moved(to: &str) {
    header(header::LOCATION, to);
    status(301);
}

/// Answers a write. A plain form goes to `landing`; refused, back to its page with the code of the refusal, and
/// `typed` is kept for it. Our own script gets the value or the refusal (see [`refused`]).
///
/// # Errors
/// The refusal.
pub async fn answer<T>(
    result: Result<T, Fault>,
    place: Place,
    typed: Option<(&str, &str)>,
    landing: impl FnOnce(&T) -> String,
) -> Result<T, Fault> {
    if plain_form() {
        match &result {
            Ok(value) => see(&landing(value)),
            Err(fault) => {
                if let Some((body, stance)) = typed {
                    crate::account::keep_draft(place, body, stance).await;
                }
                see(&back(*fault, place));
            }
        }
    }
    result
}

/// Gives the answer of a function the status of its refusal. Called where a refusal is made ready to travel, whichever
/// function it comes from and whoever refused: a plain form is sent back to its page instead.
pub fn refused(fault: Fault) {
    if !plain_form() {
        status(fault.status());
        if fault.retry > 0 {
            header(header::RETRY_AFTER, &fault.retry.to_string());
        }
    }
}

/// 303: the next page is read, not written again.
pub fn see(to: &str) {
    let options = options();
    if let Ok(value) = HeaderValue::from_str(to) {
        options.insert_header(header::LOCATION, value);
        options.set_status(StatusCode::SEE_OTHER);
    }
}

/// The page that the form was on, as a path of ours, with the refusal; to sign in, when that is what is missing.
fn back(fault: Fault, place: Place) -> String {
    let page = referer().unwrap_or_else(|| "/".to_owned());
    if fault.code == Code::SignIn {
        let lang = page.split('/').nth(1).filter(|l| l.len() == 2).unwrap_or("ca");
        return format!("/{lang}/sign-in?next={}", encode(&format!("{page}#write")));
    }
    let mark = if page.contains('?') { '&' } else { '?' };
    let anchor = match place {
        Place::Proposal(_) | Place::Action(..) => "#write".to_owned(),
        Place::Reply(id) | Place::Edit(id) | Place::Mark(id) => format!("#c-{id}"),
        Place::Thread(_) => "#thread".to_owned(),
        Place::Appeal(_) => format!("#appeal-{place}"),
        Place::Report(_)
        | Place::Notice(_)
        | Place::Note(_)
        | Place::Redact(_)
        | Place::Held(_)
        | Place::Answer(_)
        | Place::Change(_)
        | Place::Carry(_)
        | Place::Join(_)
        | Place::Stance(_)
        | Place::Person(_)
        | Place::Form(_) => String::new(),
    };
    format!("{page}{mark}fault={}&at={place}&n={}&retry={}{anchor}", fault.code.as_str(), fault.n, fault.retry)
}

/// The path and query of the referring page, when it is ours, without an earlier refusal.
pub fn referer() -> Option<String> {
    let parts = use_context::<Parts>()?;
    let text = parts.headers.get(header::REFERER)?.to_str().ok()?;
    let (_, rest) = text.split_once("://")?;
    let path = &rest[rest.find('/')?..];
    let path = path.split('#').next().unwrap_or(path);
    // Sent back as an address of its own, it would lead to another site.
    if path.starts_with("//") || path.contains('\\') {
        return None;
    }
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    let kept = without_refusal(query);
    Some(if kept.is_empty() { path.to_owned() } else { format!("{path}?{kept}") })
}

/// The language of the page that a form was on.
pub fn page_lang() -> crate::i18n::Lang {
    referer().and_then(|page| page.split('/').nth(1)?.parse().ok()).unwrap_or_default()
}

/// A query without what a refused form, or one that asked for a preview, left in it.
pub fn without_refusal(query: &str) -> String {
    let left = ["fault=", "at=", "n=", "retry=", "preview=", "__"];
    let kept = query.split('&').filter(|pair| !pair.is_empty() && !left.iter().any(|name| pair.starts_with(name)));
    kept.collect::<Vec<_>>().join("&")
}

/// A path of ours and of nobody else's, for `next`: no scheme, no host, no control characters.
pub fn own_path(text: &str) -> Option<String> {
    let fine = text.starts_with('/')
        && !text.starts_with("//")
        && text.len() < 500
        && !text.contains('\\')
        && text.bytes().all(|b| (0x21..0x7f).contains(&b));
    fine.then(|| text.to_owned())
}

/// Percent-encoding for a query's value (RFC 3986, 2.1).
pub fn encode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            out.push(byte as char);
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

/// Random bytes as text that fits an address or a cookie; 128 bits.
pub fn token() -> String {
    use base64::Engine;
    let bytes: [u8; 16] = rand::random();
    base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(bytes)
}

/// SHA-256 in hexadecimal: what is kept of a secret.
pub fn digest(secret: &str) -> String {
    use sha2::Digest;
    sha2::Sha256::digest(secret.as_bytes()).iter().map(|b| format!("{b:02x}")).collect()
}

/// The name of a cookie: with `__Host-` behind TLS, so that no other host can set it.
pub fn cookie_name(name: &str, secure: bool) -> String {
    if secure { format!("__Host-{name}") } else { name.to_owned() }
}

/// Sets a cookie of ours: whole site, this site only, not for scripts; `seconds` 0 takes it away.
pub fn set_cookie(name: &str, value: &str, seconds: u64) {
    let secure = services().settings.secure;
    let mark = if secure { "; Secure" } else { "" };
    let name = cookie_name(name, secure);
    header(header::SET_COOKIE, &format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax; Max-Age={seconds}{mark}"));
}

/// How a page tells the server around it the nonce of its scripts; never leaves the house.
pub const NONCE_HEADER: &str = "x-pam-nonce";
/// How a page tells the last event it shows; never leaves the house.
pub const SEQ_HEADER: &str = "x-pam-seq";

/// Called for each page before it is drawn.
pub fn provide_page() {
    leptos::nonce::provide_nonce();
    if let Some(nonce) = leptos::nonce::use_nonce() {
        header(HeaderName::from_static(NONCE_HEADER), &nonce.to_string());
    }
}

/// The last event that the page being drawn shows.
pub fn seq(seq: i64) {
    options().insert_header(HeaderName::from_static(SEQ_HEADER), HeaderValue::from(seq));
}
