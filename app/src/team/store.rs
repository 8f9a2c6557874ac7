//! The rows of claims and of notes.
use super::model::{CLAIM, CaseNote, Claim, Shift, ShiftRow, Team};
use crate::{
    db::{Change, Failure, Millis, Read, Tx},
    fault::{Code, Fault},
    i18n::Lang,
    live::{Draft, Kind, Refs, Topic},
    moderation::Moderator,
    plan::Text,
    pulse,
    thread::render::excerpt,
};

/// Every statement of this file, for the test that reads their plans.
pub const STATEMENTS: &[&str] = &[CLAIMED, CLAIMS_OF, NOTES, COLLEAGUES, OVER, CLAIMS, ASKED, DECIDED];

const CLAIMED: &str =
    "SELECT a.id, a.name FROM claim k JOIN account a ON a.id = k.moderator WHERE k.comment = $1 AND k.until > $2";
/// Who is at which of some comments.
const CLAIMS_OF: &str = "SELECT k.comment, a.id, a.name FROM claim k JOIN account a ON a.id = k.moderator \
     WHERE k.comment IN (SELECT value FROM json_each($1)) AND k.until > $2";
const NOTES: &str = "SELECT n.id, a.name, COALESCE(b.name, ''), n.body, n.created_at FROM case_note n \
     JOIN account a ON a.id = n.moderator LEFT JOIN account b ON b.id = n.asks WHERE n.comment = $1 ORDER BY n.id LIMIT 100";
const COLLEAGUES: &str = "SELECT id, name FROM account WHERE role <> 'resident' AND id <> $1 ORDER BY name LIMIT 100";
const OVER: &str = "SELECT comment FROM claim WHERE until <= $1 LIMIT 100";
macro_rules! titled {
    ($rest:literal) => {
        concat!(
            $rest,
            " JOIN proposal p ON p.id = c.proposal \
             JOIN proposal_text o ON o.proposal = p.id AND o.version = p.version AND o.lang = p.lang \
             LEFT JOIN proposal_text w ON w.proposal = p.id AND w.version = p.version AND w.lang = $1 "
        )
    };
}
const CLAIMS: &str = concat!(
    titled!(
        "SELECT k.comment, COALESCE(w.title, o.title), COALESCE(w.lang, o.lang), a.name, '', k.until FROM claim k \
         JOIN account a ON a.id = k.moderator JOIN comment c ON c.id = k.comment"
    ),
    "WHERE k.until > $2 ORDER BY k.until LIMIT 100"
);
/// Questions about comments that nobody has decided since.
const ASKED: &str = concat!(
    titled!(
        "SELECT n.comment, COALESCE(w.title, o.title), COALESCE(w.lang, o.lang), a.name, n.body, n.created_at FROM case_note n \
         JOIN account a ON a.id = n.moderator JOIN comment c ON c.id = n.comment"
    ),
    "WHERE n.asks = $2 AND NOT EXISTS (SELECT 1 FROM decision d WHERE d.comment = n.comment AND d.created_at >= n.created_at) \
     ORDER BY n.id DESC LIMIT 50"
);
/// Among the newest thousand decisions.
const DECIDED: &str = "SELECT COALESCE(SUM(moderator = $1), 0), COUNT(*) FROM (SELECT moderator, created_at FROM decision \
     WHERE id > 0 ORDER BY id DESC LIMIT 1000) WHERE created_at > $2";

fn told(kind: Kind, comment: i64, by: Option<i64>) -> Draft {
    let refs = Refs { comment: Some(comment), ..Refs::default() };
    Draft { kind, refs, actor: by, topics: vec![Topic::Desk] }
}

/// Takes a comment on, and leaves what one was at. Gives whether it is one's own now.
///
/// # Errors
/// [`Code::NotFound`].
pub async fn claim(tx: &mut Tx, by: &Moderator, comment: i64) -> Result<Change<bool>, Fault> {
    const THERE: &str = "SELECT id FROM comment WHERE id = $1";
    const OTHERS: &str = "DELETE FROM claim WHERE moderator = $1 AND comment <> $2 RETURNING comment";
    const TAKE: &str = "INSERT INTO claim (comment, moderator, until) VALUES ($1, $2, $3) ON CONFLICT (comment) DO UPDATE \
         SET moderator = excluded.moderator, until = excluded.until WHERE claim.until <= $4";
    const RENEW: &str = "UPDATE claim SET until = $3 WHERE comment = $1 AND moderator = $2 RETURNING comment";
    let me = by.person().id;
    if sqlx::query(THERE).bind(comment).fetch_optional(&mut tx.connection).await?.is_none() {
        return Err(Code::NotFound.into());
    }
    let left: Vec<(i64,)> = sqlx::query_as(OTHERS).bind(me).bind(comment).fetch_all(&mut tx.connection).await?;
    let mut events: Vec<Draft> = left.into_iter().map(|(id,)| told(Kind::CaseClaimed, id, Some(me))).collect();
    let until = tx.now + CLAIM;
    let renewed = sqlx::query(RENEW).bind(comment).bind(me).bind(until).fetch_optional(&mut tx.connection).await?;
    if renewed.is_some() {
        return Ok(Change { value: true, events });
    }
    let take = sqlx::query(TAKE).bind(comment).bind(me).bind(until).bind(tx.now);
    let mine = take.execute(&mut tx.connection).await?.rows_affected() > 0;
    if mine {
        events.push(told(Kind::CaseClaimed, comment, Some(me)));
    }
    Ok(Change { value: mine, events })
}

