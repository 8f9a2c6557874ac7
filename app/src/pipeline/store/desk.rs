//! What the desk shows of texts that wait and of texts in which something was found.
use super::{FiringRow, firing};
use crate::{
    appeal,
    db::{Failure, Read},
    i18n::Lang,
    pipeline::{Firing, HeldText, Moderation, Row, Shelf, ShelfPage, Standing, Waits},
    plan,
    thread::{
        self,
        render::{excerpt, markdown},
    },
};
use sqlx::FromRow;

/// How many rows a page of a shelf holds.
const PAGE: usize = 30;

pub(super) const STATEMENTS: &[&str] =
    &[WAITS, WAITING, FLAGGED, APPEALS, OF_WAITING, OF_COMMENTS, PLANS, HELD, OF_HELD, WRITTEN];

/// Counted up to a bound: past a thousand the exact figure helps nobody.
const WAITS: &str = "SELECT (SELECT COUNT(*) FROM (SELECT 1 FROM waiting WHERE state = 'waiting' LIMIT 1000)), \
     (SELECT COUNT(*) FROM (SELECT 1 FROM firing WHERE flagged = 1 LIMIT 1000)), \
     (SELECT COUNT(*) FROM (SELECT 1 FROM appeal WHERE state = 'open' LIMIT 1000))";

macro_rules! titled {
    ($columns:literal, $rest:literal) => {
        concat!(
            "SELECT ",
            $columns,
            ", a.name AS author, COALESCE(w.title, o.title, '') AS title, COALESCE(w.lang, o.lang, '') AS title_lang FROM ",
            $rest
        )
    };
}
macro_rules! title {
    ($of:literal) => {
        concat!(
            " LEFT JOIN proposal p ON p.id = ",
            $of,
            ".proposal LEFT JOIN proposal_text o ON o.proposal = p.id AND o.version = p.version AND o.lang = p.lang \
             LEFT JOIN proposal_text w ON w.proposal = p.id AND w.version = p.version AND w.lang = $1 "
        )
    };
}
const WAITING: &str = concat!(
    titled!(
        "t.id, t.body, t.lang, t.created_at AS at, t.id AS row, 1 AS unpublished, 0 AS person",
        "waiting t JOIN account a ON a.id = t.account"
    ),
    title!("t"),
    "WHERE t.state = 'waiting' AND (t.created_at, t.id) > ($2, $3) ORDER BY t.created_at, t.id LIMIT $4"
);
const FLAGGED: &str = concat!(
    titled!(
        "c.id, c.body, c.lang, f.at, f.id AS row, 0 AS unpublished, 0 AS person",
        "firing f JOIN comment c ON c.id = f.comment JOIN account a ON a.id = c.account"
    ),
    title!("c"),
    "WHERE f.flagged = 1 AND c.state = 'visible' AND (f.at, f.id) > ($2, $3) ORDER BY f.at, f.id LIMIT $4"
);
/// By when they should be answered.
const APPEALS: &str = concat!(
    titled!(
        "COALESCE(t.waiting, t.comment, t.account) AS id, t.body, t.lang, t.due_at AS at, t.id AS row, \
         t.waiting IS NOT NULL AS unpublished, t.sanction IS NOT NULL AS person",
        "appeal t JOIN account a ON a.id = t.account"
    ),
    title!("t"),
    "WHERE t.state = 'open' AND (t.due_at, t.id) > ($2, $3) ORDER BY t.due_at, t.id LIMIT $4"
);
const OF_WAITING: &str = "SELECT waiting, phase, severity, detail FROM firing \
     WHERE waiting IN (SELECT value FROM json_each($1)) ORDER BY id LIMIT 600";
const OF_COMMENTS: &str = "SELECT comment, phase, severity, detail FROM firing \
     WHERE comment IN (SELECT value FROM json_each($1)) ORDER BY id LIMIT 600";
const PLANS: &str = "SELECT p.id, COALESCE(w.title, o.title), COALESCE(w.lang, o.lang), p.moderation FROM plan p \
     JOIN plan_text o ON o.plan = p.id AND o.lang = p.lang LEFT JOIN plan_text w ON w.plan = p.id AND w.lang = $1 \
     ORDER BY p.id LIMIT 50";

#[derive(FromRow)]
struct Item {
    id: i64,
    body: String,
    lang: String,
    at: i64,
    row: i64,
    unpublished: bool,
    person: bool,
    author: String,
    title: String,
    title_lang: String,
}

/// How many texts wait, how many were flagged, and how many appeals are open.
///
/// # Errors
/// When the database fails.
pub async fn waits(read: &mut Read) -> Result<Waits, Failure> {
    let (waiting, flagged, appeals) = read.one(sqlx::query_as::<_, (i64, i64, i64)>(WAITS)).await?;
    Ok(Waits { waiting, flagged, appeals })
}

