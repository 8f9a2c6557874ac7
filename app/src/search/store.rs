//! Full-text search with SQLite's FTS5; the one file that speaks its dialect.
use super::api::{Hit, HitKind, Results};
use crate::{
    db::{Failure, Read, Tx},
    fault::Fault,
    html::Html,
    i18n::Lang,
    thread::quotation,
};
use pulldown_cmark::{Event, Options, Parser, TagEnd};

/// How many hits a page shows.
const PAGE: usize = 30;
/// Characters that no text holds: they mark a hit until the words around it are escaped.
const OPEN: char = '\u{2}';
const CLOSE: char = '\u{3}';

/// A word's hits in this language and in comments of any; each comment is asked again whether it may be seen.
const FIND: &str = "SELECT s.kind, COALESCE(n.n, s.ref), s.proposal, s.lang, snippet(search, -1, char(2), char(3), '…', 24), \
     COALESCE(w.title, o.title) FROM search s \
     JOIN proposal p ON p.id = s.proposal \
     JOIN proposal_text o ON o.proposal = p.id AND o.version = p.version AND o.lang = p.lang \
     LEFT JOIN proposal_text w ON w.proposal = p.id AND w.version = p.version AND w.lang = $2 \
     LEFT JOIN comment c ON c.id = s.ref AND s.kind = 'comment' \
     LEFT JOIN action n ON n.id = s.ref AND s.kind = 'action' \
     WHERE search MATCH $1 AND (s.kind = 'comment' AND c.state = 'visible' OR s.kind <> 'comment' \
     AND (s.lang = $2 OR s.lang = p.lang AND w.title IS NULL)) \
     ORDER BY bm25(search, 0, 0, 0, 0, 4.0, 1.0) LIMIT $3";

/// How many suggestions a list shows.
const FEW: usize = 8;

/// Titles, then actions, in the plan's order: it ends at the last that is shown, however many more there would be, so
/// a beginning that half the plan has costs no more than a rare one. Nothing is asked of comments.
const SUGGEST: &str = "SELECT * FROM (SELECT 'proposal', s.ref, s.proposal, s.lang, \
     highlight(search, 4, char(2), char(3)), s.title FROM search s JOIN proposal p ON p.id = s.proposal \
     LEFT JOIN proposal_text w ON w.proposal = p.id AND w.version = p.version AND w.lang = $2 \
     WHERE search MATCH $1 AND s.kind = 'proposal' AND (s.lang = $2 OR s.lang = p.lang AND w.title IS NULL) LIMIT $4) \
     UNION ALL SELECT * FROM (SELECT 'action', n.n, s.proposal, s.lang, \
     snippet(search, 5, char(2), char(3), '…', 12), COALESCE(w.title, o.title) FROM search s \
     JOIN proposal p ON p.id = s.proposal JOIN action n ON n.id = s.ref \
     JOIN proposal_text o ON o.proposal = p.id AND o.version = p.version AND o.lang = p.lang \
     LEFT JOIN proposal_text w ON w.proposal = p.id AND w.version = p.version AND w.lang = $2 \
     WHERE search MATCH $3 AND s.kind = 'action' AND (s.lang = $2 OR s.lang = p.lang AND w.title IS NULL) LIMIT $4) \
     LIMIT $4";
/// Titles and actions alone, by the same words.
const TITLES: &str = "SELECT s.proposal, COALESCE(w.title, o.title), COALESCE(n.n, 0), s.text FROM search s \
     JOIN proposal p ON p.id = s.proposal \
     JOIN proposal_text o ON o.proposal = p.id AND o.version = p.version AND o.lang = p.lang \
     LEFT JOIN proposal_text w ON w.proposal = p.id AND w.version = p.version AND w.lang = $2 \
     LEFT JOIN action n ON n.id = s.ref AND s.kind = 'action' \
     WHERE search MATCH $1 AND s.kind <> 'comment' AND (s.lang = $2 OR s.lang = p.lang AND w.title IS NULL) \
     ORDER BY bm25(search, 0, 0, 0, 0, 8.0, 1.0) LIMIT $3";

