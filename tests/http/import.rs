//! `pam import` and `pam export`, as somebody types them.
use crate::{
    town::{PLAN, Ran, pam},
    words::workspace,
};
use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
};
use tempfile::TempDir;

/// A folder with a database that commands make.
struct Desk {
    folder: TempDir,
}

impl Desk {
    fn new() -> Self {
        Self { folder: TempDir::new().expect("a folder") }
    }

    fn database(&self) -> PathBuf {
        self.folder.path().join("pam.db")
    }

    fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> String {
        let path = self.folder.path().join(name);
        fs::write(&path, bytes).expect("a file");
        path.display().to_string()
    }

    fn pam(&self, args: &[&str]) -> Ran {
        pam(&self.database(), args, "")
    }

    #[track_caller]
    fn done(&self, args: &[&str]) -> String {
        let ran = self.pam(args);
        assert_eq!(ran.code, 0, "{args:?}: {ran:?}");
        ran.out
    }

    #[track_caller]
    fn export(&self) -> serde_json::Value {
        serde_json::from_str(&self.done(&["export", "--format", "json"])).expect("JSON")
    }
}

#[test]
fn the_same_file_twice_changes_nothing() {
    let desk = Desk::new();
    let page = desk.file("plan.txt", PLAN);
    desk.done(&["import", &page]);
    let before = desk.done(&["export", "--format", "json"]);
    for _ in 0..2 {
        desk.done(&["import", &page]);
        assert_eq!(desk.done(&["export", "--format", "json"]), before);
    }
    desk.done(&["check"]);
    let copy = desk.file("copy.txt", PLAN);
    desk.done(&["import", &copy, &page]);
    assert_eq!(desk.done(&["export", "--format", "json"]), before, "known by its bytes, not by its name");
    let export = desk.export();
    let [first, derived, resident] = &export["proposals"].as_array().expect("proposals")[..] else {
        panic!("{export}")
    };
    assert_eq!(
        (first["title"].as_str(), first["actions"].as_array().map(Vec::len)),
        (Some("Projectes europeus"), Some(3))
    );
    assert_eq!((derived["title_derived"].clone(), resident["title_derived"].clone()), (true.into(), false.into()));
    assert_eq!(resident["author"]["name"], "Rosa Puig");
    assert!(resident["body"].as_str().is_some_and(|b| b.contains("fonts")));
}

#[test]
fn two_exports_are_the_same_bytes_and_stand_in_a_file_as_on_a_screen() {
    let desk = Desk::new();
    desk.done(&["demo"]);
    let first = desk.done(&["export", "--format", "json"]);
    assert_eq!(desk.done(&["export", "--format", "json"]), first);
    let path = desk.folder.path().join("out.json");
    desk.done(&["export", "--format", "json", "--output", &path.display().to_string()]);
    assert_eq!(fs::read_to_string(path).expect("a file"), first);
    let export = desk.export();
    assert_eq!(export["pam_export"], 1);
    for (list, fields) in [
        ("sections", &["id", "parent", "level", "title"][..]),
        (
            "proposals",
            &[
                "id",
                "section",
                "title",
                "title_derived",
                "author",
                "objective",
                "body",
                "phase_closed",
                "actions",
                "supports",
                "comments",
                "created_at",
                "updated_at",
            ],
        ),
        ("comments", &["id", "proposal", "action", "parent", "author", "body", "stance", "created_at", "state"]),
    ] {
        let rows = export[list].as_array().expect(list);
        assert!(!rows.is_empty());
        for row in rows {
            assert!(fields.iter().all(|f| row.get(f).is_some()), "{list}: {row}");
        }
    }
    for bad in ["@demo.pam", "@example", "argon2", "\"hidden\",\"body\":\""] {
        assert!(!first.contains(bad), "{bad}");
    }
}

