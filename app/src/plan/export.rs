//! The plan as its export has it: every text exactly as it was read, in every language it is in.
mod shape;

pub use shape::{Action, Author, ByLang, Figure, Level, Plan, Proposal, Section, Translation};

use crate::db::{Failure, Read};
use sqlx::FromRow;
use std::collections::BTreeMap;

/// Every statement of this file, for the test that reads their plans.
pub const STATEMENTS: &[&str] = &[PLAN, PLAN_TEXTS, LEVELS, SECTIONS, PROPOSALS, TEXTS, ACTIONS];

const PLAN: &str =
    "SELECT id, key, lang, years, closed, created_at FROM plan WHERE $1 IN ('', key) ORDER BY id LIMIT 1";
const PLAN_TEXTS: &str = "SELECT lang, title, about FROM plan_text WHERE plan = $1";
const LEVELS: &str = "SELECT l.key, t.lang, t.one, t.many FROM level l JOIN level_text t ON t.level = l.id \
     WHERE l.plan = $1 ORDER BY l.position";
const SECTIONS: &str = "SELECT s.id, s.parent, l.key AS level, s.key, s.number, t.lang, t.title, t.about FROM section s \
     JOIN level l ON l.id = s.level JOIN section_text t ON t.section = s.id WHERE s.plan = $1 ORDER BY s.position, s.id";
const PROPOSALS: &str = "SELECT p.id, p.section, p.title_derived, p.lang, p.author_name, p.author_kind, p.closed, p.version, \
     p.supports_imported, p.supports_here, \
     CASE WHEN p.comments_read > p.comments_imported THEN p.comments_read ELSE p.comments_imported END AS comments_imported, \
     p.comments_here, p.created_at, p.updated_at FROM proposal p JOIN section s ON s.id = p.section \
     WHERE s.plan = $1 AND p.id > $2 ORDER BY p.id LIMIT $3";
const TEXTS: &str = "SELECT p.id, t.lang, t.title, t.objective, t.body FROM proposal p \
     JOIN proposal_text t ON t.proposal = p.id AND t.version = p.version WHERE p.id BETWEEN $1 AND $2";
const ACTIONS: &str = "SELECT p.id, t.lang, a.n, t.text FROM proposal p JOIN action a ON a.proposal = p.id \
     JOIN action_text t ON t.action = a.id AND t.version = p.version WHERE p.id BETWEEN $1 AND $2 ORDER BY p.id, a.n";

/// The plan with this key, or the first when it is empty.
///
/// # Errors
/// When the database fails.
pub async fn plan(read: &mut Read, key: &str) -> Result<Option<Plan>, Failure> {
    type Row = (i64, String, String, String, bool, i64);
    let row: Option<Row> = read.maybe(sqlx::query_as(PLAN).bind(key)).await?;
    let Some((id, key, lang, years, phase_closed, created_at)) = row else { return Ok(None) };
    let mut plan = Plan {
        id,
        key,
        lang,
        title: ByLang::new(),
        about: ByLang::new(),
        years,
        phase_closed,
        levels: levels(read, id).await?,
        created_at,
    };
    for (lang, title, about) in read.all::<(String, String, String)>(sqlx::query_as(PLAN_TEXTS).bind(id)).await? {
        keep(&mut plan.title, &lang, title);
        keep(&mut plan.about, &lang, about);
    }
    Ok(Some(plan))
}

async fn levels(read: &mut Read, plan: i64) -> Result<Vec<Level>, Failure> {
    let mut levels: Vec<Level> = Vec::new();
    let rows: Vec<(String, String, String, String)> = read.all(sqlx::query_as(LEVELS).bind(plan)).await?;
    for (key, lang, one, many) in rows {
        if levels.last().is_none_or(|last| last.key != key) {
            levels.push(Level { key, one: ByLang::new(), many: ByLang::new() });
        }
        if let Some(level) = levels.last_mut() {
            keep(&mut level.one, &lang, one);
            keep(&mut level.many, &lang, many);
        }
    }
    Ok(levels)
}

