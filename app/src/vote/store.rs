//! The rows of votes, and the sums and scores that a vote moves.
use crate::{
    db::{Change, Failure, Read, Tx},
    fault::{Code, Fault},
    live::{Draft, Kind, Refs, Topic},
    thread::{CommentId, Tally, score, store::open_to_writing},
};
use sqlx::FromRow;
use std::collections::HashSet;

/// Every statement of this file that pages read with, for the test that reads their plans.
pub const STATEMENTS: &[&str] = &[KEY, MINE];

const KEY: &str = "SELECT value FROM secret WHERE name = 'vote'";
const MINE: &str = "SELECT comment, value FROM comment_vote \
     WHERE voter = $1 AND comment IN (SELECT value FROM json_each($2))";

/// The key under which voters are known; made with the file, and never leaving it.
///
/// # Errors
/// When the database fails.
pub async fn key(read: &mut Read) -> Result<String, Failure> {
    let (key,): (String,) = read.one(sqlx::query_as(KEY)).await?;
    Ok(key)
}

/// Whether a voter (`$3`) has voted; a voter is somebody else on each proposal.
pub const TRACE: &str = "EXISTS (SELECT 1 FROM comment_vote WHERE voter = $3)";

/// As whom a person votes on a proposal: HMAC-SHA-256 (RFC 2104), another one on each proposal, so that nobody's votes
/// can be told from the rows, nor laid side by side over the whole plan.
pub(crate) fn voter(key: &str, account: i64, proposal: i64) -> String {
    use hmac::{Hmac, Mac};
    let mut mac = Hmac::<sha2::Sha256>::new_from_slice(key.as_bytes()).expect("a key of any length will do");
    mac.update(format!("{account}.{proposal}").as_bytes());
    mac.finalize().into_bytes().iter().map(|b| format!("{b:02x}")).collect()
}

/// How a person voted on the comments of a page: number and 1 or -1.
///
/// # Errors
/// When the database fails.
pub async fn mine(
    read: &mut Read,
    key: &str,
    account: i64,
    proposal: i64,
    comments: impl Iterator<Item = CommentId>,
) -> Result<Vec<(CommentId, i64)>, Failure> {
    let ids = serde_json::to_string(&comments.collect::<Vec<_>>()).unwrap_or_default();
    read.all(sqlx::query_as(MINE).bind(voter(key, account, proposal)).bind(ids)).await
}

/// A conversation went to another proposal, where the same people vote under other names. Nothing but trying every account
/// leads from one name to another, so that is done, once for each conversation that is carried.
///
/// # Errors
/// When the database fails.
pub async fn carried(tx: &mut Tx, root: CommentId, from: i64, to: i64) -> Result<(), Fault> {
    const VOTERS: &str = "SELECT DISTINCT v.voter FROM comment c JOIN comment_vote v ON v.comment = c.id \
         WHERE c.proposal = $1 AND c.root = $2";
    const ACCOUNTS: &str = "SELECT id FROM account WHERE id > $1 ORDER BY id LIMIT 5000";
    const RENAME: &str = "UPDATE comment_vote SET voter = $2 WHERE voter = $1 \
         AND comment IN (SELECT id FROM comment WHERE proposal = $3 AND root = $4)";
    let voters: Vec<(String,)> = sqlx::query_as(VOTERS).bind(to).bind(root).fetch_all(&mut tx.connection).await?;
    let mut voters: HashSet<String> = voters.into_iter().map(|(voter,)| voter).collect();
    let (key,): (String,) = sqlx::query_as(KEY).fetch_one(&mut tx.connection).await?;
    let mut last = 0;
    while !voters.is_empty() {
        let accounts: Vec<(i64,)> = sqlx::query_as(ACCOUNTS).bind(last).fetch_all(&mut tx.connection).await?;
        let Some((end,)) = accounts.last() else { return Ok(()) };
        last = *end;
        for (account,) in accounts {
            let before = voter(&key, account, from);
            if voters.remove(&before) {
                let rename = sqlx::query(RENAME).bind(before).bind(voter(&key, account, to)).bind(to).bind(root);
                rename.execute(&mut tx.connection).await?;
            }
        }
    }
    Ok(())
}

