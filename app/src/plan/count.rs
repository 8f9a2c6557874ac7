//! Figures made anew from the rows they count. Everyday writes move them by [`super::store::bump`]; whoever writes
//! many rows at once counts them here when done.
use crate::{db::Tx, fault::Fault};

const PROPOSAL: &str = "UPDATE proposal SET \
     supports_here = (SELECT COUNT(*) FROM support s WHERE s.proposal = proposal.id), \
     comments_here = (SELECT COUNT(*) FROM comment c WHERE c.proposal = proposal.id AND c.account IS NOT NULL \
     AND c.state = 'visible'), \
     comments_read = (SELECT COUNT(*) FROM comment c WHERE c.proposal = proposal.id AND c.account IS NULL \
     AND c.state = 'visible'), \
     said_for = (SELECT COUNT(*) FROM comment c WHERE c.proposal = proposal.id AND c.stance = 'for' AND c.state = 'visible'), \
     said_against = (SELECT COUNT(*) FROM comment c WHERE c.proposal = proposal.id AND c.stance = 'against' \
     AND c.state = 'visible'), \
     said_neutral = (SELECT COUNT(*) FROM comment c WHERE c.proposal = proposal.id AND c.stance = 'neutral' \
     AND c.state = 'visible') WHERE id = $1";
const CONVERSATIONS: &str = "UPDATE comment SET size = f.size, total = f.total FROM \
     (SELECT root, COUNT(*) AS total, SUM(CASE WHEN state = 'visible' THEN 1 ELSE 0 END) AS size FROM comment WHERE proposal = $1 GROUP BY root) f \
     WHERE comment.id = f.root";
const SECTIONS: &str = "UPDATE section SET proposals = f.proposals, supports = f.supports, comments = f.comments FROM \
     (SELECT a.ancestor AS id, COUNT(p.id) AS proposals, \
     COALESCE(SUM(p.supports_imported + p.supports_here), 0) AS supports, \
     COALESCE(SUM(CASE WHEN p.comments_read > p.comments_imported THEN p.comments_read ELSE p.comments_imported END \
     + p.comments_here), 0) AS comments \
     FROM section s JOIN section_ancestor a ON a.section = s.id LEFT JOIN proposal p ON p.section = s.id \
     WHERE s.plan = $1 GROUP BY a.ancestor) f WHERE section.id = f.id";
/// An axis holds all that is below it.
const PLAN: &str = "UPDATE plan SET \
     proposals = (SELECT COALESCE(SUM(proposals), 0) FROM section WHERE plan = $1 AND parent IS NULL), \
     supports = (SELECT COALESCE(SUM(supports), 0) FROM section WHERE plan = $1 AND parent IS NULL), \
     comments = (SELECT COALESCE(SUM(comments), 0) FROM section WHERE plan = $1 AND parent IS NULL) WHERE id = $1";

/// Counts what was given and said on one proposal.
///
/// # Errors
/// When the database fails.
pub async fn proposal(tx: &mut Tx, id: i64) -> Result<(), Fault> {
    for sql in [PROPOSAL, CONVERSATIONS] {
        sqlx::query(sql).bind(id).execute(&mut tx.connection).await?;
    }
    Ok(())
}

/// Sums the proposals' figures for every section of a plan and for the plan.
///
/// # Errors
/// When the database fails.
pub async fn plan(tx: &mut Tx, id: i64) -> Result<(), Fault> {
    for sql in [SECTIONS, PLAN] {
        sqlx::query(sql).bind(id).execute(&mut tx.connection).await?;
    }
    Ok(())
}
