//! What happens to a page between the app and the reader: its scripts are named in its policy, its body tells its
//! event, it is compressed, and a visitor's copy is kept.
use super::cache::{Cache, Finished};
use app::{
    db::Statements,
    live::Topic,
    request::{Caller, NONCE_HEADER, SEQ_HEADER},
    services::Shown,
};
use axum::{
    body::{Body, Bytes, to_bytes},
    extract::{Request, State},
    middleware::Next,
    response::{IntoResponse, Response},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use flate2::{Compression, write::GzEncoder};
use http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use sha2::{Digest, Sha256};
use std::io::Write;

/// How bytes travel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// Brotli (RFC 7932).
    Brotli,
    /// Gzip (RFC 1952).
    Gzip,
    /// As they are.
    Plain,
}

impl Encoding {
    /// For `Content-Encoding`.
    pub const fn name(self) -> Option<&'static str> {
        match self {
            Self::Brotli => Some("br"),
            Self::Gzip => Some("gzip"),
            Self::Plain => None,
        }
    }

    /// Of files compressed at build.
    pub const fn suffix(self) -> Option<&'static str> {
        match self {
            Self::Brotli => Some("br"),
            Self::Gzip => Some("gz"),
            Self::Plain => None,
        }
    }
}

/// What a reader takes, best first (RFC 9110, 12.5.3; a quality of 0 refuses).
pub fn encodings(headers: &HeaderMap) -> Vec<Encoding> {
    let accepted = headers.get(header::ACCEPT_ENCODING).and_then(|v| v.to_str().ok()).unwrap_or_default();
    let takes = |name: &str| {
        accepted.split(',').any(|item| {
            let mut parts = item.split(';').map(str::trim);
            parts.next() == Some(name) && parts.next() != Some("q=0")
        })
    };
    [Encoding::Brotli, Encoding::Gzip, Encoding::Plain].into_iter().filter(|e| e.name().is_none_or(takes)).collect()
}

fn compress(bytes: &[u8], encoding: Encoding, patient: bool) -> Bytes {
    match encoding {
        Encoding::Plain => Bytes::copy_from_slice(bytes),
        Encoding::Gzip => {
            let mut out = GzEncoder::new(Vec::new(), Compression::new(if patient { 6 } else { 1 }));
            let _ = out.write_all(bytes);
            out.finish().unwrap_or_default().into()
        }
        Encoding::Brotli => {
            // For a page drawn for one reader 2 is the best bargain: smaller than 1, and quicker on these pages.
            let quality = if patient { 5 } else { 2 };
            let mut out = Vec::with_capacity(bytes.len() / 4);
            let mut writer = brotli::CompressorWriter::new(&mut out, 4096, quality, 20);
            let _ = writer.write_all(bytes);
            drop(writer);
            out.into()
        }
    }
}

/// Sends the copy that is kept, ahead of everything else, to a reader of whom nothing is known and to whom nothing has to
/// be given: no cookie has come with the request, and none would go with the answer.
pub async fn ready(State(cache): State<Cache>, request: Request, next: Next) -> Response {
    let headers = request.headers();
    let known = [header::COOKIE, header::RANGE].iter().any(|name| headers.contains_key(name))
        || headers.get("sec-fetch-site").is_some_and(|site| site == "same-origin");
    let kept = match request.uri().path_and_query() {
        Some(address) if !known && request.method() == Method::GET => cache.get(address.as_str()),
        _ => None,
    };
    match kept {
        Some(page) => send(&page, encodings(headers)[0]),
        None => next.run(request).await,
    }
}

