//! A quiet word before a text is published; pressing once more publishes it.
use super::{Talk, dom::make};
use crate::thread::write::{
    known::mark,
    nudge::{alike, shouting},
};
use leptos::prelude::*;
use web_sys::HtmlFormElement;

/// Says what the writer may want to think over, once for each text. Whether something was said.
pub(super) fn nudged(talk: Talk, form: &HtmlFormElement, body: &str) -> bool {
    let key = if shouting(body).is_some() {
        "write.shouting"
    } else if last(talk).is_some_and(|last| alike(&last, body)) {
        "write.alike"
    } else {
        return false;
    };
    let text = mark(body);
    if form.get_attribute("data-nudged").as_deref() == Some(&*text) {
        return false;
    }
    let _ = form.set_attribute("data-nudged", &text);
    let line = form.query_selector(".nudge").ok().flatten().or_else(|| {
        let line = make("p", &[("class", "nudge"), ("role", "status")], "")?;
        let foot = form.query_selector(".compose__foot").ok().flatten()?;
        let _ = foot.before_with_node_1(&line);
        Some(line)
    });
    if let Some(line) = line {
        let said = talk.words.s(key).into_owned();
        // A region that has just come is heard only when it changes afterwards.
        request_animation_frame(move || line.set_text_content(Some(&said)));
    }
    true
}

/// The word is about a text that is not there any more.
pub(super) fn clear(form: &HtmlFormElement) {
    if let Ok(Some(line)) = form.query_selector(".nudge") {
        line.set_text_content(None);
    }
}

/// The words of the writer's last comment on this page.
fn last(talk: Talk) -> Option<String> {
    let me = talk.me()?;
    talk.thread.with_untracked(|thread| {
        let mine = thread.shown.iter().filter(|c| c.visible() && c.author.account == Some(me));
        mine.max_by_key(|c| c.id).map(|c| bare(&c.body.0))
    })
}

/// A drawn text without its marks.
fn bare(html: &str) -> String {
    let mut out = String::new();
    let mut inside = false;
    for c in html.chars() {
        match c {
            '<' => inside = true,
            '>' => {
                inside = false;
                out.push(' ');
            }
            c if !inside => out.push(c),
            _ => {}
        }
    }
    out.replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">")
}
