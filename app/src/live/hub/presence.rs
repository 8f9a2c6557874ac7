//! How many read a proposal along: a number for its readers, never who they are.
use super::{Company, Frame, Hub, Topic, locked};
use crate::{db::Db, thread};
use std::{sync::Arc, time::Duration};

/// How often readers are told, at most.
const EVERY: Duration = Duration::from_secs(10);

impl Hub {
    /// Somebody came to a topic or left it. Only proposals tell of it.
    pub(super) fn moved(&self, topic: Topic) {
        if matches!(topic, Topic::Proposal(_)) {
            locked(&self.0.company).entry(topic).or_default().moved = true;
        }
    }

    /// Tells readers how many they are, as long as the process lives.
    pub(super) async fn keep_company(self, db: Db) {
        let mut every = tokio::time::interval(EVERY);
        every.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        loop {
            every.tick().await;
            self.presence(&db).await;
        }
    }

    /// Tells the readers of each proposal where somebody came or went how many they are now, when that has changed; who
    /// came since the last time is told in any case. A topic that nobody reads any more is forgotten.
    async fn presence(&self, db: &Db) {
        let topics: Vec<Topic> =
            locked(&self.0.company).iter().filter(|(_, known)| known.moved).map(|(topic, _)| *topic).collect();
        for topic in topics {
            let told = allowed(db, topic).await && self.tell_company(topic);
            if !told {
                locked(&self.0.company).remove(&topic);
            }
        }
    }

    /// Whether anybody is still there.
    fn tell_company(&self, topic: Topic) -> bool {
        let lines = locked(&self.0.lines);
        let Some(list) = lines.get(&topic) else { return false };
        let mut company = locked(&self.0.company);
        let known = company.entry(topic).or_default();
        let now = list.len();
        // Numbered 0: it is no event, and nobody goes on from it.
        let frame = Arc::new(Frame { seq: 0, text: format!("event: presence\ndata: {now}\n\n").into() });
        for (_, line) in list.iter().filter(|(id, _)| now != known.told || *id > known.line) {
            // Who is too slow for a number reads the next one.
            line.put(&frame);
        }
        *known = Company { told: now, line: list.iter().map(|(id, _)| *id).max().unwrap_or(0), moved: false };
        true
    }
}

/// Whether the plan tells how many read along.
async fn allowed(db: &Db, topic: Topic) -> bool {
    let Topic::Proposal(id) = topic else { return false };
    let Ok(mut read) = db.read().await else { return false };
    thread::store::rules(&mut read, id).await.ok().flatten().is_some_and(|rules| rules.presence)
}

#[cfg(test)]
mod tests {
    use super::{Hub, Topic};
    use crate::{
        live::{Line, hub::locked},
        thread::test_town::Town,
    };
    use std::task::Poll;

    fn heard(line: &mut Line) -> Vec<String> {
        let waiting = std::iter::from_fn(|| match line.waiting.take() {
            Poll::Ready(frame) => frame,
            Poll::Pending => None,
        });
        waiting.map(|frame| String::from_utf8_lossy(&frame.text).into_owned()).collect()
    }

    #[tokio::test]
    async fn readers_hear_how_many_they_are_when_that_changes() {
        let town = Town::new().await;
        let (hub, topic) = (Hub::default(), Topic::Proposal(1));
        let mut first = hub.join(vec![topic]);
        hub.presence(&town.db).await;
        assert_eq!(heard(&mut first), ["event: presence\ndata: 1\n\n"]);
        hub.presence(&town.db).await;
        assert!(heard(&mut first).is_empty(), "nothing changed");
        let mut second = hub.join(vec![topic, Topic::Plan(1)]);
        hub.presence(&town.db).await;
        for line in [&mut first, &mut second] {
            assert_eq!(heard(line), ["event: presence\ndata: 2\n\n"]);
        }
        drop(second);
        let mut third = hub.join(vec![topic]);
        hub.presence(&town.db).await;
        assert!(heard(&mut first).is_empty(), "as many as before");
        assert_eq!(heard(&mut third), ["event: presence\ndata: 2\n\n"], "who came is told");
        drop((first, third));
        hub.presence(&town.db).await;
        assert!(locked(&hub.0.company).is_empty());
    }

    #[tokio::test]
    async fn a_plan_may_keep_it_to_itself() {
        let town = Town::new().await;
        let hub = Hub::default();
        let mut line = hub.join(vec![Topic::Proposal(1)]);
        town.run("UPDATE plan SET presence = 0").await;
        hub.presence(&town.db).await;
        assert!(heard(&mut line).is_empty());
    }
}
