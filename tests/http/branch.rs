//! A comment and what answers it, taken down and put back together.
use crate::{town::Town, words::says};

#[test]
fn a_branch_goes_and_comes_back_and_says_so_where_it_stood() {
    let town = Town::start();
    let (núria, pep, gemma) = (town.resident("Núria"), town.resident("Pep"), town.moderator());
    let root = núria.comment(1, "Tots els de fora haurien de callar.");
    let answer = pep.reply(1, root, "Com goses dir això?");
    let under = núria.reply(1, answer, "Perquè és veritat.");
    let own = pep.reply(1, root, "Truqueu-me al 600 000 000.");
    gemma.call("desk/hide", &[("comment", &own.to_string()), ("rule", "personal_data")]).expect(200);

    let case = format!("/ca/desk/c/{root}");
    gemma.submit(&case, "form[data-hide]", &[("rule", "hate"), ("note", "Prou."), ("branch", "1")]).expect(303);
    let page = town.visitor().get(crate::thread::PAGE).page();
    let says = |id: i64, key: &str| says(&page.text(&format!("[data-comment=\"{id}\"][data-state=hidden]")), "ca", key);
    assert!(says(root, "thread.hidden") && !says(root, "thread.hidden_with"));
    assert!([answer, under].into_iter().all(|id| says(id, "thread.hidden_with")));
    let text = page.text("body");
    assert!(!text.contains("Com goses") && !text.contains("és veritat"));
    let told = pep.get("/ca/account/decisions").expect(200).page();
    assert_eq!(told.count("[data-with-parent]"), 1, "only of what went with another");

    gemma.submit(&case, "form[data-restore]", &[]).expect(303);
    let text = town.visitor().get(crate::thread::PAGE).text();
    for back in ["Tots els de fora", "Com goses", "és veritat"] {
        assert!(text.contains(back), "{back}");
    }
    assert!(!text.contains("600 000 000"), "what was hidden for itself stays");
    town.check();
}