#[derive(FromRow)]
struct SectionRow {
    id: i64,
    parent: Option<i64>,
    level: String,
    key: String,
    number: String,
    lang: String,
    title: String,
    about: String,
}

/// A plan's sections, in its order.
///
/// # Errors
/// When the database fails.
pub async fn sections(read: &mut Read, plan: i64) -> Result<Vec<Section>, Failure> {
    let mut sections: Vec<Section> = Vec::new();
    for row in read.all(sqlx::query_as::<_, SectionRow>(SECTIONS).bind(plan)).await? {
        if sections.last().is_none_or(|last| last.id != row.id) {
            let (title, about) = (ByLang::new(), ByLang::new());
            let SectionRow { id, parent, level, key, number, .. } = row;
            sections.push(Section { id, parent, level, key, number, title, about });
        }
        if let Some(section) = sections.last_mut() {
            keep(&mut section.title, &row.lang, row.title);
            keep(&mut section.about, &row.lang, row.about);
        }
    }
    Ok(sections)
}

/// A language without the text is left out.
fn keep(texts: &mut ByLang, lang: &str, text: String) {
    if !text.is_empty() {
        texts.insert(lang.to_owned(), text);
    }
}

#[derive(FromRow)]
struct ProposalRow {
    id: i64,
    section: i64,
    title_derived: bool,
    lang: String,
    author_name: String,
    author_kind: String,
    closed: bool,
    version: i64,
    supports_imported: i64,
    supports_here: i64,
    comments_imported: i64,
    comments_here: i64,
    created_at: i64,
    updated_at: i64,
}

/// Up to `limit` proposals of a plan with numbers above `after`, by number; three statements.
///
/// # Errors
/// When the database fails.
pub async fn proposals(read: &mut Read, plan: i64, after: i64, limit: i64) -> Result<Vec<Proposal>, Failure> {
    let query = sqlx::query_as::<_, ProposalRow>(PROPOSALS).bind(plan).bind(after).bind(limit);
    let rows = read.all(query).await?;
    let last = rows.last().map_or(after, |row| row.id);
    let mut words = words(read, after + 1, last).await?;
    Ok(rows.into_iter().map(|row| whole(&mut words, row)).collect())
}

type Words = BTreeMap<(i64, String), Translation>;

/// All words of the proposals between two numbers.
async fn words(read: &mut Read, from: i64, to: i64) -> Result<Words, Failure> {
    let mut words = Words::new();
    type Row = (i64, String, String, String, String);
    for (id, lang, title, objective, body) in read.all::<Row>(sqlx::query_as(TEXTS).bind(from).bind(to)).await? {
        words.insert((id, lang), Translation { title, objective, body, actions: Vec::new() });
    }
    for (id, lang, n, text) in
        read.all::<(i64, String, i64, String)>(sqlx::query_as(ACTIONS).bind(from).bind(to)).await?
    {
        words.entry((id, lang)).or_default().actions.push(Action { n, text });
    }
    Ok(words)
}

fn whole(words: &mut Words, row: ProposalRow) -> Proposal {
    let own = words.remove(&(row.id, row.lang.clone())).unwrap_or_default();
    let others: Vec<(i64, String)> =
        words.range((row.id, String::new())..(row.id + 1, String::new())).map(|(key, _)| key.clone()).collect();
    let translation = |key: (i64, String)| words.remove(&key).map(|translation| (key.1, translation));
    Proposal {
        id: row.id,
        section: row.section,
        title: own.title,
        title_derived: row.title_derived,
        lang: row.lang,
        author: Author { name: row.author_name, kind: row.author_kind },
        objective: own.objective,
        body: own.body,
        phase_closed: row.closed,
        actions: own.actions,
        supports: Figure { imported: row.supports_imported, here: row.supports_here },
        comments: Figure { imported: row.comments_imported, here: row.comments_here },
        version: row.version,
        translations: others.into_iter().filter_map(translation).collect(),
        created_at: row.created_at,
        updated_at: row.updated_at,
    }
}
