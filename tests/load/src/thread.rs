//! A proposal whose page shows fifty comments, written through the site itself.
use crate::{
    client::Client,
    pam::{Pam, Place},
    texts::{COMMENTS, parent, said},
};
use anyhow::{Context, Result, bail};

/// Who writes, in turn.
const WRITERS: [&str; 2] = ["resident@demo.pam", "moderator@demo.pam"];
/// Who reads, with a session of her own.
pub const READER: &str = "veina@demo.pam";

/// The proposal that is measured.
pub struct Thread {
    /// The address of its page, without a redirect.
    pub path: String,
    /// A resident who reads it, and has left nothing there.
    pub member: Client,
    /// A resident who has written half of it.
    pub writer: Client,
    /// A visitor who reads it.
    pub visitor: Client,
}

impl Thread {
    /// Writes the thread on an open proposal where nobody has said anything.
    pub async fn write(pam: &Pam, place: &Place) -> Result<Self> {
        let export = serde_json::from_slice(&place.run(&place.demo(), &["export", "--format", "json"])?)?;
        let proposal = empty_proposal(&export).context("every proposal of the demo is closed or discussed")?;
        let writers = [Client::signed_in(pam, WRITERS[0]).await?, Client::signed_in(pam, WRITERS[1]).await?];
        let mut ids: Vec<String> = Vec::new();
        for at in 0..COMMENTS {
            let above = parent(at).map(|at| ids[at].clone());
            let mut fields = vec![("proposal", proposal.as_str()), ("body", said(at)), ("lang", "ca")];
            fields.extend(above.as_deref().map(|id| ("parent", id)));
            let got = writers[at % 2].post("/api/comment/add", &fields).await?;
            let to = got.field("location").context("a comment leads nowhere")?;
            ids.push(to.rsplit('/').next().unwrap_or_default().to_owned());
        }
        let visitor = Client::new(pam);
        let path = address(&visitor, &proposal).await?;
        let [writer, _] = writers;
        let thread = Self { path, member: Client::signed_in(pam, READER).await?, writer, visitor };
        for reader in [&thread.member, &thread.writer, &thread.visitor] {
            shows(reader, &thread.path, COMMENTS).await?;
        }
        Ok(thread)
    }
}

/// A reader must be shown what is measured.
pub async fn shows(reader: &Client, path: &str, comments: usize) -> Result<()> {
    let shown = reader.get(path).await?.text().matches("<article").count();
    if shown != comments {
        bail!("{path} shows {shown} comments, not {comments}");
    }
    Ok(())
}

/// The number of an open proposal without comments.
fn empty_proposal(export: &serde_json::Value) -> Option<String> {
    let silent = |p: &&serde_json::Value| {
        p["phase_closed"] == false && p["comments"]["imported"] == 0 && p["comments"]["here"] == 0
    };
    export["proposals"].as_array()?.iter().find(silent)?["id"].as_i64().map(|id| id.to_string())
}

/// A proposal's address with its words in it: where the bare number leads.
pub async fn address(reader: &Client, proposal: &str) -> Result<String> {
    let to = reader.moved(&format!("/ca/p/{proposal}-x")).await?;
    to.with_context(|| format!("proposal {proposal} has no address"))
}
