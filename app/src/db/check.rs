//! What must hold between rows, whatever was written: figures equal what they count, events have no gap, the search
//! index holds what may be read and nothing else. One statement for each rule; each gives what breaks it.
use super::{Failure, Read};
use crate::thread::path;

/// At most this many faults of a rule are told.
const MOST: usize = 20;
/// How many comments are looked at together.
const TOGETHER: i64 = 10_000;

/// A rule: what is told of a row that breaks it, and the statement that finds such rows (number, what is written,
/// what it should be).
struct Rule {
    told: &'static str,
    sql: &'static str,
}

/// A figure of a section against the proposals below it.
macro_rules! below {
    ($column:literal, $sum:literal) => {
        concat!(
            "SELECT s.id, s.",
            $column,
            ", f.n FROM section s JOIN (SELECT a.ancestor AS id, ",
            $sum,
            " AS n FROM section_ancestor a LEFT JOIN proposal p ON p.section = a.section GROUP BY a.ancestor) f \
             ON f.id = s.id WHERE s.",
            $column,
            " <> f.n ORDER BY s.id"
        )
    };
}

/// A figure of a plan against its axes.
macro_rules! axes {
    ($column:literal) => {
        concat!(
            "SELECT id, figure, n FROM (SELECT p.id, p.",
            $column,
            " AS figure, (SELECT COALESCE(SUM(s.",
            $column,
            "), 0) FROM section s WHERE s.plan = p.id AND s.parent IS NULL) AS n FROM plan p) WHERE figure <> n ORDER BY id"
        )
    };
}

