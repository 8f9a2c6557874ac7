//! The desk's list: a page of one of its views, all of it or what a filter leaves.
use super::text;
use crate::{
    db::{Failure, Millis, Read},
    i18n::Lang,
    moderation::{
        Filter,
        model::{Desk, QueueRow, View},
    },
    pipeline, pulse, team,
    team::Claim,
    thread::{Rule, render::excerpt},
};
use sqlx::FromRow;
use std::collections::HashMap;

/// How many rows a page of the desk holds.
const PAGE: i64 = 30;
/// For how long somebody is new here, in milliseconds.
const NEW: Millis = 14 * 24 * 3600 * 1000;

pub(super) const STATEMENTS: &[&str] = &[
    REPORTED.plain,
    REPORTED.walk,
    REPORTED.end,
    GRAVEST.plain,
    GRAVEST.walk,
    GRAVEST.end,
    RECENT.plain,
    RECENT.walk,
    RECENT.end,
    HIDDEN.plain,
    HIDDEN.walk,
    HIDDEN.end,
    PENDING,
    OPEN_RULES,
];

/// How a view is read: a page as it stands, what a filter leaves of its next two thousand rows, and where those end. The
/// cost of a page is bounded so, whatever waits and whatever is asked.
struct Way {
    plain: &'static str,
    walk: &'static str,
    end: &'static str,
    /// Where it begins.
    start: (i64, i64),
}

macro_rules! rows {
    ($at:literal, $key:literal, $where:literal, $order:literal, $most:literal) => {
        concat!(
            "SELECT c.id, c.body, c.lang, COALESCE(a.name, c.author_name) AS author, COALESCE(w.title, o.title) AS title, \
             COALESCE(w.lang, o.lang) AS title_lang, c.reports, c.",
            $at,
            " AS at, c.",
            $key,
            " AS cursor, c.state FROM (SELECT * FROM comment WHERE ",
            $where,
            " ORDER BY ",
            $order,
            " LIMIT ",
            $most,
            ") c LEFT JOIN account a ON a.id = c.account JOIN proposal p ON p.id = c.proposal \
             JOIN proposal_text o ON o.proposal = p.id AND o.version = p.version AND o.lang = p.lang \
             LEFT JOIN proposal_text w ON w.proposal = p.id AND w.version = p.version AND w.lang = $1 "
        )
    };
}

macro_rules! way {
    ($at:literal, $key:literal, $start:expr, $where:literal, $order:literal, $drawn:literal) => {
        Way {
            plain: concat!(rows!($at, $key, $where, $order, "$4"), "ORDER BY ", $drawn),
            walk: concat!(
                rows!($at, $key, $where, $order, "2000"),
                "WHERE ($5 = '[]' OR EXISTS (SELECT 1 FROM section_ancestor s WHERE s.section = p.section \
                 AND s.ancestor IN (SELECT value FROM json_each($5)))) AND ($6 = '' OR c.lang = $6) AND c.",
                $at,
                " <= $7 AND ($8 = '' OR c.rule = $8 OR EXISTS (SELECT 1 FROM report r WHERE r.comment = c.id \
                 AND r.rule = $8 AND r.decision IS NULL)) AND COALESCE(a.created_at, 0) > $9 ORDER BY ",
                $drawn,
                " LIMIT $4"
            ),
            end: concat!(
                "SELECT ",
                $key,
                ", id FROM comment WHERE ",
                $where,
                " ORDER BY ",
                $order,
                " LIMIT 1 OFFSET 1999"
            ),
            start: $start,
        }
    };
}

const LAST: (i64, i64) = (i64::MAX, i64::MAX);
const REPORTED: Way = way!(
    "reported_at",
    "reported_at",
    (0, 0),
    "reports > 0 AND (reported_at, id) > ($2, $3)",
    "reported_at, id",
    "c.reported_at, c.id"
);
const GRAVEST: Way = way!(
    "reported_at",
    "gravity",
    LAST,
    "reports > 0 AND (gravity, id) < ($2, $3)",
    "gravity DESC, id DESC",
    "c.gravity DESC, c.id DESC"
);
const RECENT: Way =
    way!("created_at", "created_at", LAST, "id < $3 AND state <> 'deleted' AND $2 = $2", "id DESC", "c.id DESC");
