//! The plan's rows. A text is given in the page's language, else in its own.
mod figures;
mod named;
mod plans;
mod traces;

use figures::{ABOVE, FIGURES, TOPICS};
pub use figures::{Bump, bump, figures, topics};
use named::ACTION;
pub use named::action;
pub use plans::others;
use plans::{OTHERS, PLAN, plan};
pub use traces::{Traces, statement as traces_statement, traces};

use super::model::{
    Action, Answer, Crumb, FrontPage, LevelCount, PlanHead, Proposal, ProposalItem, SectionItem, SectionPage, Talk,
    Text,
};
use crate::{
    db::{Failure, Read},
    html::Html,
    i18n::Lang,
    live::{Counts, Topic, store::counts},
    thread::{self, render::excerpt},
};
use sqlx::FromRow;

/// How many proposals a page of a section holds.
const PAGE: i64 = 50;

/// Every statement of this file, for the test that reads their plans.
pub const STATEMENTS: &[&str] = &[
    PLAN, OTHERS, LEVELS, CHILDREN, SECTION, CRUMBS, ITEMS, SHAPE, TALK, ANSWERS, PROPOSAL, ACTIONS, ACTION, FIGURES,
    ABOVE, TOPICS,
];

const LEVELS: &str = "SELECT COALESCE(w.one, o.one), COALESCE(w.many, o.many), \
     (SELECT COUNT(*) FROM section s WHERE s.plan = l.plan AND s.level = l.id) FROM level l \
     JOIN plan p ON p.id = l.plan JOIN level_text o ON o.level = l.id AND o.lang = p.lang \
     LEFT JOIN level_text w ON w.level = l.id AND w.lang = $2 WHERE l.plan = $1 ORDER BY l.position";

macro_rules! section_columns {
    ($rest:literal) => {
        concat!(
            "SELECT s.id, s.number, COALESCE(w.title, o.title) AS title, COALESCE(w.lang, o.lang) AS lang, \
             COALESCE(w.about, o.about) AS about, COALESCE(lw.one, lo.one) AS level, s.plan, s.proposals, s.supports, s.comments \
             FROM section s JOIN plan p ON p.id = s.plan \
             JOIN section_text o ON o.section = s.id AND o.lang = p.lang \
             LEFT JOIN section_text w ON w.section = s.id AND w.lang = $1 \
             JOIN level_text lo ON lo.level = s.level AND lo.lang = p.lang \
             LEFT JOIN level_text lw ON lw.level = s.level AND lw.lang = $1 ",
            $rest
        )
    };
}
const CHILDREN: &str = section_columns!("WHERE s.plan = $2 AND s.parent IS $3 ORDER BY s.position LIMIT 200");
const SECTION: &str = section_columns!("WHERE s.id = $2");
const CRUMBS: &str = "SELECT s.id, s.number, COALESCE(w.title, o.title), COALESCE(w.lang, o.lang) \
     FROM section_ancestor x JOIN section s ON s.id = x.ancestor JOIN plan p ON p.id = s.plan \
     JOIN section_text o ON o.section = s.id AND o.lang = p.lang \
     LEFT JOIN section_text w ON w.section = s.id AND w.lang = $1 WHERE x.section = $2 ORDER BY x.depth DESC";

