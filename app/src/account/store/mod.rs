//! Accounts, sessions and drafts.
mod told;

pub use told::{decisions, told, untold};

use super::{model::Person, password};
use crate::{
    db::{Change, Db, Failure, Millis, Read, Tx},
    fault::Fault,
    i18n::Lang,
    sanction::store::suspended,
    thread,
};

/// Every statement of this file, for the test that reads their plans.
pub const STATEMENTS: &[&str] = &[BY_SESSION, SALT, BY_SECRET, DRAFTS, ORGANISATIONS, told::DECISIONS];

/// A session lasts thirty days.
pub const SESSION: Millis = 30 * 24 * 3600 * 1000;
/// A visitor's draft is kept for a week.
const DRAFT: Millis = 7 * 24 * 3600 * 1000;

/// Whoever is suspended has no desk and runs no plan meanwhile: here they are a resident.
const BY_SESSION: &str = concat!(
    "SELECT a.id, a.name, CASE WHEN a.role <> 'resident' AND ",
    suspended!("a.id", "$2"),
    " THEN 'resident' ELSE a.role END, a.kind, a.town, a.lang, a.untold FROM session s JOIN account a ON a.id = s.account \
     WHERE s.id = $1 AND s.expires_at > $2"
);
/// Every account of an address has the salt of its first.
const SALT: &str = "SELECT password FROM account WHERE email = $1 AND password <> '' ORDER BY twin LIMIT 1";
const BY_SECRET: &str = "SELECT id FROM account WHERE email = $1 AND password = $2 AND password <> '' LIMIT 1";
const DRAFTS: &str = "SELECT place, body, stance FROM draft WHERE owner = $1 ORDER BY place LIMIT 100";
const ORGANISATIONS: &str = "SELECT name FROM account WHERE kind = 'organisation' ORDER BY name LIMIT 500";

/// Whether an account (`$1`) has begun a text anywhere.
pub const TRACE: &str = "EXISTS (SELECT 1 FROM draft WHERE owner = 'a' || $1)";

type PersonRow = (i64, String, String, String, String, String, i64);

fn person((id, name, role, kind, town, lang, untold): PersonRow) -> Person {
    let (role, lang) = (role.parse().unwrap_or_default(), lang.parse().unwrap_or_default());
    Person { id, name, role, kind, town, lang, untold }
}

/// Who a session belongs to, while it lasts.
///
/// # Errors
/// When the database fails.
pub async fn by_session(db: &Db, session: &str, now: Millis) -> Result<Option<Person>, Failure> {
    Ok(db.glance(sqlx::query_as::<_, PersonRow>(BY_SESSION).bind(session).bind(now)).await?.map(person))
}

/// Who an account is.
///
/// # Errors
/// When the database fails.
pub async fn by_id(tx: &mut Tx, id: i64) -> Result<Option<Person>, Fault> {
    const SQL: &str = "SELECT id, name, role, kind, town, lang, untold FROM account WHERE id = $1";
    let row: Option<PersonRow> = sqlx::query_as(SQL).bind(id).fetch_optional(&mut tx.connection).await?;
    Ok(row.map(person))
}

/// A hash of the address's, whose salt every other password of the address is hashed with.
///
/// # Errors
/// When the database fails.
pub async fn salted(read: &mut Read, email: &str) -> Result<Option<String>, Failure> {
    Ok(read.maybe(sqlx::query_as::<_, (String,)>(SALT).bind(email)).await?.map(|(hash,)| hash))
}

/// The account of an address with this password's hash.
///
/// # Errors
/// When the database fails.
pub async fn by_secret(read: &mut Read, email: &str, hash: &str) -> Result<Option<i64>, Failure> {
    Ok(read.maybe(sqlx::query_as::<_, (i64,)>(BY_SECRET).bind(email).bind(hash)).await?.map(|(id,)| id))
}

/// The password hash and e-mail of one account.
///
/// # Errors
/// When the database fails.
pub async fn secrets(read: &mut Read, id: i64) -> Result<(String, String), Failure> {
    read.one(sqlx::query_as("SELECT email, password FROM account WHERE id = $1").bind(id)).await
}

