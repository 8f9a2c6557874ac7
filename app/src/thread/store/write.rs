//! Writing in a thread: each function is one change and the event that tells of it.
use super::told::{told, told_apart, topics_apart};
use crate::{
    account::Person,
    db::{Change, Millis, Tx},
    fault::{Code, Fault},
    live::Kind,
    plan::store::{Bump, bump},
    thread::model::{CommentId, EDIT_WINDOW, Stance, path},
};

/// A comment about to be written.
pub struct NewComment {
    /// In whose thread.
    pub proposal: i64,
    /// What it answers.
    pub parent: Option<CommentId>,
    /// The number of the action it is about.
    pub action: Option<i64>,
    /// The text, checked.
    pub body: String,
    /// Its language.
    pub lang: String,
    /// What its author thinks.
    pub stance: Option<Stance>,
    /// In the name of the authority.
    pub official: bool,
    /// Of the form it came from.
    pub key: String,
}

/// Writes a comment, once for each key of its writer. Gives its number.
///
/// # Errors
/// [`Code::NotFound`] without such a proposal, action or parent, [`Code::Closed`], [`Code::Gone`] when the parent left,
/// [`Code::Slow`] sooner than the thread's pace allows.
pub async fn add(tx: &mut Tx, who: &Person, new: NewComment) -> Result<Change<CommentId>, Fault> {
    const TWICE: &str = "SELECT id FROM comment WHERE account = $1 AND idempotency = $2";
    if let Some((id,)) =
        sqlx::query_as::<_, (i64,)>(TWICE).bind(who.id).bind(&new.key).fetch_optional(&mut tx.connection).await?
    {
        return Ok(Change::private(id));
    }
    if !(new.official && who.speaks_officially()) {
        crate::steer::store::keep_pace(tx, who, new.proposal).await?;
    }
    put(tx, who, new).await
}

/// Writes a comment whose key is new, whatever the thread's pace: one that a moderator has let through.
///
/// # Errors
/// [`Code::NotFound`], [`Code::Closed`], [`Code::Gone`].
pub async fn put(tx: &mut Tx, who: &Person, new: NewComment) -> Result<Change<CommentId>, Fault> {
    open_to_writing(tx, new.proposal).await?;
    let parent = parent(tx, &new).await?;
    let (id, action) = insert(tx, who, &new, parent.as_ref()).await?;
    revision(tx, id, 1, &new.body).await?;
    if new.stance.is_some() {
        said(tx, id, 1).await?;
    }
    bump(tx, new.proposal, Bump { comments: 1, talk: true, ..Bump::default() }).await?;
    crate::search::store::add_comment(tx, id, new.proposal, &new.lang, &new.body).await?;
    let root = parent.as_ref().map_or(id, |p| p.root);
    crate::follow::store::commented(tx, who.id, new.proposal, root).await?;
    let apart = topics_apart(new.proposal, root, action, official(who, &new));
    Ok(Change::told(id, told_apart(tx, Kind::CommentAdded, new.proposal, id, Some(who.id), apart).await?))
}

struct Parent {
    root: i64,
    depth: i64,
    path: String,
    action: Option<i64>,
}

async fn parent(tx: &mut Tx, new: &NewComment) -> Result<Option<Parent>, Fault> {
    const SQL: &str = "SELECT root, depth, path, action, state, proposal FROM comment WHERE id = $1";
    let Some(id) = new.parent else { return Ok(None) };
    let row: Option<(i64, i64, String, Option<i64>, String, i64)> =
        sqlx::query_as(SQL).bind(id).fetch_optional(&mut tx.connection).await?;
    match row {
        Some((root, depth, path, action, state, proposal)) if proposal == new.proposal => {
            if state != "visible" {
                return Err(Code::Gone.into());
            }
            sqlx::query("UPDATE comment SET replies = replies + 1 WHERE id = $1")
                .bind(id)
                .execute(&mut tx.connection)
                .await?;
            Ok(Some(Parent { root, depth, path, action }))
        }
        _ => Err(Code::NotFound.into()),
    }
}

/// Whether it speaks for the authority.
fn official(who: &Person, new: &NewComment) -> bool {
    new.official && who.speaks_officially()
}

