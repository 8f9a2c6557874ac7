//! Quoting a comment in a reply, with a link back to it.
use super::{
    Talk, article,
    dom::{insert, within},
    furnish,
    paste::nodes,
};
use crate::thread::{
    CommentId,
    view::compose::desk,
    write::{marks::quoted, paste::markdown},
};
use leptos::prelude::*;
use web_sys::{Element, Node};

/// Most characters of a quotation that nobody chose.
const MOST: usize = 400;

/// Opens the reply to a comment with its words in it.
pub(super) fn quote(talk: Talk, id: CommentId) {
    let Some((fold, words)) = words(talk, id) else { return };
    let _ = fold.set_attribute("open", "");
    let Some(desk) = within(&fold, "form").and_then(|form| desk(talk, &form)) else { return };
    furnish(&desk);
    insert(&desk.field, words);
}

/// The fold of the reply, and the words with a link back to where they stand.
fn words(talk: Talk, id: CommentId) -> Option<(Element, String)> {
    let note = article(id)?;
    let body = note.query_selector(".note__body").ok().flatten()?;
    let words = chosen(&body).unwrap_or_else(|| short(markdown(&nodes(&body))));
    let name = talk.thread.with_untracked(|t| t.comment(id).map(|c| c.author.name.clone()))?;
    let fold = note.query_selector("[data-fold=reply]").ok().flatten()?;
    Some((fold, quoted(&words, &name, &format!("/{}/c/{id}", talk.words.0))))
}

/// What is selected of a comment's text.
fn chosen(body: &Element) -> Option<String> {
    let selection = window().get_selection().ok().flatten()?;
    let range = selection.get_range_at(0).ok()?;
    let inside = range.common_ancestor_container().ok()?;
    let body: &Node = body.as_ref();
    if !body.contains(Some(&inside)) {
        return None;
    }
    let words = markdown(&nodes(range.clone_contents().ok()?.as_ref()));
    (!words.trim().is_empty()).then_some(words)
}

fn short(words: String) -> String {
    if words.chars().count() <= MOST {
        return words;
    }
    let cut: String = words.chars().take(MOST).collect();
    let end = cut.rfind(char::is_whitespace).unwrap_or(cut.len());
    format!("{}…", cut[..end].trim_end())
}
