//! The record as anybody may read it: a page of lines, and what they add up to.
use super::super::{
    chain::hex,
    model::{Line, Month, RecordPage, Source, Summary},
};
use crate::{
    db::{Failure, Read},
    i18n::Lang,
    plan::Text,
};
use sqlx::FromRow;

pub(super) const STATEMENTS: &[&str] = &[LINES, MONTHS, WAITED];

const LINES: &str = "SELECT r.id, r.at, r.kind, r.rule, r.source, r.waited, r.undoes, r.proposal, \
     COALESCE(w.title, o.title) AS title, COALESCE(w.lang, o.lang) AS title_lang, r.inner_hash, r.hash \
     FROM record r JOIN proposal p ON p.id = r.proposal \
     JOIN proposal_text o ON o.proposal = p.id AND o.version = p.version AND o.lang = p.lang \
     LEFT JOIN proposal_text w ON w.proposal = p.id AND w.version = p.version AND w.lang = $1 \
     WHERE r.id < $2 ORDER BY r.id DESC LIMIT $3";
/// Some dozens of rows a year.
const MONTHS: &str =
    "SELECT month, kind, rule, n FROM record_month WHERE month > '' ORDER BY month DESC, kind, rule LIMIT 2000";
const WAITED: &str = "SELECT waited FROM (SELECT waited FROM record WHERE id > 0 ORDER BY id DESC LIMIT 1000) \
     WHERE waited IS NOT NULL ORDER BY waited";

#[derive(FromRow)]
struct Row {
    id: i64,
    at: i64,
    kind: String,
    rule: String,
    source: String,
    waited: Option<i64>,
    undoes: Option<i64>,
    proposal: i64,
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

/// What all lines add up to.
///
/// # Errors
/// When the database fails.
pub async fn summary(read: &mut Read) -> Result<Summary, Failure> {
    let months = read.all(sqlx::query_as::<_, (String, String, String, i64)>(MONTHS)).await?;
    let month =
        |(month, kind, rule, n): (String, String, String, i64)| Month { month, kind, rule: rule.parse().ok(), n };
    let waited: Vec<(i64,)> = read.all(sqlx::query_as(WAITED)).await?;
    let median = waited.get(waited.len() / 2).map(|(waited,)| *waited);
    Ok(Summary { months: months.into_iter().map(month).collect(), median })
}