/// Leaves a comment to others.
///
/// # Errors
/// When the database fails.
pub async fn release(tx: &mut Tx, by: &Moderator, comment: i64) -> Result<Change<()>, Fault> {
    const LEAVE: &str = "DELETE FROM claim WHERE comment = $1 AND moderator = $2";
    let me = by.person().id;
    let left = sqlx::query(LEAVE).bind(comment).bind(me).execute(&mut tx.connection).await?;
    let told = (left.rows_affected() > 0).then(|| told(Kind::CaseClaimed, comment, Some(me)));
    Ok(Change { value: (), events: told.into_iter().collect() })
}

/// It was decided: nobody is at it any more. The decision's own event tells.
///
/// # Errors
/// When the database fails.
pub async fn decided(tx: &mut Tx, comment: i64) -> Result<(), Fault> {
    sqlx::query("DELETE FROM claim WHERE comment = $1").bind(comment).execute(&mut tx.connection).await?;
    Ok(())
}

/// Whether a claim was forgotten.
///
/// # Errors
/// When the database fails.
pub async fn forgotten(read: &mut Read, now: Millis) -> Result<bool, Failure> {
    Ok(read.maybe(sqlx::query_as::<_, (i64,)>(OVER).bind(now)).await?.is_some())
}

/// Frees what was forgotten, and tells so.
///
/// # Errors
/// When the database fails.
pub async fn expire(tx: &mut Tx) -> Result<Change<()>, Fault> {
    const FREE: &str = "DELETE FROM claim WHERE until <= $1 RETURNING comment";
    let free: Vec<(i64,)> = sqlx::query_as(FREE).bind(tx.now).fetch_all(&mut tx.connection).await?;
    Ok(Change { value: (), events: free.into_iter().map(|(id,)| told(Kind::CaseClaimed, id, None)).collect() })
}

/// Writes a note, or a question to a colleague who moderates.
///
/// # Errors
/// [`Code::NotFound`].
pub async fn note(
    tx: &mut Tx,
    by: &Moderator,
    comment: i64,
    asks: Option<i64>,
    body: &str,
) -> Result<Change<()>, Fault> {
    const ADD: &str = "INSERT INTO case_note (comment, moderator, asks, body, created_at) SELECT c.id, $2, \
         (SELECT id FROM account WHERE id = $3 AND role IN ('moderator', 'admin')), $4, $5 FROM comment c WHERE c.id = $1";
    let me = by.person().id;
    let query = sqlx::query(ADD).bind(comment).bind(me).bind(asks).bind(body).bind(tx.now);
    if query.execute(&mut tx.connection).await?.rows_affected() == 0 {
        return Err(Code::NotFound.into());
    }
    Ok(Change::told((), told(Kind::CaseNoted, comment, Some(me))))
}

/// Who is at a comment now.
///
/// # Errors
/// When the database fails.
pub async fn claimed(read: &mut Read, comment: i64, now: Millis) -> Result<Option<Claim>, Failure> {
    let row: Option<(i64, String)> = read.maybe(sqlx::query_as(CLAIMED).bind(comment).bind(now)).await?;
    Ok(row.map(|(moderator, name)| Claim { moderator, name }))
}

/// Who is at which of these comments now.
///
/// # Errors
/// When the database fails.
pub async fn claims(read: &mut Read, comments: &[i64], now: Millis) -> Result<Vec<(i64, Claim)>, Failure> {
    let ids = serde_json::to_string(comments).unwrap_or_default();
    let rows: Vec<(i64, i64, String)> = read.all(sqlx::query_as(CLAIMS_OF).bind(ids).bind(now)).await?;
    Ok(rows.into_iter().map(|(comment, moderator, name)| (comment, Claim { moderator, name })).collect())
}

/// What a case has of its moderators, for one of them: three statements.
///
/// # Errors
/// When the database fails.
pub async fn team(read: &mut Read, comment: i64, reader: i64, now: Millis) -> Result<Team, Failure> {
    type Row = (i64, String, String, String, Millis);
    let notes: Vec<Row> = read.all(sqlx::query_as(NOTES).bind(comment)).await?;
    let note = |(id, name, asks, body, at): Row| CaseNote { id, name, asks, body, at };
    Ok(Team {
        reader,
        claim: claimed(read, comment, now).await?,
        notes: notes.into_iter().map(note).collect(),
        colleagues: read.all(sqlx::query_as(COLLEAGUES).bind(reader)).await?,
    })
}

/// The cases that somebody is at, and what one of the moderators is asked; two statements.
///
/// # Errors
/// When the database fails.
pub async fn open(
    read: &mut Read,
    lang: Lang,
    me: i64,
    now: Millis,
) -> Result<(Vec<ShiftRow>, Vec<ShiftRow>), Failure> {
    type Row = (i64, String, String, String, String, Millis);
    let row = |(comment, title, written, name, words, at): Row| ShiftRow {
        comment,
        title: Text { text: title, lang: written.parse().unwrap_or_default() },
        name,
        words: excerpt(&words, 200),
        at,
    };
    let claims: Vec<Row> = read.all(sqlx::query_as(CLAIMS).bind(lang.code()).bind(now)).await?;
    let asked: Vec<Row> = read.all(sqlx::query_as(ASKED).bind(lang.code()).bind(me)).await?;
    Ok((claims.into_iter().map(row).collect(), asked.into_iter().map(row).collect()))
}

/// What one shift leaves to the next.
///
/// # Errors
/// When the database fails.
pub async fn shift(read: &mut Read, lang: Lang, me: i64, now: Millis) -> Result<Shift, Failure> {
    const SHIFT: Millis = 12 * 3600 * 1000;
    let (claims, asked) = open(read, lang, me, now).await?;
    let (mine, all) = read.one(sqlx::query_as::<_, (i64, i64)>(DECIDED).bind(me).bind(now - SHIFT)).await?;
    Ok(Shift { mine, all, claims, asked, pulse: pulse::store::pulse(read, lang, now).await? })
}
