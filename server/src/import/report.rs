//! What was read and what became of it, for people and for tools.
use super::ReadFile;
use app::plan::import::{Incoming, Taken};
use serde::Serialize;
use std::io::{self, Write};

/// All files of one command.
#[derive(Serialize)]
pub struct Report<'a> {
    /// Whether nothing was kept.
    pub dry_run: bool,
    /// In the order of the command.
    pub files: Vec<FileReport<'a>>,
}

/// One file.
#[derive(Serialize)]
pub struct FileReport<'a> {
    file: String,
    sha256: &'a str,
    /// Whether the same bytes were read before.
    known: bool,
    plan_title: Option<&'a str>,
    years: Option<&'a str>,
    phase_closed: bool,
    header: &'a [String],
    footer: &'a [String],
    proposals: Vec<ProposalReport<'a>>,
}

#[derive(Serialize)]
struct ProposalReport<'a> {
    line: usize,
    /// Its number in Pam; `null` when nothing was kept.
    id: Option<i64>,
    outcome: &'static str,
    title: &'a str,
    title_derived: bool,
    author: Author<'a>,
    objective: &'a str,
    body: &'a str,
    actions: &'a [String],
    supports: Option<i64>,
    comment_count: Option<i64>,
    comments: Vec<CommentReport<'a>>,
}

#[derive(Serialize)]
struct Author<'a> {
    name: &'a str,
    kind: &'a str,
}

#[derive(Serialize)]
struct CommentReport<'a> {
    name: &'a str,
    date: &'a str,
    created_at: Option<i64>,
    text: &'a str,
}

/// Puts together what was read with what became of it.
pub fn report<'a>(files: &'a [ReadFile], taken: &[Taken], dry_run: bool) -> Report<'a> {
    let one = |(file, taken)| file_report(file, taken, dry_run);
    Report { dry_run, files: files.iter().zip(taken).map(one).collect() }
}

fn file_report<'a>(file: &'a ReadFile, taken: &Taken, dry_run: bool) -> FileReport<'a> {
    let proposals = file.read.proposals.iter().zip(&file.page.proposals).enumerate().map(|(n, (read, incoming))| {
        let became = taken.as_ref().and_then(|taken| taken.get(n));
        ProposalReport {
            line: read.line,
            id: became.filter(|_| !dry_run).map(|(id, _)| *id),
            outcome: became.map_or("unchanged", |(_, outcome)| outcome.as_str()),
            ..proposal_report(incoming)
        }
    });
    FileReport {
        file: file.path.display().to_string(),
        sha256: &file.page.sha256,
        known: taken.is_none(),
        plan_title: file.read.plan_title.as_deref(),
        years: file.read.years.as_deref(),
        phase_closed: file.read.closed,
        header: &file.read.header,
        footer: &file.read.footer,
        proposals: proposals.collect(),
    }
}

fn proposal_report(incoming: &Incoming) -> ProposalReport<'_> {
    let comments = incoming.comments.iter().map(|said| CommentReport {
        name: &said.name,
        date: &said.date_text,
        created_at: Some(said.at).filter(|at| *at != 0),
        text: &said.body,
    });
    ProposalReport {
        line: 0,
        id: None,
        outcome: "",
        title: &incoming.text.title,
        title_derived: incoming.title_derived,
        author: Author { name: &incoming.author_name, kind: &incoming.author_kind },
        objective: &incoming.text.objective,
        body: &incoming.text.body,
        actions: &incoming.text.actions,
        supports: incoming.supports,
        comment_count: incoming.comment_count,
        comments: comments.collect(),
    }
}

impl Report<'_> {
    /// One JSON document.
    ///
    /// # Errors
    /// When `out` cannot be written.
    pub fn json(&self, out: &mut impl Write) -> io::Result<()> {
        serde_json::to_writer_pretty(&mut *out, self)?;
        writeln!(out)
    }

    /// A line for each file and one for each proposal.
    ///
    /// # Errors
    /// When `out` cannot be written.
    pub fn text(&self, out: &mut impl Write) -> io::Result<()> {
        for file in &self.files {
            let known = if file.known { " (read before; nothing changes)" } else { "" };
            writeln!(out, "{}{known}", file.file)?;
            for proposal in &file.proposals {
                let (title, outcome) = (proposal.title, proposal.outcome);
                let (actions, comments) = (proposal.actions.len(), proposal.comments.len());
                writeln!(out, "  {outcome}: {title} (actions: {actions}, comments: {comments})")?;
            }
        }
        if self.dry_run {
            writeln!(out, "dry run: nothing was kept")?;
        }
        Ok(())
    }
}
