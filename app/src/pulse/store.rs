//! Counting what comes, and reading it: a fixed number of statements, each over a bounded number of rows.
use super::model::{Backlog, Hour, Pulse, Storm};
use crate::{
    db::{Failure, Millis, Read, Tx},
    i18n::Lang,
    live::{Draft, Kind},
    plan::Text,
    record,
};
use std::collections::BTreeMap;

/// Every statement of this file, for the test that reads their plans.
pub const STATEMENTS: &[&str] = &[SLOTS, STORM, REPORTED, WAITING, APPEALS, SECOND, HOT];

/// How long a slot is, in milliseconds.
const SLOT: Millis = 600_000;
/// How many slots a day has.
const DAY: i64 = 144;

const SLOTS: &str = "SELECT slot, kind, n FROM pulse WHERE slot > $1 ORDER BY slot, kind";
/// Texts of the newest two slots, and of the day before them.
const STORM: &str = "SELECT COALESCE(SUM(CASE WHEN slot >= $1 - 1 THEN n END), 0), COALESCE(SUM(CASE WHEN slot < $1 - 1 THEN n END), 0) \
     FROM pulse WHERE slot > $2 AND kind = 'text'";

macro_rules! ages {
    ($rows:literal) => {
        concat!(
            "SELECT COALESCE(SUM(at > $1 - 3600000), 0), COALESCE(SUM(at <= $1 - 3600000 AND at > $1 - 86400000), 0), \
             COALESCE(SUM(at <= $1 - 86400000 AND at > $1 - 604800000), 0), COALESCE(SUM(at <= $1 - 604800000), 0) FROM (",
            $rows,
            " LIMIT 1000)"
        )
    };
}
const REPORTED: &str = ages!("SELECT reported_at AS at FROM comment WHERE reports > 0 ORDER BY reported_at, id");
const WAITING: &str = ages!("SELECT created_at AS at FROM waiting WHERE state = 'waiting' ORDER BY created_at, id");
const APPEALS: &str = ages!("SELECT created_at AS at FROM appeal WHERE state = 'open' ORDER BY due_at, id");
/// Decisions that looked again at the last one on the same comment, by somebody else.
const SECOND: &str = "SELECT COUNT(*), COALESCE(SUM(kind = 'uphold'), 0) FROM (SELECT d.kind, d.moderator, \
     (SELECT p.moderator FROM decision p WHERE p.comment = d.comment AND p.id < d.id ORDER BY p.id DESC LIMIT 1) AS first \
     FROM decision d WHERE d.id > 0 ORDER BY d.id DESC LIMIT 1000) \
     WHERE first <> moderator AND kind IN ('restore', 'undo', 'grant', 'uphold')";
const HOT: &str = "SELECT p.id, COALESCE(w.title, o.title), COALESCE(w.lang, o.lang), t.n FROM (SELECT c.proposal, COUNT(*) AS n \
     FROM (SELECT comment FROM report WHERE id > 0 ORDER BY id DESC LIMIT 1000) r JOIN comment c ON c.id = r.comment \
     GROUP BY c.proposal ORDER BY n DESC, c.proposal LIMIT 5) t JOIN proposal p ON p.id = t.proposal \
     JOIN proposal_text o ON o.proposal = p.id AND o.version = p.version AND o.lang = p.lang \
     LEFT JOIN proposal_text w ON w.proposal = p.id AND w.version = p.version AND w.lang = $1 ORDER BY t.n DESC, p.id";

/// What an event counts as.
const fn counts_as(kind: Kind) -> Option<&'static str> {
    match kind {
        Kind::CommentAdded | Kind::TextHeld => Some("text"),
        Kind::CommentReported => Some("report"),
        Kind::CommentHidden
        | Kind::CommentApproved
        | Kind::CommentRestored
        | Kind::TextDecided
        | Kind::AppealDecided => Some("decision"),
        _ => None,
    }
}

/// What a commit counts as, put together from its changes.
#[derive(Default)]
pub struct Counted(BTreeMap<&'static str, i64>);

impl Counted {
    /// Takes in a change. A text that waited was counted when it came: published, it is a decision.
    pub fn add(&mut self, change: &[Draft]) {
        let decided = change.iter().any(|draft| draft.kind == Kind::TextDecided);
        for draft in change.iter().filter(|draft| !(decided && draft.kind == Kind::CommentAdded)) {
            if let Some(kind) = counts_as(draft.kind) {
                *self.0.entry(kind).or_default() += 1;
            }
        }
    }

    /// Writes it down.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn keep(self, tx: &mut Tx) -> Result<(), Failure> {
        const COUNT: &str =
            "INSERT INTO pulse (slot, kind, n) VALUES ($1, $2, $3) ON CONFLICT (slot, kind) DO UPDATE SET n = n + $3";
        for (kind, n) in self.0 {
            sqlx::query(COUNT).bind(tx.now / SLOT).bind(kind).bind(n).execute(&mut tx.connection).await?;
        }
        Ok(())
    }
}

/// Whether far more comes than usual; one statement.
///
/// # Errors
/// When the database fails.
pub async fn storm(read: &mut Read, now: Millis) -> Result<Option<Storm>, Failure> {
    let slot = now / SLOT;
    let (lately, before) = read.one(sqlx::query_as::<_, (i64, i64)>(STORM).bind(slot).bind(slot - 2 - DAY)).await?;
    Ok(Storm::of(lately, before))
}

/// All figures.
///
/// # Errors
/// When the database fails.
pub async fn pulse(read: &mut Read, lang: Lang, now: Millis) -> Result<Pulse, Failure> {
    let waited = record::store::waited(read).await?;
    let share = |part: usize| waited.get(waited.len() * part / 100).copied();
    let hot: Vec<(i64, String, String, i64)> = read.all(sqlx::query_as(HOT).bind(lang.code())).await?;
    let text = |text: String, lang: &str| Text { text, lang: lang.parse().unwrap_or_default() };
    Ok(Pulse {
        storm: storm(read, now).await?,
        hours: hours(read, now).await?,
        reported: backlog(read, REPORTED, now).await?,
        waiting: backlog(read, WAITING, now).await?,
        appeals: backlog(read, APPEALS, now).await?,
        waited: share(50).zip(share(90)),
        second: read.one(sqlx::query_as(SECOND)).await?,
        hot: hot.into_iter().map(|(id, title, lang, n)| (id, text(title, &lang), n)).collect(),
        seq: read.seq().await?,
    })
}

/// The last two days, hour by hour.
async fn hours(read: &mut Read, now: Millis) -> Result<Vec<Hour>, Failure> {
    const HOUR: Millis = 6 * SLOT;
    let last = now / HOUR;
    let mut hours: Vec<Hour> = (last - 47..=last).map(|hour| Hour { at: hour * HOUR, ..Hour::default() }).collect();
    let rows: Vec<(i64, String, i64)> = read.all(sqlx::query_as(SLOTS).bind((last - 47) * 6 - 1)).await?;
    for (slot, kind, n) in rows {
        let Some(hour) = hours.iter_mut().find(|hour| hour.at == slot / 6 * HOUR) else { continue };
        match kind.as_str() {
            "text" => hour.texts += n,
            "report" => hour.reports += n,
            _ => hour.decisions += n,
        }
    }
    Ok(hours)
}

async fn backlog(read: &mut Read, sql: &'static str, now: Millis) -> Result<Backlog, Failure> {
    let (hour, day, week, older) = read.one(sqlx::query_as::<_, (i64, i64, i64, i64)>(sql).bind(now)).await?;
    Ok(Backlog { ages: [hour, day, week, older] })
}
