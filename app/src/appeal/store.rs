//! Appeals in the database. Answering one about a comment is a decision like any other, made by the desk's own function.
use super::model::{Against, Appealed, Outcome, Redress, TIME_TO_ANSWER, TIME_TO_APPEAL};
use crate::{
    account::{self, Person},
    db::{Change, Failure, Millis, Read, Tx},
    fault::{Code, Fault},
    live::{Draft, Kind, Refs, Topic},
    moderation::{
        Moderator,
        store::{Verdict, decide, hides_or_shows},
    },
    pipeline, record, sanction,
    thread::render::markdown,
};
use sqlx::FromRow;

/// Every statement of this file, for the test that reads their plans.
pub const STATEMENTS: &[&str] = &[DECIDED, REFUSED, LAID, OPEN, ANSWERED, OF_COMMENT, OF_TEXT];

/// A decision that took a comment down, while it is the one that keeps it away.
const DECIDED: &str = concat!(
    "SELECT c.account, d.moderator, d.created_at AS at, c.id AS comment, c.proposal, c.lang, \
     c.state = 'hidden' AND d.kind IN ('hide', 'undo') AND d.id = (SELECT id FROM decision WHERE comment = c.id \
     AND kind IN ",
    hides_or_shows!(),
    " ORDER BY id DESC LIMIT 1) AS stands \
     FROM decision d JOIN comment c ON c.id = d.comment WHERE d.id = $1"
);
const REFUSED: &str = "SELECT account, COALESCE(moderator, 0) AS moderator, decided_at AS at, NULL AS comment, proposal, lang, \
     state = 'refused' AS stands FROM waiting WHERE id = $1";
const LAID: &str = "SELECT s.account, s.moderator, s.created_at AS at, NULL AS comment, s.proposal, a.lang, \
     s.lifted_at = 0 AS stands FROM sanction s JOIN account a ON a.id = s.account WHERE s.id = $1";
const OPEN: &str = "SELECT id, decided_by FROM appeal WHERE comment = $1 AND state = 'open' ORDER BY id DESC LIMIT 1";
const ANSWERED: &str =
    "SELECT comment, waiting, sanction, account, decided_by, state = 'open' FROM appeal WHERE id = $1";

macro_rules! appeal_columns {
    ($rest:literal) => {
        concat!("SELECT id, body, created_at, due_at, state, note, decided_at, decided_by FROM appeal WHERE ", $rest)
    };
}
const OF_COMMENT: &str = appeal_columns!("comment = $1 ORDER BY id DESC LIMIT 1");
const OF_TEXT: &str = appeal_columns!("waiting = $1");

#[derive(FromRow)]
struct Restriction {
    account: Option<i64>,
    moderator: i64,
    at: Millis,
    comment: Option<i64>,
    proposal: Option<i64>,
    lang: String,
    stands: bool,
}

/// Makes an appeal against a decision about one's own text, or against a measure on oneself.
///
/// # Errors
/// [`Code::NotFound`] when it is not one's own, [`Code::TooLate`], [`Code::Decided`] when there is one already or the
/// decision does not stand any more.
pub async fn add(tx: &mut Tx, who: &Person, against: Against, body: &str) -> Result<Change<()>, Fault> {
    const INSERT: &str = "INSERT INTO appeal (account, decision, waiting, comment, proposal, decided_by, body, lang, created_at, due_at, sanction) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT DO NOTHING";
    let (sql, id, [decision, text, measure]) = match against {
        Against::Decision(id) => (DECIDED, id, [Some(id), None, None]),
        Against::Text(id) => (REFUSED, id, [None, Some(id), None]),
        Against::Measure(id) => (LAID, id, [None, None, Some(id)]),
    };
    let found: Option<Restriction> = sqlx::query_as(sql).bind(id).fetch_optional(&mut tx.connection).await?;
    let found = found.filter(|found| found.account == Some(who.id)).ok_or(Code::NotFound)?;
    if !found.stands {
        return Err(Code::Decided.into());
    }
    if tx.now > found.at + TIME_TO_APPEAL {
        return Err(Code::TooLate.into());
    }
    let query = sqlx::query(INSERT).bind(who.id).bind(decision).bind(text).bind(found.comment).bind(found.proposal);
    let query = query.bind(found.moderator).bind(body).bind(&found.lang).bind(tx.now).bind(tx.now + TIME_TO_ANSWER);
    let query = query.bind(measure);
    if query.execute(&mut tx.connection).await?.rows_affected() == 0 {
        return Err(Code::Decided.into());
    }
    Ok(Change::told((), told(Kind::AppealMade, found.comment, Some(who.id))))
}

/// An appeal of the past against what took a comment down: one of the demo's.
///
/// # Errors
/// As [`add`].
pub async fn past(tx: &mut Tx, account: i64, comment: i64, body: &str, at: Millis) -> Result<(), Fault> {
    const LAST: &str = "SELECT id FROM decision WHERE comment = $1 ORDER BY id DESC LIMIT 1";
    let (decision,): (i64,) = sqlx::query_as(LAST).bind(comment).fetch_one(&mut tx.connection).await?;
    let (who, now) = (Person { id: account, ..Person::default() }, std::mem::replace(&mut tx.now, at));
    let done = add(tx, &who, Against::Decision(decision), body).await;
    tx.now = now;
    done.map(drop)
}

/// For the desk alone: who appeals is nobody else's business.
fn told(kind: Kind, comment: Option<i64>, actor: Option<i64>) -> Draft {
    Draft { kind, refs: Refs { comment, ..Refs::default() }, actor, topics: vec![Topic::Desk] }
}

