//! Quoting a comment in a reply, with a link back to it.
use super::{Talk, article, dom::insert, paste::nodes};
use crate::thread::{
    CommentId,
    write::{marks::quoted, paste::markdown},
};
use leptos::prelude::*;
use web_sys::{Element, HtmlTextAreaElement, Node};

/// Most characters of a quotation that nobody chose.
const MOST: usize = 400;

/// The fold of the reply to a comment, and what puts the quotation into its box once that is live.
pub(in super::super) fn quote(talk: Talk, id: CommentId) -> Option<(Element, impl FnOnce(&HtmlTextAreaElement))> {
    let note = article(id)?;
    let body = note.query_selector(".note__body").ok().flatten()?;
    let words = chosen(&body).unwrap_or_else(|| short(markdown(&nodes(&body))));
    let name = talk.thread.with_untracked(|t| t.comment(id).map(|c| c.author.name.clone()))?;
    let fold = note.query_selector("[data-fold=reply]").ok().flatten()?;
    let text = quoted(&words, &name, &format!("/{}/c/{id}", talk.words.0));
    let put = move |field: &HtmlTextAreaElement| {
        insert(field, text);
    };
    Some((fold, put))
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
