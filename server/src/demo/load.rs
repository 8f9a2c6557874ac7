//! The demo goes into an empty database, in one transaction and as one event.
use super::{
    OPEN, PASSWORD,
    ago::DAY,
    content::{Changed, Comment, Content, Person, Proposal},
    resolve::{Deed, Demo, Did},
    talk,
};
use crate::cli::Error;
use app::{
    account::{hash, store as accounts},
    appeal::store::past as appeal,
    db::{Change, Db, Tx},
    fault::{Code, Fault},
    i18n::LANGS,
    live::{Draft, Kind, Refs, Topic},
    moderation::seed::{PastHiding, PastReport, hide, report},
    pipeline::store::past as wait,
    plan::{
        count,
        seed::{self, NewLevel, NewPlan, NewProposal, NewSection},
    },
    record,
    support::seed::support,
    thread::seed::{Fate, PastComment, Revision, comment},
};
use std::collections::HashMap;

/// Loads the demo. Gives the addresses of those who may sign in.
///
/// # Errors
/// When there is something in the database already, or it fails.
pub async fn load(db: &Db, demo: Demo) -> Result<Vec<String>, Error> {
    let open: Vec<String> = demo.content.people.iter().map(|p| p.email.clone()).filter(|e| e.ends_with(OPEN)).collect();
    let hashes = tokio::task::spawn_blocking({
        let open = open.clone();
        move || open.into_iter().map(|email| (email, hash(PASSWORD))).collect::<HashMap<_, _>>()
    });
    let hashes = hashes.await.map_err(|error| Error::Failed(error.to_string()))?;
    db.write::<_, Error, _>(move |tx| Box::pin(async move { write(tx, &demo, hashes).await })).await?;
    Ok(open)
}

async fn write(tx: &mut Tx, demo: &Demo, hashes: HashMap<String, String>) -> Result<Change<()>, Error> {
    if !seed::nothing_here(tx).await? {
        return Err(Error::Failed(
            "there is something in the database already; the demo goes into an empty one".into(),
        ));
    }
    let mut town = Town { hashes, ..Town::default() };
    let topics = town.settle(tx, &demo.content).await?;
    for deed in &demo.deeds {
        town.did(tx, &demo.content, deed).await?;
    }
    town.vote(tx, &demo.content).await?;
    town.steer(tx, &demo.content).await?;
    for id in town.proposals.values() {
        count::proposal(tx, *id).await?;
    }
    count::plan(tx, town.plan).await?;
    record::store::catch_up(tx).await?;
    Ok(Change::told((), Draft { kind: Kind::PlanChanged, refs: Refs::default(), actor: None, topics }))
}

/// The numbers that rows got, by the keys of the files.
#[derive(Default)]
pub(super) struct Town {
    hashes: HashMap<String, String>,
    plan: i64,
    people: HashMap<String, i64>,
    sections: HashMap<String, i64>,
    pub(super) proposals: HashMap<String, i64>,
    /// By thread and place in it.
    comments: HashMap<(usize, usize), i64>,
}

impl Town {
    /// People, plan and proposals. Gives the topics of all that is there now.
    async fn settle(&mut self, tx: &mut Tx, content: &Content) -> Result<Vec<Topic>, Fault> {
        for person in &content.people {
            self.person(tx, person).await?;
        }
        self.plan(tx, content).await?;
        for (_, proposal) in &content.proposals {
            let thread = content.threads.iter().find(|(_, thread)| thread.proposal == proposal.key);
            self.proposal(tx, proposal, thread.and_then(|(_, thread)| thread.changed.as_ref())).await?;
        }
        let mut topics = vec![Topic::Plan(self.plan)];
        topics.extend(self.sections.values().copied().map(Topic::Section));
        topics.extend(self.proposals.values().copied().map(Topic::Proposal));
        topics.sort_unstable();
        Ok(topics)
    }

    async fn person(&mut self, tx: &mut Tx, person: &Person) -> Result<(), Fault> {
        let new = accounts::NewAccount {
            email: person.email.clone(),
            name: person.name.clone(),
            password: self.hashes.get(&person.email).cloned().unwrap_or_default(),
            role: person.role.clone(),
            kind: person.kind.clone(),
            town: person.town.clone(),
            lang: person.lang.to_string(),
            created_at: tx.now - person.days_ago * DAY,
        };
        let id = accounts::create(tx, new).await?.value.ok_or(Code::Broken)?;
        self.people.insert(person.key.clone(), id);
        Ok(())
    }

    async fn plan(&mut self, tx: &mut Tx, content: &Content) -> Result<(), Fault> {
        let plan = &content.plan;
        let texts = LANGS.map(|lang| (lang, plan.title.get(lang).to_owned(), plan.about.get(lang).to_owned()));
        let new = NewPlan { key: plan.key.clone(), lang: plan.lang, years: plan.years.clone(), texts: texts.into() };
        self.plan = seed::plan(tx, &new).await?;
        let mut levels = HashMap::new();
        for level in &plan.levels {
            let names = LANGS.map(|lang| (lang, level.names(lang).0.to_owned(), level.names(lang).1.to_owned()));
            let id = seed::level(tx, self.plan, &NewLevel { key: level.key.clone(), texts: names.into() }).await?;
            levels.insert(level.key.as_str(), id);
        }
        for section in &plan.sections {
            let texts =
                LANGS.map(|lang| (lang, section.title.get(lang).to_owned(), section.about.get(lang).to_owned()));
            let new = NewSection {
                plan: self.plan,
                parent: self.sections.get(&section.parent).copied(),
                level: levels.get(section.level.as_str()).copied().unwrap_or_default(),
                key: section.key.clone(),
                number: section.number.clone(),
                texts: texts.into(),
            };
            let id = seed::section(tx, &new).await?;
            self.sections.insert(section.key.clone(), id);
        }
        Ok(())
    }

