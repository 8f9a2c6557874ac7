//! Where a text is being written, or a form stands: the name under which what is typed there is kept.
use super::CommentId;
use crate::appeal::Against;
use std::fmt;

/// Where a text is being written; drafts are kept for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    /// A new conversation on a proposal.
    Proposal(i64),
    /// A new conversation about one action of a proposal, by its number.
    Action(i64, i64),
    /// A reply to a comment.
    Reply(CommentId),
    /// A change of one's own comment.
    Edit(CommentId),
    /// What a moderator decides about a comment.
    Report(CommentId),
    /// A report of a comment.
    Notice(CommentId),
    /// A text that waits for a moderator.
    Held(i64),
    /// An appeal against a decision about one's own text.
    Appeal(Against),
    /// The answer to an appeal, by its number.
    Answer(i64),
    /// What a moderator takes out of a comment.
    Redact(CommentId),
    /// What moderators say to one another about a comment.
    Note(CommentId),
    /// A mark on a comment: pinned, or the answer.
    Mark(CommentId),
    /// How a proposal's thread is run.
    Thread(i64),
    /// New words for a proposal.
    Change(i64),
    /// Where the conversation of a comment is to go.
    Carry(CommentId),
    /// The conversation that the one of a comment repeats.
    Join(CommentId),
    /// What a comment's author thinks, put right by a moderator.
    Stance(CommentId),
    /// A measure on an account.
    Person(i64),
    /// A form that keeps no draft (its fields must not be kept, or there are none).
    Form(&'static str),
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Proposal(id) => write!(f, "p{id}"),
            Self::Action(id, n) => write!(f, "p{id}a{n}"),
            Self::Reply(id) => write!(f, "r{id}"),
            Self::Edit(id) => write!(f, "e{id}"),
            Self::Report(id) => write!(f, "w{id}"),
            Self::Notice(id) => write!(f, "n{id}"),
            Self::Held(id) => write!(f, "x{id}"),
            Self::Appeal(Against::Decision(id)) => write!(f, "d{id}"),
            Self::Appeal(Against::Text(id)) => write!(f, "y{id}"),
            Self::Appeal(Against::Measure(id)) => write!(f, "g{id}"),
            Self::Answer(id) => write!(f, "z{id}"),
            Self::Redact(id) => write!(f, "q{id}"),
            Self::Note(id) => write!(f, "k{id}"),
            Self::Mark(id) => write!(f, "m{id}"),
            Self::Thread(id) => write!(f, "t{id}"),
            Self::Change(id) => write!(f, "v{id}"),
            Self::Carry(id) => write!(f, "c{id}"),
            Self::Join(id) => write!(f, "j{id}"),
            Self::Stance(id) => write!(f, "s{id}"),
            Self::Person(id) => write!(f, "u{id}"),
            Self::Form(name) => f.write_str(name),
        }
    }
}

impl Place {
    /// The place of a thread in which a text is written, by its name.
    pub fn of_text(name: &str) -> Option<Self> {
        let kind = name.chars().next()?;
        let rest = &name[kind.len_utf8()..];
        match (kind, rest.split_once('a')) {
            ('p', Some((id, n))) => Some(Self::Action(id.parse().ok()?, n.parse().ok()?)),
            ('p', None) => Some(Self::Proposal(rest.parse().ok()?)),
            ('r', None) => Some(Self::Reply(rest.parse().ok()?)),
            ('e', None) => Some(Self::Edit(rest.parse().ok()?)),
            _ => None,
        }
    }
}
