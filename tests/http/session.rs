//! Sessions: how one begins, what its cookie is worth, and how it ends.
use crate::{
    person::Person,
    town::{PASSWORD, Town, UNLIMITED},
    words::says,
};
use std::time::{Duration, Instant};

const PRIVATE: &str = "/ca/account";

#[test]
fn a_sign_in_that_fails_keeps_the_address_and_tells_nothing() {
    let town = Town::start();
    let núria = town.resident("Núria");
    for (email, password) in
        [(&*núria.email, "no és aquesta"), ("Ningu@Example.ORG", PASSWORD), ("' OR 1=1 --", "x"), ("", "")]
    {
        let visitor = town.visitor();
        let answer = visitor.sign_in("/ca/sign-in?next=/ca/p/1", email, password).expect(303);
        assert!(answer.location().contains("fault=bad_sign_in"), "{}", answer.location());
        assert!(visitor.cookie("pam_session").is_none());
        let page = visitor.get(answer.location()).expect(422).page();
        let form = page.form("form:has(input[name=password])");
        assert_eq!((form.value("email"), form.value("password")), (Some(email), Some("")));
        assert_eq!(form.value("next"), Some("/ca/p/1"));
        assert!(says(&page.text("#email-e"), "ca", "fault.bad_sign_in"));
        assert_eq!(
            visitor.call("account/sign-in", &[("email", email), ("password", password)]).expect(422).code(),
            "bad_sign_in"
        );
    }
}

#[test]
fn nobody_guesses_passwords_all_day() {
    let town = Town::start();
    let (núria, visitor) = (town.resident("Núria"), town.visitor());
    let statuses: Vec<u16> = (0..12)
        .map(|_| visitor.call("account/sign-in", &[("email", &núria.email), ("password", "potser aquesta")]).status)
        .collect();
    // One of the ten was her own sign-in.
    assert_eq!(statuses[..9], [422; 9]);
    assert_eq!(statuses[11], 429);
    let answer = visitor.sign_in("/ca/sign-in", &núria.email, PASSWORD).expect(303);
    let page = visitor.get(answer.location()).expect(429);
    assert!(page.header("retry-after").is_some());
    assert!(says(&page.page().text("main"), "ca", "fault.too_many"));
    let fields = [("email", "altra@example.org"), ("password", PASSWORD)];
    visitor.call("account/sign-in", &fields).expect(422);
}

#[test]
fn the_session_changes_its_name_at_each_sign_in() {
    let town = Town::start();
    let núria = town.resident("Núria");
    let before = núria.copied();
    before.get(PRIVATE).expect(200);
    let fields = [("email", &*núria.email), ("password", PASSWORD)];
    let answer = núria.post_form("/api/account/sign-in", "/ca/sign-in", &fields).expect(303);
    let cookie = answer.all("set-cookie").find(|c| c.starts_with("pam_session=")).expect("a session").to_owned();
    for mark in ["HttpOnly", "SameSite=Lax", "Path=/", "Max-Age="] {
        assert!(cookie.contains(mark), "{cookie}");
    }
    assert!(!cookie.contains("Secure"), "the test speaks plain HTTP");
    assert_ne!(núria.cookie("pam_session"), before.cookie("pam_session"));
    before.get(PRIVATE).expect(403);
    núria.get(PRIVATE).expect(200);
}

#[test]
fn a_name_that_somebody_planted_is_never_a_session() {
    let town = Town::start();
    let núria = town.resident("Núria");
    let visitor = town.visitor();
    visitor.set_cookie("pam_session", "AAAAAAAAAAAAAAAAAAAAAA");
    let answer = visitor.sign_in("/ca/sign-in", &núria.email, PASSWORD).expect(303);
    visitor.follow(&answer).expect(200);
    assert_ne!(visitor.cookie("pam_session").as_deref(), Some("AAAAAAAAAAAAAAAAAAAAAA"));
    let planted = town.visitor();
    planted.set_cookie("pam_session", "AAAAAAAAAAAAAAAAAAAAAA");
    planted.get(PRIVATE).expect(403);
}

