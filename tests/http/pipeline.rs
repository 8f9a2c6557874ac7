//! What every text passes: what waits is nowhere public and its writer's own, approving publishes, plans switch.
use crate::{
    dom::Page,
    hidden::{doors, told},
    person::Person,
    thread::{COMPOSER, PAGE, replying},
    town::{Town, pam},
    words::{LANGS, says, sentence},
};

const SECRET: &str = "Xiuxiueig irrepetible, que encara ha de llegir algú.";

/// Sets when the plan's moderators read, by the desk's form.
#[track_caller]
fn switch(who: &Person, to: &str) {
    let answer = who.submit("/ca/desk/waiting", "form[data-moderation=\"1\"]", &[("moderation", to)]).expect(303);
    let page = who.follow(&answer).expect(200).page();
    assert_eq!(page.form("form[data-moderation=\"1\"]").value("moderation"), Some(to));
}

/// Writes by the form what has to wait; gives the page it came back to.
#[track_caller]
fn waits(who: &Person, css: &str, body: &str) -> Page {
    let answer = who.submit(PAGE, css, &[("body", body)]).expect(303);
    assert!(answer.location().starts_with(PAGE) && answer.location().ends_with("#write"), "{}", answer.location());
    who.follow(&answer).expect(200).page()
}

/// The numbers of the texts on a list of the desk.
fn listed(who: &Person, path: &str) -> Vec<i64> {
    let page = who.get(path).expect(200).page();
    page.all("[data-held]").iter().filter_map(|row| row.attr("data-held")?.parse().ok()).collect()
}

/// Decides by a form of the text's page; gives the page afterwards.
#[track_caller]
fn decides(who: &Person, text: i64, css: &str, fields: &[(&str, &str)]) -> Page {
    let answer = who.submit(&format!("/ca/desk/w/{text}"), css, fields).expect(303);
    assert_eq!(answer.location(), format!("/ca/desk/w/{text}"));
    who.follow(&answer).expect(200).page()
}

#[test]
fn a_text_that_waits_is_its_writers_alone_until_it_is_approved() {
    let town = Town::start();
    let (núria, pep, gemma, visitor) = (town.resident("Núria"), town.resident("Pep"), town.moderator(), town.visitor());
    switch(&gemma, "pre");
    let form = núria.get(PAGE).page().form(COMPOSER).with(&[("body", SECRET)]);
    for _ in 0..2 {
        núria.send_form(PAGE, &form).expect(303);
    }
    let page = núria.get(PAGE).expect(200).page();
    assert_eq!(page.count("[data-waiting]"), 1, "a double click makes one");
    assert!(page.text("[data-waiting]").contains(SECRET) && says(&page.text(".talk"), "ca", "pipeline.mine.waits"));
    assert_eq!(page.form(COMPOSER).value("body"), Some(""), "the composer is free for the next");
    gemma.comment(1, "Una cosa que s'ha d'anar dient.");
    for who in [&visitor, &pep, &gemma] {
        assert_eq!(told(&doors(&town, who, 1)), Vec::<&str>::new());
    }
    assert_eq!(town.export()["comments"].as_array().map(Vec::len), Some(2));
    let desk = gemma.get("/ca/desk").expect(200).page();
    assert_eq!(desk.text("[data-shelf=waiting]"), "1");
    let texts = listed(&gemma, "/ca/desk/waiting");
    for who in [&visitor, &pep, &núria] {
        for path in ["/ca/desk/waiting", "/ca/desk/flagged", "/ca/desk/rehearsal", &format!("/ca/desk/w/{}", texts[0])]
        {
            assert!(!who.get(path).expect(403).text().contains("irrepetible"), "{path}");
        }
    }
    let before = visitor.get(PAGE).page().event();
    let decided = decides(&gemma, texts[0], "form[data-approve]", &[]);
    assert_eq!(decided.attr("[data-standing]", "data-standing"), "approved");
    assert!(!decided.has("form[data-approve]") && !decided.has("form[data-refuse]"));
    let page = visitor.get(PAGE).page();
    assert!(page.text(".talk").contains("Xiuxiueig irrepetible") && page.text(".talk").contains("Núria"));
    assert!(page.event() > before, "it is told as any other comment");
    gemma.comment(1, "I una altra.");
    assert!(told(&doors(&town, &visitor, 1)).contains(&"the stream"));
    assert!(!núria.get(PAGE).page().has("[data-waiting]"));
    assert_eq!(gemma.call("desk/text/approve", &[("text", &texts[0].to_string())]).expect(422).code(), "decided");
    town.check();
}