/// Draws a page, or sends the copy that is kept.
pub async fn finish(State(cache): State<Cache>, mut request: Request, next: Next) -> Response {
    if request.method() != Method::GET && request.method() != Method::HEAD {
        return next.run(request).await;
    }
    let encoding = encodings(request.headers())[0];
    let address = public_address(&request);
    if let Some(kept) = address.as_deref().and_then(|a| cache.get(a)) {
        return send(&kept, encoding);
    }
    let shown = Shown::default();
    let statements = Statements::default();
    request.extensions_mut().insert(shown.clone());
    request.extensions_mut().insert(statements.clone());
    let mut response = next.run(request).await;
    let is_page = response.headers().get(header::CONTENT_TYPE).is_some_and(|t| t.as_bytes().starts_with(b"text/html"));
    if !is_page {
        // What the house tells itself stays inside.
        for own in [NONCE_HEADER, SEQ_HEADER] {
            response.headers_mut().remove(own);
        }
        return response;
    }
    let topics = shown.0.lock().map(|list| list.clone()).unwrap_or_default();
    let mut response = draw(&cache, response, address.map(|a| (a, topics)), encoding).await;
    if let Ok(value) = HeaderValue::from_str(&format!("db;desc=\"{}\"", statements.count())) {
        response.headers_mut().insert("server-timing", value);
    }
    response
}

/// The address of a page that is the same for every visitor; `None` when it is somebody's own.
fn public_address(request: &Request) -> Option<String> {
    let caller = request.extensions().get::<Caller>()?;
    if caller.person.is_some() || caller.draft.is_some() || request.headers().contains_key(header::RANGE) {
        return None;
    }
    let uri = request.uri();
    let plain = uri.query().is_none_or(|q| q.starts_with("after=") && !q.contains('&') && q.len() < 60);
    plain.then(|| uri.path_and_query().map_or_else(|| uri.path().to_owned(), ToString::to_string))
}

async fn draw(cache: &Cache, response: Response, public: Option<(String, Vec<Topic>)>, encoding: Encoding) -> Response {
    let (mut parts, body) = response.into_parts();
    let Ok(bytes) = to_bytes(body, usize::MAX).await else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let nonce = taken(&mut parts.headers, NONCE_HEADER).unwrap_or_default();
    let seq = taken(&mut parts.headers, SEQ_HEADER).unwrap_or_else(|| "0".into());
    let (html, policy) = seal(&String::from_utf8_lossy(&bytes), &nonce, &seq);
    let redirected = parts.headers.contains_key(header::LOCATION) || parts.headers.contains_key(header::SET_COOKIE);
    let keep = public.filter(|(_, topics)| parts.status == StatusCode::OK && !topics.is_empty() && !redirected);
    let packed = compress(html.as_bytes(), encoding, keep.is_some());
    let mut bytes = vec![(encoding, packed.clone())];
    if keep.is_some() {
        // Whoever came first, everybody after gets what they take without packing it again.
        let others = [Encoding::Brotli, Encoding::Gzip, Encoding::Plain].into_iter().filter(|e| *e != encoding);
        bytes.extend(others.map(|e| (e, compress(html.as_bytes(), e, true))));
    }
    let page = Finished { bytes, policy, status: parts.status };
    let mut answer = page_response(&page, packed, encoding);
    for (name, value) in parts.headers.drain().filter_map(|(n, v)| Some((n?, v))) {
        if name != header::CONTENT_LENGTH && name != header::CONTENT_TYPE {
            answer.headers_mut().append(name, value);
        }
    }
    if let Some((address, topics)) = keep {
        cache.put(address, topics, seq.parse().unwrap_or(0), page);
    }
    answer
}

fn taken(headers: &mut HeaderMap, name: &str) -> Option<String> {
    headers.remove(name).and_then(|v| v.to_str().ok().map(str::to_owned))
}

/// A kept copy, in the encoding that the reader takes.
fn send(page: &Finished, encoding: Encoding) -> Response {
    let kept = page.bytes.iter().find(|(e, _)| *e == encoding).map(|(_, bytes)| bytes.clone());
    page_response(page, kept.unwrap_or_default(), encoding)
}

fn page_response(page: &Finished, bytes: Bytes, encoding: Encoding) -> Response {
    let mut response = Response::new(Body::from(bytes));
    *response.status_mut() = page.status;
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    headers.insert(header::CONTENT_SECURITY_POLICY, page.policy.clone());
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache, private"));
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding, cookie"));
    if let Some(name) = encoding.name() {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(name));
    }
    response
}

/// How the app leaves the place where a page tells its last event.
const EVENT: &str = "data-event=\"0\"";