    /// A proposal as it first was.
    async fn proposal(&mut self, tx: &mut Tx, proposal: &Proposal, changed: Option<&Changed>) -> Result<(), Fault> {
        let new = NewProposal {
            section: self.sections.get(&proposal.section).copied().unwrap_or_default(),
            source_key: proposal.key.clone(),
            lang: proposal.lang,
            author_name: proposal.author.clone(),
            author_kind: proposal.author_kind.clone(),
            author_account: self.people.get(&proposal.author_account).copied(),
            closed: proposal.closed,
            title_derived: false,
            supports: proposal.supports,
            comments: 0,
            created_at: tx.now - proposal.days_ago * DAY,
            texts: talk::texts(proposal, changed),
        };
        let id = seed::proposal(tx, &new).await?;
        self.proposals.insert(proposal.key.clone(), id);
        Ok(())
    }

    async fn did(&mut self, tx: &mut Tx, content: &Content, deed: &Deed) -> Result<(), Fault> {
        let thread = &content.threads[deed.thread].1;
        let proposal = self.proposals.get(&thread.proposal).copied().unwrap_or_default();
        let at = tx.now - deed.ago;
        match &deed.did {
            Did::Support(by) => support(tx, self.account(by), proposal, at).await,
            Did::Comment { at: n, replies, edited, deleted } => {
                let written = &thread.comments[*n];
                let parent = thread.comments.iter().position(|other| other.id == written.parent);
                let new = PastComment {
                    proposal,
                    parent: parent.and_then(|parent| self.comments.get(&(deed.thread, parent)).copied()),
                    account: Some(self.account(&written.by)),
                    revisions: revisions(written, at, edited.map(|ago| tx.now - ago)),
                    fate: deleted.map_or(Fate::Visible, |ago| Fate::Deleted(tx.now - ago)),
                    replies: *replies,
                    ..said(written)
                };
                let id = comment(tx, &new).await?;
                self.comments.insert((deed.thread, *n), id);
                Ok(())
            }
            Did::Report { at: n, report: which } => {
                let judged = &thread.comments[*n].reports[*which];
                let (comment, account) = (self.comment(deed.thread, *n), self.account(&judged.by));
                report(tx, &PastReport { comment, account, rule: judged.rule, note: judged.note.clone(), at }).await
            }
            Did::Change => self.change(tx, content, deed.thread, at).await,
            Did::Hide { at: n } => {
                let Some(judged) = &thread.comments[*n].hidden else { return Ok(()) };
                let (comment, moderator) = (self.comment(deed.thread, *n), self.account(&judged.by));
                hide(tx, &PastHiding { comment, moderator, rule: judged.rule, note: judged.note.clone(), at }).await
            }
            Did::Appeal { at: n } => {
                let (written, comment) = (&thread.comments[*n], self.comment(deed.thread, *n));
                let Some(said) = written.hidden.as_ref().and_then(|judged| judged.appeal.as_ref()) else {
                    return Ok(());
                };
                appeal(tx, self.account(&written.by), comment, said.body.trim(), at).await
            }
            Did::Wait { at: n } => {
                let text = &thread.waiting[*n];
                let (by, lang) = (self.account(&text.by), text.lang.to_string());
                wait(tx, by, proposal, text.body.trim().to_owned(), lang, (&text.found, at)).await
            }
        }
    }

    /// Every name was checked before; a missing one would break a foreign key, and nothing would be kept.
    pub(super) fn account(&self, key: &str) -> i64 {
        self.people.get(key).copied().unwrap_or_default()
    }

    pub(super) fn comment(&self, thread: usize, at: usize) -> i64 {
        self.comments.get(&(thread, at)).copied().unwrap_or_default()
    }
}

/// What a comment says of itself.
fn said(written: &Comment) -> PastComment {
    PastComment {
        proposal: 0,
        action: written.action,
        parent: None,
        account: None,
        author_name: String::new(),
        date_text: String::new(),
        lang: written.lang.to_string(),
        stance: written.stance.parse().ok(),
        official: written.official,
        revisions: Vec::new(),
        fate: Fate::Visible,
        replies: 0,
    }
}

fn revisions(written: &Comment, at: i64, edited: Option<i64>) -> Vec<Revision> {
    let last = |at| Revision { body: written.body.trim().to_owned(), at };
    match (&written.first, edited) {
        (Some(first), Some(edited)) => vec![Revision { body: first.trim().to_owned(), at }, last(edited)],
        _ => vec![last(at)],
    }
}
