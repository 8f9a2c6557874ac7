//! Giving and withdrawing support.
use crate::{dom::Page, thread::PAGE, town::Town};

fn supports(page: &Page) -> i64 {
    page.text("[data-supports]").parse().expect("a number")
}

#[test]
fn support_is_given_and_withdrawn_by_the_same_button() {
    let town = Town::start();
    let (núria, pep, visitor) = (town.resident("Núria"), town.resident("Pep"), town.visitor());
    assert_eq!(supports(&visitor.get(PAGE).page()), 3);
    for (who, pressed, count) in [(&núria, "true", 4), (&pep, "true", 5), (&núria, "false", 4)] {
        let answer = who.submit(PAGE, "form[data-support]", &[]).expect(303);
        assert_eq!(answer.location().split('#').next(), Some(PAGE));
        let page = who.follow(&answer).expect(200).page();
        assert_eq!((supports(&page), &*page.attr("form[data-support] button", "aria-pressed")), (count, pressed));
        assert_eq!(supports(&visitor.get(PAGE).page()), count);
    }
    let proposal = &town.export()["proposals"][0];
    assert_eq!((proposal["supports"]["imported"].as_i64(), proposal["supports"]["here"].as_i64()), (Some(3), Some(1)));
    town.check();
}

#[test]
fn asking_twice_changes_nothing() {
    let town = Town::start();
    let núria = town.resident("Núria");
    let ask = |give: &str| núria.call("support/set", &[("proposal", "1"), ("give", give)]).expect(200).json();
    let before = núria.get(PAGE).page().event();
    assert_eq!([ask("true"), ask("true"), ask("false"), ask("false")].map(|n| n.as_i64()), [4, 4, 3, 3].map(Some));
    assert_eq!(núria.get(PAGE).page().event(), before + 2, "what changes nothing is no event");
    assert_eq!(núria.call("support/set", &[("proposal", "999"), ("give", "true")]).expect(404).code(), "not_found");
    town.check();
}

#[test]
fn people_at_once_are_counted_one_by_one() {
    let town = Town::busy();
    let people: Vec<_> = (0..6).map(|n| town.resident(&format!("Persona {n}"))).collect();
    std::thread::scope(|scope| {
        for who in &people {
            scope.spawn(move || {
                for n in 0..9 {
                    let give = (n % 2 == 0).to_string();
                    who.call("support/set", &[("proposal", "1"), ("give", &give)]).expect(200);
                }
            });
        }
    });
    assert_eq!(supports(&town.visitor().get(PAGE).page()), 9);
    town.check();
}