macro_rules! item_columns {
    ($rest:literal) => {
        concat!(
            "SELECT p.id, COALESCE(w.title, o.title) AS title, COALESCE(w.lang, o.lang) AS lang, p.author_name, \
             COALESCE(w.objective, o.objective) AS objective, p.supports_imported + p.supports_here AS supports, \
             CASE WHEN p.comments_read > p.comments_imported THEN p.comments_read ELSE p.comments_imported END \
             + p.comments_here AS comments, p.closed, p.last_comment_at, COALESCE(sw.title, so.title) AS section \
             FROM proposal p JOIN proposal_text o ON o.proposal = p.id AND o.version = p.version AND o.lang = p.lang \
             LEFT JOIN proposal_text w ON w.proposal = p.id AND w.version = p.version AND w.lang = $1 \
             JOIN section s ON s.id = p.section JOIN plan l ON l.id = s.plan \
             JOIN section_text so ON so.section = s.id AND so.lang = l.lang \
             LEFT JOIN section_text sw ON sw.section = s.id AND sw.lang = $1 ",
            $rest
        )
    };
}
const ITEMS: &str = item_columns!(
    "WHERE p.section = $2 AND (p.position, p.id) > (COALESCE((SELECT position FROM proposal WHERE id = $3), -1), $3) \
     ORDER BY p.position, p.id LIMIT $4"
);
// The plan is asked of what the newest talk leads to (hence the sign), so that the page costs what it shows.
const TALK: &str =
    item_columns!("WHERE p.last_comment_at > 0 AND +s.plan = $2 ORDER BY p.last_comment_at DESC, p.id DESC LIMIT 5");
const SHAPE: &str = "SELECT a.ancestor, \
     CASE WHEN p.comments_read > p.comments_imported THEN p.comments_read ELSE p.comments_imported END + p.comments_here \
     FROM section s JOIN section_ancestor a ON a.section = s.id JOIN section x ON x.id = a.ancestor AND x.parent IS NULL \
     JOIN proposal p ON p.section = s.id WHERE s.plan = $1 ORDER BY x.position, s.position, p.position LIMIT 600";
const ANSWERS: &str = "SELECT c.id, c.body, c.lang, COALESCE(w.title, o.title), COALESCE(w.lang, o.lang) FROM comment c \
     JOIN proposal p ON p.id = c.proposal JOIN proposal_text o ON o.proposal = p.id AND o.version = p.version AND o.lang = p.lang \
     LEFT JOIN proposal_text w ON w.proposal = p.id AND w.version = p.version AND w.lang = $1 \
     JOIN section s ON s.id = p.section \
     WHERE c.official = 1 AND c.state = 'visible' AND +s.plan = $2 ORDER BY c.id DESC LIMIT 3";
const PROPOSAL: &str = "SELECT p.id, s.plan, p.section, COALESCE(w.title, o.title) AS title, COALESCE(w.lang, o.lang) AS lang, \
     p.title_derived, p.author_name, p.author_kind, COALESCE(w.objective, o.objective) AS objective, \
     COALESCE(w.body, o.body) AS body, p.closed, p.supports_imported + p.supports_here AS supports, \
     CASE WHEN p.comments_read > p.comments_imported THEN p.comments_read ELSE p.comments_imported END + p.comments_here \
     AS comments, p.created_at, p.version FROM proposal p JOIN section s ON s.id = p.section \
     JOIN proposal_text o ON o.proposal = p.id AND o.version = p.version AND o.lang = p.lang \
     LEFT JOIN proposal_text w ON w.proposal = p.id AND w.version = p.version AND w.lang = $1 WHERE p.id = $2";
const ACTIONS: &str = "SELECT a.n, COALESCE(w.text, o.text), \
     (SELECT COUNT(*) FROM comment c WHERE c.action = a.id AND c.state = 'visible') FROM proposal p \
     JOIN action a ON a.proposal = p.id JOIN action_text o ON o.action = a.id AND o.version = p.version AND o.lang = p.lang \
     LEFT JOIN action_text w ON w.action = a.id AND w.version = p.version AND w.lang = $1 WHERE p.id = $2 ORDER BY a.n";

#[derive(FromRow)]
struct SectionRow {
    id: i64,
    number: String,
    title: String,
    lang: String,
    about: String,
    level: String,
    plan: i64,
    proposals: i64,
    supports: i64,
    comments: i64,
}

impl From<SectionRow> for SectionItem {
    fn from(row: SectionRow) -> Self {
        Self {
            id: row.id,
            number: row.number,
            title: text(row.title, &row.lang),
            about: row.about,
            level: row.level,
            counts: Counts { proposals: row.proposals, supports: row.supports, comments: row.comments },
        }
    }
}

