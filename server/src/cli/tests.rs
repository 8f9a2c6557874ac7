//! The commands as somebody types them, on files of their own.
use super::{Cli, Error, run};
use clap::Parser;
use sqlx::Connection;
use std::{
    fs,
    path::{Path, PathBuf},
};
use tempfile::TempDir;

/// A folder with a database that commands make.
pub(crate) struct Town {
    folder: TempDir,
}

impl Town {
    /// Without a database yet.
    pub fn new() -> Self {
        Self { folder: TempDir::new().unwrap() }
    }

    /// With the demo.
    pub async fn demo() -> Self {
        let town = Self::new();
        town.pam(&["demo"]).await.unwrap();
        town
    }

    /// A path in the folder.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The database.
    pub fn database(&self) -> PathBuf {
        self.path("pam.db")
    }

    /// A file in the folder.
    pub fn file(&self, name: &str, text: &str) -> String {
        let path = self.path(name);
        fs::write(&path, text).unwrap();
        path.display().to_string()
    }

    /// What a command prints.
    pub async fn pam(&self, args: &[&str]) -> Result<String, Error> {
        let database = self.database().display().to_string();
        let line = ["pam", "--database", &database].into_iter().chain(args.iter().copied());
        let cli = Cli::try_parse_from(line).unwrap();
        let mut out = Vec::new();
        run(&cli, &mut out).await?;
        Ok(String::from_utf8(out).unwrap())
    }

    /// The export, as JSON.
    pub async fn export(&self) -> serde_json::Value {
        serde_json::from_str(&self.pam(&["export", "--format", "json"]).await.unwrap()).unwrap()
    }

    /// Changes rows behind Pam's back.
    pub async fn break_with(&self, sql: &'static str) {
        let mut connection = self.connect(&self.database()).await;
        sqlx::query(sql).execute(&mut connection).await.unwrap();
        connection.close().await.unwrap();
    }

    /// One number.
    pub async fn number(&self, sql: &'static str) -> i64 {
        let mut connection = self.connect(&self.database()).await;
        let (number,): (i64,) = sqlx::query_as(sql).fetch_one(&mut connection).await.unwrap();
        connection.close().await.unwrap();
        number
    }

    async fn connect(&self, file: &Path) -> sqlx::SqliteConnection {
        sqlx::SqliteConnection::connect(&format!("sqlite://{}", file.display())).await.unwrap()
    }
}

/// What an error tells, and the exit code.
pub(crate) fn told(error: &Error) -> (String, u8) {
    let mut text = Vec::new();
    error.tell(&mut text).unwrap();
    (String::from_utf8(text).unwrap(), error.code())
}

#[test]
fn usage_has_its_exit_codes() {
    let code = |line: &[&str]| Cli::try_parse_from(line).unwrap_err().exit_code();
    assert_eq!(code(&["pam"]), 2);
    assert_eq!(code(&["pam", "import"]), 2);
    assert_eq!(code(&["pam", "export", "--format", "xml"]), 2);
    assert_eq!(code(&["pam", "user", "create", "--email", "a@b.cat", "--name", "A", "--role", "resident"]), 2);
    for command in ["serve", "import", "export", "user", "backup", "check", "demo"] {
        assert_eq!(code(&["pam", command, "--help"]), 0, "{command}");
    }
    let after = Cli::try_parse_from(["pam", "check", "--database", "other.db"]).unwrap();
    assert_eq!(after.database, Path::new("other.db"));
}

#[tokio::test]
async fn what_reads_makes_no_database() {
    let town = Town::new();
    for args in [&["check"][..], &["export"], &["backup", "copy.db"]] {
        assert_eq!(told(&town.pam(args).await.unwrap_err()).1, 1, "{args:?}");
    }
    assert!(!town.database().exists());
}

