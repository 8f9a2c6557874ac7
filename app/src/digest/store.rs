//! Reading what the mail tells: a fixed number of statements for each moderator, each over a bounded number of rows.
use super::model::{Count, Digest, Due, Reader};
use crate::{
    db::{Failure, Millis, Read},
    i18n::Lang,
    plan::Text,
    sanction::store::suspended,
    team,
};

/// Every statement of this file, for the test that reads their plans.
pub const STATEMENTS: &[&str] = &[READERS, REPORTED, WAITING, FLAGGED, APPEALS, DUE];

/// Whoever is suspended has no desk meanwhile, and no mail about it.
const READERS: &str = concat!(
    "SELECT a.id, a.name, a.email, a.lang FROM account a WHERE a.role <> 'resident' AND a.digest = 1 AND a.email <> '' AND NOT ",
    suspended!("a.id", "$1"),
    " ORDER BY a.name, a.id LIMIT 500"
);

/// Whether a proposal `p` is in an axis that account `$1` looks after.
macro_rules! mine {
    () => {
        "EXISTS (SELECT 1 FROM duty d JOIN section_ancestor x ON x.ancestor = d.section AND x.section = p.section \
         WHERE d.account = $1)"
    };
}
macro_rules! counted {
    ($rows:literal) => {
        concat!(
            "SELECT COUNT(*), COALESCE(SUM(CASE WHEN ",
            mine!(),
            " THEN 1 ELSE 0 END), 0) FROM (",
            $rows,
            " LIMIT 1000) t LEFT JOIN proposal p ON p.id = t.proposal"
        )
    };
}
const REPORTED: &str = counted!("SELECT proposal FROM comment WHERE reports > 0 ORDER BY reported_at, id");
const WAITING: &str = counted!("SELECT proposal FROM waiting WHERE state = 'waiting' ORDER BY created_at, id");
const FLAGGED: &str = counted!(
    "SELECT c.proposal FROM firing f JOIN comment c ON c.id = f.comment WHERE f.flagged = 1 ORDER BY f.at, f.id"
);
const APPEALS: &str = counted!("SELECT proposal FROM appeal WHERE state = 'open' ORDER BY due_at, id");
const DUE: &str = concat!(
    "SELECT t.due_at, t.comment, t.waiting, t.account, COALESCE(w.title, o.title, ''), COALESCE(w.lang, o.lang, '') \
     FROM (SELECT id, due_at, comment, waiting, account, proposal FROM appeal WHERE state = 'open' ORDER BY due_at, id LIMIT 1000) t \
     LEFT JOIN proposal p ON p.id = t.proposal \
     LEFT JOIN proposal_text o ON o.proposal = p.id AND o.version = p.version AND o.lang = p.lang \
     LEFT JOIN proposal_text w ON w.proposal = p.id AND w.version = p.version AND w.lang = $2 ORDER BY CASE WHEN ",
    mine!(),
    " THEN 0 ELSE 1 END, t.due_at, t.id LIMIT 5"
);

/// The moderators who want the mail.
///
/// # Errors
/// When the database fails.
pub async fn readers(read: &mut Read, now: Millis) -> Result<Vec<Reader>, Failure> {
    let rows: Vec<(i64, String, String, String)> = read.all(sqlx::query_as(READERS).bind(now)).await?;
    let reader = |(account, name, email, lang): (i64, String, String, String)| Reader {
        account,
        name,
        email,
        lang: lang.parse().unwrap_or_default(),
    };
    Ok(rows.into_iter().map(reader).collect())
}

/// What one of them is told now; seven statements.
///
/// # Errors
/// When the database fails.
pub async fn digest(read: &mut Read, reader: &Reader, now: Millis) -> Result<Digest, Failure> {
    let me = reader.account;
    let (claims, asked) = team::store::open(read, reader.lang, me, now).await?;
    Ok(Digest {
        reported: count(read, REPORTED, me).await?,
        waiting: count(read, WAITING, me).await?,
        flagged: count(read, FLAGGED, me).await?,
        appeals: count(read, APPEALS, me).await?,
        due: due(read, reader.lang, me).await?,
        asked,
        claims,
    })
}

async fn count(read: &mut Read, sql: &'static str, me: i64) -> Result<Count, Failure> {
    let (all, mine) = read.one(sqlx::query_as::<_, (i64, i64)>(sql).bind(me)).await?;
    Ok(Count { all, mine })
}

async fn due(read: &mut Read, lang: Lang, me: i64) -> Result<Vec<Due>, Failure> {
    type Row = (Millis, Option<i64>, Option<i64>, i64, String, String);
    let rows: Vec<Row> = read.all(sqlx::query_as(DUE).bind(me).bind(lang.code())).await?;
    let due = |(at, comment, text, account, title, written): Row| {
        let title = Text { text: title, lang: written.parse().unwrap_or_default() };
        let of_text = text.map(|text| ('w', text)).or(comment.map(|comment| ('c', comment)));
        Due { at, page: of_text.unwrap_or(('a', account)), title }
    };
    Ok(rows.into_iter().map(due).collect())
}
