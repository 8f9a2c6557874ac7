//! What a reader who wants quiet still gets at once, and all that they get when they ask.
use super::{Comment, CommentId, Thread, insert};

impl Thread {
    /// Takes out of the page what left, and nothing else: what else happened may still be held back. Events that are
    /// folded in later, this one among them, find it done.
    pub fn take_out(&mut self, comment: &Comment) {
        if !comment.visible() && self.update(comment) {
            self.measure(comment);
        }
    }

    /// Shows everything that waits. Gives what came in, in drawn order.
    pub fn reveal_all(&mut self) -> Vec<CommentId> {
        let mut came = std::mem::take(&mut self.waiting);
        came.sort_by(|a, b| self.order.compare(a, b));
        let ids = came.iter().map(|c| c.id).collect();
        came.into_iter().for_each(|comment| insert(&self.order, &mut self.shown, comment));
        ids
    }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use crate::thread::{fold::Thread, test_town::Town};

    /// Held back, then folded in: the same as if nothing had been held.
    #[tokio::test]
    async fn removals_apply_at_once_and_the_rest_when_asked() {
        let town = Town::new().await;
        let stays = town.add(None, 1).await.unwrap();
        let goes = town.add(None, 2).await.unwrap();
        let page = town.page().await;
        town.events().await;
        let reply = town.add(Some(stays), 3).await.unwrap();
        town.hide(goes).await;
        town.hide(reply).await;
        let events = town.events().await;
        let mut thread = Thread::new(page);
        for event in &events {
            event.data.comment.iter().for_each(|comment| thread.take_out(comment));
        }
        assert!(thread.shown.iter().find(|c| c.id == goes).is_some_and(|c| !c.visible() && c.body.0.is_empty()));
        assert_eq!(thread.shown.len(), 2, "what came waits");
        events.iter().for_each(|event| thread.fold(event, None));
        assert_eq!(thread.reveal_all(), [reply]);
        let drawn = |all: Vec<crate::thread::Comment>| all.iter().map(|c| (c.id, c.state)).collect::<Vec<_>>();
        assert_eq!(drawn(thread.shown), drawn(town.page().await.comments));
    }
}
