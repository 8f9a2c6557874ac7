//! The rows of what is watched.
use super::model::{MOST, Place, Saved, Watching};
use crate::{
    account::{Person, Role},
    db::{Change, Failure, Read, Tx},
    fault::{Code, Fault},
    i18n::Lang,
    plan::{self, Text},
};
use std::collections::HashMap;

/// Every statement of this file, for the test that reads their plans.
pub const STATEMENTS: &[&str] = &[SECTIONS, DUTIES, MINE, SAVED, STAFF, AXIS, AXES, MAIL];

/// Parents before their children.
const SECTIONS: &str = "SELECT s.id, COALESCE(s.parent, 0), s.number, COALESCE(w.title, o.title, s.key), \
     COALESCE(w.lang, o.lang, p.lang) FROM plan p JOIN section s ON s.plan = p.id \
     LEFT JOIN section_text o ON o.section = s.id AND o.lang = p.lang \
     LEFT JOIN section_text w ON w.section = s.id AND w.lang = $1 ORDER BY s.plan, s.parent, s.position LIMIT 1000";
const DUTIES: &str = "SELECT d.section, a.id, a.name FROM duty d JOIN account a ON a.id = d.account AND a.role <> 'resident' \
     WHERE d.section > 0 ORDER BY d.section, a.id LIMIT 1000";
const MINE: &str = "SELECT section FROM duty WHERE account = $1 ORDER BY section";
const SAVED: &str = "SELECT id, query FROM watch WHERE account = $1 ORDER BY id LIMIT 100";
const STAFF: &str = "SELECT id, name FROM account WHERE role <> 'resident' ORDER BY name LIMIT 100";
const MAIL: &str = "SELECT digest FROM account WHERE id = $1";
const AXES: &str = "SELECT id FROM section WHERE plan = $1 AND parent IS NULL ORDER BY position LIMIT 100";
const AXIS: &str = "SELECT s.id FROM section s JOIN account a ON a.id = $2 AND a.role <> 'resident' \
     WHERE s.id = $1 AND s.parent IS NULL";

/// What there is to watch, and what a moderator watches: at most six statements.
///
/// # Errors
/// When the database fails.
pub async fn watching(read: &mut Read, lang: Lang, who: &Person) -> Result<Watching, Failure> {
    let duties: Vec<(i64, i64, String)> = read.all(sqlx::query_as(DUTIES)).await?;
    let saved: Vec<(i64, String)> = read.all(sqlx::query_as(SAVED).bind(who.id)).await?;
    let moderators = if who.role == Role::Admin { read.all(sqlx::query_as(STAFF)).await? } else { Vec::new() };
    Ok(Watching {
        reader: who.id,
        plans: several(plan::store::others(read, lang, 0).await?),
        places: places(read, lang, &duties).await?,
        saved: saved.into_iter().map(|(id, query)| Saved { id, query }).collect(),
        moderators,
        mail: read.one(sqlx::query_as::<_, (bool,)>(MAIL).bind(who.id)).await?.0,
        seq: read.seq().await?,
    })
}

async fn places(read: &mut Read, lang: Lang, duties: &[(i64, i64, String)]) -> Result<Vec<Place>, Failure> {
    type Row = (i64, i64, String, String, String);
    let rows: Vec<Row> = read.all(sqlx::query_as(SECTIONS).bind(lang.code())).await?;
    let mut below: HashMap<i64, Vec<Row>> = HashMap::new();
    for row in rows {
        below.entry(row.1).or_default().push(row);
    }
    let mut places = Vec::new();
    let mut open: Vec<(usize, Row)> = Vec::new();
    let mut put = |open: &mut Vec<(usize, Row)>, depth: usize, parent: i64| {
        open.extend(below.remove(&parent).into_iter().flatten().rev().map(|row| (depth, row)));
    };
    put(&mut open, 0, 0);
    while let Some((depth, (id, _, number, title, written))) = open.pop() {
        put(&mut open, depth + 1, id);
        let who = duties.iter().filter(|(section, ..)| *section == id).map(|(_, id, name)| (*id, name.clone()));
        let title = Text { text: title, lang: written.parse().unwrap_or_default() };
        places.push(Place { id, depth, number, title, who: who.collect() });
    }
    Ok(places)
}

