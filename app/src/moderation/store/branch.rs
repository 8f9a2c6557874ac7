//! A comment and what answers it, together: taken down with it, and put back with it.
use super::decide::{Verdict, decide};
use crate::{
    db::{Boxed, Change, Tx},
    fault::{Code, Fault},
    live::Draft,
    moderation::api::Moderator,
    thread::Rule,
};

/// Most replies that one deed takes down; those past it stay, and a second deed takes them.
const MOST: i64 = 500;

/// Every reply below a comment that can be seen.
const BELOW: &str = "WITH RECURSIVE below (id) AS (SELECT id FROM comment WHERE parent = $1 \
     UNION ALL SELECT c.id FROM below b JOIN comment c ON c.parent = b.id) \
     SELECT b.id FROM below b CROSS JOIN comment c WHERE c.id = b.id AND c.state = 'visible' ORDER BY b.id LIMIT $2";
/// What a decision took down besides, where nothing was decided about it since.
const WITH: &str = "SELECT d.comment, d.id FROM decision d WHERE d.branch = $1 \
     AND d.id = (SELECT MAX(id) FROM decision WHERE comment = d.comment) ORDER BY d.id LIMIT $2";
/// The decision that took a comment down last.
const HIDING: &str = "SELECT COALESCE(MAX(id), 0) FROM decision WHERE comment = $1 AND kind = 'hide' AND id < $2";

pub(super) const STATEMENTS: &[&str] = &[BELOW, WITH, HIDING];

/// Takes a comment down with every reply below it. Each reply gets a decision of its own, whose author is told that it was
/// for the sake of what they answered. Gives the comment's decision.
///
/// # Errors
/// As [`decide`].
pub async fn hide(tx: &mut Tx, by: &Moderator, comment: i64, rule: Rule, note: &str) -> Result<Change<i64>, Fault> {
    let mut change = decide(tx, by, comment, Verdict::Hide(rule), note).await?;
    let below: Vec<(i64,)> = sqlx::query_as(BELOW).bind(comment).bind(MOST).fetch_all(&mut tx.connection).await?;
    for (reply,) in below {
        let mut done = decide(tx, by, reply, Verdict::HideWith(rule, change.value), note).await?;
        change.events.append(&mut done.events);
    }
    Ok(change)
}

/// A comment is back by `decision`: so is what was taken down with it and has not been decided about for itself since.
pub(super) fn restore<'t>(
    tx: &'t mut Tx,
    by: &'t Moderator,
    comment: i64,
    decision: i64,
    undo: bool,
) -> Boxed<'t, Result<Vec<Draft>, Fault>> {
    Box::pin(async move {
        let (hiding,): (i64,) =
            sqlx::query_as(HIDING).bind(comment).bind(decision).fetch_one(&mut tx.connection).await?;
        let with: Vec<(i64, i64)> = sqlx::query_as(WITH).bind(hiding).bind(MOST).fetch_all(&mut tx.connection).await?;
        let mut events = Vec::new();
        for (reply, last) in with {
            let verdict = if undo { Verdict::Undo(last) } else { Verdict::Restore };
            match decide(tx, by, reply, verdict, "").await {
                Ok(mut change) => events.append(&mut change.events),
                // Deleted meanwhile, or its own appeal is open: that is answered for itself.
                Err(Fault { code: Code::Decided | Code::NotYours | Code::NotFound, .. }) => {}
                Err(fault) => return Err(fault),
            }
        }
        Ok(events)
    })
}

#[cfg(test)]
mod tests {
    use super::hide;
    use crate::{
        account::Role,
        fault::Fault,
        moderation::{
            store::{Verdict, decide},
            test_moderator,
        },
        record::store::audit,
        thread::{
            Rule,
            test_town::{Town, person},
        },
    };
    use proptest::prelude::*;
    use std::collections::HashMap;

    #[derive(Clone, Copy, Debug)]
    enum Deed {
        Hide,
        Branch,
        Restore,
        Undo,
    }

    async fn done(town: &Town, comment: i64, deed: Deed, last: i64) -> Option<i64> {
        let by = test_moderator(person(2, Role::Moderator));
        let deed = town.db.write(move |tx| {
            Box::pin(async move {
                match deed {
                    Deed::Branch => hide(tx, &by, comment, Rule::Hate, "Prou.").await,
                    Deed::Hide => decide(tx, &by, comment, Verdict::Hide(Rule::Hate), "").await,
                    Deed::Restore => decide(tx, &by, comment, Verdict::Restore, "").await,
                    Deed::Undo => decide(tx, &by, comment, Verdict::Undo(last), "").await,
                }
            })
        });
        let done: Result<_, Fault> = deed.await;
        done.ok().map(|(decision, _)| decision)
    }

    /// A tree of six, by the place of each one's parent.
    const TREE: [Option<usize>; 6] = [None, Some(0), Some(0), Some(1), Some(3), None];

    fn below(of: usize, at: usize) -> bool {
        TREE[at].is_some_and(|parent| parent == of || below(of, parent))
    }

    /// What should be so: the decision by which each is hidden, and whose branch that was.
    async fn plays(deeds: Vec<(usize, Deed)>) {
        let town = Town::new().await;
        let mut ids: Vec<i64> = Vec::new();
        for (n, parent) in TREE.into_iter().enumerate() {
            ids.push(town.add(parent.map(|at| ids[at]), n).await.unwrap());
        }
        let mut hidden: HashMap<usize, (i64, Option<i64>)> = HashMap::new();
        for (at, deed) in deeds {
            let was = hidden.get(&at).copied();
            let Some(decision) = done(&town, ids[at], deed, was.map_or(0, |(by, _)| by)).await else { continue };
            match deed {
                Deed::Hide => drop(hidden.insert(at, (decision, None))),
                Deed::Branch => {
                    hidden.insert(at, (decision, None));
                    let with = (0..TREE.len()).filter(|one| below(at, *one) && !hidden.contains_key(one));
                    for (n, one) in (1_i64..).zip(with.collect::<Vec<_>>()) {
                        hidden.insert(one, (decision + n, Some(decision)));
                    }
                }
                Deed::Restore | Deed::Undo => {
                    let (by, _) = was.expect("only what is hidden comes back");
                    hidden.retain(|one, (_, branch)| *one != at && *branch != Some(by));
                }
            }
            let mut read = town.db.read().await.unwrap();
            for (one, id) in ids.iter().enumerate() {
                let comment = crate::thread::store::comment(&mut read, *id).await.unwrap().unwrap();
                assert_eq!(!comment.visible(), hidden.contains_key(&one), "{one} after {deed:?} of {at}");
            }
            let with = hidden.values().filter(|(_, branch)| branch.is_some()).count();
            assert_eq!(town.number("SELECT COUNT(*) FROM comment WHERE for_parent = 1").await, with as i64);
            let seen = (TREE.len() - hidden.len()) as i64;
            assert_eq!(town.number("SELECT comments_here FROM proposal").await, seen);
        }
        assert_eq!(audit(&mut town.db.read().await.unwrap()).await.unwrap().wrong, []);
    }

    fn deed() -> impl Strategy<Value = (usize, Deed)> {
        let deeds = prop_oneof![Just(Deed::Hide), Just(Deed::Branch), Just(Deed::Restore), Just(Deed::Undo)];
        (0..TREE.len(), deeds)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]
        #[test]
        fn what_goes_together_comes_back_together(deeds in prop::collection::vec(deed(), 1..12)) {
            tokio::runtime::Runtime::new().unwrap().block_on(plays(deeds));
        }
    }
}
