//! What the desk reads of a person, and a person of their own measures.
use super::UNDO;
use crate::{
    appeal::{TIME_TO_APPEAL, store::Beside},
    db::{Failure, Millis, Read},
    i18n::Lang,
    plan::Text,
    sanction::{Laid, Measure, Named, Profile, Standing, Written},
    thread::{Rule, render::excerpt},
};
use sqlx::FromRow;

pub(super) const STATEMENTS: &[&str] = &[PERSON, COUNTS, TEXTS, SCOPES, LAID];

const PERSON: &str = "SELECT name, role, created_at, lang FROM account WHERE id = $1";
/// Counted up to a bound: past a thousand the exact figure helps nobody.
const COUNTS: &str = "SELECT COUNT(*), COALESCE(SUM(CASE state WHEN 'hidden' THEN 1 ELSE 0 END), 0), \
     (SELECT COUNT(*) FROM (SELECT 1 FROM waiting WHERE account = $1 AND state = 'waiting' LIMIT 1000)) \
     FROM (SELECT state FROM comment WHERE account = $1 ORDER BY id DESC LIMIT 1000)";
const TEXTS: &str = "SELECT id, waits, body, lang, state, at FROM (SELECT * FROM (SELECT id, 0 AS waits, body, lang, state, \
     created_at AS at FROM comment WHERE account = $1 ORDER BY id DESC LIMIT 20) UNION ALL SELECT * FROM (SELECT id, \
     1 AS waits, body, lang, state, created_at AS at FROM waiting WHERE account = $1 AND state IN ('waiting', 'refused') \
     ORDER BY created_at DESC LIMIT 20)) ORDER BY at DESC, waits, id DESC LIMIT 20";
/// The proposals of a person's newest texts.
const SCOPES: &str = "SELECT p.id, COALESCE(w.title, o.title), COALESCE(w.lang, o.lang) FROM proposal p \
     JOIN proposal_text o ON o.proposal = p.id AND o.version = p.version AND o.lang = p.lang \
     LEFT JOIN proposal_text w ON w.proposal = p.id AND w.version = p.version AND w.lang = $2 WHERE p.id IN \
     (SELECT proposal FROM (SELECT proposal FROM comment WHERE account = $1 ORDER BY id DESC LIMIT 300) UNION \
     SELECT proposal FROM waiting WHERE account = $1 AND state IN ('waiting', 'refused')) ORDER BY p.id DESC LIMIT 60";
const LAID: &str = "SELECT s.id, s.kind, s.rule, s.note, s.created_at, s.ends_at, s.lifted_at, m.name AS laid_by, m.id AS moderator, \
     COALESCE(l.name, '') AS lifted_by, s.proposal, COALESCE(w.title, o.title) AS title, COALESCE(w.lang, o.lang) AS lang, \
     r.id AS appeal, COALESCE(r.body, '') AS appeal_body, COALESCE(r.created_at, 0) AS appealed_at, COALESCE(r.due_at, 0) AS due_at, \
     COALESCE(r.state, '') AS outcome, COALESCE(r.note, '') AS answer, COALESCE(r.decided_at, 0) AS answered_at \
     FROM sanction s LEFT JOIN appeal r ON r.sanction = s.id JOIN account m ON m.id = s.moderator LEFT JOIN account l ON l.id = s.lifted_by \
     LEFT JOIN proposal p ON p.id = s.proposal \
     LEFT JOIN proposal_text o ON o.proposal = p.id AND o.version = p.version AND o.lang = p.lang \
     LEFT JOIN proposal_text w ON w.proposal = p.id AND w.version = p.version AND w.lang = $2 \
     WHERE s.account = $1 ORDER BY s.id DESC LIMIT 50";

#[derive(FromRow)]
struct Row {
    id: i64,
    kind: String,
    rule: String,
    note: String,
    created_at: Millis,
    ends_at: Millis,
    lifted_at: Millis,
    laid_by: String,
    moderator: i64,
    lifted_by: String,
    proposal: Option<i64>,
    title: Option<String>,
    lang: Option<String>,
    #[sqlx(flatten)]
    appeal: Beside,
}

fn named(row: Row, now: Millis) -> Option<Named> {
    let measure: Measure = row.kind.parse().ok()?;
    let standing = match measure {
        _ if row.lifted_at > 0 => Standing::Lifted,
        Measure::Warn => Standing::Told,
        _ if row.ends_at > 0 && row.ends_at <= now => Standing::Over,
        _ => Standing::InForce,
    };
    let lasts = row.ends_at == 0 || row.ends_at > now;
    let title = text(row.title.unwrap_or_default(), &row.lang.unwrap_or_default());
    let laid = Laid {
        id: row.id,
        measure,
        rule: row.rule.parse().unwrap_or(Rule::OffTopic),
        note: row.note,
        proposal: row.proposal.map(|id| (id, title)),
        at: row.created_at,
        until: row.ends_at,
        lifted: row.lifted_at,
        standing,
        redress: row.appeal.redress(row.lifted_at == 0 && now < row.created_at + TIME_TO_APPEAL, row.created_at),
    };
    let undoable = lasts && row.lifted_at > now - UNDO;
    Some(Named { laid, by: row.laid_by, laid_by: row.moderator, lifted_by: row.lifted_by, undoable })
}

fn text(text: String, lang: &str) -> Text {
    Text { text, lang: lang.parse().unwrap_or_default() }
}

async fn laid(read: &mut Read, lang: Lang, account: i64, now: Millis) -> Result<Vec<Named>, Failure> {
    let rows: Vec<Row> = read.all(sqlx::query_as(LAID).bind(account).bind(lang.code())).await?;
    Ok(rows.into_iter().filter_map(|row| named(row, now)).collect())
}

/// What was laid on a person, as they may read it: without who did it. Newest first.
///
/// # Errors
/// When the database fails.
pub async fn mine(read: &mut Read, lang: Lang, account: i64, now: Millis) -> Result<Vec<Laid>, Failure> {
    Ok(laid(read, lang, account, now).await?.into_iter().map(|named| named.laid).collect())
}

/// A person, as the desk sees them.
///
/// # Errors
/// When the database fails.
pub async fn profile(read: &mut Read, lang: Lang, account: i64, now: Millis) -> Result<Option<Profile>, Failure> {
    type TextRow = (i64, bool, String, String, String, Millis);
    let person: Option<(String, String, Millis, String)> = read.maybe(sqlx::query_as(PERSON).bind(account)).await?;
    let Some((name, role, since, speaks)) = person else { return Ok(None) };
    let (all, hidden, waiting) = read.one(sqlx::query_as(COUNTS).bind(account)).await?;
    let texts: Vec<TextRow> = read.all(sqlx::query_as(TEXTS).bind(account)).await?;
    let scopes: Vec<(i64, String, String)> = read.all(sqlx::query_as(SCOPES).bind(account).bind(lang.code())).await?;
    let written = |(id, waits, body, lang, state, at): TextRow| Written {
        id,
        waits,
        words: if state == "deleted" { String::new() } else { excerpt(&body, 160) },
        lang: lang.parse().unwrap_or_default(),
        state,
        at,
    };
    Ok(Some(Profile {
        account,
        name,
        role: role.parse().unwrap_or_default(),
        speaks: speaks.parse().unwrap_or_default(),
        since,
        counts: [all, hidden, waiting],
        texts: texts.into_iter().map(written).collect(),
        scopes: scopes.into_iter().map(|(id, title, lang)| (id, text(title, &lang))).collect(),
        measures: laid(read, lang, account, now).await?,
        seq: read.seq().await?,
    }))
}
