//! Reports and decisions.
mod decide;

pub use decide::{Verdict, decide, report};

use super::model::{Case, DecisionRow, Desk, QueueRow, ReportRow, View};
use crate::{
    db::{Failure, Read},
    html::Html,
    i18n::Lang,
    pipeline,
    plan::Text,
    thread::{
        self, Rule,
        render::{excerpt, markdown},
    },
};
use sqlx::FromRow;

/// How many rows a page of the desk holds.
const PAGE: i64 = 30;

/// Every statement of this file, for the test that reads their plans.
pub const STATEMENTS: &[&str] =
    &[REPORTED, RECENT, HIDDEN, PENDING, OPEN_RULES, CASE, WRITTEN, REPORTS, DECISIONS, REVISIONS, AROUND];

macro_rules! queue_columns {
    ($at:literal, $rest:literal) => {
        concat!(
            "SELECT c.id, c.body, c.lang, COALESCE(a.name, c.author_name) AS author, COALESCE(w.title, o.title) AS title, \
             COALESCE(w.lang, o.lang) AS title_lang, c.reports, ",
            $at,
            " AS at, c.state FROM comment c LEFT JOIN account a ON a.id = c.account \
             JOIN proposal p ON p.id = c.proposal \
             JOIN proposal_text o ON o.proposal = p.id AND o.version = p.version AND o.lang = p.lang \
             LEFT JOIN proposal_text w ON w.proposal = p.id AND w.version = p.version AND w.lang = $1 ",
            $rest
        )
    };
}
const REPORTED: &str = queue_columns!(
    "c.reported_at",
    "WHERE c.reports > 0 AND (c.reported_at, c.id) > ($2, $3) ORDER BY c.reported_at, c.id LIMIT $4"
);
const RECENT: &str =
    queue_columns!("c.created_at", "WHERE c.id < $3 AND c.state <> 'deleted' AND $2 = $2 ORDER BY c.id DESC LIMIT $4");
const HIDDEN: &str = queue_columns!(
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
    state: String,
}

/// A page of the desk: five statements whatever waits.
///
/// # Errors
/// When the database fails.
pub async fn desk(read: &mut Read, lang: Lang, view: View, after: Option<&str>) -> Result<Desk, Failure> {
    let start = match view {
        View::Reported => (0, 0),
        View::Recent | View::Hidden => (i64::MAX, i64::MAX),
    };
    let (at, id) = after.and_then(cursor).unwrap_or(start);
    let sql = match view {
        View::Reported => REPORTED,
        View::Recent => RECENT,
        View::Hidden => HIDDEN,
    };
    let query = sqlx::query_as::<_, QueueItem>(sql).bind(lang.code()).bind(at).bind(id).bind(PAGE + 1);
    let mut items = read.all(query).await?;
    let more = items.len() > usize::try_from(PAGE).unwrap_or(usize::MAX);
    if more {
        items.pop();
    }
    let next = items.last().filter(|_| more).map(|i| format!("{}.{}", i.at, i.id));
    let rules = open_rules(read, &items).await?;
    let (pending, oldest) = read.one(sqlx::query_as::<_, (i64, i64)>(PENDING)).await?;
    let rows = items.into_iter().map(|item| queue_row(item, &rules)).collect();
    let waits = pipeline::store::waits(read).await?;
    Ok(Desk { view, rows, next, pending, oldest, waits, seq: read.seq().await? })
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
    }
}

fn text(text: String, lang: &str) -> Text {
    Text { text, lang: lang.parse().unwrap_or_default() }
}

const CASE: &str = "SELECT c.body, COALESCE(a.name, c.author_name), COALESCE(a.created_at, 0), COALESCE(c.account, 0), \
     COALESCE(w.title, o.title), COALESCE(w.lang, o.lang), c.root, c.path FROM comment c \
     LEFT JOIN account a ON a.id = c.account JOIN proposal p ON p.id = c.proposal \
     JOIN proposal_text o ON o.proposal = p.id AND o.version = p.version AND o.lang = p.lang \
     LEFT JOIN proposal_text w ON w.proposal = p.id AND w.version = p.version AND w.lang = $1 WHERE c.id = $2";
