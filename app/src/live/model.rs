//! The event as it is stored and as it travels.
use crate::{
    pipeline::Waits,
    team::Claim,
    thread::{Comment, CommentId, TalkRules, Tally},
};
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident = $code:literal),* $(,)?) => {
        /// What happened.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
        pub enum Kind { $($(#[$doc])* #[serde(rename = $code)] $name),* }
        impl Kind {
            /// Its name in the event table and on the wire.
            pub const fn as_str(self) -> &'static str { match self { $(Self::$name => $code),* } }
        }
        impl FromStr for Kind {
            type Err = ();
            fn from_str(text: &str) -> Result<Self, ()> { match text { $($code => Ok(Self::$name),)* _ => Err(()) } }
        }
    };
}

kinds! {
    /// A comment was written.
    CommentAdded = "comment_added",
    /// Its author changed its text.
    CommentEdited = "comment_edited",
    /// A moderator took it down.
    CommentHidden = "comment_hidden",
    /// A moderator put it back.
    CommentRestored = "comment_restored",
    /// Its author took it away.
    CommentDeleted = "comment_deleted",
    /// A moderator found nothing wrong with it.
    CommentApproved = "comment_approved",
    /// Somebody voted on it, changed a vote or took it back.
    CommentVoted = "comment_voted",
    /// A comment was pinned or unpinned, or marked as the answer or not.
    CommentMarked = "comment_marked",
    /// What goes in a thread changed: slow mode, or whether writing is over.
    ThreadChanged = "thread_changed",
    /// A conversation went to another proposal, or to another action: whoever reads one of the two places asks anew.
    ThreadMoved = "thread_moved",
    /// A proposal's words changed.
    ProposalChanged = "proposal_changed",
    /// Somebody reported it.
    CommentReported = "comment_reported",
    /// A support was given or withdrawn.
    SupportChanged = "support_changed",
    /// Figures changed: what sections and the plan hear of any of the above.
    CountsChanged = "counts_changed",
    /// A text waits for a moderator. Only told on the desk, as the next two are.
    TextHeld = "text_held",
    /// A text that waited was published, refused or taken back.
    TextDecided = "text_decided",
    /// Who wrote a text that was taken down or refused asks for another look. Only told on the desk, as the next is.
    AppealMade = "appeal_made",
    /// An appeal was answered.
    AppealDecided = "appeal_decided",
    /// A moderator came to a case or left it. Only told on the desk, as the next is.
    CaseClaimed = "case_claimed",
    /// A moderator wrote to the others about a case.
    CaseNoted = "case_noted",
    /// When the moderators of a plan read changed.
    ModerationChanged = "moderation_changed",
    /// A measure was laid on somebody, or is in force again. Only told on the desk, as the next one is.
    SanctionLaid = "sanction_laid",
    /// A measure was lifted.
    SanctionLifted = "sanction_lifted",
    /// Proposals came in.
    PlanChanged = "plan_changed",
}

/// Where an event is told. The order is the order of specificity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Topic {
    /// One proposal and its thread.
    Proposal(i64),
    /// What moderators see.
    Desk,
    /// A section and everything below it.
    Section(i64),
    /// The whole plan.
    Plan(i64),
    /// What is said about one action, by the action's row. Like the two below it is only looked up, by what people
    /// follow and by what happened since they last looked; no stream tells of it.
    Action(i64),
    /// One conversation, by its first comment.
    Thread(CommentId),
    /// Answers of the authority on one proposal.
    Official(i64),
}

impl fmt::Display for Topic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Proposal(id) => write!(f, "proposal:{id}"),
            Self::Section(id) => write!(f, "section:{id}"),
            Self::Plan(id) => write!(f, "plan:{id}"),
            Self::Action(id) => write!(f, "action:{id}"),
            Self::Thread(id) => write!(f, "thread:{id}"),
            Self::Official(id) => write!(f, "official:{id}"),
            Self::Desk => f.write_str("desk"),
        }
    }
}

impl FromStr for Topic {
    type Err = ();
    fn from_str(text: &str) -> Result<Self, ()> {
        if text == "desk" {
            return Ok(Self::Desk);
        }
        let (kind, id) = text.split_once(':').ok_or(())?;
        let id: i64 = id.parse().map_err(|_| ())?;
        match kind {
            "proposal" => Ok(Self::Proposal(id)),
            "section" => Ok(Self::Section(id)),
            "plan" => Ok(Self::Plan(id)),
            "action" => Ok(Self::Action(id)),
            "thread" => Ok(Self::Thread(id)),
            "official" => Ok(Self::Official(id)),
            _ => Err(()),
        }
    }
}

/// What a stored event names: ids only, never anybody's text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refs {
    /// The proposal it happened on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proposal: Option<i64>,
    /// The comment it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comment: Option<i64>,
    /// The decision that made it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision: Option<i64>,
    /// The text that waited.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub waiting: Option<i64>,
    /// The measure that was laid or lifted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sanction: Option<i64>,
}

/// Figures as pages show them: what came with the plan and what was given here, together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// Proposals below it; 0 for a proposal itself.
    #[serde(default)]
    pub proposals: i64,
    /// Supports.
    pub supports: i64,
    /// Comments.
    pub comments: i64,
}

/// Whose figures changed, and to what.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figures {
    /// The proposal and its figures.
    pub proposal: (i64, Counts),
    /// Its sections, from the nearest to the axis.
    pub sections: Vec<(i64, Counts)>,
    /// The plan.
    pub plan: (i64, Counts),
}

/// What an event carries.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Data {
    /// The comment as anybody may see it now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comment: Option<Comment>,
    /// Votes on a comment, now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tally: Option<(CommentId, Tally)>,
    /// What goes in the thread, now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rules: Option<TalkRules>,
    /// A conversation, by its first comment, and which of its comments is pinned now; 0 when none is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pin: Option<(CommentId, CommentId)>,
    /// Open reports on it; only told on the desk.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reports: Option<i64>,
    /// Who is at the case now; only told on the desk.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub claim: Option<Claim>,
    /// How many texts wait, and how many are flagged; only told on the desk.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub waits: Option<Waits>,
    /// The figures after it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub figures: Option<Figures>,
}

/// An event as it travels.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// Its number: no two alike, no gap, always growing.
    pub seq: i64,
    /// When, in UTC milliseconds.
    pub at: i64,
    /// The topic on which this reader hears it.
    pub topic: String,
    /// What happened.
    pub kind: Kind,
    /// With what.
    pub data: Data,
}
