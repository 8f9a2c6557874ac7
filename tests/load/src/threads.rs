//! The same page in a short thread and in a very long one, of one town: it must cost the same.
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

/// How long the threads are.
const LENGTHS: [i64; 3] = [100, 1_000, 100_000];
/// How often each page is asked for.
const TIMES: usize = 200;
/// Every fifth comment starts a conversation, the four after it answer it: whole conversations fill a page exactly.
const CONVERSATION: i64 = 5;

/// Page times of a resident at each length: the first page, and one in the middle.
pub async fn measure(figures: &mut Figures, place: &Place) -> Result<()> {
    note("Short and long threads");
    let database = place.file("threads.db");
    place.run(&database, &["demo"])?;
    let mut bulk = Bulk::open(&database, 1000).await?;
    let first = bulk.proposals(3).await?;
    let mut middles = Vec::new();
    for (proposal, comments) in (first..).zip(LENGTHS) {
        let spread = Spread { comments, conversation: CONVERSATION, proposal, measured: 1, one_in: 1 };
        let start = bulk.comments(&spread).await?;
        let root = start + comments / 2 / CONVERSATION * CONVERSATION;
        middles.push(format!("{root}.{}", root + CONVERSATION - 1));
    }
    bulk.close().await?;

    let (pam, _) = Pam::start(place, &database)?;
    let member = Client::signed_in(&pam, READER).await?;
    let mut pages = Vec::new();
    for (proposal, middle) in (first..).zip(middles) {
        let path = address(&member, &proposal.to_string()).await?;
        pages.extend([path.clone(), format!("{path}?after={middle}")]);
    }
    let mut questions = Vec::new();
    for path in &pages {
        shows(&member, path, COMMENTS).await?;
        let request = member.like_a_browser().question(path).into();
        questions.push(vec![Question { server: pam.address, request }]);
    }
    let waited = in_turn(&questions, TIMES).await?;
    for (at, waited) in waited.iter().enumerate() {
        let (length, key) = (LENGTHS[at / 2], ["first", "middle"][at % 2]);
        let what = format!("a resident alone: the {key} page of a thread of {length} comments, median of {TIMES}");
        figures.put(&format!("page_{key}_{length}_ms"), *waited, Unit::Milliseconds, Better::Lower, &what);
    }
    let how = format!("50 comments drawn for a resident, both in one town and in turn, {TIMES} times each");
    let what = format!("the first page of a thread of 100,000 comments against that of one of 100: {how}");
    figures.put("thread_cost_100k_vs_100", waited[4] / waited[0], Unit::Ratio, Better::Lower, &what);
    let what = format!("the same for a page in the middle of the thread: {how}");
    figures.put("thread_middle_cost_100k_vs_100", waited[5] / waited[1], Unit::Ratio, Better::Lower, &what);
    pam.stop()
}
