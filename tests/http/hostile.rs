//! Texts that somebody sends to do harm come out as words.
use crate::{dom::Page, policy, stream, thread::PAGE, town::Town};

const TEXTS: &[&str] = &[
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "[prem aquí](javascript:alert(1))",
    "[prem aquí](JaVaScRiPt&#58;alert(1))",
    "[prem](data:text/html,<script>1</script>)",
    "[prem](vbscript:x)",
    "![foto](https://evil.example/pixel.png)",
    "<a href=\"/ca\" onclick=\"x()\" style=\"position:fixed\">z</a>",
    "</article></li></ol></main><h1>Som l'Ajuntament</h1>",
    "</script><script>alert(1)</script>",
    "<!-- comentari --> <![CDATA[x]]> &lt;script&gt;",
    "</textarea><script>alert(1)</script>",
    "<iframe src=https://evil.example></iframe><form action=https://evil.example><input name=password>",
    "<p id=\"content\" class=\"btn\" lang=\"zz\" dir=\"rtl\">x</p>",
    "# Gran\n\n## Més gran\n\n| a | b |\n|---|---|\n| 1 | 2 |",
    "\u{202e}txet lasrever\u{202c} i \u{2066}aïllat",
    "Un NUL\0 al mig i un \u{1b}[31mcolor",
    "🌳🌳 quatre bytes 👩‍👩‍👧 i ŀl",
    "data-event=\"0\" data-event=\"999999\"",
];

/// Only what a comment may hold.
fn harmless(page: &Page, of: &str) {
    for element in page.all(".note__body *") {
        let name = element.value().name();
        let fine = ["p", "br", "strong", "em", "del", "a", "ul", "ol", "li", "blockquote", "code", "pre"];
        assert!(fine.contains(&name), "{of}: <{name}>");
        for (attribute, value) in element.value().attrs() {
            match (name, attribute) {
                ("a", "href") => {
                    assert!(["http:", "https:", "mailto:"].iter().any(|s| value.starts_with(s)), "{of}: {value}")
                }
                ("a", "rel") => assert!(value.contains("nofollow") && value.contains("noopener"), "{of}: {value}"),
                ("ol", "start") => {}
                other => panic!("{of}: {other:?}={value}"),
            }
        }
    }
    assert_eq!((page.count("h1"), page.count("main"), page.count("textarea[name=body][id=f-p1]")), (1, 1, 1), "{of}");
    assert!(!page.text("h1").contains("Ajuntament"), "{of}");
    assert!(!page.has("iframe, object, embed, img, form[action*=evil]"), "{of}");
}

#[test]
fn a_hostile_text_comes_out_as_words() {
    let town = Town::busy();
    let (núria, visitor, gemma) = (town.resident("Núria"), town.visitor(), town.moderator());
    let mut line = stream::open(town.address, &visitor, "topic=proposal:1", None).expect("a stream");
    for text in TEXTS {
        let id = núria.comment(1, text);
        let body = line.next().data["data"]["comment"]["body"].as_str().unwrap_or_default().to_owned();
        harmless(
            &Page::of(&format!(
                "<main><h1>x</h1><textarea name=body id=f-p1></textarea><div class=note__body>{body}</div>"
            )),
            text,
        );
        let answer = visitor.get(PAGE).expect(200);
        policy::check(&answer);
        harmless(&answer.page(), text);
        assert!(answer.page().comments().contains(&id), "{text}");
        // Its author's page also holds it as it was typed, in a field.
        let own = núria.get(PAGE).expect(200);
        policy::check(&own);
        harmless(&own.page(), text);
        for path in
            [format!("/ca/desk/c/{id}"), "/ca/desk?view=recent".into(), format!("/ca/c/{id}/report"), "/ca".into()]
        {
            policy::check(&gemma.get(&path).expect(200));
        }
        gemma.hide(id, "hate");
        policy::check(&núria.get("/ca/account/decisions").expect(200));
        line.next();
    }
    let seq = visitor.get(PAGE).page().event();
    assert!(seq > 0 && seq < 999_999);
    let bodies = town.pam(&["export", "--format", "json"]).out;
    assert!(serde_json::from_str::<serde_json::Value>(&bodies).is_ok());
    town.check();
}

#[test]
fn a_name_and_a_town_are_words_too() {
    let town = Town::start();
    let núria = town.resident("Núria");
    let name = "<script>alert('n')</script>";
    let fields = [("name", name), ("town", "\"><img src=x onerror=y>"), ("language", "ca")];
    núria.call("account/update", &fields).expect(200);
    let id = núria.comment(1, "Qui soc jo?");
    for path in [PAGE, "/ca/account", "/ca", "/ca/sign-in"] {
        policy::check(&núria.get(path).expect(200));
    }
    let page = town.visitor().get(PAGE).page();
    assert!(page.comment(id).contains(name) && page.comment(id).contains("onerror=y"));
    for bad in ["a\u{0}b", "x\u{1b}y", "", "z", &"n".repeat(61)] {
        assert_eq!(
            núria.call("account/update", &[("name", bad), ("town", ""), ("language", "ca")]).expect(422).code(),
            "no_name"
        );
    }
}

#[test]
fn a_typed_text_is_kept_as_it_was() {
    let town = Town::start();
    let núria = town.resident("Núria");
    let text = "\n\n  <b>Llarg</b> </textarea> &amp; \"x\"\n\n\ti més".to_owned() + &"ŀ".repeat(4000);
    let answer = núria.submit(PAGE, crate::thread::COMPOSER, &[("body", &text)]).expect(303);
    let page = núria.get(answer.location()).expect(422);
    policy::check(&page);
    assert_eq!(page.page().typed(&format!("{} textarea", crate::thread::COMPOSER)).trim(), text.trim());
}

#[test]
fn a_very_long_word_and_a_very_deep_text_are_taken_in_stride() {
    let town = Town::busy();
    let núria = town.resident("Núria");
    for text in [
        "w".repeat(4000),
        "> ".repeat(2000),
        "*".repeat(4000),
        "[".repeat(4000),
        "- ".repeat(1999) + "x",
        "`".repeat(3999),
    ] {
        let from = std::time::Instant::now();
        núria.comment(1, &text);
        town.visitor().get(PAGE).expect(200);
        assert!(from.elapsed().as_secs() < 5, "{}…", &text[..10]);
    }
    town.check();
}
