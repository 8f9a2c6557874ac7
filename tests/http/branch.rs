//! A comment is taken down with all that stands under it, in one deed, and comes back with it.
use crate::{
    person::Person,
    thread::PAGE,
    town::Town,
    words::{LANGS, says, sentence},
};

const HIDE: &str = "form[data-hide]";

/// Hides by the form of the case with what stands under it; gives the page it landed on.
#[track_caller]
fn hides(who: &Person, comment: i64) -> crate::dom::Page {
    let fields = [("rule", "off_topic"), ("note", "Això no va d'aquí."), ("branch", "true")];
    let answer = who.submit(&format!("/ca/desk/c/{comment}"), HIDE, &fields).expect(303);
    assert!(answer.location().contains("?decided="), "{}", answer.location());
    who.follow(&answer).expect(200).page()
}

#[test]
fn a_branch_is_hidden_with_one_reason_and_each_author_is_told() {
    let town = Town::busy();
    let (núria, pep, ona, gemma) =
        (town.resident("Núria"), town.resident("Pep"), town.resident("Ona"), town.moderator());
    let root = núria.comment(1, "Parlem del temps que fa.");
    let reply = pep.reply(1, root, "Fa un sol que estavella.");
    let own = ona.reply(1, reply, "Ets un ximple.");
    let deep = ona.reply(1, reply, "Doncs aquí plou.");
    let beside = núria.comment(1, "El que diu la proposta m'agrada.");
    gemma.hide(own, "insults");
    let alone = gemma.get(&format!("/ca/desk/c/{beside}")).expect(200).page();
    assert!(!alone.has(&format!("{HIDE} [name=branch]")), "nothing stands under it");
    let case = gemma.get(&format!("/ca/desk/c/{root}")).expect(200).page();
    assert!(case.text(HIDE).contains(&sentence("ca", "case.branch.other").replace("%{n}", "2")));
    let hidden = hides(&gemma, root);
    assert!(hidden.text("[data-decided]").contains(&sentence("ca", "decided.along.other").replace("%{n}", "2")));
    let visitor = town.visitor();
    for lang in LANGS {
        let page = visitor.get(&PAGE.replacen("/ca", &format!("/{lang}"), 1)).expect(200).page();
        for id in [reply, deep] {
            assert!(says(&page.comment(id), lang, "thread.hidden.branch"), "{}", page.comment(id));
        }
        for id in [root, own] {
            assert!(!says(&page.comment(id), lang, "thread.hidden.branch"), "{}", page.comment(id));
        }
        let told = ona.get(&format!("/{lang}/account/decisions")).expect(200).page();
        assert!(told.text("main").contains(&sentence(lang, "statement.came.branch")));
        assert!(told.text("main").contains("Això no va d'aquí."));
    }
    assert!(!visitor.get(PAGE).text().contains("sol que estavella"));
    assert!(visitor.get(PAGE).page().comment(beside).contains("m'agrada"));
    let dsa = town.pam(&["export", "--format", "dsa"]);
    assert_eq!((dsa.code, dsa.out.matches("puid").count()), (0, 4), "{}", dsa.out);
    assert_eq!(town.pam(&["audit", "verify"]).code, 0);
    town.check();

    // Who appeals gets their own back; what was hidden before stays hidden when the rest comes back.
    let answer = gemma.submit(&format!("/ca/desk/c/{root}"), "form[data-undo]", &[]).expect(303);
    gemma.follow(&answer).expect(200);
    let page = visitor.get(PAGE).page();
    for id in [root, reply, deep] {
        assert!(!page.has(&format!("#c-{id}[data-state]")), "{id} is back");
    }
    assert_eq!(page.attr(&format!("#c-{own}"), "data-state"), "hidden");
    assert_eq!(town.pam(&["audit", "verify"]).code, 0);
    town.check();
}

#[test]
fn a_refused_form_keeps_that_all_goes_together() {
    let town = Town::start();
    let (núria, gemma) = (town.resident("Núria"), town.moderator());
    let root = núria.comment(1, "Parlem del temps que fa.");
    núria.reply(1, root, "Fa un sol que estavella.");
    let case = format!("/ca/desk/c/{root}");
    let answer = gemma.submit(&case, HIDE, &[("note", "Sense norma."), ("branch", "true")]).expect(303);
    let kept = gemma.get(answer.location()).expect(422).page().form(HIDE);
    assert_eq!((kept.value("note"), kept.value("branch")), (Some("Sense norma."), Some("true")));
    let alone = kept.with(&[("rule", "off_topic")]);
    gemma.send_form(&case, &alone).expect(303);
    assert_eq!(town.visitor().get(PAGE).page().count(".talk [data-state=hidden]"), 2);
}