/// A comment's sums, by the voters' own stance.
#[derive(Clone, Copy, Debug, Default, FromRow)]
struct Sums {
    ups: i64,
    downs: i64,
    verified_ups: i64,
    verified_downs: i64,
    for_ups: i64,
    for_downs: i64,
    against_ups: i64,
    against_downs: i64,
    neutral_ups: i64,
    neutral_downs: i64,
}

/// A vote as it is kept.
#[derive(Clone, Debug, Default, FromRow)]
struct Vote {
    value: i64,
    stance: String,
    verified: bool,
}

impl Sums {
    /// Counts a vote in or out (`by` 1 or -1).
    fn count(&mut self, vote: &Vote, by: i64) {
        let up = vote.value > 0;
        *(if up { &mut self.ups } else { &mut self.downs }) += by;
        if vote.verified {
            *(if up { &mut self.verified_ups } else { &mut self.verified_downs }) += by;
        }
        let group = match (vote.stance.as_str(), up) {
            ("for", true) => &mut self.for_ups,
            ("for", false) => &mut self.for_downs,
            ("against", true) => &mut self.against_ups,
            ("against", false) => &mut self.against_downs,
            ("neutral", true) => &mut self.neutral_ups,
            ("neutral", false) => &mut self.neutral_downs,
            _ => return,
        };
        *group += by;
    }

    fn ground(&self) -> i64 {
        score::ground([
            (self.for_ups, self.for_downs),
            (self.against_ups, self.against_downs),
            (self.neutral_ups, self.neutral_downs),
        ])
    }

    fn tally(&self) -> Tally {
        let verified = Some((self.verified_ups, self.verified_downs)).filter(|counts| *counts != (0, 0));
        Tally { ups: self.ups, downs: self.downs, verified }
    }
}

/// Votes on a comment, changes one's vote, or takes it back (`value` 0). Voting the same twice changes nothing.
///
/// # Errors
/// [`Code::NotFound`], [`Code::Gone`] when it left, [`Code::NotYours`] on one's own comment, [`Code::Closed`].
pub async fn cast(tx: &mut Tx, account: i64, comment: CommentId, value: i64) -> Result<Change<Tally>, Fault> {
    const OF: &str = "SELECT proposal, account, state FROM comment WHERE id = $1";
    const VERIFIED: &str = "SELECT verified FROM account WHERE id = $1";
    /// The stance that the voter took last in this thread.
    const STANCE: &str = "SELECT stance FROM comment WHERE account = $1 AND proposal = $2 AND stance <> '' \
         AND state = 'visible' ORDER BY id DESC LIMIT 1";
    let row: Option<(i64, Option<i64>, String)> =
        sqlx::query_as(OF).bind(comment).fetch_optional(&mut tx.connection).await?;
    let Some((proposal, author, state)) = row else { return Err(Code::NotFound.into()) };
    match (state.as_str(), author) {
        ("visible", Some(author)) if author == account => return Err(Code::NotYours.into()),
        ("visible", _) => {}
        _ => return Err(Code::Gone.into()),
    }
    open_to_writing(tx, proposal).await?;
    let (key,): (String,) = sqlx::query_as(KEY).fetch_one(&mut tx.connection).await?;
    let voter = voter(&key, account, proposal);
    let (verified,): (bool,) = sqlx::query_as(VERIFIED).bind(account).fetch_one(&mut tx.connection).await?;
    let stance: Option<(String,)> =
        sqlx::query_as(STANCE).bind(account).bind(proposal).fetch_optional(&mut tx.connection).await?;
    let new = Vote { value, stance: stance.map(|(s,)| s).unwrap_or_default(), verified };
    let Some(sums) = replace(tx, &voter, comment, &new).await? else {
        return Ok(Change::private(sums(tx, comment).await?.tally()));
    };
    let refs = Refs { proposal: Some(proposal), comment: Some(comment), decision: None, ..Refs::default() };
    let event = Draft { kind: Kind::CommentVoted, refs, actor: None, topics: vec![Topic::Proposal(proposal)] };
    Ok(Change::told(sums.tally(), event))
}

