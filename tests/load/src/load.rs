//! Load: a few connections that ask again as soon as they are answered, for a bounded time.
use crate::{
    figures::{median, note},
    wire::Wire,
};
use anyhow::{Context, Result, bail};
use std::{
    net::SocketAddr,
    sync::Arc,
    time::{Duration, Instant},
};

/// How many ask at once.
pub const CONNECTIONS: usize = 32;
/// How often each side is measured.
pub const ROUNDS: usize = 5;
const ROUND: Duration = Duration::from_secs(3);
/// Before the first round: what is drawn once is drawn then.
const WARM: Duration = Duration::from_secs(1);
/// How long a round may last when a server hangs.
const PATIENCE: Duration = Duration::from_secs(20);

/// What is asked of whom.
#[derive(Clone)]
pub struct Question {
    /// The server.
    pub server: SocketAddr,
    /// The whole request.
    pub request: Arc<[u8]>,
}

/// Answers in a second of two questions.
pub struct Rates {
    /// Of the first.
    pub ours: f64,
    /// Of the second.
    pub theirs: f64,
    /// The middle one of each round's quotient: what disturbs a round disturbs both.
    pub ratio: f64,
}

/// Asks both in turn, round after round.
pub async fn side_by_side(ours: &Question, theirs: &Question) -> Result<Rates> {
    rate(ours, WARM).await?;
    rate(theirs, WARM).await?;
    let (mut first, mut second) = (Vec::new(), Vec::new());
    for round in 1..=ROUNDS {
        first.push(rate(ours, ROUND).await?);
        second.push(rate(theirs, ROUND).await?);
        note(&format!("round {round}: {:.0}/s against {:.0}/s", first[round - 1], second[round - 1]));
    }
    let quotients: Vec<f64> = first.iter().zip(&second).map(|(a, b)| a / b).collect();
    Ok(Rates { ours: median(&first), theirs: median(&second), ratio: median(&quotients) })
}

/// Answers in a second over one round.
async fn rate(question: &Question, time: Duration) -> Result<f64> {
    let (answers, time) = asked(question, time).await?;
    Ok(f64::from(answers) / time.as_secs_f64())
}

/// Asks over all connections for so long. Gives how often it was answered, and in what time.
pub async fn asked(question: &Question, time: Duration) -> Result<(u32, Duration)> {
    let start = Instant::now();
    let asking = (0..CONNECTIONS).map(|_| tokio::spawn(ask(question.clone(), start + time)));
    let mut answers = 0;
    for one in asking.collect::<Vec<_>>() {
        answers += tokio::time::timeout(PATIENCE, one).await.context("a server hangs")???;
    }
    Ok((answers, start.elapsed()))
}

async fn ask(question: Question, until: Instant) -> Result<u32> {
    let mut wire = Wire::open(question.server).await?;
    let mut answers = 0;
    while Instant::now() < until {
        let answer = wire.ask(&question.request).await?;
        if answer.status != 200 {
            bail!("answered {} under load", answer.status);
        }
        answers += 1;
    }
    Ok(answers)
}

/// How long one reader waits, at each of a few sides: the middle one of `times` answers. The sides are asked in turn, so
/// what disturbs one disturbs all; a side of several questions has them asked one after the other.
pub async fn in_turn(sides: &[Vec<Question>], times: usize) -> Result<Vec<f64>> {
    let mut wires = Vec::new();
    for side in sides {
        let mut wire = Wire::open(side.first().context("nothing is asked")?.server).await?;
        for question in side {
            wire.ask(&question.request).await?;
        }
        wires.push((wire, Vec::with_capacity(times)));
    }
    for time in 0..times {
        for (side, (wire, waited)) in sides.iter().zip(&mut wires) {
            let start = Instant::now();
            let answer = wire.ask(&side[time % side.len()].request).await?;
            waited.push(crate::milliseconds(start.elapsed()));
            if answer.status != 200 {
                bail!("answered {}", answer.status);
            }
        }
    }
    Ok(wires.iter().map(|(_, waited)| median(waited)).collect())
}
