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

#[test]
fn a_taken_address_is_answered_as_a_new_one() {
    let town = Town::start();
    let sign_up = |email: &str, password: &str| {
        let visitor = town.visitor();
        let fields = [("name", "Algú"), ("email", email), ("password", password)];
        let answer = visitor.submit("/ca/sign-up", DOOR, &fields);
        let cookies = |a: &Answer| {
            let plain = |c: &str| {
                (c.split('=').next().unwrap_or_default().to_owned(), c.split_once(';').map(|(_, r)| r.to_owned()))
            };
            a.all("set-cookie").map(plain).collect::<Vec<_>>()
        };
        let seen = (answer.status, answer.location().to_owned(), cookies(&answer), answer.body.len());
        (seen, visitor.call("account/me", &[]).json()["id"].as_i64())
    };
    let (new, first) = sign_up("algu@example.org", PASSWORD);
    let (taken, second) = sign_up("algu@example.org", "una altra de ben diferent");
    assert_eq!(new, taken);
    assert_ne!(first, second, "whoever signs up gets an account of their own, never somebody else's");
    let of = |password: &str| {
        Person::signed_in(town.address, "algu@example.org", password).call("account/me", &[]).json()["id"].as_i64()
    };
    assert_eq!((of(PASSWORD), of("una altra de ben diferent")), (first, second));
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