const RULES: &[Rule] = &[
    Rule {
        told: "proposal {id}: supports given here are {is}, the rows are {should}",
        sql: "SELECT id, supports_here, n FROM (SELECT p.id, p.supports_here, \
             (SELECT COUNT(*) FROM support s WHERE s.proposal = p.id) AS n FROM proposal p) WHERE supports_here <> n ORDER BY id",
    },
    Rule {
        told: "proposal {id}: comments written here are {is}, the visible rows are {should}",
        sql: "SELECT id, comments_here, n FROM (SELECT p.id, p.comments_here, (SELECT COUNT(*) FROM comment c \
             WHERE c.proposal = p.id AND c.account IS NOT NULL AND c.state = 'visible') AS n FROM proposal p) \
             WHERE comments_here <> n ORDER BY id",
    },
    Rule {
        told: "proposal {id}: comments read from pages are {is}, the visible rows are {should}",
        sql: "SELECT id, comments_read, n FROM (SELECT p.id, p.comments_read, (SELECT COUNT(*) FROM comment c \
             WHERE c.proposal = p.id AND c.account IS NULL AND c.state = 'visible') AS n FROM proposal p) \
             WHERE comments_read <> n ORDER BY id",
    },
    Rule { told: "section {id}: proposals are {is}, below it are {should}", sql: below!("proposals", "COUNT(p.id)") },
    Rule {
        told: "section {id}: supports are {is}, below it are {should}",
        sql: below!("supports", "COALESCE(SUM(p.supports_imported + p.supports_here), 0)"),
    },
    Rule {
        told: "section {id}: comments are {is}, below it are {should}",
        sql: below!(
            "comments",
            "COALESCE(SUM(CASE WHEN p.comments_read > p.comments_imported THEN p.comments_read \
             ELSE p.comments_imported END + p.comments_here), 0)"
        ),
    },
    Rule { told: "plan {id}: proposals are {is}, its sections hold {should}", sql: axes!("proposals") },
    Rule { told: "plan {id}: supports are {is}, its sections hold {should}", sql: axes!("supports") },
    Rule { told: "plan {id}: comments are {is}, its sections hold {should}", sql: axes!("comments") },
    Rule {
        told: "section {id}: {is} sections are noted above it, its parent has {should}",
        sql: "SELECT id, has, should FROM (SELECT s.id, \
             (SELECT COUNT(*) FROM section_ancestor a WHERE a.section = s.id) AS has, \
             1 + (SELECT COUNT(*) FROM section_ancestor a JOIN section_ancestor own ON own.section = s.id \
             AND own.ancestor = a.ancestor AND own.depth = a.depth + 1 WHERE a.section = s.parent) AS should \
             FROM section s) WHERE has <> should ORDER BY id",
    },
    Rule {
        told: "proposal {id}: version {is} has no words in its own language",
        sql: "SELECT p.id, p.version, 1 FROM proposal p WHERE NOT EXISTS (SELECT 1 FROM proposal_text t \
             WHERE t.proposal = p.id AND t.version = p.version AND t.lang = p.lang) ORDER BY p.id",
    },
    Rule {
        told: "comment {id}: replies are {is}, those with a place are {should}",
        sql: "SELECT id, replies, n FROM (SELECT c.id, c.replies, (SELECT COUNT(*) FROM comment r WHERE r.parent = c.id \
             AND (r.state <> 'deleted' OR r.replies > 0)) AS n FROM comment c) WHERE replies <> n ORDER BY id",
    },
    Rule {
        told: "comment {id}: its conversation's readable comments are {is}, the rows are {should}",
        sql: "SELECT id, size, n FROM (SELECT r.id, r.size, (SELECT COUNT(*) FROM comment c WHERE c.proposal = r.proposal \
             AND c.root = r.id AND c.state = 'visible') AS n FROM comment r WHERE r.parent IS NULL) WHERE size <> n ORDER BY id",
    },
    Rule {
        told: "comment {id}: its conversation's comments are {is}, the rows are {should}",
        sql: "SELECT id, total, n FROM (SELECT r.id, r.total, (SELECT COUNT(*) FROM comment c WHERE c.proposal = r.proposal \
             AND c.root = r.id) AS n FROM comment r WHERE r.parent IS NULL) WHERE total <> n ORDER BY id",
    },
    Rule {
        told: "proposal {id}: comments with a stance are {is}, the visible rows are {should}",
        sql: "SELECT id, said, n FROM (SELECT p.id, p.said_for * 1000000 + p.said_against * 1000 + p.said_neutral AS said, \
             (SELECT COALESCE(SUM(CASE c.stance WHEN 'for' THEN 1000000 WHEN 'against' THEN 1000 ELSE 1 END), 0) \
             FROM comment c WHERE c.proposal = p.id AND c.stance <> '' AND c.state = 'visible') AS n FROM proposal p) \
             WHERE said <> n ORDER BY id",
    },
    Rule {
        told: "comment {id}: its votes are {is}, the rows are {should} (for, and a thousandth of those against)",
        sql: "SELECT id, votes, n FROM (SELECT c.id, c.ups * 1000 + c.downs AS votes, (SELECT COALESCE(SUM(CASE WHEN v.value > 0 \
             THEN 1000 ELSE 1 END), 0) FROM comment_vote v WHERE v.comment = c.id) AS n FROM comment c) WHERE votes <> n ORDER BY id",
    },
    Rule {
        told: "comment {id}: {is} is pinned, which is not in its conversation or cannot be read",
        sql: "SELECT r.id, r.pin, 0 FROM comment r WHERE r.pin > 0 AND (r.parent IS NOT NULL OR NOT EXISTS \
             (SELECT 1 FROM comment c WHERE c.id = r.pin AND c.root = r.id AND c.state = 'visible')) ORDER BY r.id",
    },
    Rule {
        told: "comment {id}: its conversation has {is} answers",
        sql: "SELECT root, COUNT(*), 1 FROM comment WHERE answer = 1 GROUP BY root HAVING COUNT(*) > 1 ORDER BY root",
    },
    Rule {
        told: "comment {id}: led to version {is}, the history says {should}",
        sql: "SELECT id, led_to, n FROM (SELECT c.id, c.led_to, (SELECT COALESCE(MAX(v.version), 0) FROM version_voice v \
             WHERE v.comment = c.id) AS n FROM comment c) WHERE led_to <> n ORDER BY id",
    },
    Rule {
        told: "comment {id}: open reports are {is}, the rows are {should}",
        sql: "SELECT id, reports, n FROM (SELECT c.id, c.reports, CASE WHEN c.state = 'deleted' THEN 0 ELSE \
             (SELECT COUNT(*) FROM report r WHERE r.comment = c.id AND r.decision IS NULL) END AS n FROM comment c) \
             WHERE reports <> n ORDER BY id",
    },
    Rule {
        told: "appeal {id}: is open, and its comment can be read or was deleted",
        sql: "SELECT a.id, 1, 0 FROM appeal a JOIN comment c ON c.id = a.comment WHERE a.state = 'open' \
             AND c.state <> 'hidden' ORDER BY a.id",
    },
    Rule {
        told: "comment {id}: has a gravity of {is} and no open report",
        sql: "SELECT id, gravity, 0 FROM comment WHERE reports = 0 AND gravity <> 0 ORDER BY id",
    },
    Rule {
        told: "comment {id}: is flagged for the desk and cannot be read",
        sql: "SELECT c.id, 1, 0 FROM firing f JOIN comment c ON c.id = f.comment WHERE f.flagged = 1 \
             AND c.state <> 'visible' ORDER BY c.id",
    },
    Rule {
        told: "text {id}: was published and names no comment",
        sql: "SELECT id, 1, 0 FROM waiting WHERE state = 'approved' AND comment IS NULL ORDER BY id",
    },
    Rule {
        told: "comment {id}: its text is not that of its revision {is}",
        sql: "SELECT c.id, c.revision, c.revision FROM comment c WHERE NOT EXISTS (SELECT 1 FROM comment_revision r \
             WHERE r.comment = c.id AND r.revision = c.revision AND r.body = c.body) ORDER BY c.id",
    },
    Rule {
        told: "events: after {is} comes {should}",
        sql: "SELECT 0, before, seq FROM (SELECT e.seq, COALESCE((SELECT MAX(b.seq) FROM event b WHERE b.seq < e.seq), 0) \
             AS before FROM event e) WHERE seq <> before + 1 ORDER BY seq",
    },
    Rule {
        told: "comment {id}: may be read and is not in the search index",
        sql: "SELECT c.id, 0, 1 FROM comment c WHERE c.state = 'visible' AND NOT EXISTS (SELECT 1 FROM search_row r \
             WHERE r.kind = 'comment' AND r.ref = c.id) ORDER BY c.id",
    },
    Rule {
        told: "comment {id}: may not be read and is in the search index",
        sql: "SELECT r.ref, 1, 0 FROM search_row r LEFT JOIN comment c ON c.id = r.ref \
             WHERE r.kind = 'comment' AND (c.id IS NULL OR c.state <> 'visible') ORDER BY r.ref",
    },
    Rule {
        told: "proposal {id}: {is} languages are in the search index, its words are in {should}",
        sql: "SELECT id, has, should FROM (SELECT p.id, \
             (SELECT COUNT(*) FROM search_row r WHERE r.kind = 'proposal' AND r.ref = p.id) AS has, \
             (SELECT COUNT(*) FROM proposal_text t WHERE t.proposal = p.id AND t.version = p.version) AS should \
             FROM proposal p) WHERE has <> should ORDER BY id",
    },
    Rule {
        told: "action {id}: {is} languages are in the search index, its words are in {should}",
        sql: "SELECT id, has, should FROM (SELECT a.id, \
             (SELECT COUNT(*) FROM search_row r WHERE r.kind = 'action' AND r.ref = a.id) AS has, \
             (SELECT COUNT(*) FROM action_text t JOIN proposal p ON p.id = a.proposal \
             WHERE t.action = a.id AND t.version = p.version) AS should FROM action a) WHERE has <> should ORDER BY id",
    },
    Rule {
        told: "search index: {is} rows are noted, {should} are held",
        sql: "SELECT 0, noted, held FROM (SELECT (SELECT COUNT(*) FROM search_row) AS noted, \
             (SELECT COUNT(*) FROM search_row r JOIN search s ON s.rowid = r.docid) AS held) WHERE noted <> held \
             UNION ALL SELECT 0, noted, held FROM (SELECT (SELECT COUNT(*) FROM search_row) AS noted, \
             (SELECT COUNT(*) FROM search) AS held) WHERE noted <> held",
    },
];

