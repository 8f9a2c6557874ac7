//! The record as anybody may read it: a page of lines, and what they add up to.
use super::super::{
    chain::hex,
    dsa::Taken,
    model::{Line, Month, RecordPage, Source, Summary},
};
use crate::{
    appeal::TIME_TO_ANSWER,
    db::{Failure, Read},
    i18n::Lang,
    plan::Text,
    thread::Rule,
};
use sqlx::FromRow;

pub(super) const STATEMENTS: &[&str] = &[LINES, MONTHS, WAITED, ANSWERED, TAKEN];

const LINES: &str = "SELECT r.id, r.at, r.kind, r.rule, r.source, r.waited, r.undoes, r.proposal, \
     COALESCE(w.title, o.title, '') AS title, COALESCE(w.lang, o.lang, '') AS title_lang, r.inner_hash, r.hash \
     FROM record r LEFT JOIN proposal p ON p.id = r.proposal \
     LEFT JOIN proposal_text o ON o.proposal = p.id AND o.version = p.version AND o.lang = p.lang \
     LEFT JOIN proposal_text w ON w.proposal = p.id AND w.version = p.version AND w.lang = $1 \
     WHERE r.id < $2 ORDER BY r.id DESC LIMIT $3";
/// Some dozens of rows a year.
const MONTHS: &str =
    "SELECT month, kind, rule, n FROM record_month WHERE month > '' ORDER BY month DESC, kind, rule LIMIT 2000";
const WAITED: &str = "SELECT waited FROM (SELECT waited FROM record WHERE id > 0 AND source <> 'appeal' ORDER BY id DESC LIMIT 1000) \
     WHERE waited IS NOT NULL ORDER BY waited";
/// How long the newest appeals waited for their answer.
const ANSWERED: &str =
    "SELECT waited FROM record WHERE source = 'appeal' AND waited IS NOT NULL ORDER BY id DESC LIMIT 1000";

const TAKEN: &str = "SELECT r.id, r.at, r.rule, r.source, COALESCE(c.lang, w.lang) AS lang, COALESCE(c.created_at, w.created_at) AS written, \
     EXISTS (SELECT 1 FROM report p WHERE p.decision = d.id AND p.rule = 'illegal') AS illegal, r.hash FROM record r \
     LEFT JOIN decision d ON r.what = 'decision' AND d.id = r.ref LEFT JOIN comment c ON c.id = d.comment \
     LEFT JOIN waiting w ON r.what = 'waiting' AND w.id = r.ref \
     WHERE r.id > $1 AND r.kind IN ('hide', 'refuse') ORDER BY r.id LIMIT $2";

#[derive(FromRow)]
struct TakenRow {
    id: i64,
    at: i64,
    rule: String,
    source: String,
    lang: String,
    written: i64,
    illegal: bool,
    hash: Vec<u8>,
}

#[derive(FromRow)]
struct Row {
    id: i64,
    at: i64,
    kind: String,
    rule: String,
    source: String,
    waited: Option<i64>,
    undoes: Option<i64>,
    proposal: Option<i64>,
    title: String,
    title_lang: String,
    inner_hash: Vec<u8>,
    hash: Vec<u8>,
}

impl From<Row> for Line {
    fn from(row: Row) -> Self {
        Self {
            id: row.id,
            at: row.at,
            kind: row.kind,
            rule: row.rule.parse().ok(),
            source: Source::of(&row.source),
            waited: row.waited,
            undoes: row.undoes,
            proposal: row.proposal,
            title: Text { text: row.title, lang: row.title_lang.parse().unwrap_or_default() },
            inner: hex(&row.inner_hash),
            hash: hex(&row.hash),
        }
    }
}

/// `most` lines from before line `before` (0: from the newest), newest first.
///
/// # Errors
/// When the database fails.
pub async fn page(read: &mut Read, lang: Lang, before: i64, most: usize) -> Result<RecordPage, Failure> {
    let before = if before <= 0 { i64::MAX } else { before };
    let limit = i64::try_from(most).unwrap_or(i64::MAX).saturating_add(1);
    let query = sqlx::query_as::<_, Row>(LINES).bind(lang.code()).bind(before).bind(limit);
    let mut rows = read.all(query).await?;
    let more = rows.len() > most;
    rows.truncate(most);
    let lines: Vec<Line> = rows.into_iter().map(Line::from).collect();
    let next = lines.last().filter(|_| more).map(|line| line.id);
    Ok(RecordPage { lines, next, seq: read.seq().await? })
}

/// How long the newest thousand decisions waited that somebody waited for, shortest first, in milliseconds.
///
/// # Errors
/// When the database fails.
pub async fn waited(read: &mut Read) -> Result<Vec<i64>, Failure> {
    let rows: Vec<(i64,)> = read.all(sqlx::query_as(WAITED)).await?;
    Ok(rows.into_iter().map(|(waited,)| waited).collect())
}

/// What all lines add up to.
///
/// # Errors
/// When the database fails.
pub async fn summary(read: &mut Read) -> Result<Summary, Failure> {
    let months = read.all(sqlx::query_as::<_, (String, String, String, i64)>(MONTHS)).await?;
    let month =
        |(month, kind, rule, n): (String, String, String, i64)| Month { month, kind, rule: rule.parse().ok(), n };
    let waited = waited(read).await?;
    let median = waited.get(waited.len() / 2).copied();
    let answered: Vec<(i64,)> = read.all(sqlx::query_as(ANSWERED)).await?;
    let all = i64::try_from(answered.len()).unwrap_or(i64::MAX);
    let in_time = answered.into_iter().filter(|(waited,)| *waited <= TIME_TO_ANSWER).count();
    let in_time = (all > 0).then(|| i64::try_from(in_time).unwrap_or(0) * 100 / all);
    Ok(Summary { months: months.into_iter().map(month).collect(), median, in_time })
}

/// The lines after line `after` that take something away, at most `most`, oldest first.
///
/// # Errors
/// When the database fails.
pub async fn taken(read: &mut Read, after: i64, most: i64) -> Result<Vec<Taken>, Failure> {
    let row = |row: TakenRow| Taken {
        id: row.id,
        at: row.at,
        rule: row.rule.parse().unwrap_or(Rule::OffTopic),
        source: Source::of(&row.source),
        illegal: row.illegal,
        lang: row.lang.parse().unwrap_or_default(),
        written: row.written,
        hash: hex(&row.hash),
    };
    Ok(read.all(sqlx::query_as::<_, TakenRow>(TAKEN).bind(after).bind(most)).await?.into_iter().map(row).collect())
}
