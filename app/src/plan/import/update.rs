//! A proposal that is here already, read anew.
use super::{
    super::{
        seed::{ProposalText, Said},
        version,
    },
    Incoming, Outcome,
};
use crate::{db::Tx, fault::Fault};
use sqlx::FromRow;

/// The proposal as it is here.
#[derive(FromRow)]
pub(super) struct Known {
    pub id: i64,
    version: i64,
    author_name: String,
    author_kind: String,
    closed: bool,
    title_derived: bool,
    supports_imported: i64,
    comments_imported: i64,
    title: String,
    objective: String,
    body: String,
}

/// The proposal with this key, wherever in the plan it stands.
pub(super) async fn known(tx: &mut Tx, plan: i64, source_key: &str) -> Result<Option<Known>, Fault> {
    const SQL: &str = "SELECT p.id, p.version, p.author_name, p.author_kind, p.closed, p.title_derived, \
         p.supports_imported, p.comments_imported, t.title, t.objective, t.body \
         FROM section s JOIN proposal p ON p.section = s.id AND p.source_key = $2 \
         JOIN proposal_text t ON t.proposal = p.id AND t.version = p.version AND t.lang = p.lang WHERE s.plan = $1";
    Ok(sqlx::query_as(SQL).bind(plan).bind(source_key).fetch_optional(&mut tx.connection).await?)
}

/// Brings a proposal up to what was read.
pub(super) async fn update(tx: &mut Tx, known: &Known, incoming: &Incoming) -> Result<Outcome, Fault> {
    let old = version::actions(tx, known.id).await?;
    let words = differs(known, &old, &incoming.text) && !(incoming.listed && begins(known, &old, &incoming.text));
    let figures = figures(tx, known, incoming).await?;
    if words {
        let rows = version::place(tx, known.id, &old, &incoming.text.actions).await?;
        let said = Said { version: known.version + 1, at: tx.now, note: "", lang: incoming.text.lang };
        version::put(tx, known.id, said, std::slice::from_ref(&incoming.text), &rows).await?;
        return Ok(Outcome::Rewritten);
    }
    Ok(if figures { Outcome::Updated } else { Outcome::Unchanged })
}

fn differs(known: &Known, old: &[(i64, i64, String)], new: &ProposalText) -> bool {
    (&known.title, &known.objective, &known.body) != (&new.title, &new.objective, &new.body)
        || !old.iter().map(|(_, _, text)| text).eq(&new.actions)
}

/// Whether what a list shows is the beginning of what is known: then the list only cut it short.
fn begins(known: &Known, old: &[(i64, i64, String)], new: &ProposalText) -> bool {
    let cut = |text: &str| text.trim_end_matches(['…', '.', ' ']).to_owned();
    known.title == new.title
        && known.objective.starts_with(&cut(&new.objective))
        && known.body.starts_with(&cut(&new.body))
        && new.actions.len() <= old.len()
        && old.iter().zip(&new.actions).all(|((_, _, known), new)| known.starts_with(&cut(new)))
}

/// Takes over the page's figures and phase; says whether any differed.
async fn figures(tx: &mut Tx, known: &Known, incoming: &Incoming) -> Result<bool, Fault> {
    const SET: &str = "UPDATE proposal SET author_name = $2, author_kind = $3, closed = $4, title_derived = $5, \
         supports_imported = $6, comments_imported = $7, updated_at = $8 WHERE id = $1";
    let closed = incoming.closed.unwrap_or(known.closed);
    let supports = incoming.supports.unwrap_or(known.supports_imported);
    let comments = incoming.comment_count.unwrap_or(known.comments_imported);
    let new = (&incoming.author_name, &incoming.author_kind, closed, incoming.title_derived, supports, comments);
    let old = (&known.author_name, &known.author_kind, known.closed, known.title_derived);
    if new == (old.0, old.1, old.2, old.3, known.supports_imported, known.comments_imported) {
        return Ok(false);
    }
    sqlx::query(SET)
        .bind(known.id)
        .bind(&incoming.author_name)
        .bind(&incoming.author_kind)
        .bind(closed)
        .bind(incoming.title_derived)
        .bind(supports)
        .bind(comments)
        .bind(tx.now)
        .execute(&mut tx.connection)
        .await?;
    Ok(true)
}
