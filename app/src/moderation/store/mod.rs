//! Reports and decisions.
mod branch;
mod changed;
mod decide;
mod redact;

pub use branch::{hide_branch, unless_decided};
pub use changed::{changed, stance};
pub use decide::{Verdict, decide, told_why, unseen};
pub use redact::redact;

use super::model::{Case, DecisionRow, Desk, HouseWords, MOST_UNDER, QueueRow, ReportRow, View};
use crate::{
    appeal::{self, Outcome},
    db::{Failure, Millis, Read},
    html::Html,
    i18n::Lang,
    pipeline,
    plan::Text,
    pulse, team,
    team::Claim,
    thread::{
        self, Rule,
        render::{excerpt, markdown},
    },
};
use sqlx::FromRow;
use std::collections::HashMap;

/// How many rows a page of the desk holds.
const PAGE: i64 = 30;

/// Every statement of this folder that pages and writers read with, for the test that reads their plans.
pub fn statements() -> impl Iterator<Item = &'static str> {
    let own =
        [REPORTED, GRAVEST, RECENT, HIDDEN, PENDING, OPEN_RULES, CASE, WRITTEN, REPORTS, DECISIONS, REVISIONS, AROUND];
    own.into_iter().chain(branch::STATEMENTS.iter().copied()).chain(changed::STATEMENTS.iter().copied())
}

macro_rules! queue_columns {
    ($at:literal, $key:literal, $rest:literal) => {
        concat!(
            "SELECT c.id, c.body, c.lang, COALESCE(a.name, c.author_name) AS author, COALESCE(w.title, o.title) AS title, \
             COALESCE(w.lang, o.lang) AS title_lang, c.reports, ",
            $at,
            " AS at, ",
            $key,
            " AS cursor, c.state FROM comment c LEFT JOIN account a ON a.id = c.account \
             JOIN proposal p ON p.id = c.proposal \
             JOIN proposal_text o ON o.proposal = p.id AND o.version = p.version AND o.lang = p.lang \
             LEFT JOIN proposal_text w ON w.proposal = p.id AND w.version = p.version AND w.lang = $1 ",
            $rest
        )
    };
}
const REPORTED: &str = queue_columns!(
    "c.reported_at",
    "c.reported_at",
    "WHERE c.reports > 0 AND (c.reported_at, c.id) > ($2, $3) ORDER BY c.reported_at, c.id LIMIT $4"
);
const GRAVEST: &str = queue_columns!(
    "c.reported_at",
    "c.gravity",
    "WHERE c.reports > 0 AND (c.gravity, c.id) < ($2, $3) ORDER BY c.gravity DESC, c.id DESC LIMIT $4"
);
const RECENT: &str = queue_columns!(
    "c.created_at",
    "c.created_at",
    "WHERE c.id < $3 AND c.state <> 'deleted' AND $2 = $2 ORDER BY c.id DESC LIMIT $4"
);
const HIDDEN: &str = queue_columns!(
    "c.state_at",
    "c.state_at",
    "WHERE c.state = 'hidden' AND (c.state_at, c.id) < ($2, $3) ORDER BY c.state_at DESC, c.id DESC LIMIT $4"
);
/// Counted up to a bound: past a thousand the exact figure helps nobody.
const PENDING: &str = "SELECT COUNT(*), COALESCE(MIN(reported_at), 0) FROM \
     (SELECT reported_at FROM comment WHERE reports > 0 ORDER BY reported_at, id LIMIT 1000)";
const OPEN_RULES: &str = "SELECT DISTINCT r.comment, r.rule FROM report r \
     WHERE r.comment IN (SELECT value FROM json_each($1)) AND r.decision IS NULL ORDER BY r.comment, r.rule";

#[derive(FromRow)]
struct QueueItem {
    id: i64,
    body: String,
    lang: String,
    author: String,
    title: String,
    title_lang: String,
    reports: i64,
    at: i64,
    cursor: i64,
    state: String,
}

