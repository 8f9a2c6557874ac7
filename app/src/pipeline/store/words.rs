//! Words that were put into use on the desk.
use super::publish::desk;
use crate::{
    db::{Change, Db, Failure, Read, Tx},
    fault::{Code, Fault},
    i18n::Lang,
    live::Kind,
    moderation::Moderator,
    pipeline::{
        Severity, WordRule,
        phase::words::{List, place},
    },
};
use sqlx::FromRow;

pub(super) const STATEMENTS: &[&str] = &[IN_USE, LISTED];

/// Most rules that are in use at once.
const MOST: i64 = 200;

const IN_USE: &str = "SELECT lang, forms, unless, severity FROM word_rule WHERE removed_at = 0 ORDER BY id LIMIT 200";
const LISTED: &str = "SELECT r.id, r.lang, r.forms, r.unless, r.severity, r.created_at AS at, a.name AS by_whom FROM word_rule r \
     JOIN account a ON a.id = r.account WHERE r.removed_at = 0 ORDER BY r.id DESC LIMIT 200";

/// The lists that are in use now, by language ([`place`]).
///
/// # Errors
/// When the database fails.
pub(super) async fn lists(db: &Db) -> Result<[List; 3], Failure> {
    let rows: Vec<(String, String, String, String)> = db.read().await?.all(sqlx::query_as(IN_USE)).await?;
    let mut lists: [List; 3] = <_>::default();
    for (lang, forms, unless, severity) in rows {
        let lang: Lang = lang.parse().unwrap_or_default();
        lists[place(lang)].add(forms.split(','), severity.parse().unwrap_or(Severity::Note), unless.split(','));
    }
    Ok(lists)
}

#[derive(FromRow)]
struct Row {
    id: i64,
    lang: String,
    forms: String,
    unless: String,
    severity: String,
    at: i64,
    by_whom: String,
}

/// What is in use, newest first, with who put it into use and when.
///
/// # Errors
/// When the database fails.
pub async fn words_in_use(read: &mut Read) -> Result<Vec<WordRule>, Failure> {
    let rule = |row: Row| WordRule {
        id: row.id,
        lang: row.lang.parse().unwrap_or_default(),
        forms: row.forms,
        unless: row.unless,
        severity: row.severity.parse().unwrap_or(Severity::Note),
        by: row.by_whom,
        at: row.at,
    };
    Ok(read.all(sqlx::query_as::<_, Row>(LISTED)).await?.into_iter().map(rule).collect())
}

/// Puts words into use. Gives the rule's number.
///
/// # Errors
/// [`Code::ManyRules`].
pub async fn use_words(
    tx: &mut Tx,
    by: &Moderator,
    lang: Lang,
    (forms, unless): (&str, &str),
    severity: Severity,
) -> Result<Change<i64>, Fault> {
    const COUNT: &str = "SELECT COUNT(*) FROM word_rule WHERE removed_at = 0";
    const INSERT: &str = "INSERT INTO word_rule (lang, forms, unless, severity, account, created_at) \
         VALUES ($1, $2, $3, $4, $5, $6) RETURNING id";
    let (many,): (i64,) = sqlx::query_as(COUNT).fetch_one(&mut tx.connection).await?;
    if many >= MOST {
        return Err(Fault::n(Code::ManyRules, usize::try_from(MOST).unwrap_or(0)));
    }
    let query = sqlx::query_as(INSERT).bind(lang.code()).bind(forms).bind(unless).bind(severity.as_str());
    let (id,): (i64,) = query.bind(by.person().id).bind(tx.now).fetch_one(&mut tx.connection).await?;
    Ok(Change::told(id, desk(Kind::ModerationChanged, 0, by.person())))
}

/// Takes words out of use.
///
/// # Errors
/// [`Code::NotFound`] when they are not in use.
pub async fn drop_words(tx: &mut Tx, by: &Moderator, rule: i64) -> Result<Change<()>, Fault> {
    const DROP: &str = "UPDATE word_rule SET removed_at = $2, removed_by = $3 WHERE id = $1 AND removed_at = 0";
    let done = sqlx::query(DROP).bind(rule).bind(tx.now).bind(by.person().id).execute(&mut tx.connection).await?;
    if done.rows_affected() == 0 {
        return Err(Code::NotFound.into());
    }
    Ok(Change::told((), desk(Kind::ModerationChanged, 0, by.person())))
}