/// Puts a comment in its place and counts it in its conversation. Gives its number and its action's row.
async fn insert(
    tx: &mut Tx,
    who: &Person,
    new: &NewComment,
    parent: Option<&Parent>,
) -> Result<(CommentId, Option<i64>), Fault> {
    const INSERT: &str = "INSERT INTO comment (proposal, action, parent, root, depth, path, account, body, lang, stance, \
         official, idempotency, created_at) \
         VALUES ($1, COALESCE($2, (SELECT id FROM action WHERE proposal = $1 AND n = $3)), $4, $5, $6, '', $7, $8, $9, \
         $10, $11, $12, $13) RETURNING id, action";
    // The place names the comment's own number, which only the insertion gives.
    const SETTLE: &str = "UPDATE comment SET root = $2, path = $3 WHERE id = $1";
    const LONGER: &str = "UPDATE comment SET total = total + 1, size = size + 1 WHERE id = $1";
    let (id, action): (i64, Option<i64>) = sqlx::query_as(INSERT)
        .bind(new.proposal)
        .bind(parent.and_then(|p| p.action))
        .bind(new.action)
        .bind(new.parent)
        .bind(parent.map_or(0, |p| p.root))
        .bind(parent.map_or(0, |p| p.depth + 1))
        .bind(who.id)
        .bind(&new.body)
        .bind(&new.lang)
        .bind(new.stance.map_or("", Stance::as_str))
        .bind(official(who, new))
        .bind(&new.key)
        .bind(tx.now)
        .fetch_one(&mut tx.connection)
        .await?;
    if parent.is_none() && new.action.is_some() && action.is_none() {
        return Err(Code::NotFound.into());
    }
    sqlx::query(SETTLE)
        .bind(id)
        .bind(parent.map_or(id, |p| p.root))
        .bind(path(parent.map(|p| p.path.as_str()), id))
        .execute(&mut tx.connection)
        .await?;
    sqlx::query(LONGER).bind(parent.map_or(id, |p| p.root)).execute(&mut tx.connection).await?;
    Ok((id, action))
}

/// Counts a comment in or out (`by` 1 or -1) among those that can be read of its conversation and of its stance.
///
/// # Errors
/// When the database fails.
pub async fn counted(tx: &mut Tx, id: CommentId, by: i64) -> Result<(), Fault> {
    const SIZE: &str = "UPDATE comment SET size = size + $2 WHERE id = (SELECT root FROM comment WHERE id = $1)";
    sqlx::query(SIZE).bind(id).bind(by).execute(&mut tx.connection).await?;
    said(tx, id, by).await?;
    if by < 0 {
        crate::steer::store::left(tx, id).await?;
        crate::pipeline::store::left(tx, id).await?;
    }
    Ok(())
}

/// Counts a comment in or out among those of its stance.
///
/// # Errors
/// When the database fails.
pub async fn said(tx: &mut Tx, id: CommentId, by: i64) -> Result<(), Fault> {
    const SAID: &str = "UPDATE proposal SET said_for = said_for + CASE c.stance WHEN 'for' THEN $2 ELSE 0 END, \
         said_against = said_against + CASE c.stance WHEN 'against' THEN $2 ELSE 0 END, \
         said_neutral = said_neutral + CASE c.stance WHEN 'neutral' THEN $2 ELSE 0 END \
         FROM (SELECT proposal, stance FROM comment WHERE id = $1) c WHERE proposal.id = c.proposal AND c.stance <> ''";
    sqlx::query(SAID).bind(id).bind(by).execute(&mut tx.connection).await?;
    Ok(())
}

async fn revision(tx: &mut Tx, id: i64, n: i64, body: &str) -> Result<(), Fault> {
    sqlx::query("INSERT INTO comment_revision (comment, revision, body, at) VALUES ($1, $2, $3, $4)")
        .bind(id)
        .bind(n)
        .bind(body)
        .bind(tx.now)
        .execute(&mut tx.connection)
        .await?;
    Ok(())
}

/// Changes the text of one's own comment; earlier texts are kept.
///
/// # Errors
/// [`Code::NotFound`] when it is not this person's, [`Code::Gone`] when it left, [`Code::TooLate`] past the window.
pub async fn edit(tx: &mut Tx, who: &Person, id: CommentId, body: String) -> Result<Change<i64>, Fault> {
    let now = tx.now;
    edit_asked(tx, who, id, body, now).await
}

