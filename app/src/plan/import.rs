//! Pages that were read go into the plan: new proposals, new versions of known ones, their comments and figures.
//!
//! The same page twice changes nothing, by its hash. A page that was read anew since is known by the key of each
//! proposal: what differs becomes a version, and nothing that was there is overwritten.
mod place;
mod update;

use super::{
    count,
    seed::{self, NewProposal, ProposalText},
    store::topics,
};
use crate::{
    db::{Change, Millis, Tx},
    fault::Fault,
    i18n::Lang,
    live::{Draft, Kind, Refs, Topic},
    thread::seed::{Fate, PastComment, Revision, comment, read_before},
};
use std::collections::BTreeSet;

/// A page that was read.
#[derive(Clone)]
pub struct Page {
    /// The SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
    /// The name of its file.
    pub name: String,
    /// What stood around the proposals, as written.
    pub header: String,
    /// The plan's name, when the page gives it.
    pub plan_title: Option<String>,
    /// The plan's years, when the page gives them.
    pub years: Option<String>,
    /// Its proposals, in its order.
    pub proposals: Vec<Incoming>,
}

/// A proposal of a page.
#[derive(Clone)]
pub struct Incoming {
    /// What makes it the same one the next time.
    pub source_key: String,
    /// Its author's name; may be empty.
    pub author_name: String,
    /// `authority`, `resident` or `unknown`.
    pub author_kind: String,
    /// Whether its phase is over; `None` when the page says nothing of it.
    pub closed: Option<bool>,
    /// Whether the page gave no title.
    pub title_derived: bool,
    /// Whether it comes from a list, which may show the beginning only.
    pub listed: bool,
    /// The page's figure.
    pub supports: Option<i64>,
    /// The page's figure.
    pub comment_count: Option<i64>,
    /// Its words.
    pub text: ProposalText,
    /// The comments under it, oldest first.
    pub comments: Vec<ReadComment>,
}

/// A comment of a page.
#[derive(Clone)]
pub struct ReadComment {
    /// Who wrote it.
    pub name: String,
    /// When, in the page's words.
    pub date_text: String,
    /// When; 0 where the words name no day.
    pub at: Millis,
    /// What it says.
    pub body: String,
}

/// What became of a proposal of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is new.
    Added,
    /// Its words changed: there is a new version.
    Rewritten,
    /// Figures, phase or comments changed.
    Updated,
    /// It was there, just so.
    Unchanged,
}

impl Outcome {
    /// Its name for tools.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Rewritten => "rewritten",
            Self::Updated => "updated",
            Self::Unchanged => "unchanged",
        }
    }
}

/// What became of a page: its proposals in order, with their numbers; `None` when the same bytes were read before.
pub type Taken = Option<Vec<(i64, Outcome)>>;

/// Takes pages into the plan with this key (without one: into the first plan), all or none. The plan is made when
/// it is missing, and so is the section that holds what was read.
///
/// # Errors
/// When the database fails.
pub async fn import(tx: &mut Tx, key: Option<&str>, pages: &[Page]) -> Result<Change<Vec<Taken>>, Fault> {
    let plan = place::plan(tx, key, pages).await?;
    let mut taken = Vec::with_capacity(pages.len());
    let mut told = BTreeSet::new();
    for page in pages {
        taken.push(take(tx, plan, page, &mut told).await?);
    }
    if told.is_empty() {
        return Ok(Change::private(taken));
    }
    count::plan(tx, plan).await?;
    // The first plan's page lists the others, and this one may be new.
    let (first,): (i64,) = sqlx::query_as("SELECT MIN(id) FROM plan").fetch_one(&mut tx.connection).await?;
    told.insert(Topic::Plan(first));
    let draft =
        Draft { kind: Kind::PlanChanged, refs: Refs::default(), actor: None, topics: told.into_iter().collect() };
    Ok(Change::told(taken, draft))
}

async fn take(tx: &mut Tx, plan: i64, page: &Page, told: &mut BTreeSet<Topic>) -> Result<Taken, Fault> {
    const KNOWN: &str = "SELECT id FROM import WHERE plan = $1 AND sha256 = $2";
    const NOTE: &str = "INSERT INTO import (plan, sha256, name, header, at) VALUES ($1, $2, $3, $4, $5)";
    let known = sqlx::query(KNOWN).bind(plan).bind(&page.sha256).fetch_optional(&mut tx.connection).await?;
    if known.is_some() {
        return Ok(None);
    }
    sqlx::query(NOTE)
        .bind(plan)
        .bind(&page.sha256)
        .bind(&page.name)
        .bind(&page.header)
        .bind(tx.now)
        .execute(&mut tx.connection)
        .await?;
    let mut taken = Vec::with_capacity(page.proposals.len());
    for incoming in &page.proposals {
        let (id, outcome) = one(tx, plan, incoming).await?;
        if outcome != Outcome::Unchanged {
            told.extend(topics(tx, id).await?);
        }
        taken.push((id, outcome));
    }
    Ok(Some(taken))
}

async fn one(tx: &mut Tx, plan: i64, incoming: &Incoming) -> Result<(i64, Outcome), Fault> {
    let (id, outcome) = match update::known(tx, plan, &incoming.source_key).await? {
        Some(known) => (known.id, update::update(tx, &known, incoming).await?),
        None => (add(tx, plan, incoming).await?, Outcome::Added),
    };
    let more = comments(tx, id, &incoming.comments).await?;
    count::proposal(tx, id).await?;
    let outcome = if more && outcome == Outcome::Unchanged { Outcome::Updated } else { outcome };
    Ok((id, outcome))
}

async fn add(tx: &mut Tx, plan: i64, incoming: &Incoming) -> Result<i64, Fault> {
    let new = NewProposal {
        section: place::section(tx, plan).await?,
        source_key: incoming.source_key.clone(),
        lang: incoming.text.lang,
        author_name: incoming.author_name.clone(),
        author_kind: incoming.author_kind.clone(),
        author_account: None,
        closed: incoming.closed.unwrap_or(false),
        title_derived: incoming.title_derived,
        supports: incoming.supports.unwrap_or(0),
        comments: incoming.comment_count.unwrap_or(0),
        created_at: tx.now,
        texts: vec![incoming.text.clone()],
    };
    seed::proposal(tx, &new).await
}

/// Adds the comments that are not there yet; says whether there were any. Who wrote the same words twice on a page
/// has them twice here.
async fn comments(tx: &mut Tx, proposal: i64, read: &[ReadComment]) -> Result<bool, Fault> {
    let mut before = if read.is_empty() { Vec::new() } else { read_before(tx, proposal).await? };
    let mut more = false;
    for said in read {
        if let Some(at) = before.iter().position(|(name, body)| *name == said.name && *body == said.body) {
            before.swap_remove(at);
            continue;
        }
        comment(tx, &past(proposal, said)).await?;
        more = true;
    }
    Ok(more)
}

fn past(proposal: i64, said: &ReadComment) -> PastComment {
    PastComment {
        proposal,
        action: None,
        parent: None,
        account: None,
        author_name: said.name.clone(),
        date_text: said.date_text.clone(),
        lang: Lang::Ca.code().to_owned(),
        stance: None,
        official: false,
        revisions: vec![Revision { body: said.body.clone(), at: said.at }],
        fate: Fate::Visible,
        replies: 0,
    }
}
