//! The case that is open, at work: decisions without a reload, and the stream.
use super::{OpenCase, near::Near, work::Work};
use crate::{
    appeal::answer_appeal,
    fault::{Code, Fault},
    i18n::{Lang, words},
    live::Kind,
    moderation::{BRANCH, Case, approve_comment, case, hide_comment, restore_comment, undo_decision},
    page::mark_event,
    team::{Team, add_case_note},
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
    /// The appeal of this number does not change it.
    Uphold(i64),
    /// The decision of this number was a slip.
    Undo(i64),
}

impl Deed {
    const fn kind(&self) -> Kind {
        match self {
            Self::Approve => Kind::CommentApproved,
            Self::Hide(_) => Kind::CommentHidden,
            Self::Uphold(_) => Kind::AppealDecided,
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
    /// Why the last deed about another comment of the conversation was refused, and which that is.
    pub near: RwSignal<Option<(i64, Fault)>>,
    /// Whether a deed is on its way.
    pub busy: RwSignal<bool>,
    /// The note to the author, as it is typed.
    pub note: RwSignal<String>,
    /// The answer to an appeal, as it is typed.
    pub answer: RwSignal<String>,
    /// The rule that is chosen.
    pub rule: RwSignal<Option<Rule>>,
    /// Whether what stands under it is to go with it.
    pub branch: RwSignal<bool>,
    /// Its moderators.
    pub team: Memo<Team>,
    /// A note to them, as it is typed.
    pub case_note: RwSignal<String>,
    /// Why the last note was refused.
    pub note_fault: RwSignal<Option<Fault>>,
    work: Work,
    lang: Lang,
}

impl Open {
    /// Opens a case, and keeps it up with what the desk hears.
    pub fn new(found: OpenCase, work: Work) -> Self {
        let OpenCase {
            case: found,
            begun: (note, rule),
            answer,
            case_note: (case_note, note_fault),
            fault,
            near,
            decided,
            ..
        } = found;
        let id = found.comment.id;
        let case = RwSignal::new(found);
        let open = Self {
            id,
            case,
            team: Memo::new(move |_| case.with(|c| c.team.clone())),
            case_note: RwSignal::new(case_note),
            note_fault: RwSignal::new(note_fault),
            fault: RwSignal::new(fault),
            decided: RwSignal::new(decided),
            near: RwSignal::new(near),
            busy: RwSignal::new(false),
            note: RwSignal::new(note),
            answer: RwSignal::new(answer),
            rule: RwSignal::new(rule.split(' ').next().and_then(|rule| rule.parse().ok())),
            branch: RwSignal::new(rule.ends_with(BRANCH)),
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

    /// The last decision on it that is on screen; 0 before the first.
    pub fn seen(self) -> i64 {
        self.case.with_untracked(|case| case.decisions.first().map_or(0, |decision| decision.id))
    }

    /// Sends a note to the other moderators, or a question to one of them.
    pub fn say(self, asks: Option<i64>) {
        self.note_fault.set(None);
        spawn_local(async move {
            match add_case_note(self.id, Some(self.case_note.get_untracked()), asks).await {
                Ok(()) => {
                    self.case_note.set(String::new());
                    self.fetch().await;
                    focus("notes".to_owned());
                }
                Err(fault) => {
                    self.note_fault.set(Some(fault));
                    focus("case-note".to_owned());
                }
            }
        });
    }

    /// Does it, then shows the case as it stands.
    pub fn act(self, deed: Deed) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        self.fault.set(None);
        let seen = Some(self.seen());
        spawn_local(async move {
            let outcome = match &deed {
                Deed::Approve => approve_comment(self.id, seen).await,
                Deed::Hide(rule) => {
                    let rule = rule.map(|r| r.as_str().to_owned());
                    let branch = Some(self.branch.get_untracked());
                    hide_comment(self.id, rule, Some(self.note.get_untracked()), branch, seen).await
                }
                Deed::Restore => restore_comment(self.id, Some(self.answer.get_untracked()), seen).await,
                Deed::Uphold(appeal) => answer_appeal(*appeal, false, Some(self.answer.get_untracked())).await,
                Deed::Undo(decision) => undo_decision(self.id, *decision).await,
            };
            if self.busy.try_set(false).is_some() {
                // Another case was opened meanwhile: only the row is still there to tell.
                return self.tell(&deed, outcome.ok());
            }
            match outcome {
                Ok(decision) => {
                    self.tell(&deed, Some(decision));
                    self.answer.set(String::new());
                    if matches!(deed, Deed::Hide(_)) {
                        self.note.set(String::new());
                        self.rule.set(None);
                        self.branch.set(false);
                    }
                    self.fetch().await;
                    self.decided.set(Some(decision));
                    focus("case".to_owned());
                }
                Err(fault) => self.refused(fault).await,
            }
        });
    }

    /// Decides about another comment of the conversation, then shows that as it stands.
    pub fn near(self, deed: Near) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        self.near.set(None);
        spawn_local(async move {
            let id = deed.comment();
            let done = match deed {
                Near::Approve(_) => approve_comment(id, None).await,
                Near::Hide(_, rule) => {
                    hide_comment(id, rule.map(|rule| rule.as_str().to_owned()), None, None, None).await
                }
            };
            self.busy.try_set(false);
            match done {
                Ok(_) => {
                    self.fetch().await;
                    focus(format!("c-{id}"));
                }
                Err(fault) => {
                    self.near.try_set(Some((id, fault)));
                    focus(format!("near-{id}"));
                }
            }
        });
    }

    fn tell(self, deed: &Deed, decision: Option<i64>) {
        let Some(decision) = decision else { return };
        match deed {
            Deed::Undo(_) => self.work.undone(self.id),
            Deed::Uphold(_) => {}
            Deed::Hide(rule) => self.work.decided(self.id, deed.kind(), *rule, decision),
            _ => self.work.decided(self.id, deed.kind(), None, decision),
        }
    }

    async fn refused(self, fault: Fault) {
        self.fault.set(Some(fault));
        match fault.code {
            Code::NoRule => focus("rule-1".to_owned()),
            Code::TooLong => focus("note".to_owned()),
            Code::NoReasons => focus("answer".to_owned()),
            // Somebody else was first: what they did is the answer.
            Code::Decided | Code::NotFound | Code::NotYours => self.fetch().await,
            _ => {}
        }
    }
}
