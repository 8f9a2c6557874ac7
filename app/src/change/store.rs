//! Changing a proposal's words: one change, told to everybody who has the proposal open.
use super::model::LIMITS;
use crate::{
    account::Person,
    db::{Change, Failure, Millis, Read, Tx},
    fault::{Code, Fault},
    i18n::Lang,
    live::{Draft, Kind, Refs, Topic},
    plan::{
        seed::{ProposalText, Said},
        store::topics,
        version::{self, Present},
    },
    thread::CommentId,
};
use std::collections::{BTreeMap, BTreeSet};

/// Every statement of this file that pages read with, for the test that reads their plans.
pub(super) const STATEMENTS: &[&str] = &[WORDS, ACTIONS];

const WORDS: &str = "SELECT p.version, p.lang, t.lang, t.title, t.objective, t.body FROM proposal p \
     JOIN proposal_text t ON t.proposal = p.id AND t.version = p.version WHERE p.id = $1";
const ACTIONS: &str = "SELECT a.id, a.n, t.lang, t.text FROM proposal p JOIN action a ON a.proposal = p.id \
     JOIN action_text t ON t.action = a.id AND t.version = p.version WHERE p.id = $1 ORDER BY a.n";

type WordsRow = (i64, String, String, String, String, String);
type ActionRow = (i64, i64, String, String);

/// A proposal's present words, in each language that has them.
pub struct Words {
    /// Which version.
    pub version: i64,
    /// The language they were written in.
    pub own: Lang,
    texts: Vec<ProposalText>,
    /// By language, with the rows of the actions.
    actions: Vec<(Lang, Present)>,
}

impl Words {
    fn new(words: Vec<WordsRow>, actions: Vec<ActionRow>) -> Option<Self> {
        let (version, own) = words.first().map(|(version, own, ..)| (*version, lang(own)))?;
        let actions: Vec<(Lang, Present)> =
            actions.into_iter().map(|(id, n, written, text)| (lang(&written), (id, n, text))).collect();
        let texts = words.into_iter().map(|(_, _, written, title, objective, body)| {
            let lang = lang(&written);
            let actions = present(&actions, lang, own).into_iter().map(|(.., text)| text).collect();
            ProposalText { lang, title, objective, body, actions }
        });
        Some(Self { version, own, texts: texts.collect(), actions })
    }

    /// Those in `lang`, else those in their own language.
    pub fn text(&self, lang: Lang) -> Option<&ProposalText> {
        let find = |lang: Lang| self.texts.iter().find(|text| text.lang == lang);
        find(lang).or_else(|| find(self.own))
    }

    /// Every language's words after `new` took the place of its own; `rows` are the actions of `new`. The others keep
    /// theirs, and what is new in a proposal's own language is never left without words.
    fn after(&self, new: &ProposalText, rows: &[i64]) -> Vec<ProposalText> {
        let others = self.texts.iter().filter(|text| text.lang != new.lang).map(|text| {
            let kept = |(row, said): (&i64, &String)| {
                let old = self.actions.iter().find(|(l, (id, ..))| *l == text.lang && id == row);
                let missing = if text.lang == self.own { said.clone() } else { String::new() };
                old.map_or(missing, |(_, (_, _, text))| text.clone())
            };
            ProposalText { actions: rows.iter().zip(&new.actions).map(kept).collect(), ..text.clone() }
        });
        let mut all: Vec<ProposalText> = others.collect();
        all.push(new.clone());
        all
    }
}

/// The actions in order, each in `lang`, else in the proposal's `own` language.
fn present(all: &[(Lang, Present)], lang: Lang, own: Lang) -> Vec<Present> {
    let mut rows: BTreeMap<(i64, i64), &str> = BTreeMap::new();
    for (written, (id, n, text)) in all {
        if *written == lang || (*written == own && !rows.contains_key(&(*n, *id))) {
            rows.insert((*n, *id), text);
        }
    }
    rows.into_iter().map(|((n, id), text)| (id, n, text.to_owned())).collect()
}

fn lang(code: &str) -> Lang {
    code.parse().unwrap_or_default()
}

/// A proposal's present words.
///
/// # Errors
/// When the database fails.
pub async fn words(read: &mut Read, proposal: i64) -> Result<Option<Words>, Failure> {
    let words = read.all(sqlx::query_as(WORDS).bind(proposal)).await?;
    let actions = read.all(sqlx::query_as(ACTIONS).bind(proposal)).await?;
    Ok(Words::new(words, actions))
}

