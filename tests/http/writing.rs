//! What helps to write: a text seen before it is published, names and titles to choose, edits in the open.
use crate::{
    dom::Form,
    thread::{COMPOSER, PAGE, write},
    town::Town,
    wire::encode,
};

const PREVIEW: &str = "/api/comment/preview";

fn to_see(form: Form) -> Form {
    Form { action: PREVIEW.into(), ..form }
}

#[test]
fn a_plain_form_shows_its_text_as_it_will_look() {
    let town = Town::start();
    let (núria, visitor) = (town.resident("Núria"), town.visitor());
    let text = "Amb **força** i <img src=x onerror=alert(1)>";
    for who in [&núria, &visitor] {
        let page = who.get(PAGE).page();
        assert_eq!(page.attr(&format!("{COMPOSER} [data-preview]"), "formaction"), PREVIEW);
        let form = to_see(page.form(COMPOSER)).with(&[("body", text), ("stance", "for")]);
        let answer = who.send_form(PAGE, &form).expect(303);
        assert_eq!(answer.location(), format!("{PAGE}?preview=p1#preview"));
        let seen = who.get(answer.location()).expect(200).page();
        let drawn = seen.inside("#preview .note__body");
        assert!(drawn.contains("<strong>força</strong>") && !drawn.contains("<img"), "{drawn}");
        assert_eq!(seen.form(COMPOSER).value("body"), Some(text), "the text is still there to be changed");
        assert_eq!(seen.form(COMPOSER).value("stance"), Some("for"));
    }
    assert!(!town.visitor().get(&format!("{PAGE}?preview=p1")).page().has("#preview"), "nobody sees another's");
    assert_eq!(núria.get(PAGE).page().comments(), [1], "nothing is published");
}

#[test]
fn a_reply_and_an_edit_are_seen_in_their_places() {
    let town = Town::start();
    let núria = town.resident("Núria");
    let id = write(&núria, "Un text per canviar.").0;
    let edit = format!("#c-{id} form[data-edit-form]");
    for (css, place) in [("#c-1 form[data-reply-form]".to_owned(), "r1".to_owned()), (edit, format!("e{id}"))] {
        let form = to_see(núria.get(PAGE).page().form(&css)).with(&[("body", "Un text *nou*.")]);
        let answer = núria.send_form(PAGE, &form).expect(303);
        assert!(answer.location().ends_with(&format!("?preview={place}#preview")), "{}", answer.location());
        let seen = núria.get(answer.location()).expect(200).page();
        assert!(seen.inside(&format!("{css} .note__body")).contains("<em>nou</em>"));
        assert!(seen.has(&format!("details[open]:has(#f-{place})")), "open, so that it is seen");
    }
}

#[test]
fn a_preview_has_its_bounds_and_its_limit() {
    let town = Town::start();
    let visitor = town.visitor();
    let html = visitor.call("comment/preview", &[("body", "<script>x</script> [a](javascript:x)")]).expect(200).text();
    assert!(!html.contains("<script") && !html.contains("href"), "{html}");
    assert_eq!(visitor.call("comment/preview", &[("body", &"a".repeat(4001))]).expect(422).code(), "too_long");
    assert_eq!(visitor.call("comment/preview", &[("body", "")]).expect(422).code(), "too_short");
    let refused = (0..60).map(|_| visitor.call("comment/preview", &[("body", "Bon dia")])).find(|a| a.status != 200);
    let refused = refused.expect("a limit").expect(429);
    assert!(refused.header("retry-after").is_some());
}

