//! What the desk's decisions teach: in which texts each word was. Learned in the decision's own transaction, and
//! unlearned exactly when it is taken back.
use crate::{
    db::Tx,
    fault::Fault,
    i18n::Lang,
    pipeline::{
        phase::spam::{TEXTS, tokens},
        text::Text,
    },
    thread::CommentId,
};

pub(super) const STATEMENTS: &[&str] = &[BEFORE, PRESENT];

const BEFORE: &str = "SELECT l.spam, r.body FROM learned_text l JOIN comment_revision r ON r.comment = l.comment \
     AND r.revision = l.revision WHERE l.comment = $1";
const PRESENT: &str = "SELECT revision, body FROM comment WHERE id = $1";

/// Takes in what was decided about a comment: advertising (`Some(true)`), fine (`Some(false)`), or neither. Nobody needs
/// to look at what was found in it any more.
///
/// # Errors
/// When the database fails.
pub async fn judged(tx: &mut Tx, comment: CommentId, spam: Option<bool>) -> Result<(), Fault> {
    const LOOKED: &str = "UPDATE firing SET flagged = 0 WHERE comment = $1 AND flagged = 1";
    const FORGET: &str = "DELETE FROM learned_text WHERE comment = $1";
    const NOTE: &str = "INSERT INTO learned_text (comment, revision, spam) VALUES ($1, $2, $3)";
    sqlx::query(LOOKED).bind(comment).execute(&mut tx.connection).await?;
    let before: Option<(bool, String)> =
        sqlx::query_as(BEFORE).bind(comment).fetch_optional(&mut tx.connection).await?;
    if let Some((was, body)) = before {
        count(tx, &body, was, -1).await?;
        sqlx::query(FORGET).bind(comment).execute(&mut tx.connection).await?;
    }
    let Some(spam) = spam else { return Ok(()) };
    let (revision, body): (i64, String) = sqlx::query_as(PRESENT).bind(comment).fetch_one(&mut tx.connection).await?;
    count(tx, &body, spam, 1).await?;
    sqlx::query(NOTE).bind(comment).bind(revision).bind(spam).execute(&mut tx.connection).await?;
    Ok(())
}

/// Counts a text in or out (`by` 1 or -1) among those taken for advertising, or among the others.
pub(super) async fn count(tx: &mut Tx, body: &str, spam: bool, by: i64) -> Result<(), Fault> {
    const COUNT: &str = "INSERT INTO learned_word (word, spam, ham) SELECT value, $2, $3 FROM json_each($1) WHERE true \
         ON CONFLICT (word) DO UPDATE SET spam = spam + excluded.spam, ham = ham + excluded.ham";
    const EMPTY: &str =
        "DELETE FROM learned_word WHERE word IN (SELECT value FROM json_each($1)) AND spam <= 0 AND ham <= 0";
    let text = Text::new(body, Lang::default());
    let words = tokens(&text.words, &text.links);
    let words: Vec<&str> = words.iter().map(String::as_str).chain([TEXTS]).collect();
    let words = serde_json::to_string(&words).unwrap_or_default();
    let (spam, ham) = if spam { (by, 0) } else { (0, by) };
    sqlx::query(COUNT).bind(&words).bind(spam).bind(ham).execute(&mut tx.connection).await?;
    if by < 0 {
        sqlx::query(EMPTY).bind(&words).execute(&mut tx.connection).await?;
    }
    Ok(())
}
