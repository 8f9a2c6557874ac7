//! Everything public, written out: one JSON document, a line for each row, in the order of their numbers. It is read
//! in one transaction and written as it is read, so that a large plan needs no large memory.
use crate::cli::Error;
use app::{
    db::Read,
    plan::export::{self, Author, Plan},
    record::{self, dsa::Statement},
    thread::{Comment, State, store::written},
};
use serde::Serialize;
use std::io::{self, Write};

#[cfg(test)]
mod tests;

/// How many rows are read together.
const TOGETHER: i64 = 1000;

/// A comment as anybody may see it: of what is hidden or was deleted only the place remains.
#[derive(Serialize)]
struct Exported {
    id: i64,
    proposal: i64,
    action: Option<i64>,
    parent: Option<i64>,
    author: Option<Author>,
    body: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    lang: Option<String>,
    stance: Option<&'static str>,
    official: bool,
    /// `null` when the page that it came with names no day.
    created_at: Option<i64>,
    #[serde(skip_serializing_if = "String::is_empty")]
    date_text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    edited_at: Option<i64>,
    state: &'static str,
}

impl From<(Comment, String)> for Exported {
    fn from((comment, body): (Comment, String)) -> Self {
        let visible = comment.visible();
        let author = Author { name: comment.author.name, kind: comment.author.kind };
        Self {
            id: comment.id,
            proposal: comment.proposal,
            action: comment.action,
            parent: comment.parent,
            author: visible.then_some(author),
            body: visible.then_some(body),
            lang: visible.then(|| comment.lang.to_string()),
            stance: comment.stance.map(app::thread::Stance::as_str),
            official: comment.official,
            created_at: Some(comment.created_at).filter(|at| *at != 0),
            date_text: if visible { comment.date_text } else { String::new() },
            edited_at: Some(comment.edited_at).filter(|at| *at != 0),
            state: match comment.state {
                State::Visible => "visible",
                State::Hidden { .. } => "hidden",
                State::Deleted { .. } => "deleted",
            },
        }
    }
}

/// The plan with this key, or the first when it is empty.
///
/// # Errors
/// When there is none.
pub async fn plan(read: &mut Read, key: &str) -> Result<Plan, Error> {
    let plan = export::plan(read, key).await?;
    plan.ok_or_else(|| Error::Failed("there is no such plan in the database".into()))
}

/// Writes a plan with all that is public of it.
///
/// # Errors
/// When reading or writing fails.
pub async fn json(read: &mut Read, plan: &Plan, out: &mut impl Write) -> Result<(), Error> {
    write!(out, "{{\"pam_export\":1,\n\"plan\":")?;
    row(out, plan)?;
    write!(out, ",\n\"sections\":[")?;
    rows(out, true, &export::sections(read, plan.id).await?)?;
    write!(out, "\n],\n\"proposals\":[")?;
    proposals(read, plan.id, out).await?;
    write!(out, "\n],\n\"comments\":[")?;
    comments(read, plan.id, out).await?;
    writeln!(out, "\n]}}")?;
    Ok(())
}

/// Writes a statement of reasons for each text that was taken down or refused.
///
/// # Errors
/// When reading or writing fails.
pub async fn dsa(read: &mut Read, out: &mut impl Write) -> Result<(), Error> {
    let mut after = 0;
    write!(out, "{{\"statements\":[")?;
    loop {
        let page = record::store::taken(read, after, TOGETHER).await?;
        let statements: Vec<Statement> = page.iter().map(Statement::from).collect();
        rows(out, after == 0, &statements)?;
        let Some(last) = page.last() else { break };
        after = last.id;
    }
    writeln!(out, "\n]}}")?;
    Ok(())
}

async fn proposals(read: &mut Read, plan: i64, out: &mut impl Write) -> Result<(), Error> {
    let mut after = 0;
    loop {
        let page = export::proposals(read, plan, after, TOGETHER).await?;
        let Some(last) = page.last() else { return Ok(()) };
        rows(out, after == 0, &page)?;
        after = last.id;
    }
}

async fn comments(read: &mut Read, plan: i64, out: &mut impl Write) -> Result<(), Error> {
    let mut after = 0;
    loop {
        let page = written(read, plan, after, TOGETHER).await?;
        let Some((last, _)) = page.last() else { return Ok(()) };
        let (first, last) = (after == 0, last.id);
        rows(out, first, &page.into_iter().map(Exported::from).collect::<Vec<_>>())?;
        after = last;
    }
}

fn rows(out: &mut impl Write, first: bool, rows: &[impl Serialize]) -> io::Result<()> {
    for (n, value) in rows.iter().enumerate() {
        out.write_all(if first && n == 0 { b"\n" } else { b",\n" })?;
        row(out, value)?;
    }
    Ok(())
}

fn row(out: &mut impl Write, value: &impl Serialize) -> io::Result<()> {
    serde_json::to_writer(out, value).map_err(io::Error::from)
}