/// A page of the desk at a moment: seven statements whatever waits.
///
/// # Errors
/// When the database fails.
pub async fn desk(read: &mut Read, lang: Lang, view: View, after: Option<&str>, now: Millis) -> Result<Desk, Failure> {
    let start = match view {
        View::Reported => (0, 0),
        View::Gravest | View::Recent | View::Hidden => (i64::MAX, i64::MAX),
    };
    let (at, id) = after.and_then(cursor).unwrap_or(start);
    let sql = match view {
        View::Reported => REPORTED,
        View::Gravest => GRAVEST,
        View::Recent => RECENT,
        View::Hidden => HIDDEN,
    };
    let query = sqlx::query_as::<_, QueueItem>(sql).bind(lang.code()).bind(at).bind(id).bind(PAGE + 1);
    let mut items = read.all(query).await?;
    let more = items.len() > usize::try_from(PAGE).unwrap_or(usize::MAX);
    if more {
        items.pop();
    }
    let next = items.last().filter(|_| more).map(|i| format!("{}.{}", i.cursor, i.id));
    let rules = open_rules(read, &items).await?;
    let ids: Vec<i64> = items.iter().map(|item| item.id).collect();
    let mut claims: HashMap<i64, Claim> = team::store::claims(read, &ids, now).await?.into_iter().collect();
    let (pending, oldest) = read.one(sqlx::query_as::<_, (i64, i64)>(PENDING)).await?;
    let rows =
        items.into_iter().map(|item| QueueRow { claim: claims.remove(&item.id), ..queue_row(item, &rules) }).collect();
    let waits = pipeline::store::waits(read).await?;
    let storm = pulse::store::storm(read, now).await?;
    Ok(Desk { view, rows, next, pending, oldest, waits, storm, seq: read.seq().await? })
}

fn cursor(text: &str) -> Option<(i64, i64)> {
    let (at, id) = text.split_once('.')?;
    Some((at.parse().ok()?, id.parse().ok()?))
}

async fn open_rules(read: &mut Read, items: &[QueueItem]) -> Result<Vec<(i64, String)>, Failure> {
    let ids: Vec<i64> = items.iter().map(|i| i.id).collect();
    let ids = serde_json::to_string(&ids).unwrap_or_default();
    read.all(sqlx::query_as(OPEN_RULES).bind(ids)).await
}

fn queue_row(item: QueueItem, rules: &[(i64, String)]) -> QueueRow {
    QueueRow {
        comment: item.id,
        words: if item.state == "deleted" { String::new() } else { excerpt(&item.body, 160) },
        lang: item.lang.parse().unwrap_or_default(),
        author: item.author,
        title: text(item.title, &item.title_lang),
        reports: item.reports,
        rules: rules.iter().filter(|(id, _)| *id == item.id).filter_map(|(_, r)| r.parse().ok()).collect(),
        at: item.at,
        state: item.state,
        claim: None,
    }
}

fn text(text: String, lang: &str) -> Text {
    Text { text, lang: lang.parse().unwrap_or_default() }
}

const CASE: &str = "SELECT c.body, COALESCE(a.name, c.author_name), COALESCE(a.created_at, 0), COALESCE(c.account, 0), \
     COALESCE(w.title, o.title), COALESCE(w.lang, o.lang), c.root, c.path, \
     (SELECT COUNT(*) FROM (WITH RECURSIVE under (id, state) AS (SELECT * FROM (SELECT id, state FROM comment \
     WHERE parent = $2 ORDER BY id LIMIT 2000) UNION ALL SELECT r.id, r.state FROM under u JOIN comment r ON r.parent = u.id) \
     SELECT 1 FROM under WHERE state = 'visible' LIMIT $3)), COALESCE(a.lang, c.lang) FROM comment c \
     LEFT JOIN account a ON a.id = c.account JOIN proposal p ON p.id = c.proposal \
     JOIN proposal_text o ON o.proposal = p.id AND o.version = p.version AND o.lang = p.lang \
     LEFT JOIN proposal_text w ON w.proposal = p.id AND w.version = p.version AND w.lang = $1 WHERE c.id = $2";
const WRITTEN: &str = "SELECT COUNT(*), COALESCE(SUM(state = 'hidden'), 0) FROM \
     (SELECT state FROM comment WHERE account = $1 ORDER BY id DESC LIMIT 1000)";
const REPORTS: &str = "SELECT COALESCE(a.name, r.name) AS name, r.rule, r.law, r.note, r.created_at AS at, r.decision IS NOT NULL AS answered, \
     r.weight FROM report r LEFT JOIN account a ON a.id = r.account WHERE r.comment = $1 ORDER BY r.id DESC LIMIT 50";
const DECISIONS: &str = "SELECT d.id, a.name AS moderator, d.kind, d.rule, d.note, d.created_at AS at, b.comment AS with_comment, \
     (SELECT COUNT(*) FROM decision w WHERE w.branch = d.id) AS along FROM decision d \
     JOIN account a ON a.id = d.moderator LEFT JOIN decision b ON b.id = d.branch \
     WHERE d.comment = $1 ORDER BY d.id DESC LIMIT 50";