/// Puts a vote in the place of the one before it. Gives the sums after it; `None` when nothing changed.
///
/// # Errors
/// When the database fails.
async fn replace(tx: &mut Tx, voter: &str, comment: CommentId, new: &Vote) -> Result<Option<Sums>, Fault> {
    const OLD: &str = "SELECT value, stance, verified FROM comment_vote WHERE voter = $1 AND comment = $2";
    const TAKE: &str = "DELETE FROM comment_vote WHERE voter = $1 AND comment = $2";
    const PUT: &str = "INSERT INTO comment_vote (voter, comment, value, stance, verified) VALUES ($1, $2, $3, $4, $5)";
    let old: Option<Vote> = sqlx::query_as(OLD).bind(voter).bind(comment).fetch_optional(&mut tx.connection).await?;
    if old.as_ref().map_or(0, |vote| vote.value) == new.value {
        return Ok(None);
    }
    let mut sums = sums(tx, comment).await?;
    if let Some(old) = &old {
        sqlx::query(TAKE).bind(voter).bind(comment).execute(&mut tx.connection).await?;
        sums.count(old, -1);
    }
    if new.value != 0 {
        let put = sqlx::query(PUT).bind(voter).bind(comment).bind(new.value).bind(&new.stance).bind(new.verified);
        put.execute(&mut tx.connection).await?;
        sums.count(new, 1);
    }
    keep(tx, comment, &sums).await?;
    Ok(Some(sums))
}

async fn sums(tx: &mut Tx, comment: CommentId) -> Result<Sums, Fault> {
    const SUMS: &str = "SELECT ups, downs, verified_ups, verified_downs, for_ups, for_downs, against_ups, against_downs, \
         neutral_ups, neutral_downs FROM comment WHERE id = $1";
    Ok(sqlx::query_as(SUMS).bind(comment).fetch_one(&mut tx.connection).await?)
}

async fn keep(tx: &mut Tx, comment: CommentId, sums: &Sums) -> Result<(), Fault> {
    const KEEP: &str = "UPDATE comment SET ups = $2, downs = $3, verified_ups = $4, verified_downs = $5, for_ups = $6, \
         for_downs = $7, against_ups = $8, against_downs = $9, neutral_ups = $10, neutral_downs = $11, useful = $12, \
         ground = $13 WHERE id = $1";
    sqlx::query(KEEP)
        .bind(comment)
        .bind(sums.ups)
        .bind(sums.downs)
        .bind(sums.verified_ups)
        .bind(sums.verified_downs)
        .bind(sums.for_ups)
        .bind(sums.for_downs)
        .bind(sums.against_ups)
        .bind(sums.against_downs)
        .bind(sums.neutral_ups)
        .bind(sums.neutral_downs)
        .bind(score::useful(sums.ups, sums.downs))
        .bind(sums.ground())
        .execute(&mut tx.connection)
        .await?;
    Ok(())
}

/// A vote of the past: those of the demo. Says nothing to anybody.
///
/// # Errors
/// When the database fails.
pub async fn past(
    tx: &mut Tx,
    voter_account: i64,
    proposal: i64,
    comment: CommentId,
    value: i64,
    stance: &str,
) -> Result<(), Fault> {
    let (key,): (String,) = sqlx::query_as(KEY).fetch_one(&mut tx.connection).await?;
    let vote = Vote { value, stance: stance.to_owned(), verified: false };
    replace(tx, &voter(&key, voter_account, proposal), comment, &vote).await?;
    Ok(())
}