#[test]
fn a_refused_text_is_told_to_its_writer_with_the_rule_and_the_reason() {
    let town = Town::start();
    let (núria, pep, gemma) = (town.resident("Núria"), town.resident("Pep"), town.moderator());
    switch(&gemma, "pre");
    waits(&núria, &replying(1), SECRET);
    let text = listed(&gemma, "/ca/desk/waiting")[0];
    let page = gemma.get(&format!("/ca/desk/w/{text}")).expect(200).page();
    assert!(page.text(".case").contains("Joan Garriga"), "what it answers stands beside it");
    let path = format!("/ca/desk/w/{text}");
    let answer = gemma.submit(&path, "form[data-refuse]", &[("note", "Sense norma no val.")]).expect(303);
    let refused = gemma.get(answer.location()).expect(422).page();
    assert!(says(&refused.text("#rule-e"), "ca", "fault.no_rule"));
    assert_eq!(refused.form("form[data-refuse]").value("note"), Some("Sense norma no val."));
    let fields = [("rule", "off_topic"), ("note", "Parla d'una altra cosa.")];
    let page = decides(&gemma, text, "form[data-refuse]", &fields);
    assert_eq!(page.attr("[data-standing]", "data-standing"), "refused");
    for lang in LANGS {
        let page = núria.get(&format!("/{lang}/account/decisions")).expect(200).page();
        let told = page.text("[data-refused]");
        for word in [SECRET, "Parla d'una altra cosa.", &sentence(lang, "rule.off_topic")] {
            assert!(told.contains(word), "{word} in {told}");
        }
        assert!(!page.text("main").contains("Gemma"), "who decided is not told");
    }
    assert!(!pep.get("/ca/account/decisions").expect(200).text().contains("irrepetible"));
    assert!(!núria.get(PAGE).page().has("[data-waiting]"));
    assert_eq!(town.export()["comments"].as_array().map(Vec::len), Some(1));
    town.check();
}

#[test]
fn a_plan_switches_during_a_storm_and_back() {
    let town = Town::start();
    let (núria, gemma, visitor) = (town.resident("Núria"), town.moderator(), town.visitor());
    switch(&gemma, "mixed");
    waits(&núria, COMPOSER, "El primer que escric aquí.");
    decides(&gemma, listed(&gemma, "/ca/desk/waiting")[0], "form[data-approve]", &[]);
    núria.comment(1, "El segon ja surt.");
    let with_number = "El meu DNI és 12345678Z, per si us cal.";
    waits(&núria, COMPOSER, with_number);
    gemma.comment(1, "Qui modera cita: DNI 12345678Z.");
    switch(&gemma, "post");
    let id = núria.comment(1, with_number);
    assert!(visitor.get(PAGE).page().comment(id).contains("12345678Z"), "afterwards means afterwards");
    assert_eq!(listed(&gemma, "/ca/desk/flagged"), [id]);
    let case = gemma.get(&format!("/ca/desk/c/{id}")).expect(200).page();
    assert!(says(&case.text("[data-phase=personal]"), "ca", "pipeline.personal.dni"));
    assert!(!gemma.get("/ca/desk/flagged").text().contains("DNI: 12345678Z"));
    gemma.hide(id, "personal_data");
    assert_eq!(listed(&gemma, "/ca/desk/flagged"), Vec::<i64>::new());
    let answer = gemma.post_form("/api/plan/moderation", "/ca/desk/waiting", &[("plan", "1"), ("moderation", "never")]);
    assert!(says(&gemma.get(answer.location()).expect(422).page().text("#moderation-e"), "ca", "fault.bad_form"));
    assert_eq!(listed(&gemma, "/ca/desk/waiting").len(), 1, "what waits goes on waiting");
    town.check();
}

#[test]
fn new_words_wait_and_can_be_taken_back() {
    let town = Town::start();
    let (núria, pep, gemma, visitor) = (town.resident("Núria"), town.resident("Pep"), town.moderator(), town.visitor());
    let id = núria.comment(1, "Com era abans.").to_string();
    switch(&gemma, "pre");
    let edited = núria.call("comment/edit", &[("comment", &id), ("body", SECRET)]).expect(200);
    assert!(
        edited.json().is_null() && núria.call("comment/add", &[("proposal", "1"), ("body", "Espera")]).json().is_null()
    );
    let page = visitor.get(PAGE).page();
    assert!(page.text(".talk").contains("Com era abans.") && !page.text(".talk").contains("irrepetible"));
    let texts = listed(&gemma, "/ca/desk/waiting");
    assert!(gemma.get(&format!("/ca/desk/w/{}", texts[0])).page().text(".case").contains("Com era abans."));
    pep.call("comment/withdraw", &[("text", &texts[1].to_string())]).expect(404);
    let form = format!("[data-waiting=\"{}\"] form[data-withdraw]", texts[1]);
    let answer = núria.submit(PAGE, &form, &[]).expect(303);
    assert_eq!(núria.follow(&answer).expect(200).page().count("[data-waiting]"), 1);
    assert_eq!(listed(&gemma, "/ca/desk/waiting"), [texts[0]]);
    decides(&gemma, texts[0], "form[data-approve]", &[]);
    assert!(visitor.get(PAGE).page().text(".talk").contains("irrepetible"));
    assert!(!visitor.get(PAGE).page().text(".talk").contains("Com era abans."));
    town.check();
}

