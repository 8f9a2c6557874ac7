//! A reader's end of the hub. There may be ten thousand that wait for nothing to happen, so a line holds no more than
//! what it has to: a channel of Tokio's takes seven times as much.
use super::{BEHIND, Frame, Hub, Topic, locked};
use futures::task::AtomicWaker;
use std::{
    collections::VecDeque,
    future::poll_fn,
    sync::{Arc, Mutex},
    task::Poll,
};

/// What waits for one reader.
#[derive(Default)]
pub(super) struct Waiting {
    frames: Mutex<Frames>,
    reader: AtomicWaker,
}

#[derive(Default)]
struct Frames {
    waiting: VecDeque<Arc<Frame>>,
    /// Nothing more comes.
    over: bool,
}

impl Waiting {
    /// Puts a frame behind the others; false when there are too many.
    pub(super) fn put(&self, frame: &Arc<Frame>) -> bool {
        let mut frames = locked(&self.frames);
        if frames.over || frames.waiting.len() >= BEHIND {
            return false;
        }
        frames.waiting.push_back(Arc::clone(frame));
        drop(frames);
        self.reader.wake();
        true
    }

    /// Nothing more comes: the reader gets what waits, and then the end.
    pub(super) fn end(&self) {
        locked(&self.frames).over = true;
        self.reader.wake();
    }

    /// The first frame, `None` at the end; pending while nothing waits.
    pub(super) fn take(&self) -> Poll<Option<Arc<Frame>>> {
        let mut frames = locked(&self.frames);
        match frames.waiting.pop_front() {
            Some(frame) => Poll::Ready(Some(frame)),
            None if frames.over => Poll::Ready(None),
            None => Poll::Pending,
        }
    }
}

/// A reader's end: frames in order; the end of it means that the reader was too slow.
pub struct Line {
    pub(super) id: u64,
    pub(super) topics: Vec<Topic>,
    pub(super) waiting: Arc<Waiting>,
    pub(super) hub: Hub,
}

impl Line {
    /// The next frame.
    pub async fn next(&mut self) -> Option<Arc<Frame>> {
        poll_fn(|context| {
            // First the waker: what is put between the two is seen.
            self.waiting.reader.register(context.waker());
            self.waiting.take()
        })
        .await
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        self.hub.leave(self.id, &self.topics);
    }
}

#[cfg(test)]
mod tests {
    use super::{BEHIND, Frame, Hub, Topic};
    use std::sync::Arc;

    fn frame(seq: i64) -> Arc<Frame> {
        Arc::new(Frame { seq, text: format!("{seq}").into() })
    }

    #[tokio::test]
    async fn who_is_too_slow_gets_what_waits_and_then_the_end() {
        let hub = Hub::default();
        let (topic, last) = (Topic::Proposal(1), i64::try_from(BEHIND).unwrap());
        let mut line = hub.join(vec![topic, Topic::Plan(1)]);
        (1..=last + 1).for_each(|seq| hub.send(topic, &frame(seq), None));
        assert_eq!(hub.listening(topic) + hub.listening(Topic::Plan(1)), 0, "nobody speaks to it any more");
        for seq in 1..=last {
            assert_eq!(line.next().await.unwrap().seq, seq);
        }
        assert!(line.next().await.is_none());
    }

    #[tokio::test]
    async fn who_waits_is_woken() {
        let hub = Hub::default();
        let topic = Topic::Proposal(1);
        let mut line = hub.join(vec![topic]);
        let waits = tokio::spawn(async move { (line.next().await, line.next().await) });
        tokio::task::yield_now().await;
        hub.send(topic, &frame(7), None);
        tokio::task::yield_now().await;
        hub.hang_up(topic);
        let (first, then) = waits.await.unwrap();
        assert!(first.is_some_and(|frame| frame.seq == 7) && then.is_none());
    }
}
