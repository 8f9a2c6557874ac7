//! A rule is tried on what was written before it is used: on the last comments, in pieces, within a bounded time.
use crate::{
    db::{Db, Failure, Read},
    fault::{Code, Fault},
    i18n::Lang,
    pipeline::{
        Caught, Rehearsed,
        phase::{
            spam::{Learned, TEXTS, score, tokens},
            words::List,
        },
        text::Text,
    },
    thread::render::excerpt,
};
use std::{
    sync::Arc,
    time::{Duration, Instant},
};
use tokio::sync::Semaphore;

/// How many comments a rule is tried on.
const LAST: i64 = 10_000;
/// How many are read together.
const TOGETHER: i64 = 500;
/// Most words that a trial of the score knows.
const MOST_WORDS: usize = 200_000;
/// How many of those that were caught are shown.
const SHOWN: usize = 30;
/// How long it may take; past that it says how many it has looked at.
const PATIENCE: Duration = Duration::from_secs(5);
/// One at a time: a core stays for everybody else.
static TURN: Semaphore = Semaphore::const_new(1);

pub(super) const NEWEST: &str = "SELECT c.id, c.body, c.lang, \
     EXISTS (SELECT 1 FROM decision d WHERE d.comment = c.id AND d.kind = 'approve') \
     OR EXISTS (SELECT 1 FROM waiting w WHERE w.comment = c.id AND w.state = 'approved') FROM comment c \
     WHERE c.id < $1 AND c.state <> 'deleted' ORDER BY c.id DESC LIMIT $2";

/// From a word on: `""` is the first, and what it counts are texts.
pub(super) const LEARNED: &str = "SELECT word, spam, ham FROM learned_word WHERE word >= $1 ORDER BY word LIMIT $2";

type Row = (i64, String, String, bool);

/// A rule on trial.
#[derive(Clone)]
pub enum Trial {
    /// Words, in texts that may be in a language.
    Words(Arc<List>, Lang),
    /// The score from which a text is like advertising, and how many texts of each kind must have been decided.
    Spam(f64, i64),
}

impl Trial {
    /// What the rule finds in a text.
    fn finds(&self, text: &Text<'_>, learned: &Learned) -> Option<String> {
        match self {
            Self::Words(list, lang) => {
                let found = if text.langs.contains(lang) { list.find(&text.words) } else { Vec::new() };
                found.into_iter().next().map(|(word, _)| word)
            }
            Self::Spam(threshold, least) => {
                let score = score(learned, &tokens(&text.words, &text.links), *least)?;
                (score >= *threshold).then(|| format!("{:.0}", score * 100.0))
            }
        }
    }
}

/// Tries a rule on the last comments.
///
/// # Errors
/// When the database fails.
pub async fn rehearse(db: &Db, trial: Trial) -> Result<Rehearsed, Fault> {
    let _turn = TURN.acquire().await;
    let (start, mut before, mut all) = (Instant::now(), i64::MAX, Rehearsed::default());
    let known = match trial {
        Trial::Words(..) => Learned::default(),
        Trial::Spam(..) => vocabulary(&mut db.read().await?).await?,
    };
    let known = Arc::new(known);
    while all.read < LAST {
        if start.elapsed() > PATIENCE {
            all.cut = true;
            break;
        }
        let mut read = db.read().await?;
        let rows: Vec<Row> = read.all(sqlx::query_as(NEWEST).bind(before).bind(TOGETHER)).await?;
        let Some((last, ..)) = rows.last() else { break };
        before = *last;
        drop(read);
        let (trial, known) = (trial.clone(), Arc::clone(&known));
        let piece = tokio::task::spawn_blocking(move || look(&trial, &rows, &known)).await;
        add(&mut all, piece.map_err(|_| Code::Broken)?);
    }
    Ok(all)
}

/// All that was learned, up to a bound.
async fn vocabulary(read: &mut Read) -> Result<Learned, Failure> {
    let (mut all, mut after) = (Learned::default(), String::new());
    let first: Vec<(String, i64, i64)> = read.all(sqlx::query_as(LEARNED).bind("").bind(1_i64)).await?;
    if let Some((word, spam, ham)) = first.into_iter().next().filter(|(word, ..)| word == TEXTS) {
        (all.texts, after) = ((spam, ham), word);
    }
    while all.words.len() < MOST_WORDS {
        let rows: Vec<(String, i64, i64)> =
            read.all(sqlx::query_as(LEARNED).bind(format!("{after}\u{1}")).bind(5000_i64)).await?;
        let Some((last, ..)) = rows.last() else { break };
        after.clone_from(last);
        all.words.extend(rows.into_iter().map(|(word, spam, ham)| (word, (spam, ham))));
    }
    Ok(all)
}

/// The newest first.
fn look(trial: &Trial, rows: &[Row], learned: &Learned) -> Rehearsed {
    let mut piece = Rehearsed { read: i64::try_from(rows.len()).unwrap_or(0), ..Rehearsed::default() };
    for (comment, body, lang, approved) in rows {
        let lang: Lang = lang.parse().unwrap_or_default();
        let Some(detail) = trial.finds(&Text::new(body, lang), learned) else { continue };
        piece.held += 1;
        piece.approved += i64::from(*approved);
        if piece.first.len() < SHOWN {
            let (comment, approved) = (*comment, *approved);
            piece.first.push(Caught { comment, words: excerpt(body, 160), lang, approved, detail });
        }
    }
    piece
}

fn add(all: &mut Rehearsed, piece: Rehearsed) {
    all.read += piece.read;
    all.held += piece.held;
    all.approved += piece.approved;
    let room = SHOWN - all.first.len();
    all.first.extend(piece.first.into_iter().take(room));
}
