//! Every statement is understood by the migrated file, and finds its rows by an index.
use super::{Change, Clock, Db, Failure, check_statements};
use crate::{
    account, appeal, carry, change, digest, follow, live, moderation, pipeline, plan, pulse, record, report, sanction,
    steer, support, team, thread, vote, watch,
};
use sqlx::{AssertSqlSafe, Row};

/// Tables of a handful of rows.
const SMALL: &[&str] = &["plan", "level"];

struct File {
    _folder: tempfile::TempDir,
    db: Db,
}

async fn file() -> File {
    let folder = tempfile::TempDir::new().unwrap();
    let db = Db::open(&folder.path().join("pam.db"), Clock::system(), live::Hub::default()).await.unwrap();
    File { _folder: folder, db }
}

async fn plan_of(db: &Db, sql: &str) -> Vec<String> {
    let mut read = db.read().await.unwrap();
    let query = sqlx::query(AssertSqlSafe(format!("EXPLAIN QUERY PLAN {sql}")));
    let rows = read.rows(query).await.unwrap_or_else(|failure| panic!("{failure}: {sql}"));
    rows.iter().map(|row| row.get::<String, _>("detail")).collect()
}

/// The tables of the migrated file.
async fn tables(db: &Db) -> Vec<String> {
    let mut read = db.read().await.unwrap();
    let query = sqlx::query("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name");
    read.rows(query).await.unwrap().iter().map(|row| row.get("name")).collect()
}

/// The table that a step of a plan reads from its first row to its last; `None` when it reads by an index, or reads
/// something that is no table.
fn scanned<'t>(step: &str, sql: &str, tables: &'t [String]) -> Option<&'t str> {
    let name = step.strip_prefix("SCAN ")?;
    if name.contains(" USING ") {
        return None;
    }
    let called = |table: &str| table == name || sql.contains(&format!(" {table} {name} "));
    tables.iter().map(String::as_str).find(|table| called(table))
}

#[tokio::test]
async fn every_statement_finds_its_rows_by_an_index() {
    let file = file().await;
    let tables = tables(&file.db).await;
    let listed: [&[&str]; 16] = [
        account::store::STATEMENTS,
        appeal::store::STATEMENTS,
        &carry::store::statements(),
        change::STATEMENTS,
        digest::store::STATEMENTS,
        follow::store::STATEMENTS,
        live::store::STATEMENTS,
        plan::export::STATEMENTS,
        plan::store::STATEMENTS,
        pulse::store::STATEMENTS,
        report::store::STATEMENTS,
        steer::store::STATEMENTS,
        support::store::STATEMENTS,
        team::store::STATEMENTS,
        vote::store::STATEMENTS,
        watch::store::STATEMENTS,
    ];
    let mut slow = Vec::new();
    for sql in listed
        .into_iter()
        .flatten()
        .copied()
        .chain(moderation::store::statements())
        .chain(thread::store::statements())
        .chain(pipeline::store::statements())
        .chain(record::store::statements())
        .chain(sanction::store::statements())
        .chain([plan::store::traces_statement()])
    {
        for step in plan_of(&file.db, sql).await {
            if scanned(&step, sql, &tables).is_some_and(|table| !SMALL.contains(&table)) {
                slow.push(format!("{step}: {sql}"));
            }
        }
    }
    assert!(slow.is_empty(), "{}", slow.join("\n"));
}

#[tokio::test]
async fn a_deed_that_breaks_off_harms_no_other() {
    let file = file().await;
    let put = "INSERT INTO plan (key, lang, created_at) VALUES ($1, 'ca', 0)";
    let deed = |key: &'static str, breaks: bool| {
        file.db.write::<(), Failure, _>(move |tx| {
            Box::pin(async move {
                sqlx::query(put).bind(key).execute(&mut tx.connection).await?;
                assert!(!breaks, "a fault of ours");
                Ok(Change::private(()))
            })
        })
    };
    let (before, broken, after) = tokio::join!(deed("before", false), deed("broken", true), deed("after", false));
    assert!(before.is_ok() && broken.is_err() && after.is_ok());
    assert!(deed("later", false).await.is_ok());
    let mut read = file.db.read().await.unwrap();
    let kept: Vec<(String,)> = read.all(sqlx::query_as("SELECT key FROM plan ORDER BY id")).await.unwrap();
    assert_eq!(kept.iter().map(|(key,)| key.as_str()).collect::<Vec<_>>(), ["before", "after", "later"]);
}

#[tokio::test]
async fn every_rule_of_the_check_is_understood() {
    let file = file().await;
    for sql in check_statements() {
        assert!(!plan_of(&file.db, sql).await.is_empty(), "{sql}");
    }
}

#[test]
fn a_scan_is_seen_under_any_name() {
    let tables = ["comment".to_owned(), "plan".to_owned()];
    let sql = "SELECT 1 FROM comment c JOIN plan p ON p.id = c.id";
    assert_eq!(scanned("SCAN c", sql, &tables), Some("comment"));
    assert_eq!(scanned("SCAN p", sql, &tables), Some("plan"));
    assert_eq!(scanned("SCAN c USING INDEX comment_newest", sql, &tables), None);
    assert_eq!(scanned("SEARCH c USING INTEGER PRIMARY KEY (rowid=?)", sql, &tables), None);
    assert_eq!(scanned("SCAN (subquery-1)", sql, &tables), None);
}