#[test]
fn signing_out_ends_the_session_on_the_server() {
    let town = Town::start();
    let núria = town.resident("Núria");
    let stolen = núria.copied();
    let answer = núria.submit("/es", "form[action*=\"sign-out\"].me__out", &[]).expect(303);
    assert_eq!(answer.location(), "/es");
    assert!(núria.cookie("pam_session").is_none());
    for who in [&núria, &stolen] {
        who.get(PRIVATE).expect(403);
        assert!(who.call("account/me", &[]).expect(200).json().is_null());
    }
}

#[test]
fn behind_tls_cookies_are_the_hosts_own() {
    let town = Town::with(UNLIMITED, &["--public-url", "https://pam.example.org/"]);
    let origin = [("Origin", "https://pam.example.org"), ("Accept", crate::person::HTML)];
    let visitor = town.visitor();
    let body = crate::wire::form(&[("name", "Núria"), ("email", "n@example.org"), ("password", PASSWORD)]);
    let answer = visitor.send("POST", "/api/account/sign-up", &origin, &body).expect("an answer").expect(303);
    let cookie = answer.all("set-cookie").find(|c| c.starts_with("__Host-pam_session=")).expect("a session").to_owned();
    assert!(cookie.contains("; Secure") && cookie.contains("Path=/") && !cookie.contains("Domain"), "{cookie}");
    assert!(answer.header("strict-transport-security").is_some());
    visitor.get(PRIVATE).expect(200);
    let value = visitor.cookie("__Host-pam_session").expect("a session");
    let bare = town.visitor();
    bare.set_cookie("pam_session", &value);
    bare.get(PRIVATE).expect(403);
    let own = format!("http://{}", town.address);
    visitor.send("POST", "/api/account/sign-out", &[("Origin", &own)], "").expect("an answer").expect(403);
}

#[test]
fn the_way_on_never_leaves_the_site() {
    let town = Town::start();
    let núria = town.resident("Núria");
    for next in [
        "//evil.example",
        "https://evil.example/",
        "/\\evil.example",
        "javascript:alert(1)",
        "/ca\r\nX: y",
        "\\\\evil",
        "/%0d",
        "ca",
    ] {
        let fields = [("email", &*núria.email), ("password", PASSWORD), ("next", next), ("lang", "es")];
        let visitor = town.visitor();
        let answer = visitor.post_form("/api/account/sign-in", "/es/sign-in", &fields).expect(303);
        let to = answer.location();
        assert!(to == "/es" || to == "/%0d", "{next:?} led to {to}");
        assert!(answer.header("x").is_none());
        let page = visitor.get(&format!("/es/sign-in?next={}", crate::wire::encode(next))).expect(200).page();
        for link in page.all("main a[href]") {
            let to = link.attr("href").unwrap_or_default();
            assert!(!to.contains("evil") && !to.contains("javascript"), "{to}");
        }
    }
    let answer = núria.post_form("/api/account/sign-out", "//evil.example/x", &[]);
    assert!(!answer.location().contains("evil"), "{}", answer.location());
    for action in ["support/set", "comment/delete"] {
        let fields = [("proposal", "1"), ("give", "true"), ("comment", "1")];
        let answer = town.resident("Pep").post_form(&format!("/api/{action}"), "//evil.example/x", &fields);
        assert!(!answer.location().starts_with("//"), "{action}: {}", answer.location());
    }
}

/// Interleaved, so that whatever else the machine does weighs on both alike.
#[test]
fn a_sign_in_takes_as_long_for_an_unknown_address() {
    let town = Town::busy();
    let (núria, visitor) = (town.resident("Núria"), town.visitor());
    let timed = |email: &str| {
        let from = Instant::now();
        visitor.call("account/sign-in", &[("email", email), ("password", "no és aquesta")]).expect(422);
        from.elapsed()
    };
    let (mut known, mut unknown) = (Vec::new(), Vec::new());
    for n in 0..13 {
        known.push(timed(&núria.email));
        unknown.push(timed(&format!("ningu{n}@example.org")));
    }
    let median = |times: &mut Vec<Duration>| {
        times.sort_unstable();
        times[times.len() / 2].as_secs_f64()
    };
    let (known, unknown) = (median(&mut known), median(&mut unknown));
    assert!((known / unknown - 1.0).abs() < 0.35, "{known} s for a known address, {unknown} s for an unknown one");
}

#[test]
fn a_session_outlives_the_server() {
    let town = Town::start();
    let núria: Person = town.resident("Núria");
    town.again();
    núria.get(PRIVATE).expect(200);
}