/// What people type is words, never query syntax: each is quoted, the last may be a beginning.
fn query(text: &str) -> String {
    let words: Vec<String> = text
        .split(|c: char| !c.is_alphanumeric() && c != '·')
        .filter(|w| !w.is_empty())
        .take(12)
        .map(|w| format!("\"{w}\""))
        .collect();
    if words.is_empty() { String::new() } else { format!("{}*", words.join(" ")) }
}

/// The best hits for what somebody typed.
///
/// # Errors
/// When the database fails.
pub async fn find(read: &mut Read, text: &str, lang: Lang) -> Result<Results, Failure> {
    let seq = read.seq().await?;
    let query = query(text);
    if query.is_empty() {
        return Ok(Results { seq, ..Results::default() });
    }
    let limit = i64::try_from(PAGE + 1).unwrap_or(i64::MAX);
    let rows = read.all(sqlx::query_as::<_, Row>(FIND).bind(query).bind(lang.code()).bind(limit)).await?;
    let more = rows.len() > PAGE;
    Ok(Results { hits: rows.into_iter().take(PAGE).map(hit).collect(), more, seq })
}

/// The first that the plan has by the words that somebody is typing; one statement, and none for less than two
/// characters.
///
/// # Errors
/// When the database fails.
pub async fn suggest(read: &mut Read, text: &str, lang: Lang) -> Result<Vec<Hit>, Failure> {
    let query = query(text);
    if query.chars().filter(|c| c.is_alphanumeric()).count() < 2 {
        return Ok(Vec::new());
    }
    let few = i64::try_from(FEW).unwrap_or(i64::MAX);
    let rows = sqlx::query_as::<_, Row>(SUGGEST)
        .bind(format!("title : ({query})"))
        .bind(lang.code())
        .bind(format!("text : ({query})"))
        .bind(few);
    Ok(read.all(rows).await?.into_iter().map(hit).collect())
}

type Row = (String, i64, i64, String, String, String);

fn hit((kind, id, proposal, written, words, title): Row) -> Hit {
    Hit {
        kind: match kind.as_str() {
            "proposal" => HitKind::Proposal,
            "action" => HitKind::Action,
            _ => HitKind::Comment,
        },
        id,
        proposal,
        title,
        words: marked(&words),
        lang: written.parse().unwrap_or_default(),
    }
}

/// A proposal, or one of its actions, by its title.
pub struct Titled {
    /// The proposal.
    pub proposal: i64,
    /// Its title.
    pub title: String,
    /// The action's number and text, when it is one.
    pub action: Option<(i64, String)>,
}

/// Proposals and actions whose words begin like these, the best first.
///
/// # Errors
/// When the database fails.
pub async fn titles(read: &mut Read, text: &str, lang: Lang, most: usize) -> Result<Vec<Titled>, Failure> {
    type Row = (i64, String, i64, String);
    let query = query(text);
    if query.is_empty() {
        return Ok(Vec::new());
    }
    let most = i64::try_from(most).unwrap_or(i64::MAX);
    let rows = read.all(sqlx::query_as::<_, Row>(TITLES).bind(query).bind(lang.code()).bind(most)).await?;
    let titled = |(proposal, title, n, text): Row| Titled { proposal, title, action: (n > 0).then_some((n, text)) };
    Ok(rows.into_iter().map(titled).collect())
}

fn marked(words: &str) -> Html {
    Html(Html::escaped(words).0.replace(OPEN, "<mark>").replace(CLOSE, "</mark>"))
}

/// Puts a thing's text into the index, in place of what was there.
///
/// # Errors
/// When the database fails.
pub async fn put(
    tx: &mut Tx,
    kind: &str,
    id: i64,
    proposal: i64,
    lang: &str,
    title: &str,
    text: &str,
) -> Result<(), Fault> {
    remove_one(tx, kind, id, lang).await?;
    add(tx, kind, id, proposal, lang, title, text).await
}

