//! The other commands, beside a server that is running.
use crate::{
    person::Person,
    thread::PAGE,
    town::{DEMO_PASSWORD, PASSWORD, PLAN, Town, pam},
};
use std::path::Path;
use tempfile::TempDir;

#[test]
fn a_copy_made_while_people_write_is_whole() {
    let town = Town::busy();
    let núria = town.resident("Núria");
    let copies: Vec<String> = (0..3).map(|n| town.path(&format!("copy{n}.db"))).collect();
    std::thread::scope(|scope| {
        let writing = scope.spawn(|| {
            for n in 0..120 {
                núria.comment(1, &format!("Mentre es copia, {n}."));
            }
        });
        for copy in &copies {
            let ran = town.pam(&["backup", copy]);
            assert_eq!((ran.code, ran.out.trim()), (0, &**copy), "{ran:?}");
        }
        writing.join().expect("the writer");
    });
    for copy in &copies {
        let copy = Path::new(copy);
        assert_eq!(pam(copy, &["check"], "").code, 0);
        assert_eq!(pam(copy, &["export", "--format", "json"], "").code, 0);
    }
    let last = town.path("last.db");
    assert_eq!(town.pam(&["backup", &last]).code, 0);
    let of = |database: &Path| pam(database, &["export", "--format", "json"], "").out;
    assert_eq!(of(Path::new(&last)), of(town.database()));
    let again = town.pam(&["backup", &last]);
    assert_eq!(again.code, 1, "nothing is overwritten: {again:?}");
    town.check();
}

#[test]
fn accounts_are_made_beside_the_server() {
    let folder = TempDir::new().expect("a folder");
    let database = folder.path().join("pam.db");
    let create = |email: &str, name: &str, role: &str, password: &str| {
        pam(
            &database,
            &["user", "create", "--email", email, "--name", name, "--role", role, "--password-stdin"],
            password,
        )
    };
    for (email, name, role, password) in [
        ("nobody", "Núria", "resident", PASSWORD),
        ("n@example.org", "N", "resident", PASSWORD),
        ("n@example.org", "Núria", "queen", PASSWORD),
        ("n@example.org", "Núria", "resident", "curta"),
        ("n@example.org", "Núria", "resident", ""),
    ] {
        let ran = create(email, name, role, password);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{ran:?}");
        assert!(!ran.err.is_empty());
    }
    assert!(!database.exists());
    assert_eq!(create("n@example.org", "Núria", "admin", &format!("{PASSWORD}\n")).out, "1\n");
    assert_eq!(create("N@example.org", "Núria", "admin", PASSWORD).code, 1, "there is one already");
    let town = Town::start();
    let gemma = town.moderator();
    gemma.get("/ca/desk").expect(200);
    Person::signed_in(town.address, &gemma.email, PASSWORD);
}

#[test]
fn an_import_beside_the_server_shows_at_once() {
    let town = Town::start();
    let núria = town.resident("Núria");
    let later = PLAN.replace("Ombra i aigua a les places", "Ombra a les escoles");
    assert_eq!(town.pam(&["import", &town.file("later.txt", later)]).code, 0);
    núria.get("/ca/p/4-ombra-a-les-escoles").expect(200);
    núria.comment(4, "Ja hi era hora.");
    assert_eq!(núria.get(PAGE).status, 200);
    town.check();
}

/// What another process wrote is told like everything else; who waits for it then finds it on every page.
#[test]
fn an_import_beside_the_server_is_told() {
    let town = Town::start();
    let visitor = town.visitor();
    let before = visitor.get("/ca").expect(200).page().text(".tally");
    let mut line = crate::stream::open(town.address, &visitor, "topic=plan:1", None).expect("a stream");
    let later = PLAN.replace("Ombra i aigua a les places", "Ombra a les escoles");
    assert_eq!(town.pam(&["import", &town.file("later.txt", later)]).code, 0);
    let event = line.next();
    assert_eq!(event.kind(), "plan_changed");
    let page = visitor.get("/ca").expect(200).page();
    assert_ne!(page.text(".tally"), before);
    assert!(page.event() >= event.id);
}