#[test]
fn people_and_pages_are_offered_by_name_only() {
    let town = Town::start();
    let (núria, visitor) = (town.resident("Núria"), town.visitor());
    let id = núria.comment(1, "Bon dia a tothom.");
    let ask = |sign: &str, words: &str| {
        let fields = [("proposal", "1"), ("sign", sign), ("words", words), ("lang", "ca")];
        visitor.call("comment/complete", &fields).expect(200).text()
    };
    let people = ask("@", "nur");
    assert!(people.contains(&format!("[@Núria](/ca/c/{id})")), "{people}");
    assert!(!people.contains("example.org"), "{people}");
    assert_eq!(ask("@", "xyzzy"), "[]");
    let actions = ask("#", "2");
    assert!(actions.contains("(/ca/p/1#action-2)"), "{actions}");
    assert!(ask("#", "projectes euro").contains("](/ca/p/1)"));
    let long = "a".repeat(61);
    let fields = [("proposal", "1"), ("sign", "@"), ("words", &*long), ("lang", "ca")];
    assert_eq!(visitor.call("comment/complete", &fields).expect(422).code(), "too_long");
    town.moderator().hide(id, "off_topic");
    assert_eq!(ask("@", "nur"), "[]", "who is hidden here is not offered");
}

#[test]
fn links_into_the_house_are_links() {
    let town = Town::start();
    let núria = town.resident("Núria");
    let (id, page) = write(&núria, "Com diu [@Ona](/ca/c/1), i no [això](/ca/desk).");
    let link = format!("#c-{id} .note__body a[href]");
    assert_eq!((page.attr(&link, "href"), page.attr(&link, "rel")), ("/ca/c/1".into(), "external".into()));
}

#[test]
fn edits_are_open_until_the_text_is_hidden() {
    let town = Town::start();
    let (núria, visitor) = (town.resident("Núria"), town.visitor());
    let id = núria.comment(1, "Cal un autobús vell.");
    let address = format!("/ca/c/{id}/revisions");
    núria.call("comment/edit", &[("comment", &id.to_string()), ("body", "Cal un autobús <b>nou</b>.")]).expect(200);
    let link = visitor.get(PAGE).page().attr(&format!("#c-{id} .edited"), "href");
    assert_eq!(link, address);
    let page = visitor.get(&link).expect(200).page();
    assert_eq!(page.count("[data-revision]"), 2);
    assert!(page.text("[data-revision=\"2\"] ins").contains("<b>nou</b>"), "text, not markup");
    assert!(page.text("[data-revision=\"2\"] del").contains("vell"));
    assert!(page.text("[data-revision=\"1\"]").contains("Cal un autobús vell."));
    let gemma = town.moderator();
    gemma.hide(id, "insults");
    for who in [&visitor, &núria, &gemma] {
        for lang in ["ca", "es", "en"] {
            let text = who.get(&format!("/{lang}/c/{id}/revisions")).expect(404).text();
            assert!(!text.contains("autobús"), "{lang}");
        }
        who.call("comment/revisions", &[("comment", &id.to_string()), ("lang", "ca")]).expect(404);
    }
    gemma.restore(id);
    visitor.get(&address).expect(200);
    núria.call("comment/delete", &[("comment", &id.to_string())]).expect(200);
    visitor.get(&address).expect(404);
    for odd in ["0", "999999", "x", &encode("1 OR 1=1")] {
        visitor.get(&format!("/ca/c/{odd}/revisions")).expect(404);
    }
    town.check();
}

#[test]
fn another_devices_draft_is_told_and_kept() {
    let town = Town::start();
    let núria = town.resident("Núria");
    let nothing = "cbf29ce484222325";
    let save = |body: &str| {
        let fields = [("place", "p1"), ("body", body), ("stance", ""), ("known", nothing)];
        núria.call("draft/save", &fields).expect(200).json()
    };
    assert!(save("Del telèfon.").is_null());
    assert_eq!(save("De l'ordinador."), "Del telèfon.");
    assert_eq!(núria.get(PAGE).page().form(COMPOSER).value("body"), Some("Del telèfon."));
    let odd = [("place", "p1'; DROP"), ("body", "x"), ("stance", "")];
    assert_eq!(núria.call("draft/save", &odd).expect(422).code(), "bad_form");
}