#[derive(FromRow)]
struct ItemRow {
    id: i64,
    title: String,
    lang: String,
    author_name: String,
    objective: String,
    supports: i64,
    comments: i64,
    closed: bool,
    last_comment_at: i64,
    section: String,
}

impl From<&ItemRow> for ProposalItem {
    fn from(row: &ItemRow) -> Self {
        Self {
            id: row.id,
            title: text(row.title.clone(), &row.lang),
            author: row.author_name.clone(),
            words: excerpt(&row.objective, 180),
            counts: Counts { proposals: 0, supports: row.supports, comments: row.comments },
            closed: row.closed,
        }
    }
}

fn text(text: String, lang: &str) -> Text {
    Text { text, lang: lang.parse().unwrap_or_default() }
}

async fn children(read: &mut Read, lang: Lang, plan: i64, parent: Option<i64>) -> Result<Vec<SectionItem>, Failure> {
    let query = sqlx::query_as::<_, SectionRow>(CHILDREN).bind(lang.code()).bind(plan).bind(parent);
    Ok(read.all(query).await?.into_iter().map(Into::into).collect())
}

/// The front page of the first plan.
///
/// # Errors
/// When the database fails.
pub async fn front(read: &mut Read, lang: Lang) -> Result<Option<FrontPage>, Failure> {
    front_of(read, lang, None).await
}

/// The front page of a plan, or of the first.
///
/// # Errors
/// When the database fails.
pub async fn front_of(read: &mut Read, lang: Lang, id: Option<i64>) -> Result<Option<FrontPage>, Failure> {
    let Some(plan) = plan(read, lang, id).await? else { return Ok(None) };
    let levels = read
        .all(sqlx::query_as::<_, (String, String, i64)>(LEVELS).bind(plan.id).bind(lang.code()))
        .await?
        .into_iter()
        .map(|(one, many, n)| LevelCount { one, many, n })
        .collect();
    let axes = children(read, lang, plan.id, None).await?;
    let shape = read
        .all(sqlx::query_as::<_, (i64, i64)>(SHAPE).bind(plan.id))
        .await?
        .into_iter()
        .filter_map(|(axis, n)| axes.iter().position(|a| a.id == axis).map(|at| (at, n)))
        .collect();
    let talk = talk(read, lang, plan.id).await?;
    let answers = answers(read, lang, plan.id).await?;
    let others = others(read, lang, plan.id).await?;
    let seq = read.seq().await?;
    Ok(Some(FrontPage { plan, levels, axes, shape, talk, answers, others, seq }))
}

/// What is being discussed now; two statements whatever their number.
async fn talk(read: &mut Read, lang: Lang, plan: i64) -> Result<Vec<Talk>, Failure> {
    let rows = read.all(sqlx::query_as::<_, ItemRow>(TALK).bind(lang.code()).bind(plan)).await?;
    let ids: Vec<i64> = rows.iter().map(|r| r.id).collect();
    let mut quotes = thread::store::newest(read, &ids).await?;
    Ok(rows
        .iter()
        .map(|row| Talk {
            proposal: row.into(),
            section: row.section.clone(),
            at: row.last_comment_at,
            quote: quotes.remove(&row.id),
        })
        .collect())
}

async fn answers(read: &mut Read, lang: Lang, plan: i64) -> Result<Vec<Answer>, Failure> {
    let query = sqlx::query_as::<_, (i64, String, String, String, String)>(ANSWERS).bind(lang.code()).bind(plan);
    let row = |(comment, body, written, title, title_lang): (i64, String, String, String, String)| Answer {
        comment,
        words: excerpt(&body, 220),
        lang: written.parse().unwrap_or_default(),
        title: text(title, &title_lang),
    };
    Ok(read.all(query).await?.into_iter().map(row).collect())
}

