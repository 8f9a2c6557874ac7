//! Any interleaving of deeds gives the same thread live as after a reload.
use super::{
    fold::Thread,
    model::{CommentId, Rule, State, Tally, path},
    reading::{Reading, Show, Sort, Start, ThreadPage},
    store,
    test_town::Town,
};
use crate::{moderation::store::Verdict, vote};
use proptest::prelude::*;

/// What somebody may do; a number picks the comment it is done to, among those there are.
#[derive(Clone, Debug)]
enum Deed {
    Add,
    Reply(usize),
    Edit(usize),
    Delete(usize),
    Hide(usize),
    Restore(usize),
    Vote(usize, bool),
}

fn deeds() -> impl Strategy<Value = Vec<Deed>> {
    let deed = prop_oneof![
        3 => Just(Deed::Add),
        5 => any::<usize>().prop_map(Deed::Reply),
        1 => any::<usize>().prop_map(Deed::Edit),
        3 => any::<usize>().prop_map(Deed::Delete),
        2 => any::<usize>().prop_map(Deed::Hide),
        2 => any::<usize>().prop_map(Deed::Restore),
        2 => (any::<usize>(), any::<bool>()).prop_map(|(i, up)| Deed::Vote(i, up)),
    ];
    prop::collection::vec(deed, 1..24)
}

impl Town {
    /// Does a deed; refusals are part of life.
    async fn act(&self, deed: &Deed, all: &mut Vec<CommentId>, n: usize) {
        let pick = |i: usize| all.get(i % all.len().max(1)).copied();
        match *deed {
            Deed::Add => all.extend(self.add(None, n).await.ok()),
            Deed::Reply(i) => {
                if let Some(parent) = pick(i) {
                    all.extend(self.add(Some(parent), n).await.ok());
                }
            }
            Deed::Edit(i) => {
                if let Some(id) = pick(i) {
                    let who = self.writer.clone();
                    let text = format!("edited {n}");
                    let _ =
                        self.db.write(move |tx| Box::pin(async move { store::edit(tx, &who, id, text).await })).await;
                }
            }
            Deed::Delete(i) => {
                if let Some(id) = pick(i) {
                    let who = self.writer.clone();
                    let _ = self.db.write(move |tx| Box::pin(async move { store::delete(tx, &who, id).await })).await;
                }
            }
            Deed::Hide(i) => self.decide(pick(i), Verdict::Hide(Rule::OffTopic)).await,
            Deed::Restore(i) => self.decide(pick(i), Verdict::Restore).await,
            Deed::Vote(i, up) => {
                if let Some(id) = pick(i) {
                    let value = if up { 1 } else { -1 };
                    let cast =
                        self.db.write(move |tx| Box::pin(async move { vote::store::cast(tx, 2, id, value).await }));
                    let _ = cast.await;
                }
            }
        }
    }
}

/// What a reader sees of a thread; counts of replies are only there to tell what has a place.
fn drawn(comments: &[super::Comment]) -> Vec<(CommentId, State, String, String, Tally, i64)> {
    let size = |c: &super::Comment| if c.parent.is_none() { c.size } else { 0 };
    comments.iter().map(|c| (c.id, c.state, c.body.0.clone(), c.author.name.clone(), c.tally, size(c))).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn live_and_reload_show_the_same(deeds in deeds(), split in 0..24usize) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let town = Town::new().await;
            let mut all = Vec::new();
            let split = split.min(deeds.len());
            for (n, deed) in deeds[..split].iter().enumerate() {
                town.act(deed, &mut all, n).await;
            }
            let mut live = Thread::new(town.page().await);
            town.events().await;
            for (n, deed) in deeds[split..].iter().enumerate() {
                town.act(deed, &mut all, split + n).await;
                // Drawn at once, as the hub does.
                town.events().await.iter().for_each(|event| live.fold(event, None));
            }
            let page = town.page().await;
            prop_assert_eq!(drawn(&live.settled()), drawn(&page.comments));
            // Replayed from the beginning, drawn long after it happened.
            let mut caught_up = Thread::new(ThreadPage { first: true, ..ThreadPage::default() });
            town.replayed().await.iter().for_each(|event| caught_up.fold(event, None));
            prop_assert_eq!(drawn(&caught_up.settled()), drawn(&page.comments));
            // The count is what the page lists.
            let mut read = town.db.read().await.unwrap();
            let figures = crate::plan::store::figures(&mut read, 1).await.unwrap().unwrap();
            let visible = page.comments.iter().filter(|c| c.visible()).count();
            prop_assert_eq!(usize::try_from(figures.proposal.1.comments).unwrap(), visible);
            prop_assert_eq!(figures.plan.1, figures.sections[0].1);
            Ok(())
        })?;
    }

    #[test]
    fn a_path_keeps_replies_below_their_parent(parents in prop::collection::vec(any::<prop::sample::Index>(), 1..40)) {
        let mut paths = vec![path(None, 1)];
        for (n, parent) in parents.iter().enumerate() {
            let above = paths[parent.index(paths.len())].clone();
            paths.push(path(Some(&above), i64::try_from(n).unwrap() + 2));
            let own = paths.last().unwrap();
            prop_assert!(own.len() <= 16 * (super::model::DRAWN_DEPTH + 1));
            prop_assert!(own.as_str() > &above[..above.len().min(16 * super::model::DRAWN_DEPTH)]);
        }
    }
}