/// An account about to be made.
#[derive(Clone)]
pub struct NewAccount {
    /// In lower case.
    pub email: String,
    /// Shown to everybody.
    pub name: String,
    /// Its argon2id string; empty for nobody to sign in.
    pub password: String,
    /// `resident`, `moderator` or `admin`.
    pub role: String,
    /// `resident`, `organisation` or `authority`.
    pub kind: String,
    /// May be empty.
    pub town: String,
    /// The language of the page it was made on.
    pub lang: String,
    /// When; 0 for now.
    pub created_at: Millis,
}

/// Makes an account. Gives its number; that of the account which is there already when the address has one with this
/// very password; none when the address has accounts of another salt, since somebody was quicker: hash it anew.
///
/// # Errors
/// When the database fails.
pub async fn create(tx: &mut Tx, new: NewAccount) -> Result<Change<Option<i64>>, Fault> {
    const INSERT: &str = "INSERT INTO account (email, twin, name, password, role, kind, town, lang, created_at) \
         VALUES ($1, (SELECT COALESCE(MAX(twin) + 1, 0) FROM account WHERE email = $1), $2, $3, $4, $5, $6, $7, $8) \
         RETURNING id";
    let first: Option<(String,)> = sqlx::query_as(SALT).bind(&new.email).fetch_optional(&mut tx.connection).await?;
    if let Some((first,)) = first.filter(|_| !new.password.is_empty()) {
        if !password::together(&first, &new.password) {
            return Ok(Change::private(None));
        }
        let same: Option<(i64,)> =
            sqlx::query_as(BY_SECRET).bind(&new.email).bind(&new.password).fetch_optional(&mut tx.connection).await?;
        if let Some((id,)) = same {
            return Ok(Change::private(Some(id)));
        }
    }
    let (id,): (i64,) = sqlx::query_as(INSERT)
        .bind(&new.email)
        .bind(&new.name)
        .bind(&new.password)
        .bind(&new.role)
        .bind(&new.kind)
        .bind(&new.town)
        .bind(&new.lang)
        .bind(if new.created_at == 0 { tx.now } else { new.created_at })
        .fetch_one(&mut tx.connection)
        .await?;
    Ok(Change::private(Some(id)))
}

/// Opens a session; the one before it, if any, ends (identifiers rotate at each sign-in), and what the visitor had
/// begun to write becomes the account's.
///
/// # Errors
/// When the database fails.
pub async fn open_session(
    tx: &mut Tx,
    account: i64,
    session: &str,
    before: Option<&str>,
    visitor: Option<&str>,
) -> Result<Change<()>, Fault> {
    const INSERT: &str = "INSERT INTO session (id, account, created_at, expires_at) VALUES ($1, $2, $3, $4)";
    const ADOPT: &str = "INSERT INTO draft (owner, place, body, stance, updated_at) \
         SELECT $1, place, body, stance, updated_at FROM draft WHERE owner = $2 AND place NOT LIKE 'sign-%' \
         ON CONFLICT (owner, place) DO UPDATE SET body = excluded.body, stance = excluded.stance, updated_at = excluded.updated_at";
    if let Some(before) = before {
        close_session(tx, before).await?;
    }
    sqlx::query("DELETE FROM session WHERE expires_at < $1").bind(tx.now).execute(&mut tx.connection).await?;
    sqlx::query(INSERT)
        .bind(session)
        .bind(account)
        .bind(tx.now)
        .bind(tx.now + SESSION)
        .execute(&mut tx.connection)
        .await?;
    if let Some(visitor) = visitor {
        sqlx::query(ADOPT).bind(format!("a{account}")).bind(visitor).execute(&mut tx.connection).await?;
        sqlx::query("DELETE FROM draft WHERE owner = $1").bind(visitor).execute(&mut tx.connection).await?;
    }
    Ok(Change::private(()))
}

/// Ends a session.
///
/// # Errors
/// When the database fails.
pub async fn close_session(tx: &mut Tx, session: &str) -> Result<Change<()>, Fault> {
    sqlx::query("DELETE FROM session WHERE id = $1").bind(session).execute(&mut tx.connection).await?;
    Ok(Change::private(()))
}

