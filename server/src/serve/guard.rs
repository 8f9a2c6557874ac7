//! What every answer carries and what every write must prove.
use app::services::Services;
use axum::{
    extract::{Request, State},
    middleware::Next,
    response::{IntoResponse, Response},
};
use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};

/// The usual headers (OWASP ASVS 5, 3.4), on every answer.
pub async fn headers(State(services): State<Services>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    stamp(response.headers_mut(), services.settings.secure);
    response
}

/// Puts them on one answer; `secure` behind TLS.
pub fn stamp(headers: &mut HeaderMap, secure: bool) {
    let usual = [
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "same-origin"),
        (header::X_FRAME_OPTIONS, "DENY"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
        (HeaderName::from_static("permissions-policy"), "camera=(), geolocation=(), microphone=(), payment=()"),
    ];
    for (name, value) in usual {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
    headers
        .entry(header::CONTENT_SECURITY_POLICY)
        .or_insert(HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'"));
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    if secure {
        headers
            .insert(header::STRICT_TRANSPORT_SECURITY, HeaderValue::from_static("max-age=31536000; includeSubDomains"));
    }
}

/// Lets a write pass only from a page of ours: by `Origin` (RFC 6454), and by Fetch Metadata where the browser sends it.
pub async fn same_origin(State(services): State<Services>, request: Request, next: Next) -> Response {
    let reading = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if reading || ours(request.headers(), services.settings.public_url.as_deref()) {
        next.run(request).await
    } else {
        (StatusCode::FORBIDDEN, "This write did not come from a page of this site.\n").into_response()
    }
}

fn ours(headers: &HeaderMap, public_url: Option<&str>) -> bool {
    let text = |name: HeaderName| headers.get(name).and_then(|v| v.to_str().ok());
    let site = text(HeaderName::from_static("sec-fetch-site"));
    if site.is_some_and(|s| s != "same-origin" && s != "none") {
        return false;
    }
    let Some(origin) = text(header::ORIGIN) else { return false };
    match public_url {
        Some(url) => origin == url,
        None => {
            let host = text(header::HOST).unwrap_or_default();
            ["http://", "https://"].iter().any(|scheme| origin.strip_prefix(scheme) == Some(host))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::ours;
    use http::{HeaderMap, HeaderValue};

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        pairs.iter().map(|(n, v)| (n.parse().unwrap(), HeaderValue::from_static(v))).collect()
    }

    #[test]
    fn a_write_must_come_from_our_own_page() {
        let host = ("host", "pam.example");
        assert!(ours(&headers(&[host, ("origin", "http://pam.example")]), None));
        assert!(!ours(&headers(&[host, ("origin", "http://evil.example")]), None));
        assert!(!ours(&headers(&[host, ("origin", "null")]), None));
        assert!(!ours(&headers(&[host]), None));
        assert!(!ours(&headers(&[host, ("origin", "http://pam.example"), ("sec-fetch-site", "cross-site")]), None));
        assert!(ours(&headers(&[host, ("origin", "https://town.example")]), Some("https://town.example")));
        assert!(!ours(&headers(&[host, ("origin", "http://pam.example")]), Some("https://town.example")));
    }
}