/// Every statement of this file, for the test that reads their plans.
pub fn check_statements() -> impl Iterator<Item = &'static str> {
    RULES.iter().map(|rule| rule.sql).chain([PLACES])
}

/// What is wrong, a sentence for each fault; empty when all is well.
///
/// # Errors
/// When the database fails.
pub async fn check(read: &mut Read) -> Result<Vec<String>, Failure> {
    let mut wrong = Vec::new();
    for rule in RULES {
        let rows: Vec<(i64, i64, i64)> = read.all(sqlx::query_as(rule.sql)).await?;
        tell(&mut wrong, rows.into_iter().map(|row| sentence(rule.told, row)).collect());
    }
    let places = places(read).await?;
    tell(&mut wrong, places);
    Ok(wrong)
}

fn sentence(told: &str, (id, is, should): (i64, i64, i64)) -> String {
    told.replace("{id}", &id.to_string()).replace("{is}", &is.to_string()).replace("{should}", &should.to_string())
}

fn tell(wrong: &mut Vec<String>, mut found: Vec<String>) {
    let more = found.len().saturating_sub(MOST);
    found.truncate(MOST);
    wrong.append(&mut found);
    if more > 0 {
        wrong.push(format!("… and {more} more of that kind"));
    }
}

const PLACES: &str = "SELECT c.id, c.root, c.depth, c.path, c.proposal, c.action, c.parent, p.root, p.depth, p.path, \
     p.proposal, p.action FROM comment c LEFT JOIN comment p ON p.id = c.parent WHERE c.id > $1 ORDER BY c.id LIMIT $2";