/// Puts a thing into the index that has never been there.
async fn add(
    tx: &mut Tx,
    kind: &str,
    id: i64,
    proposal: i64,
    lang: &str,
    title: &str,
    text: &str,
) -> Result<(), Fault> {
    const INSERT: &str = "INSERT INTO search (kind, ref, proposal, lang, title, text) VALUES ($1, $2, $3, $4, $5, $6)";
    // RETURNING gives nothing of use on a virtual table: its row has no number yet when it is evaluated.
    let doc = sqlx::query(INSERT)
        .bind(kind)
        .bind(id)
        .bind(proposal)
        .bind(lang)
        .bind(title)
        .bind(text)
        .execute(&mut tx.connection)
        .await?
        .last_insert_rowid();
    sqlx::query("INSERT INTO search_row (kind, ref, lang, docid) VALUES ($1, $2, $3, $4)")
        .bind(kind)
        .bind(id)
        .bind(lang)
        .bind(doc)
        .execute(&mut tx.connection)
        .await?;
    Ok(())
}

/// Puts a comment into the index: its own words (those of others are found where they are from), without the marks that
/// they were typed with, so that what is shown around a hit is what the page shows.
///
/// # Errors
/// When the database fails.
pub async fn put_comment(tx: &mut Tx, id: i64, proposal: i64, lang: &str, body: &str) -> Result<(), Fault> {
    put(tx, "comment", id, proposal, lang, "", &plain(body)).await
}

/// The same of a comment that is new.
///
/// # Errors
/// When the database fails.
pub async fn add_comment(tx: &mut Tx, id: i64, proposal: i64, lang: &str, body: &str) -> Result<(), Fault> {
    add(tx, "comment", id, proposal, lang, "", &plain(body)).await
}

/// The words of a Markdown text, in the reading of [`crate::thread::render::markdown`]. (The excerpt there puts a
/// space behind every mark, also inside a word and before a comma.)
fn plain(text: &str) -> String {
    let mut words = String::with_capacity(text.len());
    for event in Parser::new_ext(&quotation::own(text), Options::ENABLE_STRIKETHROUGH) {
        match event {
            Event::Text(t) | Event::Code(t) | Event::Html(t) | Event::InlineHtml(t) => words.push_str(&t),
            Event::End(TagEnd::Strong | TagEnd::Emphasis | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image) => {}
            Event::SoftBreak | Event::HardBreak | Event::End(_) if !words.ends_with(' ') => words.push(' '),
            _ => {}
        }
    }
    words.truncate(words.trim_end().len());
    words
}

/// Takes a thing out of the index, in every language.
///
/// # Errors
/// When the database fails.
pub async fn remove(tx: &mut Tx, kind: &str, id: i64) -> Result<(), Fault> {
    for lang in crate::i18n::LANGS {
        remove_one(tx, kind, id, lang.code()).await?;
    }
    Ok(())
}

async fn remove_one(tx: &mut Tx, kind: &str, id: i64, lang: &str) -> Result<(), Fault> {
    let gone: Option<(i64,)> =
        sqlx::query_as("DELETE FROM search_row WHERE kind = $1 AND ref = $2 AND lang = $3 RETURNING docid")
            .bind(kind)
            .bind(id)
            .bind(lang)
            .fetch_optional(&mut tx.connection)
            .await?;
    if let Some((doc,)) = gone {
        sqlx::query("DELETE FROM search WHERE rowid = $1").bind(doc).execute(&mut tx.connection).await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{marked, plain, query};

    #[test]
    fn what_people_type_is_never_syntax() {
        assert_eq!(query("col·laboració \"x\" OR (y*"), "\"col·laboració\" \"x\" \"OR\" \"y\"*");
        assert_eq!(query("()*\"-"), "");
    }

    #[test]
    fn marks_are_no_words() {
        for (typed, read) in [
            ("Un **bus** de [nit](https://amb.example/x), _si us plau_.", "Un bus de nit, si us plau."),
            ("> Cita\n\n- u\n- dos\n\n1. tres", "Cita u dos tres"),
            ("# Gran\nuna línia\ni `codi`", "Gran una línia i codi"),
            ("~~no~~ mig**mot** ![foto](x.png)", "no migmot foto"),
            ("2 * 3 > 5 <b>cru</b>", "2 * 3 > 5 <b>cru</b>"),
            ("", ""),
        ] {
            assert_eq!(plain(typed), read);
        }
    }

    #[test]
    fn only_our_own_marks_are_html() {
        assert_eq!(marked("<b> \u{2}hit\u{3}").0, "&lt;b&gt; <mark>hit</mark>");
    }
}
