//! Rows of a plan that come from outside: an imported page or the demo.
use crate::{
    db::{Millis, Tx},
    fault::Fault,
    i18n::Lang,
    search::store::put,
};

/// A plan about to be made.
pub struct NewPlan {
    /// Its name on the command line.
    pub key: String,
    /// The language it is kept in; every other text is a translation.
    pub lang: Lang,
    /// The years it covers, as written.
    pub years: String,
    /// Language, title, what it is about.
    pub texts: Vec<(Lang, String, String)>,
}

/// A level about to be made.
pub struct NewLevel {
    /// Its name inside the plan.
    pub key: String,
    /// Language, the name of one, the name of several.
    pub texts: Vec<(Lang, String, String)>,
}

/// A section about to be made.
pub struct NewSection {
    /// Its plan.
    pub plan: i64,
    /// The section right above it.
    pub parent: Option<i64>,
    /// Its level.
    pub level: i64,
    /// Its name inside the plan.
    pub key: String,
    /// Its numeral; may be empty.
    pub number: String,
    /// Language, title, what it is about.
    pub texts: Vec<(Lang, String, String)>,
}

/// The words of a proposal in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProposalText {
    /// The language.
    pub lang: Lang,
    /// The title.
    pub title: String,
    /// What it is for; may be empty.
    pub objective: String,
    /// Further paragraphs; may be empty.
    pub body: String,
    /// Its actions, in order.
    pub actions: Vec<String>,
}

/// A proposal about to be made.
pub struct NewProposal {
    /// The section it belongs to.
    pub section: i64,
    /// What makes it the same one the next time.
    pub source_key: String,
    /// The language it was written in: one of those in `texts`.
    pub lang: Lang,
    /// Its author's name; may be empty.
    pub author_name: String,
    /// `authority`, `organisation`, `resident` or `unknown`.
    pub author_kind: String,
    /// The author's account, when there is one.
    pub author_account: Option<i64>,
    /// Whether its phase is over.
    pub closed: bool,
    /// Whether the source gave no title.
    pub title_derived: bool,
    /// Supports that came with it.
    pub supports: i64,
    /// Comments that its source counted.
    pub comments: i64,
    /// When it came in.
    pub created_at: Millis,
    /// One for each language; all have as many actions.
    pub texts: Vec<ProposalText>,
}

/// Makes a plan. Gives its number.
///
/// # Errors
/// When the database fails.
pub async fn plan(tx: &mut Tx, new: &NewPlan) -> Result<i64, Fault> {
    const INSERT: &str = "INSERT INTO plan (key, lang, years, created_at) VALUES ($1, $2, $3, $4) RETURNING id";
    const TEXT: &str = "INSERT INTO plan_text (plan, lang, title, about) VALUES ($1, $2, $3, $4)";
    let (id,): (i64,) = sqlx::query_as(INSERT)
        .bind(&new.key)
        .bind(new.lang.code())
        .bind(&new.years)
        .bind(tx.now)
        .fetch_one(&mut tx.connection)
        .await?;
    texts(tx, TEXT, id, &new.texts).await?;
    Ok(id)
}

/// Gives a plan one more level, below those it has. Gives its number.
///
/// # Errors
/// When the database fails.
pub async fn level(tx: &mut Tx, plan: i64, new: &NewLevel) -> Result<i64, Fault> {
    const INSERT: &str = "INSERT INTO level (plan, key, position) \
         VALUES ($1, $2, (SELECT COALESCE(MAX(position), 0) + 1 FROM level WHERE plan = $1)) RETURNING id";
    const TEXT: &str = "INSERT INTO level_text (level, lang, one, many) VALUES ($1, $2, $3, $4)";
    let (id,): (i64,) = sqlx::query_as(INSERT).bind(plan).bind(&new.key).fetch_one(&mut tx.connection).await?;
    texts(tx, TEXT, id, &new.texts).await?;
    Ok(id)
}

/// Makes a section, after those that its plan has. Gives its number.
///
/// # Errors
/// When the database fails.
pub async fn section(tx: &mut Tx, new: &NewSection) -> Result<i64, Fault> {
    const INSERT: &str = "INSERT INTO section (plan, parent, level, key, number, position) VALUES ($1, $2, $3, $4, $5, \
         (SELECT COALESCE(MAX(position), 0) + 1 FROM section WHERE plan = $1)) RETURNING id";
    const TEXT: &str = "INSERT INTO section_text (section, lang, title, about) VALUES ($1, $2, $3, $4)";
    const ITSELF: &str = "INSERT INTO section_ancestor (section, ancestor, depth) VALUES ($1, $1, 0)";
    const ABOVE: &str = "INSERT INTO section_ancestor (section, ancestor, depth) \
         SELECT $1, ancestor, depth + 1 FROM section_ancestor WHERE section = $2";
    let (id,): (i64,) = sqlx::query_as(INSERT)
        .bind(new.plan)
        .bind(new.parent)
        .bind(new.level)
        .bind(&new.key)
        .bind(&new.number)
        .fetch_one(&mut tx.connection)
        .await?;
    texts(tx, TEXT, id, &new.texts).await?;
    sqlx::query(ITSELF).bind(id).execute(&mut tx.connection).await?;
    sqlx::query(ABOVE).bind(id).bind(new.parent).execute(&mut tx.connection).await?;
    Ok(id)
}

