//! What is known about a text's writer and place: two statements, and a third where the desk has put words into use.
use crate::{
    account::Person,
    db::{Db, Failure, Millis, Read},
    i18n::Lang,
    pipeline::{
        pass::Asked,
        phase::{
            sanctions::Sanction,
            spam::{Learned, TEXTS},
        },
        run::{Copies, Facts},
    },
    sanction::{self, Deed, Measure, store::in_force},
    thread::CommentId,
};
use sqlx::FromRow;
use std::collections::BTreeSet;

pub(super) const STATEMENTS: &[&str] = &[FACTS, LEARNED, OWN];

/// Within so long the same words are the same words.
const LATELY: Millis = 24 * 3600 * 1000;

/// `$1` proposal, `$2` account, `$3` key, `$4` print, `$5` since when, `$6` the comment that is changed, `$7` now.
const FACTS: &str = concat!(
    "SELECT l.moderation, p.closed + p.thread_closed + l.closed > 0 AS closed, \
     EXISTS (SELECT 1 FROM comment WHERE account = $2 AND idempotency = $3) AS known, \
     (SELECT COUNT(*) FROM (SELECT state FROM comment WHERE account = $2 ORDER BY id DESC LIMIT 50) WHERE state = 'visible') \
     AS published, EXISTS (SELECT 1 FROM word_rule WHERE removed_at = 0) AS words, COALESCE(k.spam, 0) AS spam, COALESCE(k.ham, 0) AS ham, d.copies, d.own, d.hidden, x.kind, x.rule, \
     x.ends_at FROM proposal p JOIN section s ON s.id = p.section JOIN plan l ON l.id = s.plan \
     LEFT JOIN learned_word k ON k.word = '' LEFT JOIN (",
    in_force!("$2", "$1", "$7"),
    ") x ON 1 = 1, (SELECT COUNT(*) AS copies, COALESCE(SUM(c.account = $2), 0) AS own, COALESCE(SUM(c.state = 'hidden'), 0) AS hidden \
     FROM (SELECT comment FROM print WHERE print = $4 AND at > $5 AND comment <> $6 ORDER BY at DESC LIMIT 12) t \
     JOIN comment c ON c.id = t.comment) d WHERE p.id = $1"
);
const LEARNED: &str =
    "SELECT word, spam, ham FROM learned_word WHERE word IN (SELECT value FROM json_each($1)) LIMIT 200";
const OWN: &str = "SELECT proposal, lang FROM comment WHERE id = $1 AND account = $2";

#[derive(FromRow)]
struct Row {
    moderation: String,
    closed: bool,
    known: bool,
    published: i64,
    words: bool,
    spam: i64,
    ham: i64,
    copies: i64,
    own: i64,
    hidden: i64,
    kind: Option<String>,
    rule: Option<String>,
    ends_at: Option<Millis>,
}

impl Row {
    /// What was laid on the writer, as far as it has to do with texts.
    fn sanction(&self, now: Millis) -> Option<Sanction> {
        let found = sanction::store::measure((self.kind.clone()?, self.rule.clone()?, self.ends_at?))?;
        match found.refuses(Deed::Write, now) {
            Err(fault) => Some(Sanction::Pause(fault)),
            Ok(()) => (found.measure == Measure::ReadFirst).then_some(Sanction::ReadFirst),
        }
    }
}

/// What is known; `None` without such a proposal. How often its writer wrote is the gate's to say. What was learned of
/// the words is asked for once `least` texts of each kind were decided.
///
/// # Errors
/// When the database fails.
pub async fn facts(
    db: &Db,
    who: &Person,
    asked: &Asked<'_>,
    print: Option<i64>,
    (tokens, least): (&BTreeSet<String>, i64),
    now: Millis,
) -> Result<Option<Facts>, Failure> {
    let query = sqlx::query_as::<_, Row>(FACTS).bind(asked.proposal).bind(who.id).bind(asked.key).bind(print);
    let row = db.glance(query.bind(now - LATELY).bind(asked.edits.unwrap_or(0)).bind(now)).await?;
    let Some(row) = row else { return Ok(None) };
    Ok(Some(Facts {
        moderation: row.moderation.parse().unwrap_or(crate::pipeline::Moderation::Post),
        trusted: who.moderates() || who.speaks_officially(),
        closed: row.closed && !row.known,
        known: row.known,
        sanction: row.sanction(now).filter(|_| !row.known),
        copies: Copies { all: row.copies, own: row.own, hidden: row.hidden },
        published: row.published,
        words: if row.words { super::words::lists(db).await? } else { <_>::default() },
        // Until enough was decided there is no score, and nothing to ask for.
        learned: match row.spam.min(row.ham) < least {
            true => Learned::default(),
            false => learned(&mut db.read().await?, tokens).await?,
        },
        ..Facts::default()
    }))
}

/// What was learned of some words.
pub(super) async fn learned(read: &mut Read, tokens: &BTreeSet<String>) -> Result<Learned, Failure> {
    let words: Vec<&str> = tokens.iter().map(String::as_str).chain([TEXTS]).collect();
    let words = serde_json::to_string(&words).unwrap_or_default();
    let rows: Vec<(String, i64, i64)> = read.all(sqlx::query_as(LEARNED).bind(words)).await?;
    let mut learned = Learned::default();
    for (word, spam, ham) in rows {
        if word == TEXTS {
            learned.texts = (spam, ham);
        } else {
            learned.words.insert(word, (spam, ham));
        }
    }
    Ok(learned)
}

/// Where a comment of somebody's own stands, and its language.
///
/// # Errors
/// When the database fails.
pub async fn own(read: &mut Read, account: i64, comment: CommentId) -> Result<Option<(i64, Lang)>, Failure> {
    let row: Option<(i64, String)> = read.maybe(sqlx::query_as(OWN).bind(comment).bind(account)).await?;
    Ok(row.map(|(proposal, lang)| (proposal, lang.parse().unwrap_or_default())))
}
