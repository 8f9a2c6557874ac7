//! How a proposal's words have changed: a page of versions costs the same whatever their number.
use super::{
    model::{History, Part, PartOf, Version},
    store,
};
use crate::{
    db::{Failure, Read},
    diff,
    i18n::{Lang, Words},
    plan::Text,
    thread,
};
use std::collections::{BTreeMap, BTreeSet};

/// How many versions a page shows.
const PAGE: usize = 20;

/// Every statement of this feature that pages read with, for the test that reads their plans.
pub const STATEMENTS: &[&str] = &[HEAD, VERSIONS, TEXTS, ACTIONS, VOICES, store::STATEMENTS[0], store::STATEMENTS[1]];

const HEAD: &str = "SELECT p.lang, COALESCE(w.title, o.title), COALESCE(w.lang, o.lang) FROM proposal p \
     JOIN proposal_text o ON o.proposal = p.id AND o.version = p.version AND o.lang = p.lang \
     LEFT JOIN proposal_text w ON w.proposal = p.id AND w.version = p.version AND w.lang = $2 WHERE p.id = $1";
const VERSIONS: &str = "SELECT version, note, note_lang, created_at FROM proposal_version \
     WHERE proposal = $1 AND version < $2 ORDER BY version DESC LIMIT $3";
const TEXTS: &str = "SELECT version, lang, title, objective, body FROM proposal_text \
     WHERE proposal = $1 AND version >= $2 AND version <= $3";
const ACTIONS: &str = "SELECT t.version, t.lang, a.id, a.n, t.text FROM action a JOIN action_text t ON t.action = a.id \
     WHERE a.proposal = $1 AND t.version >= $2 AND t.version <= $3 ORDER BY a.n, a.id";
const VOICES: &str = "SELECT version, comment FROM version_voice \
     WHERE proposal = $1 AND version >= $2 AND version <= $3 ORDER BY version, comment";

/// The words of one version in one language.
#[derive(Default)]
struct Said {
    title: String,
    objective: String,
    body: String,
    /// By row: the present number and the words.
    actions: BTreeMap<i64, (i64, String)>,
}

/// By version and language.
type All = BTreeMap<(i64, &'static str), Said>;

/// A page of a proposal's history, from before version `before` (0: from the newest), in a reader's language.
///
/// # Errors
/// When the database fails.
pub async fn page(read: &mut Read, lang: Lang, proposal: i64, before: i64) -> Result<Option<History>, Failure> {
    type Head = (String, String, String);
    let head: Option<Head> = read.maybe(sqlx::query_as(HEAD).bind(proposal).bind(lang.code())).await?;
    let Some((own, title, written)) = head else { return Ok(None) };
    let before = if before > 0 { before } else { i64::MAX };
    let limit = i64::try_from(PAGE + 1).unwrap_or(i64::MAX);
    let query = sqlx::query_as(VERSIONS).bind(proposal).bind(before).bind(limit);
    let mut versions: Vec<(i64, String, String, i64)> = read.all(query).await?;
    // The version below the last one shown is what that one is compared with.
    let (from, to) = (versions.last().map_or(0, |v| v.0), versions.first().map_or(0, |v| v.0));
    let all = words(read, proposal, from, to).await?;
    let voices = voices(read, proposal, from, to).await?;
    let more = versions.len() > PAGE;
    versions.truncate(PAGE);
    let next = versions.last().filter(|_| more).map(|v| v.0);
    let languages = languages(lang, own.parse().unwrap_or_default());
    let drawn = versions.into_iter().map(|(n, note, note_lang, at)| {
        let (lang, parts) = changed(&all, n, languages, Words(lang));
        let voices = voices.iter().filter(|(version, _)| *version == n).map(|(_, comment)| comment.clone());
        let note = Text { text: note, lang: note_lang.parse().unwrap_or_default() };
        Version { n, at, note, lang, parts, voices: voices.collect() }
    });
    let versions = drawn.collect();
    let title = Text { text: title, lang: written.parse().unwrap_or_default() };
    Ok(Some(History { proposal, title, versions, next, seq: read.seq().await? }))
}

/// In which order a change is looked for: in the reader's words, in the proposal's own, in the others.
fn languages(reader: Lang, own: Lang) -> [Lang; 5] {
    let [a, b, c] = crate::i18n::LANGS;
    [reader, own, a, b, c]
}

async fn words(read: &mut Read, proposal: i64, from: i64, to: i64) -> Result<All, Failure> {
    type TextRow = (i64, String, String, String, String);
    type ActionRow = (i64, String, i64, i64, String);
    let lang = |code: &str| code.parse::<Lang>().unwrap_or_default().code();
    let texts: Vec<TextRow> = read.all(sqlx::query_as(TEXTS).bind(proposal).bind(from).bind(to)).await?;
    let actions: Vec<ActionRow> = read.all(sqlx::query_as(ACTIONS).bind(proposal).bind(from).bind(to)).await?;
    let mut all = All::new();
    for (version, written, title, objective, body) in texts {
        all.insert((version, lang(&written)), Said { title, objective, body, ..Said::default() });
    }
    for (version, written, id, n, text) in actions {
        if let Some(said) = all.get_mut(&(version, lang(&written))) {
            said.actions.insert(id, (n, text));
        }
    }
    Ok(all)
}

async fn voices(read: &mut Read, proposal: i64, from: i64, to: i64) -> Result<Vec<(i64, thread::Comment)>, Failure> {
    let rows: Vec<(i64, i64)> = read.all(sqlx::query_as(VOICES).bind(proposal).bind(from).bind(to)).await?;
    let ids: Vec<i64> = rows.iter().map(|(_, id)| *id).collect::<BTreeSet<_>>().into_iter().collect();
    let seen = thread::store::several(read, &ids).await?;
    let of = |(version, id): (i64, i64)| seen.iter().find(|c| c.id == id).map(|c| (version, c.clone()));
    Ok(rows.into_iter().filter_map(of).collect())
}

/// What changed in version `n`, and in which language it is told.
fn changed(all: &All, n: i64, languages: [Lang; 5], words: Words) -> (Lang, Vec<Part>) {
    let there = |lang: &&Lang| all.contains_key(&(n, lang.code()));
    let first = languages.iter().find(there).copied().unwrap_or_default();
    for lang in languages {
        if let (Some(old), Some(new)) = (all.get(&(n - 1, lang.code())), all.get(&(n, lang.code()))) {
            let parts = parts(old, new, words);
            if !parts.is_empty() {
                return (lang, parts);
            }
        }
    }
    (first, Vec::new())
}

fn parts(old: &Said, new: &Said, words: Words) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut part = |of: PartOf, old: &str, new: &str| {
        if old != new {
            parts.push(Part { of, diff: diff::words(old, new, words) });
        }
    };
    part(PartOf::Title, &old.title, &new.title);
    part(PartOf::Objective, &old.objective, &new.objective);
    part(PartOf::Body, &old.body, &new.body);
    let mut rows: Vec<(i64, i64)> = old
        .actions
        .iter()
        .chain(&new.actions)
        .map(|(id, (n, _))| (*n, *id))
        .collect::<BTreeSet<_>>()
        .into_iter()
        .collect();
    rows.sort_unstable();
    for (n, id) in rows {
        match (old.actions.get(&id), new.actions.get(&id)) {
            (Some((_, old)), Some((_, new))) => part(PartOf::Action(n), old, new),
            (None, Some((_, new))) => part(PartOf::NewAction(n), "", new),
            (Some((_, old)), None) => part(PartOf::GoneAction, old, ""),
            (None, None) => {}
        }
    }
    parts
}