#[tokio::test]
async fn one_key_makes_one_comment() {
    let town = Town::new().await;
    let first = town.add(None, 7).await.unwrap();
    assert_eq!(town.add(None, 7).await.unwrap(), first);
    assert_eq!(town.page().await.comments.len(), 1);
    assert_eq!(town.events().await.len(), 1);
}

#[tokio::test]
async fn an_answer_that_comes_after_the_stream_brings_nothing_back() {
    let town = Town::new().await;
    let id = town.add(None, 1).await.unwrap();
    let mut thread = Thread::new(town.page().await);
    let who = town.writer.clone();
    town.events().await;
    town.db.write(move |tx| Box::pin(async move { store::delete(tx, &who, id).await })).await.unwrap();
    town.events().await.iter().for_each(|event| thread.fold(event, None));
    let mut read = town.db.read().await.unwrap();
    thread.put(&store::comment(&mut read, id).await.unwrap().unwrap());
    assert!(thread.shown.is_empty());
}

#[tokio::test]
async fn what_was_hidden_before_it_was_asked_in_is_no_news() {
    let town = Town::new().await;
    let mut thread = Thread::new(town.page().await);
    let (goes, stays) = (town.add(None, 1).await.unwrap(), town.add(None, 2).await.unwrap());
    town.hide(goes).await;
    town.events().await.iter().for_each(|event| thread.fold(event, None));
    assert_eq!(thread.waits().get(&None), Some(&1));
    thread.reveal(None);
    assert_eq!(thread.shown.iter().map(|c| (c.id, c.visible())).collect::<Vec<_>>(), [(stays, true), (goes, false)]);
}

/// Follows "next" from a page to the last; gives the numbers on each page.
async fn onward(town: &Town, reading: &Reading) -> Vec<Vec<CommentId>> {
    let mut pages = Vec::new();
    let mut start = Start::First;
    loop {
        let page = town.read(reading.at(start)).await;
        assert!(page.comments.len() <= super::PAGE);
        pages.push(page.comments.iter().map(|c| c.id).collect());
        match page.next {
            Some(cursor) => start = Start::After(cursor),
            None => return pages,
        }
    }
}

