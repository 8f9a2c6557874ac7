//! A thread makes sense: nobody answers or judges what is not yet said.
use super::{
    ago::ago,
    content::{Comment, Content, Judged, Thread},
    resolve::{Deed, Did, Names},
};
use app::thread::{EDIT_WINDOW, LONGEST, SHORTEST, Stance};
use std::collections::BTreeSet;

/// Checks a thread and tells what was done in it.
pub fn check(names: &mut Names, content: &Content, at: usize, deeds: &mut Vec<Deed>) {
    let (file, thread) = &content.threads[at];
    let Some((actions, age)) = names.proposal(&thread.proposal) else {
        return names.fault(file, format!("there is no proposal {}", thread.proposal));
    };
    if content.threads[..at].iter().any(|(_, other)| other.proposal == thread.proposal) {
        names.fault(file, format!("the proposal {} has another thread", thread.proposal));
    }
    let mut check = Check { names, file, thread, actions, age, ages: Vec::new(), dids: Vec::new() };
    check.supports();
    check.marks();
    for comment in &thread.comments {
        let age = check.ago(&place(comment), &comment.ago);
        check.ages.push(age);
    }
    let replies = replies(thread, &check.ages);
    for (n, replies) in replies.into_iter().enumerate() {
        check.comment(n, replies);
    }
    check.changed();
    check.waiting();
    deeds.extend(check.dids.into_iter().map(|(ago, did)| Deed { ago, thread: at, did }));
}

/// A thread being checked.
struct Check<'a> {
    names: &'a mut Names,
    file: &'a str,
    thread: &'a Thread,
    /// Actions of the proposal.
    actions: i64,
    /// Age of the proposal, and of each comment.
    age: i64,
    ages: Vec<i64>,
    dids: Vec<(i64, Did)>,
}

fn place(comment: &Comment) -> String {
    format!("comment {}", comment.id)
}