/// Names the page's own inline scripts, known by this drawing's nonce, in its policy by their hashes, and takes the
/// nonce out: so the same bytes can serve everybody, and a script that somebody smuggled in stays unnamed. Writes the
/// page's last event into its body's tag. All of it in one pass.
fn seal(html: &str, nonce: &str, seq: &str) -> (String, HeaderValue) {
    let mut policy = String::from("default-src 'self'; script-src 'self' 'wasm-unsafe-eval'");
    let mut sealed = String::with_capacity(html.len());
    // A page that was drawn without a nonce has no script of ours in it.
    let mark = if nonce.is_empty() { "\0".to_owned() } else { format!(" nonce=\"{nonce}\"") };
    // The body's tag stands right behind the short head.
    let (head, body) = html.split_once(EVENT).map_or((html, None), |(head, body)| (head, Some(body)));
    sweep(head, &mark, &mut sealed, &mut policy);
    if let Some(body) = body {
        sealed.extend(["data-event=\"", seq, "\""]);
        sweep(body, &mark, &mut sealed, &mut policy);
    }
    policy.push_str("; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'");
    (sealed, HeaderValue::from_str(&policy).unwrap_or_else(|_| HeaderValue::from_static("default-src 'self'")))
}

/// Copies a part of a page without the mark of its own scripts, and names those in the policy.
fn sweep(html: &str, mark: &str, sealed: &mut String, policy: &mut String) {
    let mut from = 0;
    for (at, _) in html.match_indices(mark) {
        sealed.push_str(&html[from..at]);
        from = at + mark.len();
        if let Some(code) = inline(html, at) {
            let hash = STANDARD.encode(Sha256::digest(code));
            policy.extend([" 'sha256-", &hash, "'"]);
        }
    }
    sealed.push_str(&html[from..]);
}

/// The code of the script in whose tag the mark at `at` stands, if it stands in the page itself.
fn inline(html: &str, at: usize) -> Option<&str> {
    let (tag, rest) = html[html[..at].rfind('<')?..].split_once('>')?;
    let ours = tag.starts_with("<script") && !tag.contains(" src=");
    rest.split_once("</script>").filter(|_| ours).map(|(code, _)| code)
}

#[cfg(test)]
mod tests {
    use super::{Encoding, STANDARD, compress, encodings, seal};
    use base64::Engine;
    use http::{HeaderMap, HeaderValue, header};
    use sha2::{Digest, Sha256};

    #[test]
    fn only_our_own_scripts_are_named() {
        let html = "<link nonce=\"n1\" href=\"/x\"><body data-event=\"0\"><script nonce=\"n1\">a()</script>\
                    <script>evil()</script><script nonce=\"guess\">b()</script><script src=\"/c.js\" nonce=\"n1\"></script>\
                    <p>data-event=\"0\"</p>";
        let (html, policy) = seal(html, "n1", "7");
        let policy = policy.to_str().unwrap().to_owned();
        assert_eq!(policy.matches("'sha256-").count(), 1);
        assert!(policy.contains(&STANDARD.encode(Sha256::digest("a()"))), "{policy}");
        assert_eq!(
            html,
            "<link href=\"/x\"><body data-event=\"7\"><script>a()</script><script>evil()</script>\
             <script nonce=\"guess\">b()</script><script src=\"/c.js\"></script><p>data-event=\"0\"</p>"
        );
    }

    #[test]
    fn a_page_without_a_nonce_names_none() {
        let html = "<body data-event=\"0\"><script nonce=\"\">a()</script>é";
        let (sealed, policy) = seal(html, "", "0");
        assert!(!policy.to_str().unwrap().contains("sha256"));
        assert_eq!(sealed, html);
    }

    #[test]
    fn a_reader_gets_what_it_takes() {
        let mut headers = HeaderMap::new();
        assert_eq!(encodings(&headers), [Encoding::Plain]);
        headers.insert(header::ACCEPT_ENCODING, HeaderValue::from_static("gzip, br;q=0"));
        assert_eq!(encodings(&headers)[0], Encoding::Gzip);
        assert!(compress(b"pam pam pam pam", Encoding::Brotli, true).len() < 30);
    }
}