/// Follows "before" from a place back to the first page.
async fn backward(town: &Town, reading: &Reading, mut start: Start) -> Vec<CommentId> {
    let mut all = Vec::new();
    loop {
        let page = town.read(reading.at(start)).await;
        all.splice(0..0, page.comments.iter().map(|c| c.id));
        match page.before {
            Some(cursor) => start = Start::Before(cursor),
            None => return all,
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    #[test]
    fn every_order_lists_every_comment_once(parents in prop::collection::vec(prop::option::of(any::<prop::sample::Index>()), 60..150)) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let town = Town::new().await;
            let mut all: Vec<CommentId> = Vec::new();
            for (n, parent) in parents.iter().enumerate() {
                let above = parent.as_ref().filter(|_| !all.is_empty()).map(|p| all[p.index(all.len())]);
                all.push(town.add(above, n).await.unwrap());
                let voted = all[n / 2];
                let cast = town.db.write(move |tx| Box::pin(async move { vote::store::cast(tx, 2, voted, 1).await }));
                cast.await.unwrap();
            }
            for sort in Sort::ALL {
                let reading = Reading { sort, ..Reading::default() };
                let pages = onward(&town, &reading).await;
                let listed: Vec<CommentId> = pages.concat();
                let mut sorted = listed.clone();
                sorted.sort_unstable();
                prop_assert_eq!(&sorted, &all, "{:?}", sort);
                // The last comment leads back over everything before it.
                let last = town.read(reading.at(Start::From(*listed.last().unwrap()))).await;
                let back = match last.before {
                    Some(cursor) => backward(&town, &reading, Start::Before(cursor)).await,
                    None => Vec::new(),
                };
                // The first page is always full, so the last step back may show again what was shown.
                let kept = listed.len() - last.comments.len();
                prop_assert!(listed[..kept].iter().all(|id| back.contains(id)), "{:?}", sort);
                prop_assert_eq!(back.first(), listed[..kept].first(), "{:?}", sort);
            }
            Ok(())
        })?;
    }
}

#[tokio::test]
async fn a_page_holds_whole_conversations_and_the_next_goes_on_after_them() {
    let town = Town::new().await;
    for n in 0..60 {
        let parent = (n % 3 > 0).then(|| i64::try_from(n - n % 3 + 1).unwrap());
        town.add(parent, n).await.unwrap();
    }
    let pages = onward(&town, &Reading::default()).await;
    assert_eq!(pages.iter().map(Vec::len).collect::<Vec<_>>(), [48, 12]);
    assert_eq!(pages[0][..3], [58, 59, 60]);
}

#[tokio::test]
async fn a_conversation_longer_than_a_page_is_cut_and_read_alone() {
    let town = Town::new().await;
    let root = town.add(None, 0).await.unwrap();
    for n in 1..=70 {
        town.add(Some(root), n).await.unwrap();
    }
    let newest = town.add(None, 71).await.unwrap();
    let pages = onward(&town, &Reading::default()).await;
    assert_eq!(pages[0], [newest]);
    assert_eq!(pages[1].len(), 50);
    let alone = Reading { conversation: Some(root), ..Reading::default() };
    assert_eq!(onward(&town, &alone).await.concat().len(), 71);
    let from = town.read(Reading { start: Start::From(root + 65), ..alone }).await;
    assert_eq!(from.comments[0].id, root + 65);
    assert!(from.before.is_some());
    assert!(Thread::new(from).shown[0].size == 71);
}

#[tokio::test]
async fn a_link_opens_its_conversation_from_the_start() {
    let town = Town::new().await;
    let root = town.add(None, 0).await.unwrap();
    let reply = town.add(Some(root), 1).await.unwrap();
    for n in 2..80 {
        town.add(None, n).await.unwrap();
    }
    let mut read = town.db.read().await.unwrap();
    assert_eq!(store::place(&mut read, reply).await.unwrap(), Some((1, false)));
    assert_eq!(store::place(&mut read, 80).await.unwrap(), Some((1, true)));
    let page = town.read(Reading { start: Start::From(reply), ..Reading::default() }).await;
    assert_eq!(page.comments[0].id, root);
}

#[tokio::test]
async fn a_part_of_the_thread_is_listed_alone() {
    let town = Town::new().await;
    town.people(4).await;
    let reply_to = town.add(None, 0).await.unwrap();
    let said = town.says(3, super::Stance::Against).await;
    town.says(4, super::Stance::For).await;
    let page = town.read(Reading { show: Some(Show::Against), ..Reading::default() }).await;
    assert_eq!(page.comments.iter().map(|c| c.id).collect::<Vec<_>>(), [said]);
    assert_eq!(page.stances, [1, 1, 0]);
    town.hide(said).await;
    let page = town.read(Reading { show: Some(Show::Against), ..Reading::default() }).await;
    assert!(page.comments.is_empty());
    assert_eq!(page.stances, [1, 0, 0]);
    assert!(reply_to < said);
}