#[test]
fn a_rule_is_rehearsed_before_it_is_used() {
    let town = Town::start();
    let (núria, gemma) = (town.resident("Núria"), town.moderator());
    let ids: Vec<i64> =
        ["Quin carall de bus.", "Cap queixa.", "Un CARALL de parada."].map(|t| núria.comment(1, t)).into();
    gemma.call("desk/approve", &[("comment", &ids[0].to_string())]).expect(200);
    let page = gemma.get("/es/desk/rehearsal?word=carall%2C+carallot&lang=ca&severity=serious").expect(200).page();
    let figure = |name: &str| page.attr("[data-caught]", name);
    assert_eq!([figure("data-read"), figure("data-caught"), figure("data-approved")], ["4", "2", "1"]);
    assert_eq!(page.count("[data-caught-row]"), 2);
    assert!(page.text("pre").contains("forms = [\"carall\", \"carallot\"]"));
    for (query, css) in [("word=+-+", "#word-e"), ("threshold=7", "#threshold-e")] {
        let page = gemma.get(&format!("/ca/desk/rehearsal?{query}")).expect(422).page();
        assert!(says(&page.text(css), "ca", "fault.bad_rule"), "{query}");
    }
    assert!(!gemma.get("/ca/desk/rehearsal").expect(200).page().has("[data-caught]"));
    gemma.get("/ca/desk/rehearsal?threshold=0%2C9").expect(200);
}

#[test]
fn a_town_has_words_of_its_own_and_a_wrong_setting_is_told() {
    let config =
        "[[pipeline.words]]\nforms = [\"carall\"]\nlang = \"ca\"\nseverity = \"serious\"\nunless = [\"fred\"]\n";
    let town = Town::with(config, &[]);
    let (núria, gemma) = (town.resident("Núria"), town.moderator());
    núria.comment(1, "Un fred del carall.");
    let id = núria.comment(1, "Aneu al carall.");
    assert_eq!(listed(&gemma, "/ca/desk/flagged"), [id]);
    for wrong in
        ["[pipeline]\nspam = 3.0\n", "[pipeline.outside]\nurl = \"ftp://elsewhere\"\n", "[pipeline]\nspan = 0.9\n"]
    {
        let file = town.file("wrong.toml", wrong);
        let ran = pam(town.database(), &["serve", "--listen", "127.0.0.1:0", "--config", &file], "");
        assert!(ran.code != 0 && ran.err.contains("pipeline") || ran.err.contains("span"), "{ran:?}");
    }
}

#[test]
fn what_was_rehearsed_is_put_into_use_by_who_runs_the_plan() {
    let town = Town::start();
    let (núria, gemma, marcel) = (town.resident("Núria"), town.moderator(), town.admin());
    let tried = "/ca/desk/rehearsal?word=carall%2C+carallot&unless=fred&lang=ca&severity=serious";
    let page = gemma.get(tried).expect(200).page();
    assert!(!page.has("form[data-use-words]") && says(&page.text("main"), "ca", "words.admins"));
    let before = núria.comment(1, "Aneu al carall abans.");
    let answer = marcel.submit(tried, "form[data-use-words]", &[]).expect(303);
    assert!(answer.location().starts_with("/ca/desk/rehearsal?used="), "{}", answer.location());
    let page = marcel.follow(&answer).expect(200).page();
    assert!(says(&page.text("main"), "ca", "words.used"));
    let row = page.text("[data-words]");
    assert!(row.contains("carall, carallot") && row.contains("fred") && row.contains(&marcel.name), "{row}");
    // From the next text on, without a restart; what was there before is left alone.
    let flagged = núria.comment(1, "Aneu al carall ara.");
    núria.comment(1, "Un fred del carall.");
    assert_eq!(listed(&gemma, "/ca/desk/flagged"), [flagged]);
    assert!(before < flagged);
    let page = gemma.get("/ca/desk/rehearsal").expect(200).page();
    assert!(page.has("[data-words]") && !page.has("form[data-drop-words]"));
    let answer = marcel.submit("/ca/desk/rehearsal", "form[data-drop-words]", &[]).expect(303);
    assert!(!marcel.follow(&answer).expect(200).page().has("[data-words]"));
    núria.comment(1, "Aneu al carall després.");
    assert_eq!(listed(&gemma, "/ca/desk/flagged"), [flagged]);
    town.check();
}
