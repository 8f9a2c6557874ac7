//! What a page may run: scripts of ours, each inline one by its hash; no style and no handler in an attribute.
use crate::wire::Answer;
use base64::{Engine, engine::general_purpose::STANDARD};
use sha2::{Digest, Sha256};

/// Headers that every answer carries (OWASP ASVS 5, 3.4).
pub fn headers(answer: &Answer) {
    for (name, value) in [
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "same-origin"),
        ("x-frame-options", "DENY"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
    ] {
        assert_eq!(answer.all(name).collect::<Vec<_>>(), [value], "{} {name}", answer.of);
    }
    assert_eq!(answer.all("content-security-policy").count(), 1, "{}", answer.of);
    assert!(answer.header("cache-control").is_some(), "{}", answer.of);
    assert!(
        answer.headers.iter().all(|(name, _)| !name.starts_with("x-pam")),
        "{}: what the house tells itself",
        answer.of
    );
}

/// A page's policy allows what the page holds and nothing more.
pub fn check(answer: &Answer) {
    headers(answer);
    let of = &answer.of;
    let policy = answer.header("content-security-policy").unwrap_or_default();
    for bad in ["unsafe-inline", "'unsafe-eval'", "unsafe-hashes", " * ", "data:", "http:", "https:", "nonce-"] {
        assert!(!policy.contains(bad), "{of}: {policy}");
    }
    for part in
        ["default-src 'self'", "object-src 'none'", "base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'"]
    {
        assert!(policy.contains(part), "{of}: {policy}");
    }
    let page = answer.page();
    let mut named = 0;
    for script in page.all("script:not([src])") {
        let data = script.attr("type").is_some_and(|t| t != "module" && !t.contains("javascript"));
        if data {
            continue;
        }
        named += 1;
        let hash = STANDARD.encode(Sha256::digest(script.text().collect::<String>().as_bytes()));
        assert!(policy.contains(&format!("'sha256-{hash}'")), "{of}: a script that may not run: {:?}", script.html());
    }
    assert_eq!(policy.matches("'sha256-").count(), named, "{of}: hashes of scripts that are not there");
    for script in page.all("script[src]") {
        assert!(script.attr("src").is_some_and(|s| s.starts_with("/pkg/")), "{of}");
    }
    assert!(!page.has("[style], style"), "{of}: a style that the policy forbids");
    for element in page.all("*") {
        for (name, value) in element.value().attrs() {
            assert!(!name.starts_with("on"), "{of}: {}", element.html());
            assert!(!value.trim_start().to_lowercase().starts_with("javascript:"), "{of}: {}", element.html());
        }
    }
}
