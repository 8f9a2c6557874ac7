//! The same page in a short thread and in a very long one: it must cost the same.
use crate::{
    client::Client,
    figures::{Better, Figures, Unit, note},
    load::{Question, alone},
    pam::{Pam, Place},
    texts::said,
    thread::{READER, address},
};
use anyhow::{Context, Result};
use sqlx::{ConnectOptions, SqliteConnection, sqlite::SqliteConnectOptions};
use std::path::Path;

/// How long the threads are.
const LENGTHS: [i64; 2] = [1_000, 100_000];
/// How often each page is asked for.
const TIMES: usize = 200;

/// Every third comment starts a conversation, the two after it answer it; paths are those of the thread's own table.
const FILL: &str = "WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < $3), \
     placed AS (SELECT i, $2 + i AS id, $2 + i - i % 3 AS root, i % 3 > 0 AS answer FROM n) \
     INSERT INTO comment (id, proposal, parent, root, depth, path, account, body, lang, replies, created_at) \
     SELECT id, $1, CASE WHEN answer THEN root END, root, answer, \
     printf('%016x', root) || CASE WHEN answer THEN printf('%016x', id) ELSE '' END, \
     (SELECT id FROM account WHERE email = 'resident@demo.pam'), $4, 'ca', \
     CASE WHEN answer THEN 0 ELSE 2 END, 1480000000000 + i FROM placed";

/// Page times of a resident at each length: the first page, and one in the middle.
pub async fn measure(figures: &mut Figures, place: &Place) -> Result<()> {
    note("Short and long threads");
    for length in LENGTHS {
        let database = place.file(&format!("{length}.db"));
        place.run(&database, &["demo"])?;
        let (proposal, middle) = fill(&database, length).await?;
        let (pam, _) = Pam::start(place, &database)?;
        let member = Client::signed_in(&pam, READER).await?.like_a_browser();
        let first = address(&member, &proposal.to_string()).await?;
        for (key, path) in [("first", first.clone()), ("middle", format!("{first}?after={middle}"))] {
            member.get(&path).await?;
            let question = Question { server: pam.address, request: member.question(&path).into() };
            let what = format!("a resident alone: the {key} page of a thread of {length} comments, median of {TIMES}");
            let waited = alone(&question, TIMES).await?;
            figures.put(&format!("page_{key}_{length}_ms"), waited, Unit::Milliseconds, Better::Lower, &what);
        }
        pam.stop()?;
    }
    Ok(())
}

/// Writes the thread into the file, in bulk. Gives its proposal and a cursor in its middle.
async fn fill(database: &Path, length: i64) -> Result<(i64, String)> {
    let mut connection: SqliteConnection = SqliteConnectOptions::new().filename(database).connect().await?;
    let silent = "SELECT id, (SELECT COALESCE(MAX(id), 0) + 1 FROM comment) FROM proposal p WHERE closed = 0 \
         AND NOT EXISTS (SELECT 1 FROM comment WHERE proposal = p.id) ORDER BY id LIMIT 1";
    let found: Option<(i64, i64)> = sqlx::query_as(silent).fetch_optional(&mut connection).await?;
    let (proposal, start) = found.context("every proposal of the demo is closed or discussed")?;
    sqlx::query(FILL).bind(proposal).bind(start).bind(length).bind(said(0)).execute(&mut connection).await?;
    let counted = "UPDATE proposal SET comments_here = comments_here + $2 WHERE id = $1";
    sqlx::query(counted).bind(proposal).bind(length).execute(&mut connection).await?;
    let root = start + (length / 2) / 3 * 3;
    Ok((proposal, format!("{root}.{root}")))
}