const HIDDEN: Way = way!(
    "state_at",
    "state_at",
    LAST,
    "state = 'hidden' AND (state_at, id) < ($2, $3)",
    "state_at DESC, id DESC",
    "c.state_at DESC, c.id DESC"
);
/// Counted up to a bound: past a thousand the exact figure helps nobody.
const PENDING: &str = "SELECT COUNT(*), COALESCE(MIN(reported_at), 0) FROM \
     (SELECT reported_at FROM comment WHERE reports > 0 ORDER BY reported_at, id LIMIT 1000)";
const OPEN_RULES: &str = "SELECT DISTINCT r.comment, r.rule FROM report r \
     WHERE r.comment IN (SELECT value FROM json_each($1)) AND r.decision IS NULL ORDER BY r.comment, r.rule";

const fn way(view: View) -> Way {
    match view {
        View::Reported => REPORTED,
        View::Gravest => GRAVEST,
        View::Recent | View::New => RECENT,
        View::Hidden => HIDDEN,
    }
}

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

/// A page of the desk at a moment: seven statements whatever waits, one more where a filter leaves less than a page.
///
/// # Errors
/// When the database fails.
pub async fn desk(
    read: &mut Read,
    lang: Lang,
    (view, filter): (View, Filter),
    after: Option<&str>,
    now: Millis,
) -> Result<Desk, Failure> {
    let (way, from) = (way(view), after.and_then(cursor));
    let from = from.unwrap_or(way.start);
    let whole = filter.is_empty() && view != View::New;
    let query = sqlx::query_as::<_, QueueItem>(if whole { way.plain } else { way.walk });
    let query = query.bind(lang.code()).bind(from.0).bind(from.1).bind(PAGE + 1);
    let query = if whole { query } else { narrowed(query, view, &filter, now) };
    let mut items = read.all(query).await?;
    let more = items.len() > usize::try_from(PAGE).unwrap_or(usize::MAX);
    if more {
        items.pop();
    }
    let last = items.last().filter(|_| more).map(|item| (item.cursor, item.id));
    let walked = if whole || more { None } else { end(read, &way, from).await? };
    let next = last.or(walked).map(|(key, id)| format!("{key}.{id}"));
    let rules = open_rules(read, &items).await?;
    let ids: Vec<i64> = items.iter().map(|item| item.id).collect();
    let mut claims: HashMap<i64, Claim> = team::store::claims(read, &ids, now).await?.into_iter().collect();
    let (pending, oldest) = read.one(sqlx::query_as::<_, (i64, i64)>(PENDING)).await?;
    let rows =
        items.into_iter().map(|item| QueueRow { claim: claims.remove(&item.id), ..queue_row(item, &rules) }).collect();
    let waits = pipeline::store::waits(read).await?;
    let storm = pulse::store::storm(read, now).await?;
    let further = walked.is_some();
    Ok(Desk { view, filter, rows, next, further, pending, oldest, waits, storm, seq: read.seq().await? })
}

type Asked<'q> = sqlx::query::QueryAs<'q, sqlx::Sqlite, QueueItem, sqlx::sqlite::SqliteArguments>;

fn narrowed<'q>(query: Asked<'q>, view: View, filter: &Filter, now: Millis) -> Asked<'q> {
    let within = serde_json::to_string(&filter.within).unwrap_or_default();
    let until = filter.age.map_or(now, |age| now - age.long());
    let since = if view == View::New { now - NEW } else { -1 };
    let query = query.bind(within).bind(filter.lang.map_or("", Lang::code)).bind(until);
    query.bind(filter.rule.map_or("", Rule::as_str)).bind(since)
}

/// The last row that a walk looked at; `None` when it came to the end of the view.
async fn end(read: &mut Read, way: &Way, from: (i64, i64)) -> Result<Option<(i64, i64)>, Failure> {
    read.maybe(sqlx::query_as(way.end).bind("").bind(from.0).bind(from.1)).await
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