const WRITTEN: &str = "SELECT COUNT(*), COALESCE(SUM(state = 'hidden'), 0) FROM \
     (SELECT state FROM comment WHERE account = $1 ORDER BY id DESC LIMIT 1000)";
const REPORTS: &str = "SELECT a.name, r.rule, r.note, r.created_at, r.decision IS NOT NULL FROM report r \
     JOIN account a ON a.id = r.account WHERE r.comment = $1 ORDER BY r.id DESC LIMIT 50";
const DECISIONS: &str = "SELECT d.id, a.name, d.kind, d.rule, d.note, d.created_at FROM decision d \
     JOIN account a ON a.id = d.moderator WHERE d.comment = $1 ORDER BY d.id DESC LIMIT 50";
const REVISIONS: &str = "SELECT at, body FROM comment_revision WHERE comment = $1 ORDER BY revision DESC LIMIT 20";
/// The conversation around a comment: its ancestors, some that stand before it, and what follows.
const AROUND: &str = "SELECT id FROM (SELECT id, path FROM comment WHERE proposal = $1 AND root = $2 AND path <= $3 \
     ORDER BY path DESC LIMIT 8) UNION SELECT id FROM (SELECT id FROM comment WHERE proposal = $1 AND root = $2 \
     AND path > $3 ORDER BY path LIMIT 8)";

/// A comment on the desk, in its conversation.
///
/// # Errors
/// When the database fails.
pub async fn case(read: &mut Read, lang: Lang, id: i64) -> Result<Option<Case>, Failure> {
    type Row = (String, String, i64, i64, String, String, i64, String);
    let Some(comment) = thread::store::comment(read, id).await? else { return Ok(None) };
    let row = read.maybe(sqlx::query_as::<_, Row>(CASE).bind(lang.code()).bind(id)).await?;
    let Some((body, author, since, account, title, title_lang, root, path)) = row else { return Ok(None) };
    let written = read.one(sqlx::query_as(WRITTEN).bind(account)).await?;
    let around: Vec<(i64,)> = read.all(sqlx::query_as(AROUND).bind(comment.proposal).bind(root).bind(path)).await?;
    let context = thread::store::several(read, &around.into_iter().map(|(id,)| id).collect::<Vec<_>>()).await?;
    let reports = reports(read, id).await?;
    let decisions = decisions(read, id).await?;
    let revisions: Vec<(i64, String)> = read.all(sqlx::query_as(REVISIONS).bind(id)).await?;
    let deleted = matches!(comment.state, thread::State::Deleted { .. });
    Ok(Some(Case {
        text: if deleted { Html::default() } else { markdown(&body) },
        author,
        account,
        since,
        written,
        title: text(title, &title_lang),
        context,
        reports,
        firings: pipeline::store::firings(read, id).await?,
        undoable: decisions.first().filter(|d| d.kind != "undo" && !deleted).map(|d| d.id),
        decisions,
        revisions: if deleted || revisions.len() < 2 { Vec::new() } else { revisions },
        seq: read.seq().await?,
        comment,
    }))
}

async fn reports(read: &mut Read, id: i64) -> Result<Vec<ReportRow>, Failure> {
    let rows = read.all(sqlx::query_as::<_, (String, String, String, i64, bool)>(REPORTS).bind(id)).await?;
    let row = |(name, rule, note, at, answered): (String, String, String, i64, bool)| ReportRow {
        name,
        rule: rule.parse().unwrap_or(Rule::OffTopic),
        note,
        at,
        answered,
    };
    Ok(rows.into_iter().map(row).collect())
}

async fn decisions(read: &mut Read, id: i64) -> Result<Vec<DecisionRow>, Failure> {
    let rows = read.all(sqlx::query_as::<_, (i64, String, String, String, String, i64)>(DECISIONS).bind(id)).await?;
    let row = |(id, moderator, kind, rule, note, at): (i64, String, String, String, String, i64)| DecisionRow {
        id,
        moderator,
        kind,
        rule: rule.parse().ok(),
        note,
        at,
    };
    Ok(rows.into_iter().map(row).collect())
}