/// The page of a section, its proposals from after `after` (0: from the first).
///
/// # Errors
/// When the database fails.
pub async fn section(read: &mut Read, lang: Lang, id: i64, after: i64) -> Result<Option<SectionPage>, Failure> {
    let row = read.maybe(sqlx::query_as::<_, SectionRow>(SECTION).bind(lang.code()).bind(id)).await?;
    let Some(row) = row else { return Ok(None) };
    let Some(plan) = plan(read, lang, Some(row.plan)).await? else { return Ok(None) };
    let section = SectionItem::from(row);
    let mut crumbs = crumbs(read, lang, id).await?;
    crumbs.pop();
    let children = children(read, lang, plan.id, Some(id)).await?;
    let query = sqlx::query_as::<_, ItemRow>(ITEMS).bind(lang.code()).bind(id).bind(after).bind(PAGE + 1);
    let mut proposals: Vec<ProposalItem> = read.all(query).await?.iter().map(Into::into).collect();
    let more = proposals.len() > usize::try_from(PAGE).unwrap_or(usize::MAX);
    if more {
        proposals.pop();
    }
    let next = proposals.last().filter(|_| more).map(|p| p.id);
    let seq = read.seq().await?;
    Ok(Some(SectionPage { plan, section, crumbs, children, proposals, next, seq }))
}

async fn crumbs(read: &mut Read, lang: Lang, section: i64) -> Result<Vec<Crumb>, Failure> {
    let query = sqlx::query_as::<_, (i64, String, String, String)>(CRUMBS).bind(lang.code()).bind(section);
    let crumb = |(id, number, title, written): (i64, String, String, String)| Crumb {
        id,
        number,
        title: text(title, &written),
    };
    Ok(read.all(query).await?.into_iter().map(crumb).collect())
}

#[derive(FromRow)]
struct ProposalRow {
    id: i64,
    plan: i64,
    section: i64,
    title: String,
    lang: String,
    title_derived: bool,
    author_name: String,
    author_kind: String,
    objective: String,
    body: String,
    closed: bool,
    supports: i64,
    comments: i64,
    created_at: i64,
    version: i64,
}

/// A proposal with its plan, the way to it and its actions; five statements.
///
/// # Errors
/// When the database fails.
pub async fn proposal(
    read: &mut Read,
    lang: Lang,
    id: i64,
) -> Result<Option<(PlanHead, Vec<Crumb>, Proposal, Vec<Action>)>, Failure> {
    let row = read.maybe(sqlx::query_as::<_, ProposalRow>(PROPOSAL).bind(lang.code()).bind(id)).await?;
    let Some(row) = row else { return Ok(None) };
    let Some(plan) = plan(read, lang, Some(row.plan)).await? else { return Ok(None) };
    let crumbs = crumbs(read, lang, row.section).await?;
    let actions = read
        .all(sqlx::query_as::<_, (i64, String, i64)>(ACTIONS).bind(lang.code()).bind(id))
        .await?
        .into_iter()
        .map(|(n, text, comments)| Action { n, text: Html::escaped(&text), comments })
        .collect();
    let proposal = Proposal {
        id: row.id,
        title: text(row.title, &row.lang),
        title_derived: row.title_derived,
        author: row.author_name,
        author_kind: row.author_kind,
        objective: Html::escaped(&row.objective),
        has_body: !row.body.trim().is_empty(),
        body: Html::escaped(&row.body),
        closed: row.closed || plan.closed,
        counts: counts((0, row.supports, row.comments)),
        created_at: row.created_at,
        version: row.version,
    };
    Ok(Some((plan, crumbs, proposal, actions)))
}

/// Whether there is such a thing to listen to.
///
/// # Errors
/// When the database fails.
pub async fn exists(read: &mut Read, topic: Topic) -> Result<bool, Failure> {
    let (sql, id) = match topic {
        Topic::Desk => return Ok(true),
        Topic::Plan(id) => ("SELECT id FROM plan WHERE id = $1", id),
        Topic::Section(id) => ("SELECT id FROM section WHERE id = $1", id),
        Topic::Proposal(id) => ("SELECT id FROM proposal WHERE id = $1", id),
        Topic::Action(_) | Topic::Thread(_) | Topic::Official(_) => return Ok(false),
    };
    Ok(read.maybe(sqlx::query_as::<_, (i64,)>(sql).bind(id)).await?.is_some())
}
