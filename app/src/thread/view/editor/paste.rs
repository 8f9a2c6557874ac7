//! Rich text comes in as Markdown. With the shift key a browser pastes plain text, and that stays as it is.
use super::{
    Desk,
    dom::{insert, listen},
};
use crate::thread::write::paste::{Node, markdown};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, DomParser, Element, SupportedType};

/// No page that people copy from goes deeper, and none is larger; what lies beyond comes in as its text, or not at all.
const DEEPEST: usize = 60;
const MOST: usize = 20_000;

pub(super) fn attend(desk: &Desk) {
    let field = desk.field.clone();
    let plain = StoredValue::new_local(false);
    listen(
        &desk.field,
        "keydown",
        Box::new(move |event| plain.set_value(event.unchecked_ref::<web_sys::KeyboardEvent>().shift_key())),
    );
    listen(
        &desk.field,
        "paste",
        Box::new(move |event| {
            let event = event.unchecked_ref::<ClipboardEvent>();
            let html = event.clipboard_data().and_then(|data| data.get_data("text/html").ok()).unwrap_or_default();
            if plain.get_value() || html.is_empty() || html.len() > 2_000_000 {
                return;
            }
            let Some(text) = read(&html).filter(|text| !text.is_empty()) else { return };
            event.prevent_default();
            insert(&field, text);
        }),
    );
}

/// The browser's own parser reads it, in a page where nothing runs and nothing is loaded.
fn read(html: &str) -> Option<String> {
    let page = DomParser::new().ok()?.parse_from_string(html, SupportedType::TextHtml).ok()?;
    Some(markdown(&nodes(page.body()?.as_ref())))
}

/// What is inside an element.
pub(super) fn nodes(inside: &web_sys::Node) -> Vec<Node> {
    let mut left = MOST;
    children(inside, 0, &mut left)
}

fn children(inside: &web_sys::Node, depth: usize, left: &mut usize) -> Vec<Node> {
    let mut found = Vec::new();
    let mut next = inside.first_child();
    while let Some(node) = next {
        if *left == 0 {
            break;
        }
        *left -= 1;
        if node.node_type() == web_sys::Node::TEXT_NODE {
            found.push(Node::Text(node.node_value().unwrap_or_default()));
        } else if let Some(element) = node.dyn_ref::<Element>() {
            let within = if depth < DEEPEST {
                children(&node, depth + 1, left)
            } else {
                vec![Node::Text(element.text_content().unwrap_or_default())]
            };
            let to = element.get_attribute("href").unwrap_or_default();
            found.push(Node::Tag(element.local_name(), to, within));
        }
        next = node.next_sibling();
    }
    found
}
