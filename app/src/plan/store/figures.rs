//! Figures: the one place that moves them, for a proposal, its branch and the plan together.
use crate::{
    db::{Failure, Read, Tx},
    fault::Fault,
    live::{Figures, Topic, store::counts},
};

pub(super) const FIGURES: &str = "SELECT s.plan, s.id, p.supports_imported + p.supports_here, \
     CASE WHEN p.comments_read > p.comments_imported THEN p.comments_read ELSE p.comments_imported END + p.comments_here, \
     l.proposals, l.supports, l.comments \
     FROM proposal p JOIN section s ON s.id = p.section JOIN plan l ON l.id = s.plan WHERE p.id = $1";
pub(super) const ABOVE: &str = "SELECT s.id, s.proposals, s.supports, s.comments FROM section_ancestor a \
     JOIN section s ON s.id = a.ancestor WHERE a.section = $1 ORDER BY a.depth";

/// The figures of a proposal and of all above it, as they are now.
///
/// # Errors
/// When the database fails.
pub async fn figures(read: &mut Read, proposal: i64) -> Result<Option<Figures>, Failure> {
    type Row = (i64, i64, i64, i64, i64, i64, i64);
    let Some((plan, section, supports, comments, all, all_supports, all_comments)) =
        read.maybe(sqlx::query_as::<_, Row>(FIGURES).bind(proposal)).await?
    else {
        return Ok(None);
    };
    let above = read.all(sqlx::query_as::<_, (i64, i64, i64, i64)>(ABOVE).bind(section)).await?;
    Ok(Some(Figures {
        proposal: (proposal, counts((0, supports, comments))),
        sections: above.into_iter().map(|(id, p, s, c)| (id, counts((p, s, c)))).collect(),
        plan: (plan, counts((all, all_supports, all_comments))),
    }))
}

/// How figures change.
#[derive(Clone, Copy, Default)]
pub struct Bump {
    /// Supports given here, more or fewer.
    pub supports: i64,
    /// Visible comments written here, more or fewer.
    pub comments: i64,
    /// Visible comments that came with a page, more or fewer.
    pub read: i64,
    /// Whether somebody has just spoken.
    pub talk: bool,
}

const BUMP: &str = "UPDATE proposal SET supports_here = supports_here + $2, comments_here = comments_here + $3, \
     comments_read = comments_read + $4, last_comment_at = CASE WHEN $5 THEN $6 ELSE last_comment_at END WHERE id = $1 \
     RETURNING section, comments_read, comments_imported";
const BUMP_SECTIONS: &str = "UPDATE section SET supports = supports + $2, comments = comments + $3 \
     WHERE id IN (SELECT ancestor FROM section_ancestor WHERE section = $1)";
const BUMP_PLAN: &str = "UPDATE plan SET supports = supports + $2, comments = comments + $3 \
     WHERE id = (SELECT plan FROM section WHERE id = $1)";

/// Moves the figures of a proposal, of its branch and of the plan together.
///
/// # Errors
/// When the database fails.
pub async fn bump(tx: &mut Tx, proposal: i64, by: Bump) -> Result<(), Fault> {
    let (section, read, imported): (i64, i64, i64) = sqlx::query_as(BUMP)
        .bind(proposal)
        .bind(by.supports)
        .bind(by.comments)
        .bind(by.read)
        .bind(by.talk)
        .bind(tx.now)
        .fetch_one(&mut tx.connection)
        .await?;
    // Of what came with a page the larger of figure and rows is shown.
    let comments = by.comments + read.max(imported) - (read - by.read).max(imported);
    for sql in [BUMP_SECTIONS, BUMP_PLAN] {
        sqlx::query(sql).bind(section).bind(by.supports).bind(comments).execute(&mut tx.connection).await?;
    }
    Ok(())
}

pub(super) const TOPICS: &str = "SELECT s.plan, a.ancestor FROM proposal p JOIN section s ON s.id = p.section \
     JOIN section_ancestor a ON a.section = s.id WHERE p.id = $1 ORDER BY a.depth";

/// Where what happens on a proposal is told.
///
/// # Errors
/// When the database fails.
pub async fn topics(tx: &mut Tx, proposal: i64) -> Result<Vec<Topic>, Fault> {
    let rows: Vec<(i64, i64)> = sqlx::query_as(TOPICS).bind(proposal).fetch_all(&mut tx.connection).await?;
    let mut topics = vec![Topic::Proposal(proposal)];
    topics.extend(rows.iter().map(|(_, section)| Topic::Section(*section)));
    topics.extend(rows.first().map(|(plan, _)| Topic::Plan(*plan)));
    Ok(topics)
}
