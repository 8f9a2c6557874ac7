//! The case that is open, at work: decisions without a reload, and the stream.
use super::{OpenCase, work::Work};
use crate::{
    fault::{Code, Fault},
    i18n::{Lang, words},
    live::Kind,
    moderation::{Case, approve_comment, case, hide_comment, restore_comment, undo_decision},
    page::mark_event,
    thread::Rule,
    ui::focus,
};
use leptos::{prelude::*, task::spawn_local};

/// What a moderator does.
#[derive(Clone, Debug)]
pub(super) enum Deed {
    /// Nothing is wrong with it.
    Approve,
    /// It breaks a rule; `None` when none was chosen.
    Hide(Option<Rule>),
    /// It may be seen again.
    Restore,
    /// The decision of this number was a slip.
    Undo(i64),
}

impl Deed {
    const fn kind(&self) -> Kind {
        match self {
            Self::Approve => Kind::CommentApproved,
            Self::Hide(_) => Kind::CommentHidden,
            Self::Restore | Self::Undo(_) => Kind::CommentRestored,
        }
    }
}

/// The open case; copied freely.
#[derive(Clone, Copy)]
pub(super) struct Open {
    /// The comment.
    pub id: i64,
    /// What is known of it.
    pub case: RwSignal<Case>,
    /// Why the last deed was refused.
    pub fault: RwSignal<Option<Fault>>,
    /// The decision taken a moment ago.
    pub decided: RwSignal<Option<i64>>,
    /// Whether a deed is on its way.
    pub busy: RwSignal<bool>,
    /// The note to the author, as it is typed.
    pub note: RwSignal<String>,
    /// The rule that was chosen in a form that was refused.
    pub rule: RwSignal<Option<Rule>>,
    work: Work,
    lang: Lang,
}

impl Open {
    /// Opens a case, and keeps it up with what the desk hears.
    pub fn new(found: OpenCase, work: Work) -> Self {
        let OpenCase { case: found, begun: (note, rule), fault, decided } = found;
        let id = found.comment.id;
        let open = Self {
            id,
            case: RwSignal::new(found),
            fault: RwSignal::new(fault),
            decided: RwSignal::new(decided),
            busy: RwSignal::new(false),
            note: RwSignal::new(note),
            rule: RwSignal::new(rule.parse().ok()),
            work,
            lang: words().0,
        };
        // The first time anything that was heard after the case was read may have been about it.
        Effect::new(move |ran: Option<()>| {
            let (seq, about) = work.heard.get();
            let concerns = ran.is_none() || about == id || about == 0;
            if concerns && open.case.with_untracked(|c| c.seq) < seq {
                open.refresh();
            }
        });
        open
    }

    /// Asks for the case as it is now; a slower, older answer is left aside.
    fn refresh(self) {
        spawn_local(async move { self.fetch().await });
    }

    async fn fetch(self) {
        if let Ok(newer) = case(self.lang, self.id).await
            && self.case.try_with_untracked(|c| c.seq <= newer.seq) == Some(true)
        {
            mark_event(newer.seq);
            self.case.set(newer);
        }
    }

    /// Does it, then shows the case as it stands.
    pub fn act(self, deed: Deed) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        self.fault.set(None);
        spawn_local(async move {
            let outcome = match &deed {
                Deed::Approve => approve_comment(self.id).await,
                Deed::Hide(rule) => {
                    let rule = rule.map(|r| r.as_str().to_owned());
                    hide_comment(self.id, rule, Some(self.note.get_untracked())).await
                }
                Deed::Restore => restore_comment(self.id).await,
                Deed::Undo(decision) => undo_decision(self.id, *decision).await,
            };
            if self.busy.try_set(false).is_some() {
                // Another case was opened meanwhile: only the row is still there to tell.
                return self.tell(&deed, outcome.ok());
            }
            match outcome {
                Ok(decision) => {
                    self.tell(&deed, Some(decision));
                    if matches!(deed, Deed::Hide(_)) {
                        self.note.set(String::new());
                        self.rule.set(None);
                    }
                    self.fetch().await;
                    self.decided.set(Some(decision));
                    focus("case".to_owned());
                }
                Err(fault) => self.refused(fault).await,
            }
        });
    }

    fn tell(self, deed: &Deed, decision: Option<i64>) {
        let Some(decision) = decision else { return };
        match deed {
            Deed::Undo(_) => self.work.undone(self.id),
            Deed::Hide(rule) => self.work.decided(self.id, deed.kind(), *rule, decision),
            _ => self.work.decided(self.id, deed.kind(), None, decision),
        }
    }

    async fn refused(self, fault: Fault) {
        self.fault.set(Some(fault));
        match fault.code {
            Code::NoRule => focus("rule-1".to_owned()),
            Code::TooLong => focus("note".to_owned()),
            // Somebody else was first: what they did is the answer.
            Code::Decided | Code::NotFound | Code::NotYours => self.fetch().await,
            _ => {}
        }
    }
}
