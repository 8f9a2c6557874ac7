//! The same pages in a town of a thousand comments and in one of a million: they must cost the same.
use crate::{
    bulk::{Bulk, Spread},
    client::Client,
    figures::{Better, Figures, Unit, note},
    load::{Question, in_turn},
    pam::{Pam, Place},
    texts::COMMENTS,
    thread::{READER, address, shows},
};
use anyhow::Result;
use std::time::Instant;

/// How many comments each town has.
const SIZES: [i64; 2] = [1_000, 1_000_000];
/// How many proposals are read: equal in both towns, fifty comments each.
const READ: i64 = 20;
/// How often a page is asked for in each town.
const TIMES: usize = 400;

/// The time of a page in the large town against the small one's.
pub async fn measure(figures: &mut Figures, place: &Place) -> Result<()> {
    note("A small town and a very large one");
    let (small, some) = town(place, SIZES[0]).await?;
    let (large, same) = town(place, SIZES[1]).await?;
    let waited = in_turn(&[some, same], TIMES).await?;
    let what = format!(
        "a resident's page of 50 comments, drawn anew each time, in a town of 1,000,000 comments ({:.2} ms) against one of \
         1,000 ({:.2} ms): the same {READ} pages in both, whose comments the large town has scattered among 999,000 \
         of 999 other proposals; medians of {TIMES}, both servers in turn, file in the system's cache",
        waited[1], waited[0]
    );
    figures.put("page_cost_1m_vs_1k", waited[1] / waited[0], Unit::Ratio, Better::Lower, &what);
    small.stop()?;
    large.stop()
}

/// A town of so many comments, served, and what a resident asks there.
async fn town(place: &Place, comments: i64) -> Result<(Pam, Vec<Question>)> {
    let start = Instant::now();
    let database = place.file(&format!("town-{comments}.db"));
    place.run(&database, &["demo"])?;
    let mut bulk = Bulk::open(&database, 1000).await?;
    let one_in = comments / SIZES[0];
    // As many proposals in both, so that comments are all they differ in.
    let proposal = bulk.proposals(READ + SIZES[1] / SIZES[0] - 1).await?;
    bulk.comments(&Spread { comments, conversation: 5, proposal, measured: READ, one_in }).await?;
    bulk.close().await?;
    note(&format!("{comments} comments in {:.1} s", start.elapsed().as_secs_f64()));
    let (pam, _) = Pam::start(place, &database)?;
    let member = Client::signed_in(&pam, READER).await?;
    let mut questions = Vec::new();
    for proposal in proposal..proposal + READ {
        let path = address(&member, &proposal.to_string()).await?;
        shows(&member, &path, COMMENTS).await?;
        questions.push(Question { server: pam.address, request: member.like_a_browser().question(&path).into() });
    }
    Ok((pam, questions))
}