async fn texts(tx: &mut Tx, sql: &'static str, of: i64, texts: &[(Lang, String, String)]) -> Result<(), Fault> {
    for (lang, first, second) in texts {
        sqlx::query(sql).bind(of).bind(lang.code()).bind(first).bind(second).execute(&mut tx.connection).await?;
    }
    Ok(())
}

/// Makes a proposal with its first version, its actions and its rows in the index. Gives its number.
/// Figures above it are not touched: see [`super::count`].
///
/// # Errors
/// When the database fails.
pub async fn proposal(tx: &mut Tx, new: &NewProposal) -> Result<i64, Fault> {
    const INSERT: &str = "INSERT INTO proposal (section, source_key, lang, author_name, author_kind, author_account, closed, \
         title_derived, position, supports_imported, comments_imported, created_at, updated_at) VALUES ($1, $2, $3, $4, $5, \
         $6, $7, $8, (SELECT COALESCE(MAX(position), 0) + 1 FROM proposal WHERE section = $1), $9, $10, $11, $11) RETURNING id";
    let (id,): (i64,) = sqlx::query_as(INSERT)
        .bind(new.section)
        .bind(&new.source_key)
        .bind(new.lang.code())
        .bind(&new.author_name)
        .bind(&new.author_kind)
        .bind(new.author_account)
        .bind(new.closed)
        .bind(new.title_derived)
        .bind(new.supports)
        .bind(new.comments)
        .bind(new.created_at)
        .fetch_one(&mut tx.connection)
        .await?;
    let count = new.texts.iter().map(|t| t.actions.len()).max().unwrap_or(0);
    let mut actions = Vec::with_capacity(count);
    for n in 1..=count {
        actions.push(action(tx, id, n).await?);
    }
    let said = Said { version: 1, at: new.created_at, note: "", lang: new.lang };
    version(tx, id, said, &new.texts, &actions).await?;
    Ok(id)
}

/// Makes an action without words. Gives its row.
pub(super) async fn action(tx: &mut Tx, proposal: i64, n: usize) -> Result<i64, Fault> {
    const INSERT: &str = "INSERT INTO action (proposal, n) VALUES ($1, $2) RETURNING id";
    let n = i64::try_from(n).unwrap_or(i64::MAX);
    let (id,): (i64,) = sqlx::query_as(INSERT).bind(proposal).bind(n).fetch_one(&mut tx.connection).await?;
    Ok(id)
}

/// What is noted of a version.
#[derive(Clone, Copy)]
pub struct Said<'a> {
    /// Its number.
    pub version: i64,
    /// When it was written.
    pub at: Millis,
    /// What changed and why; may be empty.
    pub note: &'a str,
    /// The language of the note.
    pub lang: Lang,
}

/// Writes a version's words and puts them into the index. `actions` are the rows that the actions' words belong to; an
/// empty text is none.
pub(super) async fn version(
    tx: &mut Tx,
    proposal: i64,
    said: Said<'_>,
    texts: &[ProposalText],
    actions: &[i64],
) -> Result<(), Fault> {
    const VERSION: &str =
        "INSERT INTO proposal_version (proposal, version, note, note_lang, created_at) VALUES ($1, $2, $3, $4, $5)";
    let version = said.version;
    sqlx::query(VERSION)
        .bind(proposal)
        .bind(version)
        .bind(said.note)
        .bind(said.lang.code())
        .bind(said.at)
        .execute(&mut tx.connection)
        .await?;
    for text in texts {
        words(tx, proposal, version, text).await?;
        for (action, words) in actions.iter().zip(&text.actions).filter(|(_, words)| !words.is_empty()) {
            action_words(tx, proposal, version, *action, text.lang, words).await?;
        }
    }
    Ok(())
}

async fn words(tx: &mut Tx, proposal: i64, version: i64, text: &ProposalText) -> Result<(), Fault> {
    const TEXT: &str = "INSERT INTO proposal_text (proposal, version, lang, title, objective, body) \
         VALUES ($1, $2, $3, $4, $5, $6)";
    sqlx::query(TEXT)
        .bind(proposal)
        .bind(version)
        .bind(text.lang.code())
        .bind(&text.title)
        .bind(&text.objective)
        .bind(&text.body)
        .execute(&mut tx.connection)
        .await?;
    let read = format!("{}\n\n{}", text.objective, text.body);
    put(tx, "proposal", proposal, proposal, text.lang.code(), &text.title, read.trim()).await
}

async fn action_words(
    tx: &mut Tx,
    proposal: i64,
    version: i64,
    action: i64,
    lang: Lang,
    words: &str,
) -> Result<(), Fault> {
    const TEXT: &str = "INSERT INTO action_text (action, version, lang, text) VALUES ($1, $2, $3, $4)";
    sqlx::query(TEXT).bind(action).bind(version).bind(lang.code()).bind(words).execute(&mut tx.connection).await?;
    put(tx, "action", action, proposal, lang.code(), "", words).await
}

/// Whether nobody and nothing is in the database yet.
///
/// # Errors
/// When the database fails.
pub async fn nothing_here(tx: &mut Tx) -> Result<bool, Fault> {
    const ANY: &str = "SELECT (SELECT COUNT(*) FROM plan) + (SELECT COUNT(*) FROM account)";
    let (rows,): (i64,) = sqlx::query_as(ANY).fetch_one(&mut tx.connection).await?;
    Ok(rows == 0)
}
