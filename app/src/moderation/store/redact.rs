//! Taking personal data out of a comment: a mark stands in their place, in every text that the comment has had.
use super::decide::{Cause, append, state_of};
use crate::{
    account,
    db::{Change, Tx},
    fault::{Code, Fault},
    i18n::{Lang, Words},
    live::Kind,
    moderation::Moderator,
    pipeline, record, report, search, team,
    thread::{Rule, store::told},
};

pub(super) const STATEMENTS: &[&str] = &[QUOTING];

/// What quotes a comment in its own thread.
const QUOTING: &str = "SELECT id FROM comment WHERE proposal = $1 AND id <> $2 AND state <> 'deleted' AND body LIKE $3 \
     ORDER BY id LIMIT 200";

/// Puts the mark in the place of each of these words, there and in what quotes it, which is decided about each on its own.
/// Gives the decision's number. There is no way back: what was taken
/// out is nowhere any more.
///
/// # Errors
/// [`Code::NotFound`], [`Code::Decided`] when its author deleted it, [`Code::NoChange`] when none of the words is in it.
pub async fn redact(
    tx: &mut Tx,
    by: &Moderator,
    comment: i64,
    words: &[String],
    note: &str,
) -> Result<Change<i64>, Fault> {
    let mut change = one(tx, by, comment, words, note).await?;
    let (proposal, ..) = state_of(tx, comment).await?;
    let back = format!("%/c/{comment})%");
    let quoting = sqlx::query_as(QUOTING).bind(proposal).bind(comment).bind(back);
    let quoting: Vec<(i64,)> = quoting.fetch_all(&mut tx.connection).await?;
    for (reply,) in quoting {
        match one(tx, by, reply, words, note).await {
            Ok(also) => change.events.extend(also.events),
            Err(fault) if fault.code == Code::NoChange => {}
            Err(fault) => return Err(fault),
        }
    }
    Ok(change)
}

async fn one(tx: &mut Tx, by: &Moderator, comment: i64, words: &[String], note: &str) -> Result<Change<i64>, Fault> {
    const TEXT: &str = "SELECT body, lang FROM comment WHERE id = $1";
    const WRITE: &str = "UPDATE comment SET body = $2 WHERE id = $1";
    let (proposal, state, author) = state_of(tx, comment).await?;
    if state == "deleted" {
        return Err(Code::Decided.into());
    }
    let (body, lang): (String, String) = sqlx::query_as(TEXT).bind(comment).fetch_one(&mut tx.connection).await?;
    let mark = Words(lang.parse::<Lang>().unwrap_or_default()).s("redact.mark").into_owned();
    let clean = without(&body, words, &mark);
    if clean == body {
        return Err(Code::NoChange.into());
    }
    // What was learned and found was learned and found in the words that go.
    pipeline::store::judged(tx, comment, None).await?;
    pipeline::store::forget(tx, comment).await?;
    sqlx::query(WRITE).bind(comment).bind(&clean).execute(&mut tx.connection).await?;
    revisions(tx, comment, words, &mark).await?;
    if state == "visible" {
        search::store::put_comment(tx, comment, proposal, &lang, &clean).await?;
    }
    let id = append(tx, by, comment, ("redact", Some(Rule::PersonalData)), Cause { note, ..Cause::default() }).await?;
    report::store::answered(tx, comment, id, by.person().id).await?;
    account::store::untold(tx, author, by.person().id).await?;
    team::store::decided(tx, comment).await?;
    record::store::catch_up(tx).await?;
    let mut draft = told(tx, Kind::CommentEdited, proposal, comment, Some(by.person().id)).await?;
    draft.refs.decision = Some(id);
    Ok(Change::told(id, draft))
}

/// The earlier texts too, and the present one among them.
async fn revisions(tx: &mut Tx, comment: i64, words: &[String], mark: &str) -> Result<(), Fault> {
    const ALL: &str = "SELECT revision, body FROM comment_revision WHERE comment = $1 ORDER BY revision";
    const WRITE: &str = "UPDATE comment_revision SET body = $3 WHERE comment = $1 AND revision = $2";
    let all: Vec<(i64, String)> = sqlx::query_as(ALL).bind(comment).fetch_all(&mut tx.connection).await?;
    for (revision, body) in all {
        let clean = without(&body, words, mark);
        if clean != body {
            sqlx::query(WRITE).bind(comment).bind(revision).bind(clean).execute(&mut tx.connection).await?;
        }
    }
    Ok(())
}

/// A text with the mark in the place of each of the words; the longest first, so that none hides in another.
fn without(text: &str, words: &[String], mark: &str) -> String {
    let mut words: Vec<&str> = words.iter().map(|word| word.trim()).filter(|word| !word.is_empty()).collect();
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    words.into_iter().fold(text.to_owned(), |text, word| text.replace(word, mark))
}

#[cfg(test)]
mod tests {
    use super::without;
    use proptest::prelude::*;

    #[test]
    fn the_longest_goes_first() {
        let words = ["12345678Z".to_owned(), "DNI 12345678Z".into(), " ".into()];
        assert_eq!(without("El DNI 12345678Z i el 12345678Z.", &words, "[—]"), "El [—] i el [—].");
    }

    proptest! {
        /// Whatever was named is gone, and nothing else has changed.
        #[test]
        fn what_is_named_is_gone(before in "[a-m ]{0,20}", word in "[n-z0-9]{1,8}", after in "[a-m ]{0,20}") {
            let text = format!("{before}{word}{after}");
            prop_assert_eq!(without(&text, &[word], "—"), format!("{before}—{after}"));
        }
    }
}