/// The same for words that were sent at another time, since a moderator read them first.
///
/// # Errors
/// Those of [`edit`].
pub async fn edit_asked(
    tx: &mut Tx,
    who: &Person,
    id: CommentId,
    body: String,
    asked: Millis,
) -> Result<Change<i64>, Fault> {
    const OWN: &str =
        "SELECT proposal, state, created_at, revision, body, lang FROM comment WHERE id = $1 AND account = $2";
    const UPDATE: &str = "UPDATE comment SET body = $2, revision = $3, edited_at = $4 WHERE id = $1";
    let row: Option<(i64, String, i64, i64, String, String)> =
        sqlx::query_as(OWN).bind(id).bind(who.id).fetch_optional(&mut tx.connection).await?;
    let Some((proposal, state, created_at, last, old, lang)) = row else { return Err(Code::NotFound.into()) };
    if state != "visible" {
        return Err(Code::Gone.into());
    }
    open_to_writing(tx, proposal).await?;
    if asked - created_at > EDIT_WINDOW {
        return Err(Code::TooLate.into());
    }
    if old == body {
        return Ok(Change::private(proposal));
    }
    revision(tx, id, last + 1, &body).await?;
    sqlx::query(UPDATE).bind(id).bind(&body).bind(last + 1).bind(tx.now).execute(&mut tx.connection).await?;
    crate::search::store::put_comment(tx, id, proposal, &lang, &body).await?;
    Ok(Change::told(proposal, told(tx, Kind::CommentEdited, proposal, id, Some(who.id)).await?))
}

/// Takes one's own comment away. Its place stays while somebody's reply stands below it.
///
/// # Errors
/// [`Code::NotFound`] when it is not this person's or has left already.
pub async fn delete(tx: &mut Tx, who: &Person, id: CommentId) -> Result<Change<i64>, Fault> {
    const OWN: &str = "SELECT proposal, parent, replies, state FROM comment WHERE id = $1 AND account = $2";
    let row: Option<(i64, Option<i64>, i64, String)> =
        sqlx::query_as(OWN).bind(id).bind(who.id).fetch_optional(&mut tx.connection).await?;
    let Some((proposal, parent, replies, state)) = row else { return Err(Code::NotFound.into()) };
    if state == "deleted" {
        return Ok(Change::private(proposal));
    }
    sqlx::query("UPDATE comment SET state = 'deleted', state_at = $2, reports = 0, gravity = 0 WHERE id = $1")
        .bind(id)
        .bind(tx.now)
        .execute(&mut tx.connection)
        .await?;
    if replies == 0 {
        leave_places(tx, parent).await?;
    }
    if state == "visible" {
        counted(tx, id, -1).await?;
        bump(tx, proposal, Bump { comments: -1, ..Bump::default() }).await?;
        crate::search::store::remove(tx, "comment", id).await?;
    } else {
        crate::pipeline::store::left(tx, id).await?;
        crate::appeal::store::left(tx, id).await?;
    }
    Ok(Change::told(proposal, told(tx, Kind::CommentDeleted, proposal, id, Some(who.id)).await?))
}

/// One reply fewer has a place below `parent`; a deleted parent without any more loses its own, and so on upwards.
///
/// # Errors
/// When the database fails.
pub async fn leave_places(tx: &mut Tx, mut parent: Option<i64>) -> Result<(), Fault> {
    const SQL: &str = "UPDATE comment SET replies = replies - 1 WHERE id = $1 RETURNING parent, replies, state";
    while let Some(id) = parent {
        let (above, replies, state): (Option<i64>, i64, String) =
            sqlx::query_as(SQL).bind(id).fetch_one(&mut tx.connection).await?;
        parent = above.filter(|_| replies == 0 && state == "deleted");
    }
    Ok(())
}

/// # Errors
/// [`Code::NotFound`] without such a proposal, [`Code::Closed`] when its thread, its phase or its plan's is over.
pub async fn open_to_writing(tx: &mut Tx, proposal: i64) -> Result<(), Fault> {
    const SQL: &str = "SELECT p.closed + p.thread_closed + l.closed FROM proposal p JOIN section s ON s.id = p.section \
         JOIN plan l ON l.id = s.plan WHERE p.id = $1";
    open(sqlx::query_as::<_, (i64,)>(SQL).bind(proposal).fetch_optional(&mut tx.connection).await?)
}

/// # Errors
/// [`Code::NotFound`] without such a proposal, [`Code::Closed`] when its phase or its plan's is over.
pub async fn open_to_support(tx: &mut Tx, proposal: i64) -> Result<(), Fault> {
    const SQL: &str = "SELECT p.closed + l.closed FROM proposal p JOIN section s ON s.id = p.section \
         JOIN plan l ON l.id = s.plan WHERE p.id = $1";
    open(sqlx::query_as::<_, (i64,)>(SQL).bind(proposal).fetch_optional(&mut tx.connection).await?)
}

fn open(closed: Option<(i64,)>) -> Result<(), Fault> {
    match closed {
        None => Err(Code::NotFound.into()),
        Some((0,)) => Ok(()),
        Some(_) => Err(Code::Closed.into()),
    }
}
