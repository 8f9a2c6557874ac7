//! What happens to a page between the app and the reader: its scripts are named in its policy, its body tells its
//! event, it is compressed, and a visitor's copy is kept.
use super::{
    cache::{Cache, Finished},
    own::{Asked, Kept},
    pack::{Encoding, compress, encodings},
};
use app::{
    db::Statements,
    live::Topic,
    request::{Caller, NONCE_HEADER, SEQ_HEADER},
    services::{Services, Shown},
};
use axum::{
    body::{Body, Bytes, to_bytes},
    extract::{Request, State},
    middleware::Next,
    response::{IntoResponse, Response},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use http::{HeaderMap, HeaderValue, Method, StatusCode, header, request, response};
use sha2::{Digest, Sha256};

/// Where pages are kept, and what tells for whom. Cheap to clone.
#[derive(Clone)]
pub struct Shelves {
    /// For who a resident is and what they have left.
    pub services: Services,
    /// Pages of visitors.
    pub visitors: Cache<Finished>,
    /// Pages of residents who have left nothing on them.
    pub residents: Cache<Kept>,
}

/// The copy that is kept, for a reader of whom nothing is known and to whom nothing has to be given: no cookie has come
/// with the request, and none would go with the answer. Asked ahead of everything else.
pub fn ready(cache: &Cache<Finished>, method: &Method, uri: &http::Uri, headers: &HeaderMap) -> Option<Response> {
    let known = [header::COOKIE, header::RANGE].iter().any(|name| headers.contains_key(name))
        || headers.get("sec-fetch-site").is_some_and(|site| site == "same-origin");
    if known || method != Method::GET {
        return None;
    }
    let page = cache.get(uri.path_and_query()?.as_str())?;
    Some(send(&page, encodings(headers)[0]))
}

/// Draws a page, or sends the copy that is kept.
pub async fn finish(State(shelves): State<Shelves>, request: Request, next: Next) -> Response {
    if request.method() != Method::GET && request.method() != Method::HEAD {
        return next.run(request).await;
    }
    let encoding = encodings(request.headers())[0];
    let (parts, body) = request.into_parts();
    let address = public_address(&parts);
    if let Some(kept) = address.as_deref().and_then(|a| shelves.visitors.get(a)) {
        return send(&kept, encoding);
    }
    if let Some(asked) = Asked::of(&parts)
        && let Some(answer) = asked.answer(&shelves, &parts, &next).await
    {
        return answer;
    }
    match drawn(Request::from_parts(parts, body), next).await {
        Ok(page) => page.finished(&shelves.visitors, address, encoding),
        Err(other) => other,
    }
}

/// The address of a page that is the same for every visitor; `None` when it is somebody's own.
fn public_address(parts: &request::Parts) -> Option<String> {
    let caller = parts.extensions.get::<Caller>()?;
    let nobody = caller.person.is_none() && caller.draft.is_none();
    nobody.then(|| plain_address(parts)).flatten()
}

/// The address, when it asks for a page as everybody may see it: nothing was refused, nothing is looked for.
pub fn plain_address(parts: &request::Parts) -> Option<String> {
    let uri = &parts.uri;
    let plain = uri.query().is_none_or(|q| q.starts_with("after=") && !q.contains('&') && q.len() < 60);
    let whole = !parts.headers.contains_key(header::RANGE);
    (plain && whole).then(|| uri.path_and_query().map_or_else(|| uri.path().to_owned(), ToString::to_string))
}

/// A page as the app drew it.
pub struct Drawn {
    /// Its status and headers.
    pub head: response::Parts,
    /// The page, sealed.
    pub html: String,
    /// Its policy.
    pub policy: HeaderValue,
    /// The last event that it shows.
    pub seq: i64,
    /// What it shows.
    pub topics: Vec<Topic>,
}

/// Lets the app draw a page; what is no page comes back as it is.
pub async fn drawn(mut request: Request, next: Next) -> Result<Drawn, Response> {
    let (shown, statements) = (Shown::default(), Statements::default());
    request.extensions_mut().insert(shown.clone());
    request.extensions_mut().insert(statements.clone());
    let mut response = next.run(request).await;
    // What the house tells itself stays inside.
    let nonce = taken(response.headers_mut(), NONCE_HEADER).unwrap_or_default();
    let seq = taken(response.headers_mut(), SEQ_HEADER).and_then(|seq| seq.parse().ok()).unwrap_or(0);
    let is_page = response.headers().get(header::CONTENT_TYPE).is_some_and(|t| t.as_bytes().starts_with(b"text/html"));
    if !is_page {
        return Err(response);
    }
    let (mut head, body) = response.into_parts();
    if let Ok(value) = HeaderValue::from_str(&format!("db;desc=\"{}\"", statements.count())) {
        head.headers.insert("server-timing", value);
    }
    let bytes = to_bytes(body, usize::MAX).await.map_err(|_| StatusCode::INTERNAL_SERVER_ERROR.into_response())?;
    let text = std::str::from_utf8(&bytes).map_err(|_| StatusCode::INTERNAL_SERVER_ERROR.into_response())?;
    let (html, policy) = seal(text, &nonce, seq);
    let topics = shown.0.lock().map(|list| list.clone()).unwrap_or_default();
    Ok(Drawn { head, html, policy, seq, topics })
}

impl Drawn {
    /// Whether it may be sent again, to others.
    pub fn lasts(&self) -> bool {
        let given = |name| self.head.headers.contains_key(name);
        let plain = !given(header::LOCATION) && !given(header::SET_COOKIE);
        self.head.status == StatusCode::OK && !self.topics.is_empty() && plain
    }

    /// Sends it, and keeps it when it is public.
    fn finished(self, cache: &Cache<Finished>, public: Option<String>, encoding: Encoding) -> Response {
        let public = public.filter(|_| self.lasts());
        let Self { mut head, html, policy, seq, topics } = self;
        let packed = compress(html.as_bytes(), encoding, public.is_some());
        let mut answer = page_response(policy.clone(), head.status, packed.clone(), encoding);
        for (name, value) in head.headers.drain().filter_map(|(n, v)| Some((n?, v))) {
            if name != header::CONTENT_LENGTH && name != header::CONTENT_TYPE {
                answer.headers_mut().append(name, value);
            }
        }
        if let Some(address) = public {
            // Whoever came first, everybody after gets what they take without packing it again.
            let others = [Encoding::Brotli, Encoding::Gzip, Encoding::Plain].into_iter().filter(|e| *e != encoding);
            let mut bytes = vec![(encoding, packed)];
            bytes.extend(others.map(|e| (e, compress(html.as_bytes(), e, true))));
            cache.put(address, topics, seq, Finished { bytes, policy, status: head.status }.into());
        }
        answer
    }
}

fn taken(headers: &mut HeaderMap, name: &str) -> Option<String> {
    headers.remove(name).and_then(|v| v.to_str().ok().map(str::to_owned))
}

/// A kept copy, in the encoding that the reader takes.
fn send(page: &Finished, encoding: Encoding) -> Response {
    let kept = page.bytes.iter().find(|(e, _)| *e == encoding).map(|(_, bytes)| bytes.clone());
    page_response(page.policy.clone(), page.status, kept.unwrap_or_default(), encoding)
}

/// A page on its way.
pub fn page_response(policy: HeaderValue, status: StatusCode, bytes: Bytes, encoding: Encoding) -> Response {
    let mut response = Response::new(Body::from(bytes));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    // These, and what every answer carries.
    headers.reserve(16);
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    headers.insert(header::CONTENT_SECURITY_POLICY, policy);
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
fn seal(html: &str, nonce: &str, seq: i64) -> (String, HeaderValue) {
    let mut policy = String::from("default-src 'self'; script-src 'self' 'wasm-unsafe-eval'");
    let mut sealed = String::with_capacity(html.len());
    // A page that was drawn without a nonce has no script of ours in it.
    let mark = if nonce.is_empty() { "\0".to_owned() } else { format!(" nonce=\"{nonce}\"") };
    // The body's tag stands right behind the short head.
    let (head, body) = html.split_once(EVENT).map_or((html, None), |(head, body)| (head, Some(body)));
    sweep(head, &mark, &mut sealed, &mut policy);
    if let Some(body) = body {
        sealed.extend(["data-event=\"", &seq.to_string(), "\""]);
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
    use super::{STANDARD, seal};
    use base64::Engine;
    use sha2::{Digest, Sha256};

    #[test]
    fn only_our_own_scripts_are_named() {
        let html = "<link nonce=\"n1\" href=\"/x\"><body data-event=\"0\"><script nonce=\"n1\">a()</script>\
                    <script>evil()</script><script nonce=\"guess\">b()</script><script src=\"/c.js\" nonce=\"n1\"></script>\
                    <p>data-event=\"0\"</p>";
        let (html, policy) = seal(html, "n1", 7);
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
        let (sealed, policy) = seal(html, "", 0);
        assert!(!policy.to_str().unwrap().contains("sha256"));
        assert_eq!(sealed, html);
    }
}
