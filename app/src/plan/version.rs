//! New words for a proposal that is here: a row set of their own, and nothing that was there is overwritten.
use super::seed::{self, ProposalText, Said};
use crate::{db::Tx, fault::Fault, search};

/// An action as it is: row, number, words.
pub type Present = (i64, i64, String);

/// The present actions of a proposal, in its own language.
///
/// # Errors
/// When the database fails.
pub async fn actions(tx: &mut Tx, proposal: i64) -> Result<Vec<Present>, Fault> {
    const SQL: &str = "SELECT a.id, a.n, t.text FROM action a JOIN proposal p ON p.id = a.proposal \
         JOIN action_text t ON t.action = a.id AND t.version = p.version AND t.lang = p.lang WHERE p.id = $1 ORDER BY a.n";
    Ok(sqlx::query_as(SQL).bind(proposal).fetch_all(&mut tx.connection).await?)
}

/// Numbers the actions of a new version, and gives their rows. An action keeps its row, and so what was said about
/// it, while its words or its number stay. `old` and `new` are in one language.
///
/// # Errors
/// When the database fails.
pub async fn place(tx: &mut Tx, proposal: i64, old: &[Present], new: &[String]) -> Result<Vec<i64>, Fault> {
    // Numbers are unique, so all step aside before any takes its place.
    const ASIDE: &str = "UPDATE action SET n = -id WHERE proposal = $1";
    const NUMBER: &str = "UPDATE action SET n = $2 WHERE id = $1";
    sqlx::query(ASIDE).bind(proposal).execute(&mut tx.connection).await?;
    let mut rows = Vec::with_capacity(new.len());
    for (n, kept) in (1_usize..).zip(keep(old, new)) {
        match kept {
            Some(id) => {
                let number = i64::try_from(n).unwrap_or(i64::MAX);
                sqlx::query(NUMBER).bind(id).bind(number).execute(&mut tx.connection).await?;
                rows.push(id);
            }
            None => rows.push(seed::action(tx, proposal, n).await?),
        }
    }
    Ok(rows)
}

/// Writes a version, makes it the present one, and the index with it. `rows` are those of the actions, which an empty
/// text leaves without words in its language.
///
/// # Errors
/// When the database fails.
pub async fn put(
    tx: &mut Tx,
    proposal: i64,
    said: Said<'_>,
    texts: &[ProposalText],
    rows: &[i64],
) -> Result<(), Fault> {
    const VERSION: &str = "UPDATE proposal SET version = $2, updated_at = $3 WHERE id = $1";
    let (version, at) = (said.version, said.at);
    forget(tx, proposal).await?;
    seed::version(tx, proposal, said, texts, rows).await?;
    sqlx::query(VERSION).bind(proposal).bind(version).bind(at).execute(&mut tx.connection).await?;
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