#[test]
fn a_bad_file_is_told_by_its_line_and_nothing_of_any_is_kept() {
    let desk = Desk::new();
    let good = desk.file("good.txt", PLAN);
    for (name, bytes, line) in [
        ("empty.txt", &b""[..], 1),
        ("blank.txt", b"\n \n", 1),
        ("words.txt", b"Un text qualsevol\nque no es cap proposta.\n", 1),
        ("latin.txt", b"1\nSuports\nacci\xf3\n", 3),
        ("utf16.txt", b"\xff\xfe1\0\n\0", 1),
        ("binary.txt", b"1\nSuports\nab\0c", 3),
        ("count.txt", b"\n-3\n\nSuports\n\nText.\n", 2),
    ] {
        let bad = desk.file(name, bytes);
        for args in [&["import", &*good, &bad][..], &["import", &bad, &good], &["import", "--dry-run", &bad]] {
            let ran = desk.pam(args);
            assert_eq!(ran.code, 2, "{args:?}: {ran:?}");
            let told = format!("{bad}:{line}: ");
            assert!(ran.err.lines().any(|l| l.starts_with(&told) && l.len() > told.len()), "{told} in {}", ran.err);
            assert_eq!(ran.out, "");
        }
    }
    assert!(!desk.database().exists(), "no database was made for files that cannot be read");
    let nowhere = desk.folder.path().join("nowhere.txt").display().to_string();
    let ran = desk.pam(&["import", &nowhere]);
    assert_eq!(ran.code, 2, "{ran:?}");
    assert!(ran.err.contains(&format!("{nowhere}:1: ")), "{}", ran.err);
    let folder = desk.folder.path().display().to_string();
    assert_eq!(desk.pam(&["import", &folder]).code, 2);
}

#[test]
fn a_rehearsal_keeps_nothing_and_tells_everything() {
    let desk = Desk::new();
    let page = desk.file("plan.txt", PLAN);
    let told = desk.done(&["import", "--dry-run", "--json", &page]);
    let told: serde_json::Value = serde_json::from_str(&told).expect("JSON");
    assert_eq!(told["dry_run"], true);
    assert_eq!(told["files"][0]["proposals"].as_array().map(Vec::len), Some(3));
    assert!(!desk.database().exists());
    desk.done(&["demo"]);
    let before = desk.done(&["export", "--format", "json"]);
    desk.done(&["import", "--dry-run", &page]);
    assert_eq!(desk.done(&["export", "--format", "json"]), before);
    desk.done(&["import", &page]);
    assert_ne!(desk.done(&["export", "--format", "json"]), before);
    desk.done(&["check"]);
}

/// The pages that a visitor copied in 2016, where they are at hand.
#[test]
fn the_real_pages_go_in_whole() {
    let folder = workspace("../shared/seed");
    if !folder.is_dir() {
        let _ = writeln!(std::io::stderr(), "the real pages are not at hand: only samples of our own were read");
        return;
    }
    let desk = Desk::new();
    let mut pages: Vec<String> = list(&folder);
    pages.sort();
    let mut args = vec!["import"];
    args.extend(pages.iter().map(String::as_str));
    desk.done(&args);
    let before = desk.done(&["export", "--format", "json"]);
    desk.done(&args);
    assert_eq!(desk.done(&["export", "--format", "json"]), before);
    desk.done(&["check"]);
    let export = desk.export();
    let named =
        |title: &str| export["proposals"].as_array().expect("proposals").iter().find(|p| p["title"] == title).cloned();
    let page = named("Relacions internacionals").expect("the page");
    assert_eq!((page["actions"].as_array().map(Vec::len), page["supports"]["imported"].as_i64()), (Some(13), Some(3)));
    assert_eq!(page["author"], serde_json::json!({"name": "AMB", "kind": "authority"}));
}

fn list(folder: &Path) -> Vec<String> {
    fs::read_dir(folder).expect("a folder").flatten().map(|e| e.path().display().to_string()).collect()
}
