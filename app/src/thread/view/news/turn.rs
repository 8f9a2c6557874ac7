//! Following a conversation at its first comment, without a reload.
use super::super::Talk;
use crate::{
    follow::{Target, set_follow},
    thread::CommentId,
};
use leptos::{prelude::*, task::spawn_local};

/// Shows at once that a conversation is followed or no more, and takes it back with the reason if the server says no.
pub(in super::super) fn turn(talk: Talk, root: CommentId) {
    let follows = talk.news.follows;
    let on = !follows.with_untracked(|follows| follows.holds(Target::Thread, root));
    let set = move |on: bool| follows.try_update(|follows| follows.set(Target::Thread, root, on));
    set(on);
    talk.problem.set(None);
    spawn_local(async move {
        match set_follow(Target::Thread.as_str().to_owned(), talk.proposal, root, on).await {
            Ok(_) => crate::follow::Bell::of_page().ring(),
            Err(fault) => {
                set(!on);
                talk.problem.try_set(Some((root, fault)));
            }
        }
    });
}
