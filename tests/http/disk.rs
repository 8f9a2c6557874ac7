//! The disk is full: writes are refused in plain words, nothing is half written, and all goes on once there is room.
use crate::{
    person::Person,
    thread::{COMPOSER, PAGE},
    town::Town,
    words::says,
};
use std::{io::Write, path::Path, process::Command};
use tempfile::TempDir;

/// Writes until there is no room; gives how many comments were taken.
fn fill(who: &Person) -> usize {
    let text = "Omplim el disc. ".repeat(240);
    for n in 0..4000 {
        let answer = who.call("comment/add", &[("proposal", "1"), ("body", &format!("{n} {text}"))]);
        if answer.status != 200 {
            assert_eq!((answer.status, &*answer.code()), (503, "full"));
            return n;
        }
    }
    panic!("the disk was never full");
}

/// What holds while nothing more can be written.
fn full(town: &Town, núria: &Person, taken: usize) {
    for _ in 0..3 {
        let answer = núria.call("comment/add", &[("proposal", "1"), ("body", &"Encara un altre. ".repeat(200))]);
        assert_eq!((answer.status, &*answer.code()), (503, "full"));
    }
    let typed = "El text que no hi cap. ".repeat(170);
    let answer = núria.submit(PAGE, COMPOSER, &[("body", &typed)]).expect(303);
    let page = núria.get(answer.location());
    assert!((400..=503).contains(&page.status) && page.status != 500, "{}", page.status);
    assert!(says(&page.page().text("main"), "ca", "fault.full"), "{}", page.page().text("main"));
    let read = town.visitor().get(PAGE).expect(200).page();
    assert_eq!(read.text("#thread small").replace(['.', '\u{a0}'], ""), (taken + 1).to_string(), "reading goes on");
}

/// What holds once there is room again.
fn recovered(town: &Town, núria: &Person, taken: usize) {
    let id = núria.comment(1, "Torna a haver-hi lloc.");
    let export = town.export();
    assert_eq!(export["comments"].as_array().expect("comments").len(), taken + 2);
    assert!(town.visitor().get(PAGE).page().comments().contains(&id));
    town.check();
}

fn run(command: &str, args: &[&str]) -> bool {
    Command::new(command).args(args).output().is_ok_and(|o| o.status.success())
}

/// By the system's bound on the size of a file: needs no rights, and can be lifted while the server runs.
#[test]
fn a_bound_on_the_file_refuses_in_plain_words_and_is_got_over() {
    let folder = TempDir::new().expect("a folder");
    // Soft, in blocks of 512 bytes; the signal that would end the process is ignored, so that writing fails instead.
    let town = Town::in_folder(folder.path(), "trap '' XFSZ; ulimit -S -f 3000");
    let núria = town.resident("Núria");
    let taken = fill(&núria);
    assert!(taken > 0);
    full(&town, &núria, taken);
    if run("prlimit", &["--pid", &town.pid().to_string(), "--fsize=unlimited"]) {
        recovered(&town, &núria, taken);
    }
    town.again();
    núria.comment(1, "I després de tornar a començar.");
    town.check();
    assert!(town.alive());
}

/// A small disk in memory, taken away at the end.
struct SmallDisk(TempDir);

impl SmallDisk {
    fn mounted() -> Option<Self> {
        let folder = TempDir::new().expect("a folder");
        let path = folder.path().display().to_string();
        run("mount", &["-t", "tmpfs", "-o", "size=3m", "tmpfs", &path]).then_some(Self(folder))
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn grow(&self) {
        assert!(run("mount", &["-o", "remount,size=30m", &self.path().display().to_string()]));
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        run("umount", &["-l", &self.path().display().to_string()]);
    }
}

/// By a disk that really is full; only who may mount one sees this.
#[test]
fn a_full_disk_refuses_in_plain_words_and_is_got_over() {
    let Some(disk) = SmallDisk::mounted() else {
        let _ = writeln!(std::io::stderr(), "no disk can be mounted here: only the bound on the file's size was tried");
        return;
    };
    let town = Town::in_folder(disk.path(), "");
    let núria = town.resident("Núria");
    let taken = fill(&núria);
    assert!(taken > 0);
    full(&town, &núria, taken);
    disk.grow();
    recovered(&town, &núria, taken);
    drop(town);
}