/// New words for a proposal.
pub struct NewWords {
    /// The proposal.
    pub proposal: i64,
    /// The version that they were made from.
    pub version: i64,
    /// The words, checked, in one of the languages that the proposal has.
    pub text: ProposalText,
    /// What changed and why.
    pub note: String,
    /// The comments that led to it.
    pub voices: BTreeSet<CommentId>,
}

/// Writes new words as a version of their own. Gives its number.
///
/// # Errors
/// [`Code::NotFound`], [`Code::Overtaken`] when there is a newer version, [`Code::NoChange`] when nothing differs,
/// [`Code::BadVoice`] when a comment does not stand on this proposal or may not be read.
pub async fn save(tx: &mut Tx, who: &Person, new: NewWords) -> Result<Change<i64>, Fault> {
    let now = tx.now;
    let found = sqlx::query_as(WORDS).bind(new.proposal).fetch_all(&mut tx.connection).await?;
    let actions = sqlx::query_as(ACTIONS).bind(new.proposal).fetch_all(&mut tx.connection).await?;
    let words = Words::new(found, actions).ok_or(Code::NotFound)?;
    if words.version != new.version {
        return Err(Code::Overtaken.into());
    }
    match words.text(new.text.lang) {
        Some(old) if old.lang != new.text.lang => return Err(Code::BadForm.into()),
        Some(old) if *old == new.text => return Err(Code::NoChange.into()),
        _ => {}
    }
    let version = write(tx, &words, &new, now).await?;
    let proposal = new.proposal;
    let refs = Refs { proposal: Some(proposal), ..Refs::default() };
    let told = Draft { kind: Kind::ProposalChanged, refs, actor: Some(who.id), topics: topics(tx, proposal).await? };
    // Each comment that led to it says so wherever it is on screen.
    let marked = |comment: &CommentId| Draft {
        kind: Kind::CommentMarked,
        refs: Refs { proposal: Some(proposal), comment: Some(*comment), decision: None, ..Refs::default() },
        actor: Some(who.id),
        topics: vec![Topic::Proposal(proposal)],
    };
    let events = std::iter::once(told).chain(new.voices.iter().map(marked)).collect();
    Ok(Change { value: version, events })
}

async fn write(tx: &mut Tx, words: &Words, new: &NewWords, at: Millis) -> Result<i64, Fault> {
    let version = words.version + 1;
    let rows =
        version::place(tx, new.proposal, &present(&words.actions, new.text.lang, words.own), &new.text.actions).await?;
    let said = Said { version, at, note: &new.note, lang: new.text.lang };
    version::put(tx, new.proposal, said, &words.after(&new.text, &rows), &rows).await?;
    voices(tx, new.proposal, version, &new.voices).await?;
    Ok(version)
}

/// Notes which comments led to a version.
///
/// # Errors
/// [`Code::BadVoice`] when one does not stand on this proposal, or may not be read.
pub async fn voices(tx: &mut Tx, proposal: i64, version: i64, comments: &BTreeSet<CommentId>) -> Result<(), Fault> {
    const LED: &str = "UPDATE comment SET led_to = $3 WHERE id = $1 AND proposal = $2 AND state = 'visible'";
    const VOICE: &str = "INSERT INTO version_voice (proposal, version, comment) VALUES ($1, $2, $3)";
    if comments.len() > LIMITS.voices {
        return Err(Code::BadVoice.into());
    }
    for comment in comments {
        let led = sqlx::query(LED).bind(comment).bind(proposal).bind(version).execute(&mut tx.connection).await?;
        if led.rows_affected() == 0 {
            return Err(Code::BadVoice.into());
        }
        sqlx::query(VOICE).bind(proposal).bind(version).bind(comment).execute(&mut tx.connection).await?;
    }
    Ok(())
}

/// A change of the past: those of the demo. All languages' words at once, with the actions that are there. Says nothing
/// to anybody.
///
/// # Errors
/// When the database fails.
pub async fn past(
    tx: &mut Tx,
    proposal: i64,
    said: Said<'_>,
    texts: &[ProposalText],
    comments: &BTreeSet<CommentId>,
) -> Result<(), Fault> {
    let version = said.version;
    let rows: Vec<i64> = version::actions(tx, proposal).await?.into_iter().map(|(id, ..)| id).collect();
    version::put(tx, proposal, said, texts, &rows).await?;
    voices(tx, proposal, version, comments).await
}
