//! The files make sense together: every name that one uses is another's. What was done is put in order.
use super::{
    ago::DAY,
    content::{Content, Proposal},
    thread,
};
use crate::cli::Error;
use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet, HashMap},
};

/// A demo that can be loaded.
#[derive(Clone, Debug)]
pub struct Demo {
    pub(super) content: Content,
    /// What was done, the earliest first.
    pub(super) deeds: Vec<Deed>,
}

/// Something that somebody did; threads and comments by their places in the content.
#[derive(Clone, Debug)]
pub(super) struct Deed {
    /// How long ago, in milliseconds.
    pub ago: i64,
    pub thread: usize,
    pub did: Did,
}

#[derive(Clone, Debug)]
pub(super) enum Did {
    Support(String),
    Comment { at: usize, replies: i64, edited: Option<i64>, deleted: Option<i64> },
    Report { at: usize, report: usize },
    Hide { at: usize },
    Appeal { at: usize },
    Wait { at: usize },
    Change,
}

/// Checks the files against each other and puts what was done in order.
///
/// # Errors
/// A line for each fault.
pub fn resolve(mut content: Content) -> Result<Demo, Error> {
    let mut names = Names::new(&content);
    names.sections(&content);
    names.proposals(&content);
    let mut deeds = Vec::new();
    for at in 0..content.threads.len() {
        thread::check(&mut names, &content, at, &mut deeds);
    }
    if !names.faults.is_empty() {
        return Err(Error::Input(names.faults));
    }
    deeds.sort_by_key(|deed| Reverse(deed.ago));
    let place: HashMap<String, usize> =
        content.plan.sections.iter().zip(0..).map(|(s, n)| (s.key.clone(), n)).collect();
    content.proposals.sort_by_key(|(_, proposal)| place.get(&proposal.section).copied());
    content.people.sort_by_key(|person| Reverse(person.days_ago));
    Ok(Demo { content, deeds })
}

/// What names there are, and the faults found so far.
pub(super) struct Names {
    /// Role and age in milliseconds of each person.
    people: BTreeMap<String, (String, i64)>,
    /// Actions and age in milliseconds of each proposal.
    proposals: BTreeMap<String, (i64, i64)>,
    faults: Vec<String>,
}

impl Names {
    fn new(content: &Content) -> Self {
        let people = content.people.iter().map(|p| (p.key.clone(), (p.role.clone(), p.days_ago * DAY)));
        let known = |p: &Proposal| (i64::try_from(p.actions.len()).unwrap_or(i64::MAX), p.days_ago * DAY);
        let proposals = content.proposals.iter().map(|(_, p)| (p.key.clone(), known(p)));
        Self { people: people.collect(), proposals: proposals.collect(), faults: Vec::new() }
    }

    /// `FILE:1`, for the line of a name is not known any more.
    pub fn fault(&mut self, file: &str, what: impl std::fmt::Display) {
        self.faults.push(format!("demo/{file}:1: {what}"));
    }

    fn sections(&mut self, content: &Content) {
        let levels: BTreeSet<&str> = content.plan.levels.iter().map(|l| l.key.as_str()).collect();
        let mut above: BTreeSet<&str> = BTreeSet::new();
        for section in &content.plan.sections {
            let key = &section.key;
            if !levels.contains(section.level.as_str()) {
                self.fault("plan.toml", format!("section {key}: there is no level {}", section.level));
            }
            if !section.parent.is_empty() && !above.contains(section.parent.as_str()) {
                self.fault("plan.toml", format!("section {key}: there is no section {} above it", section.parent));
            }
            if !above.insert(key) {
                self.fault("plan.toml", format!("section {key} is there twice"));
            }
        }
        if self.people.len() != content.people.len() {
            self.fault("people.toml", "two people have the same key");
        }
    }

    fn proposals(&mut self, content: &Content) {
        let sections: BTreeSet<&str> = content.plan.sections.iter().map(|s| s.key.as_str()).collect();
        let mut keys = BTreeSet::new();
        for (file, proposal) in &content.proposals {
            let key = &proposal.key;
            if !sections.contains(proposal.section.as_str()) {
                self.fault(file, format!("proposal {key}: there is no section {}", proposal.section));
            }
            if !proposal.author_account.is_empty() {
                self.person(file, &format!("proposal {key}"), &proposal.author_account);
            }
            if !keys.insert(key) {
                self.fault(file, format!("proposal {key} is there twice"));
            }
        }
    }

    /// The age of somebody's account.
    pub fn person(&mut self, file: &str, place: &str, key: &str) -> i64 {
        match self.people.get(key) {
            Some((_, age)) => *age,
            None => {
                self.fault(file, format!("{place}: there is no person {key}"));
                i64::MAX
            }
        }
    }

    /// Whether somebody works the desk.
    pub fn moderates(&self, key: &str) -> bool {
        self.people.get(key).is_some_and(|(role, _)| role != "resident")
    }

    /// How many actions a proposal has, and its age.
    pub fn proposal(&self, key: &str) -> Option<(i64, i64)> {
        self.proposals.get(key).copied()
    }
}
