//! Signing up, one's account, and what a refusal keeps.
use crate::{
    dom::Page,
    person::Person,
    town::{PASSWORD, Town},
    wire::Answer,
    words::{LANGS, says},
};

const DOOR: &str = "form:has(input[name=password])";

#[track_caller]
fn shown(who: &Person, answer: &Answer, code: &str) -> Page {
    assert_eq!(answer.status, 303, "{}", answer.text());
    assert!(answer.location().contains(&format!("fault={code}")), "{}", answer.location());
    let page = who.get(answer.location()).expect(422);
    assert!(!page.text().contains("contrasenya molt secreta"), "a password never comes back");
    page.page()
}

#[test]
fn signing_up_signs_in_and_goes_on() {
    let town = Town::start();
    let visitor = town.visitor();
    let fields = [("name", "  Núria   Bosch "), ("email", "Nuria@Example.ORG "), ("password", PASSWORD)];
    let answer = visitor.submit("/es/sign-up?next=/es/p/1-projectes-europeus", DOOR, &fields).expect(303);
    assert_eq!(answer.location(), "/es/p/1-projectes-europeus");
    assert!(visitor.follow(&answer).expect(200).page().text(".me").contains("Núria Bosch"));
    let me = visitor.call("account/me", &[]).expect(200).json();
    assert_eq!(
        (me["name"].as_str(), me["lang"].as_str(), me["role"].as_str()),
        (Some("Núria Bosch"), Some("es"), Some("resident"))
    );
    let again = Person::signed_in(town.address, "nuria@example.org", PASSWORD);
    assert!(again.get("/ca/account").expect(200).page().has("input[name=name][value=\"Núria Bosch\"]"));
    let already = again.get("/ca/sign-in").expect(200).page();
    assert!(!already.has("input[name=password]") && already.text("main").contains("Núria Bosch"));
}

#[test]
fn a_refused_sign_up_keeps_name_and_address() {
    let town = Town::start();
    for lang in LANGS {
        let page = format!("/{lang}/sign-up?next=/{lang}/p/1");
        for (name, email, password, code, field) in [
            ("N", "n@example.org", "contrasenya molt secreta", "no_name", "name"),
            ("Núria", "n@example", "contrasenya molt secreta", "bad_email", "email"),
            ("Núria", "n @example.org", "contrasenya molt secreta", "bad_email", "email"),
            ("Núria", "n@example.org", "curta", "weak_password", "password"),
        ] {
            let visitor = town.visitor();
            let answer = visitor.submit(&page, DOOR, &[("name", name), ("email", email), ("password", password)]);
            let page = shown(&visitor, &answer, code);
            let form = page.form(DOOR);
            assert_eq!(
                (form.value("name"), form.value("email"), form.value("password")),
                (Some(name), Some(email), Some(""))
            );
            assert_eq!(form.value("next"), Some(&*format!("/{lang}/p/1")), "the way on stays");
            assert!(says(&page.text(&format!("#{field}-e")), lang, &format!("fault.{code}")));
            assert_eq!(page.attr(&format!("#{field}"), "aria-invalid"), "true");
            assert!(page.attr(&format!("#{field}"), "aria-describedby").contains(&format!("{field}-e")));
            assert!(page.has(&format!("[role=alert] a[href=\"#{field}\"]")), "the summary leads to the field");
        }
    }
}

/// What somebody who signs up can see of the answer: status, way on, cookies without their values, length.
type Seen = (u16, String, Vec<(String, Option<String>)>, usize);

/// Signs up; gives what is seen and the account that it led to.
#[track_caller]
fn signs_up(town: &Town, email: &str, password: &str) -> (Seen, Option<i64>) {
    let visitor = town.visitor();
    let answer = visitor.submit("/ca/sign-up", DOOR, &[("name", "Algú"), ("email", email), ("password", password)]);
    let plain =
        |c: &str| (c.split('=').next().unwrap_or_default().to_owned(), c.split_once(';').map(|(_, r)| r.to_owned()));
    let cookies = answer.all("set-cookie").map(plain).collect();
    let seen = (answer.status, answer.location().to_owned(), cookies, answer.body.len());
    (seen, visitor.call("account/me", &[]).json()["id"].as_i64())
}

#[test]
fn a_taken_address_is_answered_as_a_new_one_however_often() {
    let town = Town::busy();
    let email = "algu@example.org";
    let password = |n: usize| format!("{PASSWORD} {n}");
    let (new, first) = signs_up(&town, email, &password(0));
    let mut accounts = vec![first];
    for n in 1..7 {
        let (taken, account) = signs_up(&town, email, &password(n));
        assert_eq!(new, taken, "time {n}");
        assert!(!accounts.contains(&account), "an account of their own, never somebody else's");
        accounts.push(account);
    }
    for (n, account) in accounts.iter().enumerate() {
        let own = Person::signed_in(town.address, email, &password(n));
        assert_eq!(own.call("account/me", &[]).json()["id"].as_i64(), *account, "nobody is kept out");
    }
    let own = Person::signed_in(town.address, email, &password(2));
    own.call("account/password", &[("old", &password(2)), ("new", "una de ben diferent")]).expect(200);
    let changed = Person::signed_in(town.address, email, "una de ben diferent");
    assert_eq!(changed.call("account/me", &[]).json()["id"].as_i64(), accounts[2]);
    let door = town.visitor();
    shown(&door, &door.sign_in("/ca/sign-in", email, &password(2)), "bad_sign_in");
}

