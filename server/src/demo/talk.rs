//! What became of what was said: votes, pins, answers, the pace of a thread, and words that changed.
use super::{
    content::{Changed, Content, Proposal},
    load::Town,
    votes,
};
use app::{
    account::{Person, Role},
    change::store::past as change,
    db::Tx,
    fault::Fault,
    i18n::LANGS,
    plan::seed::{ProposalText, Said},
    steer::store as steer,
    vote::store::past as vote,
};

/// A proposal's words in every language: as they are, or as they were before a change.
pub fn texts(proposal: &Proposal, before: Option<&Changed>) -> Vec<ProposalText> {
    let text = |lang| {
        let action = |n: usize| before.and_then(|changed| changed.was.iter().find(|was| was.n == n));
        let actions = (1..).zip(&proposal.actions);
        ProposalText {
            lang,
            title: proposal.title.get(lang).to_owned(),
            objective: proposal.objective.get(lang).to_owned(),
            body: proposal.body.get(lang).to_owned(),
            actions: actions.map(|(n, now)| action(n).map_or(now, |was| &was.text).get(lang).to_owned()).collect(),
        }
    };
    LANGS.map(text).into()
}

impl Town {
    /// Brings a proposal's words to what they are now.
    pub(super) async fn change(&self, tx: &mut Tx, content: &Content, thread: usize, at: i64) -> Result<(), Fault> {
        let said = &content.threads[thread].1;
        let proposal = content.proposals.iter().find(|(_, proposal)| proposal.key == said.proposal);
        let (Some(changed), Some((_, proposal))) = (&said.changed, proposal) else { return Ok(()) };
        let place = |id: &String| said.comments.iter().position(|comment| comment.id == *id);
        let voices = changed.voices.iter().filter_map(place).map(|at| self.comment(thread, at)).collect();
        let note = Said { version: 2, at, note: changed.note.trim(), lang: changed.lang };
        let id = self.proposals.get(&said.proposal).copied().unwrap_or_default();
        change(tx, id, note, &texts(proposal, None), &voices).await
    }

    /// Everybody's votes.
    pub(super) async fn vote(&self, tx: &mut Tx, content: &Content) -> Result<(), Fault> {
        for (thread, (_, said)) in content.threads.iter().enumerate() {
            let proposal = self.proposals.get(&said.proposal).copied().unwrap_or_default();
            for cast in votes::of(said, &content.people) {
                let (voter, comment) = (self.account(cast.voter), self.comment(thread, cast.comment));
                vote(tx, voter, proposal, comment, cast.value, cast.stance).await?;
            }
        }
        Ok(())
    }

    /// What moderators set. Their events are part of the demo's own.
    pub(super) async fn steer(&self, tx: &mut Tx, content: &Content) -> Result<(), Fault> {
        let moderator = Person { id: self.account("moderator"), role: Role::Moderator, ..Person::default() };
        for (thread, (_, said)) in content.threads.iter().enumerate() {
            let proposal = self.proposals.get(&said.proposal).copied().unwrap_or_default();
            steer::pace(tx, &moderator, proposal, said.slow).await?;
            for (at, comment) in said.comments.iter().enumerate() {
                let id = self.comment(thread, at);
                if comment.answer {
                    steer::answer(tx, &moderator, id, true).await?;
                }
                if comment.id == said.pinned {
                    steer::pin(tx, &moderator, id, true).await?;
                }
            }
        }
        Ok(())
    }
}