impl Check<'_> {
    fn fault(&mut self, what: impl std::fmt::Display) {
        self.names.fault(self.file, what);
    }

    fn ago(&mut self, place: &str, text: &str) -> i64 {
        ago(text).unwrap_or_else(|| {
            self.fault(format!("{place}: \"{text}\" is not a time like 3d4h or 20m"));
            0
        })
    }

    /// Supports are spread over the time in which they could have been given.
    fn supports(&mut self) {
        let thread = self.thread;
        let all = i64::try_from(thread.supports.len()).unwrap_or(i64::MAX);
        let mut seen = BTreeSet::new();
        for (n, key) in (0..).zip(&thread.supports) {
            let since = self.age.min(self.names.person(self.file, "supports", key));
            if !seen.insert(key) {
                self.fault(format!("supports: {key} is there twice"));
            }
            self.dids.push((since / (all + 1) * (all - n), Did::Support(key.clone())));
        }
    }

    /// What is pinned or led to a change can be read.
    fn readable(&mut self, place: &str, id: &str) {
        let found = self.thread.comments.iter().find(|comment| comment.id == id);
        if found.is_none_or(|comment| comment.hidden.is_some() || comment.deleted.is_some()) {
            self.fault(format!("{place}: there is no comment {id} that can be read"));
        }
    }

    /// Pin, pace and answers.
    fn marks(&mut self) {
        let thread = self.thread;
        if !thread.pinned.is_empty() {
            self.readable("pinned", &thread.pinned);
        }
        if !app::steer::PACES.contains(&thread.slow) {
            self.fault(format!("slow: {} is no pace that can be set", thread.slow));
        }
        for comment in thread.comments.iter().filter(|comment| comment.answer) {
            self.readable("answer", &comment.id);
            if comment.parent.is_empty() {
                self.fault(format!("{}: answers nothing", place(comment)));
            }
        }
    }

    /// Texts that wait.
    fn waiting(&mut self) {
        for (at, text) in self.thread.waiting.iter().enumerate() {
            let when = self.ago("waiting", &text.ago);
            if when > self.age.min(self.names.person(self.file, "waiting", &text.by)) || text.found.is_empty() {
                self.fault("waiting: its proposal or its author was not there yet, or nothing was found in it");
            }
            self.dids.push((when, Did::Wait { at }));
        }
    }

    /// A change comes after what led to it.
    fn changed(&mut self) {
        let thread = self.thread;
        let Some(changed) = &thread.changed else { return };
        let when = self.ago("changed", &changed.ago);
        for id in &changed.voices {
            self.readable("changed", id);
            let at = thread.comments.iter().position(|comment| comment.id == *id);
            if at.is_some_and(|at| self.ages[at] <= when) {
                self.fault(format!("changed: comment {id} is not older"));
            }
        }
        let most = usize::try_from(self.actions).unwrap_or(0);
        if changed.was.iter().any(|was| !(1..=most).contains(&was.n)) || when >= self.age {
            self.fault("changed: an action is not there, or the proposal is not older");
        }
        self.dids.push((when, Did::Change));
    }

    fn comment(&mut self, at: usize, replies: i64) {
        let comment = &self.thread.comments[at];
        let (age, place) = (self.ages[at], place(comment));
        if age > self.age.min(self.names.person(self.file, &place, &comment.by)) {
            self.fault(format!("{place}: its proposal or its author was not there yet"));
        }
        self.words(&place, comment);
        self.parent(&place, at);
        let edited = self.edited(&place, comment, age);
        let deleted = comment.deleted.as_deref().map(|text| self.ago(&place, text));
        if deleted.is_some_and(|at| at >= age || comment.hidden.is_some()) {
            self.fault(format!("{place}: is deleted before it was written, or hidden too"));
        }
        self.dids.push((age, Did::Comment { at, replies, edited, deleted }));
        self.desk(&place, at);
    }

    fn words(&mut self, place: &str, comment: &Comment) {
        let (actions, length) = (self.actions, comment.body.trim().chars().count());
        if !(SHORTEST..=LONGEST).contains(&length) {
            self.fault(format!("{place}: has {length} characters"));
        }
        if !comment.stance.is_empty() && comment.stance.parse::<Stance>().is_err() {
            self.fault(format!("{place}: there is no stance {}", comment.stance));
        }
        if comment.action.is_some_and(|action| !(1..=actions).contains(&action)) {
            self.fault(format!("{place}: the proposal has {actions} actions"));
        }
    }

    fn parent(&mut self, place: &str, at: usize) {
        let comments = &self.thread.comments;
        let comment = &comments[at];
        if comments[..at].iter().any(|other| other.id == comment.id) {
            self.fault(format!("{place} is there twice"));
        }
        if comment.parent.is_empty() {
            return;
        }
        match comments.iter().position(|other| other.id == comment.parent) {
            None => self.fault(format!("{place}: there is no comment {} to answer", comment.parent)),
            Some(above) if self.ages[above] <= self.ages[at] => {
                self.fault(format!("{place}: answers {}, which is not older", comment.parent));
            }
            Some(above) if comment.action.is_some() && comment.action != comments[above].action => {
                self.fault(format!("{place}: is about another action than {}", comment.parent));
            }
            Some(_) => {}
        }
    }

    fn edited(&mut self, place: &str, comment: &Comment, age: i64) -> Option<i64> {
        let edited = comment.edited_ago.as_deref().map(|text| self.ago(place, text));
        let in_time = edited.is_none_or(|at| (0..=EDIT_WINDOW).contains(&(age - at)));
        if edited.is_some() != comment.first.is_some() || !in_time {
            self.fault(format!("{place}: first and edited_ago go together, within the time for editing"));
        }
        edited
    }

    /// Reports and the decision.
    fn desk(&mut self, place: &str, at: usize) {
        let comment = &self.thread.comments[at];
        for (report, judged) in comment.reports.iter().enumerate() {
            let when = self.judged(place, judged, at);
            self.dids.push((when, Did::Report { at, report }));
        }
        let Some(hidden) = &comment.hidden else { return };
        let when = self.judged(place, hidden, at);
        self.dids.push((when, Did::Hide { at }));
        if let Some(appeal) = &hidden.appeal {
            let appealed = self.ago(place, &appeal.ago);
            self.dids.push((appealed, Did::Appeal { at }));
            if appealed >= when {
                self.fault(format!("{place}: an appeal comes before its decision"));
            }
        }
        if !self.names.moderates(&hidden.by) {
            self.fault(format!("{place}: {} is no moderator", hidden.by));
        }
    }

    fn judged(&mut self, place: &str, judged: &Judged, at: usize) -> i64 {
        self.names.person(self.file, place, &judged.by);
        let when = self.ago(place, &judged.ago);
        if when >= self.ages[at] {
            self.fault(format!("{place}: is judged before it was written"));
        }
        when
    }
}

/// For each comment how many of its replies have a place: a deleted one only while it has replies itself.
fn replies(thread: &Thread, ages: &[i64]) -> Vec<i64> {
    let mut newest_first: Vec<usize> = (0..ages.len()).collect();
    newest_first.sort_by_key(|n| ages[*n]);
    let mut replies = vec![0; ages.len()];
    for n in newest_first {
        let comment = &thread.comments[n];
        let placed = comment.deleted.is_none() || replies[n] > 0;
        let above = thread.comments.iter().position(|other| other.id == comment.parent);
        if let Some(above) = above.filter(|_| placed) {
            replies[above] += 1;
        }
    }
    replies
}
