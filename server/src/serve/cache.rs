//! Pages that are kept: the same for everybody who may get them, forgotten when what they show changes.
use super::pack::Encoding;
use app::live::{Committed, Hub, Topic};
use axum::body::Bytes;
use http::{HeaderValue, StatusCode};
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

/// How many pages are kept; past that the store is emptied, which costs one drawing each.
const MOST: usize = 2000;

/// A visitor's page, ready to send.
pub struct Finished {
    /// Its bytes in each encoding that a reader may take.
    pub bytes: Vec<(Encoding, Bytes)>,
    /// Its policy, with the hashes of its own scripts.
    pub policy: HeaderValue,
    /// 200, or what it was.
    pub status: StatusCode,
}

struct Shelf<P> {
    pages: HashMap<String, Arc<P>>,
    /// By topic, the addresses that show it.
    by_topic: HashMap<Topic, Vec<String>>,
    /// By topic, its last event: a page drawn before it is stale.
    last: HashMap<Topic, i64>,
}

/// Pages of one kind, by their address. Cheap to clone.
pub struct Cache<P>(Arc<Mutex<Shelf<P>>>);

impl<P> Clone for Cache<P> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<P> Default for Cache<P> {
    fn default() -> Self {
        let (pages, by_topic, last) = (HashMap::new(), HashMap::new(), HashMap::new());
        Self(Arc::new(Mutex::new(Shelf { pages, by_topic, last })))
    }
}

impl<P: Send + Sync + 'static> Cache<P> {
    /// A cache that forgets what `hub` says has changed, before the writer is answered.
    pub fn listening(hub: &Hub) -> Self {
        let cache = Self::default();
        let forgetting = cache.clone();
        hub.on_commit(move |event| forgetting.forget(event));
        cache
    }

    /// The page at an address.
    pub fn get(&self, address: &str) -> Option<Arc<P>> {
        self.shelf().pages.get(address).cloned()
    }

    /// Keeps a page that shows `topics` as they were after event `seq`, unless something has happened since.
    pub fn put(&self, address: String, topics: Vec<Topic>, seq: i64, page: Arc<P>) {
        let mut shelf = self.shelf();
        if topics.iter().any(|t| shelf.last.get(t).is_some_and(|last| *last > seq)) {
            return;
        }
        if shelf.pages.len() >= MOST {
            shelf.pages.clear();
            shelf.by_topic.clear();
        }
        for topic in &topics {
            let list = shelf.by_topic.entry(*topic).or_default();
            if !list.contains(&address) {
                list.push(address.clone());
            }
        }
        shelf.pages.insert(address, page);
    }

    fn forget(&self, event: &Committed) {
        let mut shelf = self.shelf();
        for topic in &event.topics {
            shelf.last.insert(*topic, event.seq);
            for address in shelf.by_topic.remove(topic).unwrap_or_default() {
                shelf.pages.remove(&address);
            }
        }
    }

    fn shelf(&self) -> MutexGuard<'_, Shelf<P>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::Cache;
    use app::live::{Committed, Kind, Refs, Topic};
    use std::sync::Arc;

    fn page() -> Arc<()> {
        Arc::new(())
    }

    fn event(seq: i64, topic: Topic) -> Committed {
        Committed { seq, at: 0, kind: Kind::CommentAdded, refs: Refs::default(), topics: vec![topic] }
    }

    #[test]
    fn an_event_takes_the_pages_of_its_topics_and_no_others() {
        let cache = Cache::default();
        cache.put("/a".into(), vec![Topic::Proposal(1)], 5, page());
        cache.put("/b".into(), vec![Topic::Proposal(2)], 5, page());
        cache.forget(&event(6, Topic::Proposal(1)));
        assert!(cache.get("/a").is_none());
        assert!(cache.get("/b").is_some());
    }

    #[test]
    fn a_page_drawn_before_an_event_is_not_kept() {
        let cache = Cache::default();
        cache.forget(&event(6, Topic::Plan(1)));
        cache.put("/old".into(), vec![Topic::Plan(1)], 5, page());
        cache.put("/new".into(), vec![Topic::Plan(1)], 6, page());
        assert!(cache.get("/old").is_none());
        assert!(cache.get("/new").is_some());
    }
}
