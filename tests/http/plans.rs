//! A house with several plans: the bare address shows the first, and every other is a link away.
use crate::{
    dom::words,
    town::Town,
    words::{LANGS, says},
};

/// A page of another plan.
pub fn other(town: &Town, name: &str, title: &str) -> String {
    town.file(
        name,
        format!("Pla d'{name}\n\n2\n\nSuports\n\nAMB\n\n{title}\n\n| Autor/a: AMB | 0 comentaris\n\nUn text.\n"),
    )
}

#[test]
fn every_plan_is_reached_from_the_first() {
    let town = Town::start();
    let (visitor, núria) = (town.visitor(), town.resident("Núria"));
    assert!(!visitor.get("/ca").expect(200).page().has("[data-plans]"), "one plan needs no list");
    let page = other(&town, "aigua.txt", "Fonts a cada plaça");
    assert_eq!(town.pam(&["import", "--plan", "aigua", &page]).code, 0);
    núria.comment(4, "Al meu carrer no n'hi ha cap.");
    // Moderators may look at one plan alone.
    let gemma = town.moderator();
    let shows = |query: &str| gemma.get(&format!("/ca/desk?view=recent{query}")).expect(200).page();
    assert_eq!(shows("").count("[data-row]"), 2);
    let second = shows("&in=plan2");
    assert_eq!((second.count("[data-row]"), second.count("#only-in option[value=plan2][selected]")), (1, 1));
    assert!(second.text("[data-row]").contains("Al meu carrer"));
    assert_eq!([shows("&in=plan1").count("[data-row]"), shows("&in=plan9").count("[data-row]")], [1, 0]);
    for lang in LANGS {
        let first = visitor.get(&format!("/{lang}")).expect(200).page();
        assert!(says(&first.text("#others"), lang, "plan.others"));
        let to = first.attr("[data-plans] a", "href");
        assert_eq!(to, format!("/{lang}?plan=2"), "also on the page that was kept before it came");
        assert!(!first.text("main").contains("Fonts a cada plaça"), "what is discussed there is shown there");
        let second = visitor.get(&to).expect(200).page();
        assert_eq!(second.text("h1"), words(first.one("[data-plans] a")));
        assert_eq!(second.attr("[data-plans] a", "href"), format!("/{lang}?plan=1"));
        assert!(second.text("ol.now").contains("Fonts a cada plaça"));
        assert!(!second.text("main").contains("Projectes europeus"));
        let section = visitor.get(&second.attr("ol.toc a", "href")).expect(200).page();
        let proposal = visitor.get(&section.attr("ol.props a", "href")).expect(200).page();
        for page in [&section, &proposal] {
            assert_eq!(page.all(".crumbs a")[0].attr("href"), Some(&*to), "the way back is to its own plan");
        }
        let own = visitor.get(&first.attr("ol.toc a", "href")).expect(200).page();
        assert_eq!(own.all(".crumbs a")[0].attr("href"), Some(&*format!("/{lang}")));
        for bad in ["3", "0", "x", "-1", ""] {
            visitor.get(&format!("/{lang}?plan={bad}")).expect(404);
        }
    }
    assert_eq!(visitor.get("/ca?plan=1").expect(200).page().text("h1"), visitor.get("/ca").page().text("h1"));
    town.check();
}