/// A page of a shelf, from after the row that `after` names.
///
/// # Errors
/// When the database fails.
pub async fn shelf(read: &mut Read, lang: Lang, shelf: Shelf, after: Option<&str>) -> Result<ShelfPage, Failure> {
    let cursor =
        after.and_then(|key| key.split_once('.')).and_then(|(at, id)| Some((at.parse().ok()?, id.parse().ok()?)));
    let (at, id): (i64, i64) = cursor.unwrap_or((0, 0));
    let (sql, found) = match shelf {
        Shelf::Waiting => (WAITING, Some(OF_WAITING)),
        Shelf::Flagged => (FLAGGED, Some(OF_COMMENTS)),
        Shelf::Appeals => (APPEALS, None),
    };
    let limit = i64::try_from(PAGE + 1).unwrap_or(i64::MAX);
    let query = sqlx::query_as::<_, Item>(sql).bind(lang.code()).bind(at).bind(id).bind(limit);
    let mut items = read.all(query).await?;
    let more = items.len() > PAGE;
    items.truncate(PAGE);
    let next = items.last().filter(|_| more).map(|item| format!("{}.{}", item.at, item.row));
    let firings = match found {
        Some(found) => firings(read, found, &items).await?,
        None => Vec::new(),
    };
    let plans: Vec<(i64, String, String, String)> = read.all(sqlx::query_as(PLANS).bind(lang.code())).await?;
    let of = |id: i64| firings.iter().filter(|(at, _)| *at == id).map(|(_, firing)| firing.clone()).collect();
    let row = |item: Item| Row { firings: of(item.id), ..row(item) };
    Ok(ShelfPage {
        shelf,
        rows: items.into_iter().map(row).collect(),
        next,
        waits: waits(read).await?,
        plans: plans
            .into_iter()
            .map(|(id, title, written, mode)| (id, text(title, &written), mode.parse().unwrap_or(Moderation::Post)))
            .collect(),
        seq: read.seq().await?,
    })
}

async fn firings(read: &mut Read, sql: &'static str, items: &[Item]) -> Result<Vec<(i64, Firing)>, Failure> {
    let ids: Vec<i64> = items.iter().map(|item| item.id).collect();
    let ids = serde_json::to_string(&ids).unwrap_or_default();
    let rows: Vec<(i64, String, String, String)> = read.all(sqlx::query_as(sql).bind(ids)).await?;
    let found = |(id, phase, severity, detail)| firing((phase, severity, detail)).map(|firing| (id, firing));
    Ok(rows.into_iter().filter_map(found).collect())
}

fn row(item: Item) -> Row {
    Row {
        id: item.id,
        words: excerpt(&item.body, 160),
        lang: item.lang.parse().unwrap_or_default(),
        author: item.author,
        title: text(item.title, &item.title_lang),
        firings: Vec::new(),
        at: item.at,
        unpublished: item.unpublished,
        person: item.person,
    }
}

fn text(text: String, lang: &str) -> plan::Text {
    plan::Text { text, lang: lang.parse().unwrap_or_default() }
}

const HELD: &str = concat!(
    titled!(
        "t.proposal, t.parent, t.action, t.edits, t.body, t.lang, t.created_at, t.state, t.comment, t.rule, t.note, \
         t.account, a.lang AS speaks, a.created_at AS since",
        "waiting t JOIN account a ON a.id = t.account"
    ),
    title!("t"),
    "WHERE t.id = $2"
);
const OF_HELD: &str = "SELECT phase, severity, detail FROM firing WHERE waiting = $1 ORDER BY id LIMIT 40";
const WRITTEN: &str = "SELECT COUNT(*), COALESCE(SUM(state = 'hidden'), 0) FROM \
     (SELECT state FROM comment WHERE account = $1 ORDER BY id DESC LIMIT 1000)";

#[derive(FromRow)]
struct HeldRow {
    proposal: i64,
    parent: Option<i64>,
    action: Option<i64>,
    edits: Option<i64>,
    body: String,
    lang: String,
    created_at: i64,
    state: String,
    comment: Option<i64>,
    rule: String,
    note: String,
    account: i64,
    speaks: String,
    since: i64,
    author: String,
    title: String,
    title_lang: String,
}

/// A text that waits or waited, with what a moderator needs to decide.
///
/// # Errors
/// When the database fails.
pub async fn held(read: &mut Read, lang: Lang, id: i64, reader: i64) -> Result<Option<HeldText>, Failure> {
    let row = read.maybe(sqlx::query_as::<_, HeldRow>(HELD).bind(lang.code()).bind(id)).await?;
    let Some(row) = row else { return Ok(None) };
    let beside = match row.edits.or(row.parent) {
        Some(comment) => thread::store::comment(read, comment).await?,
        None => None,
    };
    let found: Vec<FiringRow> = read.all(sqlx::query_as(OF_HELD).bind(id)).await?;
    Ok(Some(HeldText {
        id,
        proposal: (row.proposal, text(row.title, &row.title_lang)),
        action: row.action,
        beside,
        edit: row.edits.is_some(),
        body: markdown(&row.body),
        lang: row.lang.parse().unwrap_or_default(),
        account: row.account,
        speaks: row.speaks.parse().unwrap_or_default(),
        author: row.author,
        since: row.since,
        written: read.one(sqlx::query_as(WRITTEN).bind(row.account)).await?,
        firings: found.into_iter().filter_map(firing).collect(),
        at: row.created_at,
        standing: row.state.parse().unwrap_or(Standing::Withdrawn),
        comment: row.comment,
        rule: row.rule,
        note: row.note,
        appeal: appeal::store::of_text(read, id, reader).await?,
        seq: read.seq().await?,
    }))
}