/// However soon somebody here writes after the other process did.
#[test]
fn an_import_is_told_before_what_is_written_after_it() {
    let town = Town::busy();
    let (visitor, núria) = (town.visitor(), town.resident("Núria"));
    let mut line = crate::stream::open(town.address, &visitor, "topic=plan:1", None).expect("a stream");
    for n in 0..5 {
        let later = PLAN.replace("Ombra i aigua a les places", &format!("Ombra a les escoles {n}"));
        assert_eq!(town.pam(&["import", &town.file("later.txt", later)]).code, 0);
        núria.comment(1, "De seguida.");
        let kinds: Vec<String> = line.take(2).iter().map(|e| e.kind().to_owned()).collect();
        assert_eq!(kinds, ["plan_changed", "counts_changed"], "{n}");
    }
}

#[test]
fn the_demo_fills_an_empty_database_and_no_other() {
    let town = Town::demo();
    let again = town.pam(&["demo"]);
    assert_eq!(again.code, 1, "{again:?}");
    town.check();
    for name in ["resident", "veina", "moderator", "moderator2", "admin"] {
        let me = town.demo_person(name).call("account/me", &[]).json();
        let role = if name.starts_with("moderator") {
            "moderator"
        } else if name == "admin" {
            "admin"
        } else {
            "resident"
        };
        assert_eq!(me["role"], role, "{name}");
    }
    let export = town.export();
    let closed =
        export["proposals"].as_array().expect("proposals").iter().filter(|p| p["phase_closed"] == true).count();
    assert_eq!(closed, 1);
    let id = town.demo_person("resident").comment(1, "Es veu de seguida.");
    assert!(town.visitor().get(&format!("/ca/c/{id}")).location().contains(&format!("#c-{id}")));
    assert!(!town.pam(&["export"]).out.contains(DEMO_PASSWORD));
}

#[test]
fn every_command_explains_itself_and_refuses_what_it_does_not_know() {
    let folder = TempDir::new().expect("a folder");
    let database = folder.path().join("pam.db");
    for command in [
        &["serve"][..],
        &["import"],
        &["export"],
        &["user"],
        &["user", "create"],
        &["backup"],
        &["check"],
        &["digest"],
        &["demo"],
    ] {
        let mut args = command.to_vec();
        args.push("--help");
        let ran = pam(&database, &args, "");
        assert_eq!(ran.code, 0, "{ran:?}");
        assert!(ran.out.contains("--database"), "{command:?}: {}", ran.out);
    }
    for args in [
        &[][..],
        &["dance"],
        &["import"],
        &["export", "--format", "xml"],
        &["serve", "--listen", "nowhere"],
        &["backup"],
    ] {
        assert_eq!(pam(&database, args, "").code, 2, "{args:?}");
    }
    for args in [&["check"][..], &["export"], &["backup", "x.db"]] {
        let ran = pam(&database, args, "");
        assert_eq!(ran.code, 1, "{ran:?}");
        assert!(!ran.err.is_empty() && ran.out.is_empty());
    }
    assert!(!database.exists());
    let config = folder.path().join("pam.toml");
    std::fs::write(&config, "[limits]\noff = true\n").expect("a file");
    let config = config.display().to_string();
    let open = pam(&database, &["serve", "--listen", "0.0.0.0:0", "--config", &config], "");
    assert_eq!(open.code, 2, "limits are never off where others reach: {open:?}");
    std::fs::write(&config, "colour = 'red'\n").expect("a file");
    assert_eq!(pam(&database, &["serve", "--listen", "127.0.0.1:0", "--config", &config], "").code, 2);
    assert_eq!(pam(&database, &["serve", "--config", "/nowhere/pam.toml"], "").code, 2);
}
