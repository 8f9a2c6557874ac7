//! Comments that were written before they came here: those of an imported page, those of the demo.
use super::model::{CommentId, Stance, path};
use crate::{
    db::{Millis, Tx},
    fault::Fault,
    search::store::put_comment,
};

/// A text that a comment had, and since when.
pub struct Revision {
    /// The text.
    pub body: String,
    /// When it was written.
    pub at: Millis,
}

/// What became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It can be read.
    Visible,
    /// Its author took it away then.
    Deleted(Millis),
}

/// A comment with its past.
pub struct PastComment {
    /// In whose thread.
    pub proposal: i64,
    /// The number of the action it is about; a reply takes its parent's.
    pub action: Option<i64>,
    /// What it answers.
    pub parent: Option<CommentId>,
    /// Who wrote it here; `None` when it came with a page.
    pub account: Option<i64>,
    /// Who wrote it, when there is no account.
    pub author_name: String,
    /// When it was written, in the page's words.
    pub date_text: String,
    /// Its language.
    pub lang: String,
    /// What its author thinks.
    pub stance: Option<Stance>,
    /// In the name of the authority.
    pub official: bool,
    /// Every text it had, the present one last; at least one.
    pub revisions: Vec<Revision>,
    /// What became of it.
    pub fate: Fate,
    /// How many replies right below it have a place.
    pub replies: i64,
}

/// Writes a comment. Gives its number. Figures are not touched: see [`crate::plan::count`].
///
/// # Errors
/// When the database fails.
pub async fn comment(tx: &mut Tx, new: &PastComment) -> Result<CommentId, Fault> {
    let id = insert(tx, new).await?;
    settle(tx, id, new).await?;
    for (n, revision) in (1_i64..).zip(&new.revisions) {
        sqlx::query("INSERT INTO comment_revision (comment, revision, body, at) VALUES ($1, $2, $3, $4)")
            .bind(id)
            .bind(n)
            .bind(&revision.body)
            .bind(revision.at)
            .execute(&mut tx.connection)
            .await?;
    }
    if new.fate == Fate::Visible {
        let body = new.revisions.last().map_or("", |r| r.body.as_str());
        put_comment(tx, id, new.proposal, &new.lang, body).await?;
    }
    Ok(id)
}

async fn insert(tx: &mut Tx, new: &PastComment) -> Result<CommentId, Fault> {
    const INSERT: &str = "INSERT INTO comment (proposal, action, parent, root, depth, path, account, author_name, date_text, \
         body, lang, stance, official, state, state_at, replies, revision, edited_at, created_at) \
         VALUES ($1, (SELECT id FROM action WHERE proposal = $1 AND n = $2), $3, 0, 0, '', $4, $5, $6, $7, $8, $9, $10, \
         $11, $12, $13, $14, $15, $16) RETURNING id";
    let (state, state_at) = match new.fate {
        Fate::Visible => ("visible", 0),
        Fate::Deleted(at) => ("deleted", at),
    };
    let first = new.revisions.first().map_or(0, |r| r.at);
    let last = new.revisions.last();
    let edited = new.revisions.len() > 1;
    let (id,): (i64,) = sqlx::query_as(INSERT)
        .bind(new.proposal)
        .bind(new.action)
        .bind(new.parent)
        .bind(new.account)
        .bind(&new.author_name)
        .bind(&new.date_text)
        .bind(last.map_or("", |r| r.body.as_str()))
        .bind(&new.lang)
        .bind(new.stance.map_or("", Stance::as_str))
        .bind(new.official)
        .bind(state)
        .bind(state_at)
        .bind(new.replies)
        .bind(i64::try_from(new.revisions.len()).unwrap_or(i64::MAX))
        .bind(last.filter(|_| edited).map_or(0, |r| r.at))
        .bind(first)
        .fetch_one(&mut tx.connection)
        .await?;
    Ok(id)
}

/// Gives a comment its place, which names its own number; and the proposal its last word.
async fn settle(tx: &mut Tx, id: CommentId, new: &PastComment) -> Result<(), Fault> {
    const ABOVE: &str = "SELECT root, depth, path, action FROM comment WHERE id = $1";
    const SETTLE: &str =
        "UPDATE comment SET root = $2, depth = $3, path = $4, action = COALESCE($5, action) WHERE id = $1";
    const TALK: &str = "UPDATE proposal SET last_comment_at = CASE WHEN last_comment_at > $2 THEN last_comment_at ELSE $2 END \
         WHERE id = $1";
    type Place = (i64, i64, String, Option<i64>);
    let above: Option<Place> = match new.parent {
        Some(parent) => Some(sqlx::query_as(ABOVE).bind(parent).fetch_one(&mut tx.connection).await?),
        None => None,
    };
    sqlx::query(SETTLE)
        .bind(id)
        .bind(above.as_ref().map_or(id, |(root, ..)| *root))
        .bind(above.as_ref().map_or(0, |(_, depth, ..)| depth + 1))
        .bind(path(above.as_ref().map(|(_, _, path, _)| path.as_str()), id))
        .bind(above.as_ref().and_then(|(.., action)| *action))
        .execute(&mut tx.connection)
        .await?;
    let said_at = new.revisions.first().map_or(0, |r| r.at);
    sqlx::query(TALK).bind(new.proposal).bind(said_at).execute(&mut tx.connection).await?;
    Ok(())
}

/// What came with pages and stands on a proposal already: name and text of each.
///
/// # Errors
/// When the database fails.
pub async fn read_before(tx: &mut Tx, proposal: i64) -> Result<Vec<(String, String)>, Fault> {
    const SQL: &str = "SELECT author_name, body FROM comment WHERE proposal = $1 AND account IS NULL ORDER BY id";
    Ok(sqlx::query_as(SQL).bind(proposal).fetch_all(&mut tx.connection).await?)
}