#[test]
fn who_signs_up_again_is_who_they_were() {
    let town = Town::busy();
    let (seen, first) = signs_up(&town, "algu@example.org", PASSWORD);
    assert_eq!(signs_up(&town, "Algu@example.org", PASSWORD), (seen, first), "and finds what they wrote");
    let at_once: Vec<Option<i64>> = std::thread::scope(|scope| {
        let click = || signs_up(&town, "doble@example.org", PASSWORD).1;
        let clicks: Vec<_> = (0..2).map(|_| scope.spawn(click)).collect();
        clicks.into_iter().map(|one| one.join().expect("an answer")).collect()
    });
    assert!(at_once[0].is_some() && at_once[0] == at_once[1], "{at_once:?}");
}

/// Interleaved, so that whatever else the machine does weighs on both alike.
#[test]
fn a_sign_up_takes_as_long_for_a_taken_address() {
    let town = Town::busy();
    let timed = |email: &str, n: usize| {
        let from = std::time::Instant::now();
        let password = format!("{PASSWORD} {n}");
        let fields = [("name", "Algú"), ("email", email), ("password", &*password)];
        town.visitor().call("account/sign-up", &fields).expect(200);
        from.elapsed()
    };
    let (mut taken, mut new) = (Vec::new(), Vec::new());
    for n in 0..13 {
        taken.push(timed("algu@example.org", n));
        new.push(timed(&format!("algu{n}@example.org"), n));
    }
    taken.sort_unstable();
    new.sort_unstable();
    let ratio = taken[6].as_secs_f64() / new[6].as_secs_f64();
    assert!((ratio - 1.0).abs() < 0.35, "{taken:?} for a taken address, {new:?} for a new one");
}

#[test]
fn many_sign_ups_from_one_place_are_too_many() {
    let town = Town::start();
    let visitor = town.visitor();
    let up = |n: usize| {
        let email = format!("a{n}@example.org");
        visitor.call("account/sign-up", &[("name", "Algú"), ("email", &email), ("password", PASSWORD)])
    };
    for n in 0..5 {
        up(n).expect(200);
    }
    let refused = up(5).expect(429);
    assert!(refused.header("retry-after").and_then(|r| r.parse::<u32>().ok()).is_some_and(|s| s > 60 && s <= 720));
}

#[test]
fn an_account_is_changed_by_its_form() {
    let town = Town::start();
    let núria = town.resident("Núria");
    let css = "form[action*=\"account/update\"]";
    let fields = [("name", "Núria B."), ("town", "Sant Boi"), ("language", "en")];
    let answer = núria.submit("/ca/account", css, &fields).expect(303);
    let page = núria.follow(&answer).expect(200).page();
    assert_eq!(page.attr("html", "lang"), "en");
    assert!(page.has("[role=status].notice--good"));
    let form = page.form(css);
    assert_eq!(fields.map(|(n, _)| form.value(n)), fields.map(|(_, v)| Some(v)));
    assert_eq!(núria.get("/").location(), "/en", "the language is remembered");
    let id = núria.comment(1, "Amb el nom nou.");
    let said = town.visitor().get("/ca/p/1-projectes-europeus").page().comment(id);
    assert!(said.contains("Núria B.") && said.contains("Sant Boi"), "{said}");
    let answer = núria.submit("/ca/account", css, &[("name", ""), ("town", "Gavà")]);
    let page = shown(&núria, &answer, "no_name");
    assert!(says(&page.text("#name-e"), "ca", "fault.no_name"));
    assert_eq!(page.form(css).value("town"), Some("Gavà"));
}

#[test]
fn an_address_is_shown_to_its_owner_only() {
    let town = Town::start();
    let (núria, pep) = (town.resident("Núria"), town.resident("Pep"));
    let id = núria.comment(1, "Un comentari de la Núria.");
    for lang in LANGS {
        let page = núria.get(&format!("/{lang}/account")).expect(200).page();
        assert!(page.text("[data-email] dd").starts_with(&núria.email), "{}", page.text("[data-email]"));
        assert!(says(&page.text("[data-email]"), lang, "sign_up.email.hint"), "and that it is not published");
    }
    assert_eq!(núria.call("account/email", &[]).expect(200).json(), *núria.email);
    town.visitor().call("account/email", &[]).expect(401);
    for (who, path) in [
        (&pep, "/ca/account".to_owned()),
        (&pep, "/ca/p/1-projectes-europeus".into()),
        (&núria, "/ca/p/1-projectes-europeus".into()),
        (&town.moderator(), format!("/ca/desk/c/{id}")),
    ] {
        assert!(!who.get(&path).expect(200).text().contains(&núria.email), "{path}");
    }
}

#[test]
fn a_new_password_ends_the_other_sessions() {
    let town = Town::start();
    let núria = town.resident("Núria");
    let elsewhere = Person::signed_in(town.address, &núria.email, PASSWORD);
    let css = "form[action*=\"account/password\"]";
    let before = núria.cookie("pam_session");
    for (old, new, code, field) in [
        ("no és aquesta", "contrasenya molt secreta", "wrong_password", "old"),
        (PASSWORD, "curta", "weak_password", "new"),
    ] {
        let answer = núria.submit("/ca/account", css, &[("old", old), ("new", new)]);
        let page = shown(&núria, &answer, code);
        assert!(says(&page.text(&format!("#{field}-e")), "ca", &format!("fault.{code}")));
    }
    let stolen = núria.copied();
    let answer =
        núria.submit("/ca/account", css, &[("old", PASSWORD), ("new", "contrasenya molt secreta")]).expect(303);
    núria.follow(&answer).expect(200);
    assert_ne!(núria.cookie("pam_session"), before, "the session's name changes");
    for gone in [&elsewhere, &stolen] {
        gone.get("/ca/account").expect(403);
    }
    let door = town.visitor();
    shown(&door, &door.sign_in("/ca/sign-in", &núria.email, PASSWORD), "bad_sign_in");
    Person::signed_in(town.address, &núria.email, "contrasenya molt secreta");
}
