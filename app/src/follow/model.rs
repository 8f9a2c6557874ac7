//! What people follow. No Leptos, no SQL, no HTTP.
use crate::{
    plan::Text,
    thread::{Comment, CommentId},
};
use serde::{Deserialize, Serialize};
use std::str::FromStr;

/// What can be followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Target {
    /// A proposal with its whole thread.
    Proposal,
    /// What is said about one action.
    Action,
    /// One conversation.
    Thread,
}

impl Target {
    /// Its name in forms and tables.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Proposal => "proposal",
            Self::Action => "action",
            Self::Thread => "thread",
        }
    }
}

impl FromStr for Target {
    type Err = ();
    fn from_str(text: &str) -> Result<Self, ()> {
        [Self::Proposal, Self::Action, Self::Thread].into_iter().find(|t| t.as_str() == text).ok_or(())
    }
}

/// What of a proposal's page a person follows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Follows {
    /// The proposal itself.
    pub proposal: bool,
    /// The numbers of its actions.
    pub actions: Vec<i64>,
    /// Conversations, by their first comment.
    pub threads: Vec<CommentId>,
}

impl Follows {
    /// Whether something is among it; an action by its number, a conversation by its first comment.
    pub fn holds(&self, target: Target, id: i64) -> bool {
        match target {
            Target::Proposal => self.proposal,
            Target::Action => self.actions.contains(&id),
            Target::Thread => self.threads.contains(&id),
        }
    }

    /// Takes something in or out.
    pub fn set(&mut self, target: Target, id: i64, on: bool) {
        let list = match target {
            Target::Proposal => {
                self.proposal = on;
                return;
            }
            Target::Action => &mut self.actions,
            Target::Thread => &mut self.threads,
        };
        list.retain(|known| *known != id);
        if on {
            list.push(id);
        }
    }
}

/// What the header tells of what a person follows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct News {
    /// How many followed things have news.
    pub things: i64,
    /// The proposals on which something is followed: what happens elsewhere is not news.
    pub proposals: Vec<i64>,
    /// The last event that this counts.
    pub seq: i64,
    /// The plan.
    pub plan: i64,
}

/// A followed thing with what is new in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Followed {
    /// What it is.
    pub target: Target,
    /// Its number in forms: a proposal's, an action's within its proposal, a conversation's first comment.
    pub id: i64,
    /// The proposal.
    pub proposal: i64,
    /// The proposal's title.
    pub title: Text,
    /// The first words of a conversation; empty when they may not be read.
    pub words: String,
    /// How many news since it was last read, up to a thousand.
    pub news: i64,
}

/// Which part of each list of the activity page is asked for; 0 and empty for the first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    /// Followed things after this key (`TIME.KIND.REF`).
    pub follows: String,
    /// My comments before this one.
    pub mine: CommentId,
    /// Replies to me before this one.
    pub replies: CommentId,
}

/// My activity: what I follow, what I wrote, what was replied to me; each newest first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Activity {
    /// What I follow.
    pub follows: Vec<Followed>,
    /// My comments.
    pub mine: Vec<Comment>,
    /// Replies to my comments.
    pub replies: Vec<Comment>,
    /// The titles of the proposals on which those comments stand.
    pub titles: Vec<(i64, Text)>,
    /// Where each list goes on; empty and 0 at its end.
    pub more: Asked,
    /// The last event that this shows.
    pub seq: i64,
}