#[tokio::test]
async fn an_account_is_made_once_and_checked() {
    let town = Town::new();
    let make = async |email: &str, name: &str, password: &str| {
        let line =
            ["pam", "user", "create", "--email", email, "--name", name, "--role", "moderator", "--password-stdin"];
        let Cli { command: super::Command::User(super::UserCommand::Create(args)), .. } =
            Cli::try_parse_from(line).unwrap()
        else {
            panic!("another command")
        };
        let mut out = Vec::new();
        let made = super::user::create(&town.database(), &args, &mut password.as_bytes(), &mut out).await;
        made.map(|()| String::from_utf8(out).unwrap()).map_err(|error| told(&error))
    };
    assert_eq!(make("nuria@example.org", "N", "prou llarga\n").await.unwrap_err().1, 2);
    assert_eq!(make("nuria", "Núria", "prou llarga\n").await.unwrap_err().1, 2);
    assert!(make("nuria@example.org", "Núria", "curta\n").await.unwrap_err().0.starts_with("--password-stdin: "));
    assert!(!town.database().exists(), "nothing was wrong with the database, so nobody touched it");
    assert_eq!(make("Nuria@Example.org", "Núria", "prou llarga\n").await.unwrap(), "1\n");
    assert_eq!(make("nuria@example.org", "Núria", "prou llarga\n").await.unwrap_err().1, 1);
    assert_eq!(
        town.number("SELECT COUNT(*) FROM account WHERE role = 'moderator' AND email = 'nuria@example.org'").await,
        1
    );
}

#[tokio::test]
async fn a_copy_is_whole_and_overwrites_nothing() {
    let town = Town::demo().await;
    let copy = town.path("copy.db").display().to_string();
    assert_eq!(town.pam(&["backup", &copy]).await.unwrap().trim(), copy);
    let again = town.pam(&["backup", &copy]).await.unwrap_err();
    assert_eq!(told(&again).1, 1);
    assert!(!town.path("copy.db.partial").exists());
    assert_eq!(crate::check::wrong(Path::new(&copy)).await.unwrap(), Vec::<String>::new());
}

#[tokio::test]
async fn a_command_that_ends_leaves_all_in_the_file_itself() {
    let town = Town::demo().await;
    let alone = town.path("alone.db");
    fs::copy(town.database(), &alone).unwrap();
    assert_eq!(crate::check::wrong(&alone).await.unwrap(), Vec::<String>::new());
    let export = ["pam", "--database", alone.to_str().unwrap(), "export"];
    let mut out = Vec::new();
    run(&Cli::try_parse_from(export).unwrap(), &mut out).await.unwrap();
    assert!(out.len() > 10_000);
}

#[tokio::test]
async fn check_finds_what_is_broken_by_hand() {
    let town = Town::demo().await;
    assert_eq!(town.pam(&["check"]).await.unwrap(), "nothing is wrong\n");
    for (sql, found) in [
        ("UPDATE proposal SET comments_here = comments_here + 1 WHERE id = 1", "proposal 1: comments written here"),
        ("UPDATE proposal SET comments_here = comments_here - 1 WHERE id = 1", ""),
        ("UPDATE section SET supports = supports + 1 WHERE id = 2", "section 2: supports are"),
        ("UPDATE section SET supports = supports - 1 WHERE id = 2", ""),
        ("UPDATE plan SET proposals = 0", "plan 1: proposals are 0, its sections hold"),
        ("UPDATE plan SET proposals = (SELECT COUNT(*) FROM proposal)", ""),
        ("UPDATE comment SET replies = replies + 1 WHERE id = 3", "comment 3: replies are"),
        ("UPDATE comment SET replies = replies - 1 WHERE id = 3", ""),
        ("UPDATE comment SET reports = reports + 1 WHERE id = 3", "comment 3: open reports are"),
        ("UPDATE comment SET reports = reports - 1 WHERE id = 3", ""),
        ("UPDATE comment SET depth = depth + 1 WHERE id = 3", "comment 3: its place"),
        ("UPDATE comment SET depth = depth - 1 WHERE id = 3", ""),
        ("INSERT INTO event (seq, at, kind, payload) VALUES (3, 0, 'plan_changed', '{}')", "events: after 1 comes 3"),
        ("DELETE FROM event WHERE seq = 3", ""),
        ("DELETE FROM search_row WHERE kind = 'comment' AND ref = 3", "comment 3: may be read and is not"),
    ] {
        town.break_with(sql).await;
        let wrong = crate::check::wrong(&town.database()).await.unwrap();
        assert_eq!(wrong.is_empty(), found.is_empty(), "{sql}: {wrong:?}");
        assert!(found.is_empty() || wrong.iter().any(|fault| fault.starts_with(found)), "{sql}: {wrong:?}");
    }
    assert_eq!(told(&town.pam(&["check"]).await.unwrap_err()), (String::new(), 1));
}
