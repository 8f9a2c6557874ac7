//! What tells of a change to a comment, and by what it is looked up.
use crate::{
    db::Tx,
    fault::Fault,
    live::{Draft, Kind, Refs, Topic},
    plan::store::topics,
    thread::model::CommentId,
};

/// The event of a comment, told to its proposal, the sections above, the plan and the desk.
///
/// # Errors
/// When the database fails.
pub async fn told(tx: &mut Tx, kind: Kind, proposal: i64, comment: i64, actor: Option<i64>) -> Result<Draft, Fault> {
    const SQL: &str = "SELECT proposal, root, action, official FROM comment WHERE id = $1";
    let row: Option<(i64, i64, Option<i64>, bool)> =
        sqlx::query_as(SQL).bind(comment).fetch_optional(&mut tx.connection).await?;
    let apart = row.map(|(proposal, root, action, official)| topics_apart(proposal, root, action, official));
    told_apart(tx, kind, proposal, comment, actor, apart.unwrap_or_default()).await
}

pub(super) async fn told_apart(
    tx: &mut Tx,
    kind: Kind,
    proposal: i64,
    comment: i64,
    actor: Option<i64>,
    apart: Vec<Topic>,
) -> Result<Draft, Fault> {
    let mut topics = topics(tx, proposal).await?;
    topics.push(Topic::Desk);
    topics.extend(apart);
    let refs = Refs { proposal: Some(proposal), comment: Some(comment), ..Refs::default() };
    Ok(Draft { kind, refs, actor, topics })
}

/// What else an event of a comment is looked up by: its conversation, its action, and whether the authority speaks.
pub(super) fn topics_apart(proposal: i64, root: CommentId, action: Option<i64>, official: bool) -> Vec<Topic> {
    let official = official.then_some(Topic::Official(proposal));
    [Some(Topic::Thread(root)), action.map(Topic::Action), official].into_iter().flatten().collect()
}
