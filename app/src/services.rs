//! What server functions work with: the database, the hub, the limits, the settings.
use crate::{
    db::{Db, Failure, Read},
    fault::Fault,
    live::{Hub, Topic},
    pipeline::Rules,
};
use governor::{
    DefaultKeyedRateLimiter, Quota,
    clock::{Clock as _, DefaultClock},
};
use leptos::prelude::expect_context;
use std::{
    collections::HashMap,
    num::NonZeroU32,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};
use tokio::sync::{OnceCell, Semaphore};

/// How often a person may do a thing: `burst` at once, then one in each `every` seconds.
#[derive(Clone, Copy, Debug)]
pub struct Limit {
    /// At once.
    pub burst: u32,
    /// Then one in each so many seconds.
    pub every: u64,
}

/// The limits of the contract; a town changes them in its configuration file.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Comments and edits of a person.
    pub comment: Limit,
    /// Sign-ins for an account and address.
    pub sign_in: Limit,
    /// Sign-ups from an address.
    pub sign_up: Limit,
    /// Reports of a person.
    pub report: Limit,
    /// Searches of a visitor.
    pub search: Limit,
    /// Votes of a person.
    pub vote: Limit,
    /// Previews of a person or an address.
    pub preview: Limit,
    /// Names and titles asked for while somebody writes.
    pub complete: Limit,
    /// Drafts kept for a person.
    pub draft: Limit,
    /// Off for load tests on loopback.
    pub off: bool,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            comment: Limit { burst: 12, every: 15 },
            sign_in: Limit { burst: 10, every: 6 },
            sign_up: Limit { burst: 5, every: 720 },
            report: Limit { burst: 20, every: 180 },
            search: Limit { burst: 30, every: 2 },
            vote: Limit { burst: 60, every: 1 },
            preview: Limit { burst: 30, every: 4 },
            complete: Limit { burst: 60, every: 1 },
            draft: Limit { burst: 60, every: 2 },
            off: false,
        }
    }
}

/// What a town may set.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// How often.
    pub limits: Limits,
    /// What the pipeline looks for.
    pub pipeline: Rules,
    /// Whether people reach us by TLS: cookies are `Secure` and carry the `__Host-` prefix.
    pub secure: bool,
    /// Scheme and host as people see them, when it was given.
    pub public_url: Option<String>,
}

struct Gate(DefaultKeyedRateLimiter<String>);

impl Gate {
    fn new(limit: Limit) -> Self {
        let burst = NonZeroU32::new(limit.burst).unwrap_or(NonZeroU32::MIN);
        let quota = Quota::with_period(Duration::from_secs(limit.every.max(1)))
            .unwrap_or(Quota::per_second(NonZeroU32::MIN))
            .allow_burst(burst);
        Self(DefaultKeyedRateLimiter::keyed(quota))
    }

    fn pass(&self, key: &str) -> Result<(), Fault> {
        self.0.check_key(&key.to_owned()).map_err(|until| {
            let wait = until.wait_time_from(DefaultClock::default().now());
            Fault::too_many(u32::try_from(wait.as_secs()).unwrap_or(u32::MAX).saturating_add(1))
        })
    }
}

/// What is limited.
#[derive(Clone, Copy, Debug)]
pub enum Deed {
    /// Writing or editing a comment.
    Comment,
    /// Signing in.
    SignIn,
    /// Signing up.
    SignUp,
    /// Reporting.
    Report,
    /// Searching.
    Search,
    /// Voting.
    Vote,
    /// Seeing how a text will look.
    Preview,
    /// Asking whom and what a text can name.
    Complete,
    /// Keeping what is being typed.
    Draft,
}

/// A text that was begun: place, text, stance.
pub type Kept = (String, String, String);

/// How many people's texts are kept in memory while the disk has no room for them.
const MOST_SPARE: usize = 500;

struct Inner {
    gates: [Gate; 9],
    hashing: Semaphore,
    spare: Mutex<HashMap<String, Vec<Kept>>>,
    vote_key: OnceCell<String>,
}

/// Cheap to clone.
#[derive(Clone)]
pub struct Services {
    /// The database.
    pub db: Db,
    /// Who listens.
    pub hub: Hub,
    /// What the town set.
    pub settings: Arc<Settings>,
    inner: Arc<Inner>,
}

impl Services {
    /// With one gate for each limit.
    pub fn new(db: Db, hub: Hub, settings: Settings) -> Self {
        let l = settings.limits;
        let limits = [l.comment, l.sign_in, l.sign_up, l.report, l.search, l.vote, l.preview, l.complete, l.draft];
        let gates = limits.map(Gate::new);
        // Two passwords at once are hashed; each takes a core and 19 MiB for some tens of milliseconds.
        let inner = Inner { gates, hashing: Semaphore::new(2), spare: Mutex::default(), vote_key: OnceCell::new() };
        Self { db, hub, settings: Arc::new(settings), inner: Arc::new(inner) }
    }

    /// # Errors
    /// When `key` has done this too often; says when to come back.
    pub fn limit(&self, deed: Deed, key: &str) -> Result<(), Fault> {
        if self.settings.limits.off { Ok(()) } else { self.inner.gates[deed as usize].pass(key) }
    }

    /// Keeps in memory a text that the database had no room for, so that a refused form still brings it back.
    pub fn spare(&self, owner: String, draft: Kept) {
        let mut spare = self.inner.spare.lock().unwrap_or_else(PoisonError::into_inner);
        if spare.len() >= MOST_SPARE {
            spare.clear();
        }
        let texts = spare.entry(owner).or_default();
        texts.retain(|kept| kept.0 != draft.0);
        texts.push(draft);
        texts.truncate(20);
    }

    /// Gives back, once, what was kept in memory for an owner.
    pub fn spared(&self, owner: &str) -> Vec<Kept> {
        self.inner.spare.lock().unwrap_or_else(PoisonError::into_inner).remove(owner).unwrap_or_default()
    }

    /// Whether [`Self::spared`] would give anything.
    pub fn spares(&self, owner: &str) -> bool {
        self.inner.spare.lock().unwrap_or_else(PoisonError::into_inner).contains_key(owner)
    }

    /// The key under which voters are known, read once.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn vote_key(&self, read: &mut Read) -> Result<&str, Failure> {
        self.inner.vote_key.get_or_try_init(|| crate::vote::store::key(read)).await.map(String::as_str)
    }

    /// As whom a person votes on a proposal.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn voter(&self, account: i64, proposal: i64) -> Result<String, Failure> {
        let key = match self.inner.vote_key.get() {
            Some(key) => key,
            None => self.vote_key(&mut self.db.read().await?).await?,
        };
        Ok(crate::vote::store::voter(key, account, proposal))
    }

    /// Forgets the keys that are free again; called now and then.
    pub fn tidy(&self) {
        self.inner.gates.iter().for_each(|gate| gate.0.retain_recent());
    }

    /// Runs `work` off the async threads, a bounded number at once.
    ///
    /// # Errors
    /// When the work panicked.
    pub async fn hashing<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T, Fault> {
        let _permit = self.inner.hashing.acquire().await;
        tokio::task::spawn_blocking(work).await.map_err(|_| crate::fault::Code::Broken.into())
    }
}

/// The services of the request being served.
pub fn services() -> Services {
    expect_context::<Services>()
}

/// Topics that a page shows, for the cache of visitors' pages: any event on them makes it stale.
#[derive(Clone, Default)]
pub struct Shown(pub Arc<std::sync::Mutex<Vec<Topic>>>);