/// The open appeal about a comment, and who may not answer it.
///
/// # Errors
/// When the database fails.
pub async fn open_on(tx: &mut Tx, comment: i64) -> Result<Option<(i64, i64)>, Fault> {
    Ok(sqlx::query_as(OPEN).bind(comment).fetch_optional(&mut tx.connection).await?)
}

/// Answers an appeal. Gives the decision's number; 0 when it was not about a comment.
///
/// # Errors
/// [`Code::NotFound`], [`Code::Decided`], [`Code::NotYours`], [`Code::NoReasons`], or why the text cannot be published.
pub async fn answer(tx: &mut Tx, by: &Moderator, id: i64, grant: bool, note: &str) -> Result<Change<i64>, Fault> {
    type Row = (Option<i64>, Option<i64>, Option<i64>, i64, i64, bool);
    let row: Option<Row> = sqlx::query_as(ANSWERED).bind(id).fetch_optional(&mut tx.connection).await?;
    let (comment, text, measure, account, decided_by, open) = row.ok_or(Code::NotFound)?;
    if !open {
        return Err(Code::Decided.into());
    }
    if let Some(comment) = comment {
        return decide(tx, by, comment, if grant { Verdict::Restore } else { Verdict::Uphold }, note).await;
    }
    may(by, decided_by, grant, note)?;
    let mut events = Vec::new();
    if let Some(text) = text.filter(|_| grant) {
        pipeline::store::reopen(tx, text).await?;
        events = pipeline::store::approve(tx, by, text).await?.events;
    }
    if let Some(measure) = measure.filter(|_| grant) {
        match sanction::store::lift(tx, by, measure, false).await {
            Ok(lifted) => events = lifted.events,
            // It is over or was lifted meanwhile: that it was wrong is said all the same.
            Err(Fault { code: Code::Decided, .. }) => {}
            Err(fault) => return Err(fault),
        }
    }
    close(tx, by, id, if grant { Outcome::Granted } else { Outcome::Upheld }, note).await?;
    record::store::appealed(tx, id).await?;
    account::store::untold(tx, Some(account), by.person().id).await?;
    events.push(told(Kind::AppealDecided, None, Some(by.person().id)));
    Ok(Change { value: 0, events })
}

/// Whether this moderator may answer so.
///
/// # Errors
/// [`Code::NotYours`] for who decided then; [`Code::NoReasons`] when the decision is to stand without saying why.
pub fn may(by: &Moderator, decided_by: i64, grant: bool, note: &str) -> Result<(), Fault> {
    if by.person().id == decided_by {
        return Err(Code::NotYours.into());
    }
    if !grant && note.is_empty() { Err(Code::NoReasons.into()) } else { Ok(()) }
}

/// Notes the answer.
///
/// # Errors
/// When the database fails.
pub async fn close(tx: &mut Tx, by: &Moderator, id: i64, outcome: Outcome, note: &str) -> Result<(), Fault> {
    const CLOSE: &str = "UPDATE appeal SET state = $2, moderator = $3, note = $4, decided_at = $5 WHERE id = $1";
    let query = sqlx::query(CLOSE).bind(id).bind(outcome.as_str()).bind(by.person().id).bind(note).bind(tx.now);
    query.execute(&mut tx.connection).await?;
    Ok(())
}

/// The author took the comment away: there is nothing left to answer.
///
/// # Errors
/// When the database fails.
pub async fn left(tx: &mut Tx, comment: i64) -> Result<(), Fault> {
    const LEFT: &str =
        "UPDATE appeal SET state = 'withdrawn', body = '', decided_at = $2 WHERE comment = $1 AND state = 'open'";
    sqlx::query(LEFT).bind(comment).bind(tx.now).execute(&mut tx.connection).await?;
    Ok(())
}

/// An appeal's columns as they are read beside what it is about.
pub type Columns = (i64, String, i64, i64, String, String, i64, i64);

/// An appeal as `reader` may read it.
fn appealed((id, body, at, due, state, note, decided_at, decided_by): Columns, reader: i64) -> Appealed {
    Appealed {
        id,
        body: markdown(&body),
        at,
        due,
        outcome: state.parse().unwrap_or_default(),
        note,
        decided_at,
        own: decided_by == reader,
    }
}

/// The last appeal about a comment.
///
/// # Errors
/// When the database fails.
pub async fn of_comment(read: &mut Read, comment: i64, reader: i64) -> Result<Option<Appealed>, Failure> {
    let row: Option<Columns> = read.maybe(sqlx::query_as(OF_COMMENT).bind(comment)).await?;
    Ok(row.map(|row| appealed(row, reader)))
}

/// The appeal against the refusal of a text.
///
/// # Errors
/// When the database fails.
pub async fn of_text(read: &mut Read, text: i64, reader: i64) -> Result<Option<Appealed>, Failure> {
    let row: Option<Columns> = read.maybe(sqlx::query_as(OF_TEXT).bind(text)).await?;
    Ok(row.map(|row| appealed(row, reader)))
}

/// What of an appeal stands beside a decision in the list of one's own.
#[derive(FromRow)]
pub struct Beside {
    appeal: Option<i64>,
    appeal_body: String,
    appealed_at: i64,
    due_at: i64,
    outcome: String,
    answer: String,
    answered_at: i64,
}

impl Beside {
    /// What its author can do: the appeal when there is one, else until when, while the decision `stands`.
    pub fn redress(self, stands: bool, decided_at: Millis) -> Redress {
        let Some(id) = self.appeal else {
            return if stands { Redress::Until(decided_at + TIME_TO_APPEAL) } else { Redress::Over };
        };
        let columns =
            (id, self.appeal_body, self.appealed_at, self.due_at, self.outcome, self.answer, self.answered_at, 0);
        Redress::Made(appealed(columns, -1))
    }
}
