//! A person's own activity, each list by key: a fixed number of statements.
use super::news_of_followed;
use crate::{
    db::{Failure, Read},
    follow::model::{Activity, Asked, Followed, Target},
    i18n::Lang,
    plan::Text,
    thread::{
        Comment, CommentId,
        store::{several, words},
    },
};
use sqlx::FromRow;
use std::collections::HashMap;

/// How many rows of each list a page holds.
const PAGE: usize = 20;

pub(super) const FOLLOWS: &str = concat!(
    "SELECT f.kind, f.ref, f.proposal, f.created_at, n.n, COALESCE(w.title, o.title) AS title, \
     COALESCE(w.lang, o.lang) AS lang, ",
    news_of_followed!("COUNT(*)"),
    " AS news FROM (SELECT kind, ref, proposal, seen, created_at FROM follow WHERE account = $1 \
     AND (created_at, kind, ref) < ($3, $4, $5) ORDER BY created_at DESC, kind DESC, ref DESC LIMIT 21) f \
     JOIN proposal p ON p.id = f.proposal \
     JOIN proposal_text o ON o.proposal = p.id AND o.version = p.version AND o.lang = p.lang \
     LEFT JOIN proposal_text w ON w.proposal = p.id AND w.version = p.version AND w.lang = $2 \
     LEFT JOIN action n ON f.kind = 'action' AND n.id = f.ref \
     ORDER BY f.created_at DESC, f.kind DESC, f.ref DESC"
);
pub(super) const MINE: &str = "SELECT id FROM comment WHERE account = $1 AND state <> 'deleted' AND id < $2 \
     ORDER BY id DESC LIMIT 21";
pub(super) const REPLIES: &str = "SELECT c.id FROM comment m JOIN comment c ON c.parent = m.id WHERE m.account = $1 \
     AND c.account IS NOT NULL AND c.account <> $1 AND c.state = 'visible' AND c.id < $2 ORDER BY c.id DESC LIMIT 21";
pub(super) const TITLES: &str = "SELECT p.id, COALESCE(w.title, o.title), COALESCE(w.lang, o.lang) FROM json_each($2) j \
     JOIN proposal p ON p.id = j.value \
     JOIN proposal_text o ON o.proposal = p.id AND o.version = p.version AND o.lang = p.lang \
     LEFT JOIN proposal_text w ON w.proposal = p.id AND w.version = p.version AND w.lang = $1";

#[derive(FromRow)]
struct FollowRow {
    kind: String,
    #[sqlx(rename = "ref")]
    row: i64,
    proposal: i64,
    created_at: i64,
    n: Option<i64>,
    title: String,
    lang: String,
    news: i64,
}

/// My activity, from where each list is asked for; seven statements.
///
/// # Errors
/// When the database fails.
pub async fn activity(read: &mut Read, account: i64, lang: Lang, asked: &Asked) -> Result<Activity, Failure> {
    let (follows, after) = follows(read, account, lang, &asked.follows).await?;
    let (mine, mine_more) = ids(read, MINE, account, asked.mine).await?;
    let (replies, replies_more) = ids(read, REPLIES, account, asked.replies).await?;
    let all: Vec<CommentId> = mine.iter().chain(&replies).copied().collect();
    let mut comments: HashMap<CommentId, Comment> =
        several(read, &all).await?.into_iter().map(|comment| (comment.id, comment)).collect();
    let titles = titles(read, lang, comments.values().map(|c| c.proposal)).await?;
    let mut take = |ids: Vec<CommentId>| ids.iter().filter_map(|id| comments.remove(id)).collect::<Vec<_>>();
    let (mine, replies) = (take(mine), take(replies));
    let more = Asked { follows: after, mine: mine_more, replies: replies_more };
    Ok(Activity { follows, mine, replies, titles, more, seq: read.seq().await? })
}

/// A key of the list of followed things; from the beginning when it is none.
fn key(text: &str) -> (i64, &str, i64) {
    let mut parts = text.split('.');
    let (at, kind, row) = (parts.next(), parts.next(), parts.next());
    match (at.and_then(|n| n.parse().ok()), kind, row.and_then(|n| n.parse().ok())) {
        (Some(at), Some(kind), Some(row)) => (at, kind, row),
        _ => (i64::MAX, "", 0),
    }
}

async fn follows(read: &mut Read, account: i64, lang: Lang, after: &str) -> Result<(Vec<Followed>, String), Failure> {
    let (at, kind, row) = key(after);
    let query = sqlx::query_as::<_, FollowRow>(FOLLOWS);
    let mut rows = read.all(query.bind(account).bind(lang.code()).bind(at).bind(kind).bind(row)).await?;
    let more = rows.len() > PAGE;
    rows.truncate(PAGE);
    let last = rows.last().filter(|_| more).map(|r| format!("{}.{}.{}", r.created_at, r.kind, r.row));
    let roots: Vec<CommentId> = rows.iter().filter(|r| r.kind == "thread").map(|r| r.row).collect();
    let mut quotes = words(read, &roots).await?;
    let follows = rows.into_iter().filter_map(|row| {
        let target: Target = row.kind.parse().ok()?;
        Some(Followed {
            target,
            id: if target == Target::Action { row.n? } else { row.row },
            proposal: row.proposal,
            title: Text { text: row.title, lang: row.lang.parse().unwrap_or_default() },
            words: quotes.remove(&row.row).filter(|_| target == Target::Thread).unwrap_or_default(),
            news: row.news,
        })
    });
    Ok((follows.collect(), last.unwrap_or_default()))
}

/// A page of numbers, and before which one the next page starts (0: nowhere).
async fn ids(
    read: &mut Read,
    sql: &'static str,
    account: i64,
    before: CommentId,
) -> Result<(Vec<CommentId>, CommentId), Failure> {
    let before = if before > 0 { before } else { CommentId::MAX };
    let rows: Vec<(CommentId,)> = read.all(sqlx::query_as(sql).bind(account).bind(before)).await?;
    let mut ids: Vec<CommentId> = rows.into_iter().map(|(id,)| id).collect();
    let more = ids.len() > PAGE;
    ids.truncate(PAGE);
    let next = ids.last().filter(|_| more).copied().unwrap_or(0);
    Ok((ids, next))
}

async fn titles(
    read: &mut Read,
    lang: Lang,
    proposals: impl Iterator<Item = i64>,
) -> Result<Vec<(i64, Text)>, Failure> {
    let mut ids: Vec<i64> = proposals.collect();
    ids.sort_unstable();
    ids.dedup();
    let ids = serde_json::to_string(&ids).unwrap_or_default();
    let rows: Vec<(i64, String, String)> = read.all(sqlx::query_as(TITLES).bind(lang.code()).bind(ids)).await?;
    let titled = |(id, text, lang): (i64, String, String)| (id, Text { text, lang: lang.parse().unwrap_or_default() });
    Ok(rows.into_iter().map(titled).collect())
}
