//! What an acknowledged comment costs the server's processor, part by part. The writer's threads are told apart from the
//! others while comments are written; what stands before them is asked for alone, or done here as the server does it.
use crate::{
    client::Client,
    figures::{Better, Figures, Unit},
    load::{Question, asked},
    pam::Pam,
    pipeline,
    process::{self, Thread},
    texts::SAID,
};
use anyhow::{Context, Result};
use app::thread::render;
use std::{
    collections::HashMap,
    hint::black_box,
    time::{Duration, Instant},
};

/// How long each question is asked.
const ASKED: Duration = Duration::from_secs(2);
/// How often a text is taken through what is done here.
const TIMES: u32 = 2000;

/// Processor time that went into comments.
#[derive(Default)]
pub struct Worked {
    total: Duration,
    writer: Duration,
    comments: u32,
}

impl Worked {
    /// Adds a round: its comments, and what the server's threads had worked before and after it.
    pub fn round(&mut self, comments: u32, before: &HashMap<u32, Thread>, after: &HashMap<u32, Thread>) {
        let spent = after.iter().map(|(id, thread)| {
            let was = before.get(id).map_or(Duration::ZERO, |thread| thread.worked);
            (thread.name.as_str(), thread.worked.saturating_sub(was))
        });
        let spent: Vec<(&str, Duration)> = spent.collect();
        // Of the threads that speak to the file the writer's has most to do: the others look up sessions.
        let connection = spent.iter().filter(|(name, _)| name.starts_with("sqlx-")).map(|(_, time)| *time).max();
        let writer: Duration = spent.iter().filter(|(name, _)| *name == "writer").map(|(_, time)| *time).sum();
        self.total += spent.iter().map(|(_, time)| *time).sum::<Duration>();
        self.writer += writer + connection.unwrap_or_default();
        self.comments += comments;
    }

    /// Microseconds of the whole server for each comment.
    pub fn each(&self) -> f64 {
        micros(self.total, self.comments)
    }

    /// Puts the whole and its parts among the figures. `told` is the whole while as many people read along as write.
    pub async fn put(&self, figures: &mut Figures, pam: &Pam, writer: &Client, told: f64) -> Result<()> {
        let http = question(pam, writer.question("/health/live")).await?;
        let text = |who: &Client| question(pam, who.script("/api/text", &[("lang", "ca"), ("name", "rules")]));
        let session = text(writer).await? - text(&Client::new(pam)).await?;
        let checks = here(pipeline::pass());
        let markdown = here(|text| {
            black_box(render::markdown(text));
        });
        let sql = micros(self.writer, self.comments);
        let rest = self.each() - http - session - checks - markdown - sql;
        let mut put = |key: &str, cost: f64, what: &str| {
            figures.put(&format!("comment_write{key}_us"), cost, Unit::Microseconds, Better::Lower, what);
        };
        put(
            "",
            self.each(),
            "processor time of the server, its own and the system's for it, for each comment acknowledged in those rounds",
        );
        put("_http", http, "of it: a request that asks for nothing (GET /health/live)");
        put("_session", session, "of it: whose request it is (the same question with a session's cookie and without)");
        put("_checks", checks, "of it: every phase of the pipeline on these texts, done in this program");
        put(
            "_markdown",
            markdown,
            "of it: their text drawn, as often as not found drawn already, done in this program",
        );
        put(
            "_sql",
            sql,
            "of it: the writer's two threads, every statement and the commit, and telling those who listen (nobody)",
        );
        put("_rest", rest, "of it: what is left: taking the form apart, what is known of the writer, the answer");
        put("_publish", told - self.each(), "beside it: telling each comment to 64 readers of its thread");
        Ok(())
    }
}

fn micros(time: Duration, times: u32) -> f64 {
    time.as_secs_f64() * 1e6 / f64::from(times)
}

/// Processor time of one answer.
async fn question(pam: &Pam, request: Vec<u8>) -> Result<f64> {
    let question = Question { server: pam.address, request: request.into() };
    let before = process::worked(pam.id())?;
    let (answers, _) = asked(&question, ASKED).await.context("a part of a comment")?;
    Ok(micros(process::worked(pam.id())? - before, answers))
}

/// Processor time of one text; this thread does nothing else.
fn here(deed: impl Fn(&str)) -> f64 {
    let start = Instant::now();
    for text in SAID.iter().cycle().take(TIMES as usize) {
        deed(text);
    }
    micros(start.elapsed(), TIMES)
}

#[cfg(test)]
mod tests {
    use super::Worked;
    use crate::process::Thread;
    use std::{collections::HashMap, time::Duration};

    #[test]
    fn the_writer_is_told_apart_from_those_who_read() {
        let threads = |spent: [u64; 4]| -> HashMap<u32, Thread> {
            let names = ["writer", "sqlx-sqlite-wor", "sqlx-sqlite-wor", "tokio-rt-worker"];
            let thread = |(name, time): (&str, u64)| Thread { name: name.into(), worked: Duration::from_micros(time) };
            (1..).zip(names.into_iter().zip(spent).map(thread)).collect()
        };
        let mut worked = Worked::default();
        worked.round(10, &threads([5, 5, 50, 0]), &threads([105, 305, 80, 70]));
        assert!((worked.each() - 50.0).abs() < 1e-9);
        assert_eq!(worked.writer, Duration::from_micros(400));
    }
}
