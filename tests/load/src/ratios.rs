//! Pam's pages against the bare server of the same kind, side by side in one run.
use crate::{
    bare::Bare,
    client::Client,
    figures::{Better, Figures, Unit, note},
    load::{CONNECTIONS, Question, ROUNDS, Rates, side_by_side},
    pam::{Pam, Place},
    thread::Thread,
};
use anyhow::{Result, bail};

/// The ratios and what they are made of.
pub async fn measure(figures: &mut Figures, pam: &Pam, thread: &Thread, place: &Place) -> Result<()> {
    let (visitor, member) = (thread.visitor.like_a_browser(), thread.member.like_a_browser());
    let page = visitor.get(&thread.path).await?;
    if page.field("content-encoding") != Some("br") {
        bail!("a visitor's page comes without brotli");
    }
    let kept = place.file("visitor.br");
    std::fs::write(&kept, &page.body)?;
    let bare = Bare::start(Some(&kept))?;
    let ask = |of: &Client| Question { server: pam.address, request: of.question(&thread.path).into() };
    let bare_of = |of: &Client, path| Question { server: bare.address, request: of.question(path).into() };

    note("A visitor's page against the same bytes, ready");
    let rates = side_by_side(&ask(&visitor), &bare_of(&visitor, "/static")).await?;
    let what = format!("a visitor's page of 50 comments against the same {} bytes from bare axum", page.body.len());
    put(figures, "visitor_page", "vs_static", &rates, &what);

    note("A resident's page, compressed, against a bare Leptos page");
    let rates = side_by_side(&ask(&member), &bare_of(&member, "/leptos")).await?;
    let what = "a page of 50 comments for a resident who has left nothing on it, compressed, against a bare Leptos page \
                of the same 50 comments";
    put(figures, "member_page", "vs_bare_leptos", &rates, what);

    note("A writer's page, compressed, against a bare Leptos page");
    let writer = thread.writer.like_a_browser();
    let rates = side_by_side(&ask(&writer), &bare_of(&writer, "/leptos")).await?;
    let what = "the same for a resident who has written half of the comments: drawn for this reader alone";
    put(figures, "writer_page", "vs_bare_leptos", &rates, what);

    note("A resident's page, not compressed, against a bare Leptos page");
    let rates = side_by_side(&ask(&thread.member), &bare_of(&thread.member, "/leptos")).await?;
    let what = "the same without compression, so without what is kept: drawing alone against drawing alone";
    put(figures, "member_page_plain", "vs_bare_leptos", &rates, what);
    Ok(())
}

fn put(figures: &mut Figures, page: &str, against: &str, rates: &Rates, what: &str) {
    let how = format!("{what}, {ROUNDS} rounds each in turn at {CONNECTIONS} connections, in one run");
    figures.put(&format!("{page}_{against}"), rates.ratio, Unit::Ratio, Better::Higher, &how);
    let what = format!("answers in a second; the other side gave {:.0}", rates.theirs);
    figures.put(&format!("{page}_per_s"), rates.ours, Unit::PerSecond, Better::Higher, &what);
}