/// The axes that somebody is responsible for.
///
/// # Errors
/// When the database fails.
pub async fn mine(read: &mut Read, account: i64) -> Result<Vec<i64>, Failure> {
    let rows: Vec<(i64,)> = read.all(sqlx::query_as(MINE).bind(account)).await?;
    Ok(rows.into_iter().map(|(section,)| section).collect())
}

/// The axes of a plan; of none but nothing, since none at all would be everywhere.
///
/// # Errors
/// When the database fails.
pub async fn axes(read: &mut Read, plan: i64) -> Result<Vec<i64>, Failure> {
    let rows: Vec<(i64,)> = read.all(sqlx::query_as(AXES).bind(plan)).await?;
    Ok(if rows.is_empty() { vec![0] } else { rows.into_iter().map(|(section,)| section).collect() })
}

/// One plan alone is no choice.
fn several(plans: Vec<(i64, Text)>) -> Vec<(i64, Text)> {
    if plans.len() > 1 { plans } else { Vec::new() }
}

/// Gives somebody an axis, or takes it from them.
///
/// # Errors
/// [`Code::NotFound`] when it is no axis, or nobody who moderates.
pub async fn duty(tx: &mut Tx, section: i64, account: i64, on: bool) -> Result<Change<()>, Fault> {
    const ADD: &str = "INSERT INTO duty (section, account) VALUES ($1, $2) ON CONFLICT DO NOTHING";
    const DROP: &str = "DELETE FROM duty WHERE section = $1 AND account = $2";
    let there = sqlx::query(AXIS).bind(section).bind(account).fetch_optional(&mut tx.connection).await?;
    there.ok_or(Code::NotFound)?;
    let sql = if on { ADD } else { DROP };
    sqlx::query(sql).bind(section).bind(account).execute(&mut tx.connection).await?;
    Ok(Change::private(()))
}

/// Whether somebody gets the daily mail.
///
/// # Errors
/// When the database fails.
pub async fn mail(tx: &mut Tx, account: i64, on: bool) -> Result<Change<()>, Fault> {
    const SET: &str = "UPDATE account SET digest = $2 WHERE id = $1";
    sqlx::query(SET).bind(account).bind(on).execute(&mut tx.connection).await?;
    Ok(Change::private(()))
}

/// Keeps a selection; one that is kept already stays.
///
/// # Errors
/// [`Code::ManyWatches`].
pub async fn save(tx: &mut Tx, account: i64, query: &str) -> Result<Change<()>, Fault> {
    const ADD: &str = "INSERT INTO watch (account, query, created_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
    let kept: Vec<(i64, String)> = sqlx::query_as(SAVED).bind(account).fetch_all(&mut tx.connection).await?;
    if kept.len() >= MOST && kept.iter().all(|(_, other)| other != query) {
        return Err(Fault::n(Code::ManyWatches, MOST));
    }
    sqlx::query(ADD).bind(account).bind(query).bind(tx.now).execute(&mut tx.connection).await?;
    Ok(Change::private(()))
}

/// Forgets a selection of somebody's own.
///
/// # Errors
/// [`Code::NotFound`].
pub async fn forget(tx: &mut Tx, account: i64, id: i64) -> Result<Change<()>, Fault> {
    const DROP: &str = "DELETE FROM watch WHERE id = $1 AND account = $2";
    let gone = sqlx::query(DROP).bind(id).bind(account).execute(&mut tx.connection).await?;
    if gone.rows_affected() == 0 { Err(Code::NotFound.into()) } else { Ok(Change::private(())) }
}
