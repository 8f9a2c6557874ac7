//! A proposal that is here already, read anew.
use super::{
    super::seed::{self, ProposalText},
    Incoming, Outcome,
};
use crate::{db::Tx, fault::Fault, search};
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
    let old = actions(tx, known).await?;
    let words = differs(known, &old, &incoming.text) && !(incoming.listed && begins(known, &old, &incoming.text));
    let figures = figures(tx, known, incoming).await?;
    if words {
        rewrite(tx, known, &old, &incoming.text).await?;
        return Ok(Outcome::Rewritten);
    }
    Ok(if figures { Outcome::Updated } else { Outcome::Unchanged })
}

/// The present actions: row, number, words.
async fn actions(tx: &mut Tx, known: &Known) -> Result<Vec<(i64, i64, String)>, Fault> {
    const SQL: &str = "SELECT a.id, a.n, t.text FROM action a JOIN proposal p ON p.id = a.proposal \
         JOIN action_text t ON t.action = a.id AND t.version = p.version AND t.lang = p.lang WHERE p.id = $1 ORDER BY a.n";
    Ok(sqlx::query_as(SQL).bind(known.id).fetch_all(&mut tx.connection).await?)
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

/// A new version. An action keeps its row, and so what was said about it, while its words or its number stay.
async fn rewrite(tx: &mut Tx, known: &Known, old: &[(i64, i64, String)], text: &ProposalText) -> Result<(), Fault> {
    const VERSION: &str = "UPDATE proposal SET version = $2, updated_at = $3 WHERE id = $1";
    // Numbers are unique, so all step aside before any takes its place.
    const ASIDE: &str = "UPDATE action SET n = -id WHERE proposal = $1";
    const NUMBER: &str = "UPDATE action SET n = $2 WHERE id = $1";
    sqlx::query(ASIDE).bind(known.id).execute(&mut tx.connection).await?;
    let mut rows = Vec::with_capacity(text.actions.len());
    for (n, kept) in (1_usize..).zip(keep(old, &text.actions)) {
        match kept {
            Some(id) => {
                let number = i64::try_from(n).unwrap_or(i64::MAX);
                sqlx::query(NUMBER).bind(id).bind(number).execute(&mut tx.connection).await?;
                rows.push(id);
            }
            None => rows.push(seed::action(tx, known.id, n).await?),
        }
    }
    forget(tx, known.id).await?;
    let version = known.version + 1;
    seed::version(tx, known.id, version, tx.now, std::slice::from_ref(text), &rows).await?;
    sqlx::query(VERSION).bind(known.id).bind(version).bind(tx.now).execute(&mut tx.connection).await?;
    Ok(())
}

/// For each new action the row that it keeps: that of the same words, else that of its number if its words are gone.
fn keep(old: &[(i64, i64, String)], new: &[String]) -> Vec<Option<i64>> {
    let mut kept: Vec<Option<i64>> = vec![None; new.len()];
    for (place, words) in kept.iter_mut().zip(new) {
        let same = old.iter().find(|(_, _, text)| text == words).map(|(id, ..)| *id);
        *place = same;
    }
    for at in 0..kept.len() {
        // The same words twice: the row goes to the first.
        if kept[..at].contains(&kept[at]) {
            kept[at] = None;
        }
    }
    for at in 0..kept.len() {
        let beside = old.get(at).map(|(id, ..)| *id).filter(|id| !kept.contains(&Some(*id)));
        kept[at] = kept[at].or(beside);
    }
    kept
}

/// Takes the words of earlier versions out of the index, and gives actions that are gone a number after the others.
async fn forget(tx: &mut Tx, proposal: i64) -> Result<(), Fault> {
    const ALL: &str = "SELECT id, n FROM action WHERE proposal = $1 ORDER BY id";
    const LAST: &str = "UPDATE action SET n = (SELECT COALESCE(MAX(n), 0) + 1 FROM action WHERE proposal = $2 AND n > 0) WHERE id = $1";
    search::store::remove(tx, "proposal", proposal).await?;
    let all: Vec<(i64, i64)> = sqlx::query_as(ALL).bind(proposal).fetch_all(&mut tx.connection).await?;
    for (id, n) in all {
        search::store::remove(tx, "action", id).await?;
        if n < 0 {
            sqlx::query(LAST).bind(id).bind(proposal).execute(&mut tx.connection).await?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::keep;

    #[test]
    fn an_action_keeps_its_row_by_its_words_and_then_by_its_number() {
        let old: Vec<(i64, i64, String)> =
            [(7, "a"), (8, "b"), (9, "c")].iter().zip(1..).map(|((id, t), n)| (*id, n, (*t).into())).collect();
        let new = |words: &[&str]| words.iter().map(|w| (*w).to_owned()).collect::<Vec<_>>();
        assert_eq!(keep(&old, &new(&["a", "x", "b", "c"])), [Some(7), None, Some(8), Some(9)]);
        assert_eq!(keep(&old, &new(&["a", "B", "c"])), [Some(7), Some(8), Some(9)]);
        assert_eq!(keep(&old, &new(&["c", "c"])), [Some(9), Some(8)]);
        assert_eq!(keep(&old, &[]), []);
    }
}
