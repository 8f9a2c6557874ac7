//! Reports and decisions.
mod branch;
mod changed;
mod decide;
mod queue;
mod redact;

pub use branch::{hide_branch, unless_decided};
pub use changed::{changed, stance};
pub use decide::{Verdict, decide, told_why, unseen};
pub use queue::desk;
pub use redact::redact;

use super::model::{Case, DecisionRow, HouseWords, MOST_UNDER, ReportRow};
use crate::{
    appeal::{self, Outcome},
    db::{Failure, Millis, Read},
    diff,
    html::Html,
    i18n::{Lang, Words},
    pipeline,
    plan::Text,
    team,
    thread::{self, Rule, render::markdown},
};
use sqlx::FromRow;

/// The kinds of decisions after which a text stands hidden or can be read: the last of them tells which.
macro_rules! hides_or_shows {
    () => {
        "('approve', 'hide', 'restore', 'undo', 'grant', 'uphold')"
    };
}

pub(crate) use hides_or_shows;

/// Every statement of this folder that pages and writers read with, for the test that reads their plans.
pub fn statements() -> impl Iterator<Item = &'static str> {
    let own: &[&str] = &[CASE, WRITTEN, REPORTS, DECISIONS, REVISIONS, AROUND];
    [own, queue::STATEMENTS, branch::STATEMENTS, changed::STATEMENTS, redact::STATEMENTS].into_iter().flatten().copied()
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
        revisions: if deleted || revisions.len() < 2 { Vec::new() } else { differing(&revisions, lang) },
        seq: read.seq().await?,
        comment,
    }))
}

/// When each text came, and what changed in it.
fn differing(texts: &[(i64, String)], lang: Lang) -> Vec<(i64, Html)> {
    let told = diff::each(texts.iter().map(|(_, body)| body.as_str()), Words(lang));
    texts.iter().zip(told).map(|((at, _), text)| (*at, text)).collect()
}

/// Whether a decision can be taken back; what answers an appeal is final.
fn undoable(decision: &DecisionRow) -> bool {
    let kind = decision.kind.as_str();
    matches!(kind, "approve" | "hide" | "restore") || changed::KINDS.contains(&kind)
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