struct Place {
    id: i64,
    root: i64,
    depth: i64,
    path: String,
    proposal: i64,
    action: Option<i64>,
}

/// Each comment's place follows from its parent's.
async fn places(read: &mut Read) -> Result<Vec<String>, Failure> {
    let mut wrong = Vec::new();
    let mut after = 0;
    loop {
        let rows = read.rows(sqlx::query(PLACES).bind(after).bind(TOGETHER)).await?;
        let Some(last) = rows.last() else { return Ok(wrong) };
        after = sqlx::Row::get(last, 0);
        wrong.extend(rows.iter().filter_map(misplaced));
    }
}

fn misplaced(row: &sqlx::sqlite::SqliteRow) -> Option<String> {
    use sqlx::Row;
    let own = Place {
        id: row.get(0),
        root: row.get(1),
        depth: row.get(2),
        path: row.get(3),
        proposal: row.get(4),
        action: row.get(5),
    };
    let parent: Option<i64> = row.get(6);
    let parent = parent.map(|id| Place {
        id,
        root: row.get(7),
        depth: row.get(8),
        path: row.get(9),
        proposal: row.get(10),
        action: row.get(11),
    });
    let fine = match &parent {
        None => own.root == own.id && own.depth == 0 && own.path == path(None, own.id),
        Some(p) => {
            (own.root, own.depth, own.proposal, own.action) == (p.root, p.depth + 1, p.proposal, p.action)
                && own.path == path(Some(&p.path), own.id)
        }
    };
    (!fine).then(|| format!("comment {}: its place in the thread is not the one below its parent", own.id))
}
