//! Every address × every role. An address without a row here fails the test.
use crate::{
    doors::{between, measure},
    person::Person,
    stream,
    town::Town,
    words::workspace,
};
use std::{collections::BTreeSet, fs};

/// An address: as the source writes it, an example, and the status for a visitor, a resident, a resident who is suspended,
/// a moderator who is responsible for the axis of it all, a moderator of another axis, and who runs the plan. Where an
/// address only leads to the right one, that one's status counts; `{somebody}` is a resident.
type Route = (&'static str, &'static str, [u16; 6]);

const ALL: [u16; 6] = [200; 6];
const SIGNED_IN: [u16; 6] = [403, 200, 200, 200, 200, 200];
const DESK: [u16; 6] = [403, 403, 403, 200, 200, 200];

/// The app's own pages.
const PAGES: &[Route] = &[
    ("", "/ca", ALL),
    ("s/_", "/ca/s/1", ALL),
    ("p/_", "/ca/p/1", ALL),
    ("p/_/edit", "/ca/p/1/edit", [403, 403, 403, 403, 403, 200]),
    ("p/_/history", "/ca/p/1/history", ALL),
    ("c/_/report", "/ca/c/1/report", ALL),
    ("report/_", "/ca/report/0000-0000-0000", [404; 6]),
    ("c/_/revisions", "/ca/c/1/revisions", ALL),
    ("search", "/ca/search?q=bus", ALL),
    ("sign-in", "/ca/sign-in", ALL),
    ("sign-up", "/ca/sign-up", ALL),
    ("account", "/ca/account", SIGNED_IN),
    ("account/activity", "/ca/account/activity", SIGNED_IN),
    ("account/decisions", "/ca/account/decisions", SIGNED_IN),
    ("desk", "/ca/desk", DESK),
    ("desk/c/_", "/ca/desk/c/1", DESK),
    ("desk/c/_/move", "/ca/desk/c/1/move", DESK),
    ("desk/waiting | flagged | appeals", "/ca/desk/waiting", DESK),
    ("desk/waiting | flagged | appeals", "/ca/desk/flagged", DESK),
    ("desk/waiting | flagged | appeals", "/ca/desk/appeals", DESK),
    ("desk/w/_", "/ca/desk/w/1", DESK),
    ("desk/a/_", "/ca/desk/a/{somebody}", DESK),
    ("desk/rehearsal", "/ca/desk/rehearsal", DESK),
    ("desk/figures", "/ca/desk/figures", DESK),
    ("desk/shift", "/ca/desk/shift", DESK),
    ("desk/together", "/ca/desk/together", DESK),
    ("desk/watch", "/ca/desk/watch", DESK),
    ("log", "/ca/log", ALL),
    ("about/_", "/ca/about/rules", ALL),
];

/// What the server answers beside them.
const PLAIN: &[Route] = &[
    ("/", "/", [307; 6]),
    ("/{lang}/c/{id}", "/ca/c/1", [303; 6]),
    ("/live", "/live?topic=desk", [403, 403, 403, 200, 200, 200]),
    ("/live", "/live?topic=proposal:1", ALL),
    ("/api/{*name}", "/api/nobody/knows", [405; 6]),
    ("/health/ready", "/health/ready", ALL),
    ("/health/live", "/health/live", ALL),
    ("/{lang}/log.csv", "/ca/log.csv", ALL),
    ("/{lang}/log.atom", "/ca/log.atom", ALL),
    ("/favicon.ico", "/favicon.ico", ALL),
    ("/pkg/{*file}", "/pkg/none.js", [404; 6]),
];

fn source(file: &str) -> String {
    fs::read_to_string(workspace(file)).expect("a source")
}

/// The status where an address leads for good.
fn at_last(who: &Person, path: &str) -> u16 {
    let answer = who.get(path);
    if [301, 308].contains(&answer.status) { at_last(who, answer.location()) } else { answer.status }
}

#[test]
fn every_address_has_its_row() {
    let rows = |table: &[Route]| table.iter().map(|(route, ..)| (*route).to_owned()).collect::<BTreeSet<_>>();
    let places = source("app/src/page/places.rs");
    let place = |line: &str| Some(line.trim().strip_prefix('[')?.split_once("] => Self::")?.0.replace('"', ""));
    let pages: BTreeSet<String> = places.lines().filter_map(place).map(|route| route.replace(", ", "/")).collect();
    assert_eq!(pages, rows(PAGES));
    let routes = source("server/src/serve/routes.rs");
    let plain: BTreeSet<String> = between(&routes, ".route(\"", "\"").map(str::to_owned).collect();
    assert_eq!(plain, rows(PLAIN));
}

#[test]
fn each_address_opens_to_whom_it_should() {
    let town = Town::demo();
    let [resident, moderator, another, admin] =
        ["resident", "moderator", "moderator2", "admin"].map(|who| town.demo_person(who));
    let (visitor, suspended) = (town.visitor(), town.resident("Rosa"));
    measure(&admin, &suspended, "suspend");
    for (who, axis) in [(&moderator, "1"), (&another, "11")] {
        who.call("desk/duty", &[("section", axis), ("on", "true")]).expect(200);
    }
    let mut wrong = Vec::new();
    for (_, path, expected) in PAGES.iter().chain(PLAIN) {
        let path = path.replace("{somebody}", &suspended.id.to_string());
        for (role, (who, expected)) in
            [&visitor, &resident, &suspended, &moderator, &another, &admin].into_iter().zip(expected).enumerate()
        {
            let status = match path.split_once("/live?") {
                Some((_, query)) => stream::open(town.address, who, query, None).map_or_else(|status| status, |_| 200),
                None => at_last(who, &path),
            };
            if status != *expected {
                wrong.push(format!("{path} for role {role}: {status} instead of {expected}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