const REVISIONS: &str = "SELECT at, body FROM comment_revision WHERE comment = $1 ORDER BY revision DESC LIMIT 20";
/// The conversation around a comment: its ancestors, some that stand before it, and what follows.
const AROUND: &str = "SELECT id FROM (SELECT id, path FROM comment WHERE proposal = $1 AND root = $2 AND path <= $3 \
     ORDER BY path DESC LIMIT 8) UNION SELECT id FROM (SELECT id FROM comment WHERE proposal = $1 AND root = $2 \
     AND path > $3 ORDER BY path LIMIT 8)";

/// A comment on the desk, in its conversation, as a moderator sees it now.
///
/// # Errors
/// When the database fails.
pub async fn case(read: &mut Read, lang: Lang, id: i64, (reader, now): (i64, Millis)) -> Result<Option<Case>, Failure> {
    type Row = (String, String, i64, i64, String, String, i64, String, i64, String);
    let Some(comment) = thread::store::comment(read, id).await? else { return Ok(None) };
    let row = read.maybe(sqlx::query_as::<_, Row>(CASE).bind(lang.code()).bind(id).bind(MOST_UNDER + 1)).await?;
    let Some((body, author, since, account, title, title_lang, root, path, under, speaks)) = row else {
        return Ok(None);
    };
    let written = read.one(sqlx::query_as(WRITTEN).bind(account)).await?;
    let around: Vec<(i64,)> = read.all(sqlx::query_as(AROUND).bind(comment.proposal).bind(root).bind(path)).await?;
    let context = thread::store::several(read, &around.into_iter().map(|(id,)| id).collect::<Vec<_>>()).await?;
    let reports = reports(read, id).await?;
    let decisions = decisions(read, id).await?;
    let revisions: Vec<(i64, String)> = read.all(sqlx::query_as(REVISIONS).bind(id)).await?;
    let appeal = appeal::store::of_comment(read, id, reader).await?;
    let appealed = appeal.as_ref().is_some_and(|appeal| appeal.outcome == Outcome::Open);
    let deleted = matches!(comment.state, thread::State::Deleted { .. });
    Ok(Some(Case {
        text: if deleted { Html::default() } else { markdown(&body) },
        author,
        account,
        house: HouseWords::of(speaks.parse().unwrap_or_default()),
        since,
        written,
        title: text(title, &title_lang),
        context,
        under,
        reports,
        firings: pipeline::store::firings(read, id).await?,
        undoable: decisions.first().filter(|d| undoable(d) && !deleted && !appealed).map(|d| d.id),
        appeal,
        team: team::store::team(read, id, reader, now).await?,
        decisions,
        revisions: if deleted || revisions.len() < 2 { Vec::new() } else { revisions },
        seq: read.seq().await?,
        comment,
    }))
}

/// Whether a decision can be taken back; what answers an appeal is final.
fn undoable(decision: &DecisionRow) -> bool {
    matches!(decision.kind.as_str(), "approve" | "hide" | "restore" | "move" | "stance")
}

#[derive(FromRow)]
struct Reported {
    name: String,
    rule: String,
    law: String,
    note: String,
    at: i64,
    answered: bool,
    weight: i64,
}

async fn reports(read: &mut Read, id: i64) -> Result<Vec<ReportRow>, Failure> {
    let row = |row: Reported| ReportRow {
        name: row.name,
        rule: row.rule.parse().unwrap_or(Rule::OffTopic),
        law: row.law,
        note: row.note,
        at: row.at,
        answered: row.answered,
        light: row.weight < 4,
    };
    Ok(read.all(sqlx::query_as::<_, Reported>(REPORTS).bind(id)).await?.into_iter().map(row).collect())
}

#[derive(FromRow)]
struct Decided {
    id: i64,
    moderator: String,
    kind: String,
    rule: String,
    note: String,
    at: i64,
    with_comment: Option<i64>,
    along: i64,
}

async fn decisions(read: &mut Read, id: i64) -> Result<Vec<DecisionRow>, Failure> {
    let row = |row: Decided| DecisionRow {
        id: row.id,
        moderator: row.moderator,
        kind: row.kind,
        rule: row.rule.parse().ok(),
        note: row.note,
        at: row.at,
        with: row.with_comment,
        along: row.along,
    };
    Ok(read.all(sqlx::query_as::<_, Decided>(DECISIONS).bind(id)).await?.into_iter().map(row).collect())
}
