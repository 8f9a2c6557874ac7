//! What a write must prove, how much it may carry, and what every answer says.
use crate::{
    policy,
    thread::PAGE,
    town::Town,
    wire::{self, form},
};
use std::io::{Read, Write};

const WRITE: &str = "/api/comment/add";

#[test]
fn a_write_comes_from_a_page_of_ours() {
    let town = Town::busy();
    let núria = town.resident("Núria");
    let own = format!("http://{}", town.address);
    let (port, host) = (
        format!("http://127.0.0.1:{}", town.address.port() ^ 1),
        format!("http://evil.example:{}", town.address.port()),
    );
    let body = form(&[("proposal", "1"), ("body", "D'un altre lloc.")]);
    let with = |headers: &[(&str, &str)]| núria.send("POST", WRITE, headers, &body).expect("an answer").status;
    let suffix = format!("{own}.evil.example");
    for origin in ["null", "", "http://evil.example", &port, &host, &suffix, "file://", &town.address.to_string()] {
        assert_eq!(with(&[("Origin", origin)]), 403, "{origin:?}");
    }
    assert_eq!(with(&[]), 403, "no origin at all");
    assert_eq!(with(&[("Referer", &format!("{own}/ca"))]), 403, "a referer is no origin");
    for site in ["cross-site", "same-site"] {
        assert_eq!(with(&[("Origin", &own), ("Sec-Fetch-Site", site)]), 403, "{site}");
    }
    assert_eq!(núria.get(PAGE).page().comments(), [1]);
    for site in ["same-origin", "none"] {
        assert_eq!(with(&[("Origin", &own), ("Sec-Fetch-Site", site)]), 200, "{site}");
    }
    for method in ["PUT", "PATCH", "DELETE"] {
        let status = núria.send(method, PAGE, &[], "").expect("an answer").status;
        assert!((400..500).contains(&status), "{method}: {status}");
    }
}

#[test]
fn a_body_has_its_bounds() {
    let town = Town::busy();
    let núria = town.resident("Núria");
    let own = format!("http://{}", town.address);
    // The longest text, each character four bytes, each byte encoded: it fits.
    let longest = "🌳".repeat(4000);
    núria.comment(1, &longest);
    let cookie = núria.cookie_header();
    let headers = [("Origin", &*own), ("Cookie", &cookie), ("Content-Length", "200000"), ("Connection", "close")];
    let answer =
        wire::send(town.address, wire::head("POST", WRITE, town.address, &headers).as_bytes()).expect("an answer");
    assert_eq!(answer.status, 413);
    policy::headers(&answer);
    // Without a length, it ends where it is too much; what was told before the end was read is no promise.
    let headers = [
        ("Origin", &*own),
        ("Cookie", &cookie),
        ("Accept", "application/json"),
        ("Content-Type", "application/x-www-form-urlencoded"),
        ("Transfer-Encoding", "chunked"),
        ("Connection", "close"),
    ];
    let mut socket = wire::connect(town.address).expect("a connection");
    socket.write_all(wire::head("POST", WRITE, town.address, &headers).as_bytes()).expect("a head");
    let start = b"13\r\nproposal=1&body=mas\r\n".to_vec();
    let _ = socket.write_all(&start);
    for _ in 0..40 {
        if socket.write_all(format!("1000\r\n{}\r\n", "a".repeat(4096)).as_bytes()).is_err() {
            break;
        }
    }
    let _ = socket.write_all(b"0\r\n\r\n");
    let mut answer = String::new();
    let _ = socket.read_to_string(&mut answer);
    let status = wire::read_head(&answer).map_or(0, |(status, _)| status);
    assert!(status == 0 || (400..500).contains(&status), "{answer}");
    assert_eq!(núria.get(PAGE).page().comments().len(), 2);
}

#[test]
fn every_answer_carries_the_usual_headers() {
    let town = Town::start();
    let (visitor, núria) = (town.visitor(), town.resident("Núria"));
    let css = visitor.get("/ca").page().attr("link[rel=stylesheet]", "href");
    for path in [
        "/",
        "/ca",
        "/ca",
        "/ca/nowhere",
        "/ca/p/1",
        PAGE,
        "/ca/c/1",
        "/ca/desk",
        "/health/live",
        "/health/ready",
        &css,
        "/live",
        "/api/x",
    ] {
        policy::headers(&visitor.get(path));
    }
    policy::headers(&núria.call("account/me", &[]));
    policy::headers(&núria.post_form(WRITE, PAGE, &[("proposal", "1"), ("body", "x")]));
    policy::headers(&núria.send("POST", WRITE, &[], "").expect("an answer"));
    for (path, own) in [("/ca/account", &núria), (PAGE, &núria), (PAGE, &visitor)] {
        let kept = own.get(path).header("cache-control").unwrap_or_default().to_owned();
        assert!(kept.contains("private") || kept.contains("no-store"), "{path}: {kept}");
    }
    assert!(visitor.get("/ca").header("set-cookie").is_none(), "who only reads gets no cookie");
    for path in ["/health/live", "/health/ready"] {
        visitor.get(path).expect(200);
    }
}

#[test]
fn nobody_gets_a_page_that_was_drawn_for_somebody_else() {
    let town = Town::start();
    let (visitor, núria, gemma) = (town.visitor(), town.resident("Núria"), town.moderator());
    for path in ["/ca", PAGE, "/ca/sign-in", "/ca/search", "/ca/log"] {
        for _ in 0..2 {
            assert!(núria.get(path).text().contains("Núria"), "{path}");
            assert!(!visitor.get(path).text().contains("Núria"), "{path}");
            assert!(gemma.get(path).page().has("a[href=\"/ca/desk\"]"), "{path}");
            assert!(!núria.get(path).page().has("a[href=\"/ca/desk\"]"), "{path}");
        }
    }
}

#[test]
fn a_request_that_is_none_breaks_nothing() {
    let town = Town::start();
    for bytes in [
        &b"GET\r\n\r\n"[..],
        b"\0\0\0\0",
        b"GET / HTTP/9.9\r\n\r\n",
        b"GET /ca HTTP/1.1\r\n\r\n",
        b"GET /%ff%fe/p/%00 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
        b"GET /ca/search?q=%ff%fe&q=&&& HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
        b"GET /ca HTTP/1.1\r\nHost: a\r\nCookie: ;;=;pam_session;pam_session==\xff\r\nConnection: close\r\n\r\n",
    ] {
        if let Ok(answer) = wire::send(town.address, bytes) {
            assert!(answer.status < 500, "{:?}: {}", String::from_utf8_lossy(bytes), answer.status);
        }
    }
    let long = format!("/ca/search?q=bus&x={}", "a".repeat(20_000));
    assert!(town.visitor().get(&long).status < 500);
    for path in [
        "/ca?fault=too_many&retry=99999999999&n=-1",
        "/ca/p/1-projectes-europeus?fault=<b>&at=p1",
        "/ca/sign-in?fault=full&at=sign-in&n=4294967295",
    ] {
        assert!(town.visitor().get(path).status < 500, "{path}");
    }
    assert!(town.alive());
}