/// Ends every session of an account but one.
///
/// # Errors
/// When the database fails.
pub async fn change_password(tx: &mut Tx, account: i64, hash: &str, keep: &str) -> Result<Change<()>, Fault> {
    sqlx::query("UPDATE account SET password = $2 WHERE id = $1")
        .bind(account)
        .bind(hash)
        .execute(&mut tx.connection)
        .await?;
    sqlx::query("DELETE FROM session WHERE account = $1 AND id <> $2")
        .bind(account)
        .bind(keep)
        .execute(&mut tx.connection)
        .await?;
    Ok(Change::private(()))
}

/// Changes what a person says of themselves.
///
/// # Errors
/// When the database fails.
pub async fn update(tx: &mut Tx, account: i64, name: &str, town: &str, lang: Lang) -> Result<Change<()>, Fault> {
    sqlx::query("UPDATE account SET name = $2, town = $3, lang = $4 WHERE id = $1")
        .bind(account)
        .bind(name)
        .bind(town)
        .bind(lang.code())
        .execute(&mut tx.connection)
        .await?;
    Ok(Change::private(()))
}

/// Keeps a text that was begun, and the choice made with it; where there is neither, it is forgotten.
///
/// # Errors
/// When the database fails.
pub async fn put_draft(tx: &mut Tx, owner: &str, place: &str, body: &str, stance: &str) -> Result<Change<()>, Fault> {
    const PUT: &str = "INSERT INTO draft (owner, place, body, stance, updated_at) VALUES ($1, $2, $3, $4, $5) \
         ON CONFLICT (owner, place) DO UPDATE SET body = excluded.body, stance = excluded.stance, updated_at = excluded.updated_at";
    if body.trim().is_empty() && stance.is_empty() {
        return drop_draft(tx, owner, place).await;
    }
    sqlx::query("DELETE FROM draft WHERE updated_at < $1").bind(tx.now - DRAFT).execute(&mut tx.connection).await?;
    sqlx::query(PUT).bind(owner).bind(place).bind(body).bind(stance).bind(tx.now).execute(&mut tx.connection).await?;
    Ok(Change::private(()))
}

/// Keeps a text that was begun, unless another device of the same person has changed it since this one looked: then
/// nothing is kept, and that other text is given. `known` is the [`crate::thread::write::known::mark`] of what this
/// device takes the kept text to be; without one nothing is compared.
///
/// # Errors
/// When the database fails.
pub async fn put_known_draft(
    tx: &mut Tx,
    owner: &str,
    place: &str,
    (body, stance): (&str, &str),
    known: Option<&str>,
) -> Result<Change<Option<String>>, Fault> {
    use crate::thread::write::known::{mark, same};
    const KEPT: &str = "SELECT body FROM draft WHERE owner = $1 AND place = $2";
    let kept: Option<(String,)> =
        sqlx::query_as(KEPT).bind(owner).bind(place).fetch_optional(&mut tx.connection).await?;
    match kept {
        Some((other,)) if known.is_some_and(|known| mark(&other) != known) && !same(&other, body) => {
            Ok(Change::private(Some(other)))
        }
        _ => {
            put_draft(tx, owner, place, body, stance).await?;
            Ok(Change::private(None))
        }
    }
}

/// The names of organisations, in their order.
///
/// # Errors
/// When the database fails.
pub async fn organisations(read: &mut Read) -> Result<Vec<String>, Failure> {
    let rows: Vec<(String,)> = read.all(sqlx::query_as(ORGANISATIONS)).await?;
    Ok(rows.into_iter().map(|(name,)| name).collect())
}

/// Forgets a text that was published or thrown away.
///
/// # Errors
/// When the database fails.
pub async fn drop_draft(tx: &mut Tx, owner: &str, place: &str) -> Result<Change<()>, Fault> {
    sqlx::query("DELETE FROM draft WHERE owner = $1 AND place = $2")
        .bind(owner)
        .bind(place)
        .execute(&mut tx.connection)
        .await?;
    Ok(Change::private(()))
}

/// What an owner has begun to write: place, text, stance.
///
/// # Errors
/// When the database fails.
pub async fn drafts(read: &mut Read, owner: &str) -> Result<Vec<(String, String, String)>, Failure> {
    let mut drafts: Vec<(String, String, String)> = read.all(sqlx::query_as(DRAFTS).bind(owner)).await?;
    thread::store::unquote(read, drafts.iter_mut().map(|(_, body, _)| body).collect()).await?;
    Ok(drafts)
}
