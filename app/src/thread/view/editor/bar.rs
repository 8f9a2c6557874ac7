//! Above the box: to write or to see, and buttons for marks.
use super::{
    Desk,
    dom::{change, hide, listen, make, roving, selection, set, within},
    frame,
};
use crate::thread::write::{
    marks::{Mark, apply},
    preview,
};
use leptos::task::spawn_local;
use web_sys::{Element, HtmlTextAreaElement};

/// A button: its mark, its word and the letter that presses it.
pub(super) type Tool = (Mark, &'static str, &'static str);

/// The buttons in their order.
pub(super) const TOOLS: [Tool; 5] = [
    (Mark::Bold, "write.bold", "B"),
    (Mark::Italic, "write.italic", "I"),
    (Mark::Link, "write.link", "K"),
    (Mark::List, "write.list", ""),
    (Mark::Quote, "write.quotation", ""),
];

/// Marks what is selected in a box.
pub(super) fn press(field: &HtmlTextAreaElement, mark: Mark) {
    let (text, start, end) = selection(field);
    change(field, &apply(mark, &text, start, end));
}

/// Builds the bar; gives what shows the box again.
pub(super) fn build(desk: &Desk) -> Box<dyn Fn()> {
    if let Ok(Some(button)) = desk.form.query_selector("[data-preview]") {
        hide(&button, true);
    }
    if let Ok(Some(button)) = desk.form.query_selector("[type=submit]:not([data-preview])") {
        set(&button, &[("aria-keyshortcuts", "Control+Enter Meta+Enter")]);
    }
    parts(desk).unwrap_or_else(|| Box::new(|| ()))
}

fn parts(desk: &Desk) -> Option<Box<dyn Fn()>> {
    let words = desk.talk.words;
    let id = format!("f-{}", desk.place);
    let field = frame(desk)?;
    let bar = make("div", &[("class", "bar")], "")?;
    let tabs = make("div", &[("class", "bar__tabs"), ("role", "tablist"), ("aria-label", &words.s("write.tabs"))], "")?;
    let (write, see) = (tab(&id, "w", &words.s("write.write"))?, tab(&id, "s", &words.s("write.preview"))?);
    let _ = tabs.append_child(&write);
    let _ = tabs.append_child(&see);
    let tools = toolbar(desk, &id)?;
    let _ = bar.append_child(&tabs);
    let _ = bar.append_child(&tools);
    let panel =
        make("div", &[("class", "preview"), ("role", "tabpanel"), ("id", &format!("{id}-s")), ("tabindex", "0")], "")?;
    set(&panel, &[("aria-labelledby", &format!("{id}-ts")), ("aria-live", "polite")]);
    let _ = field.before_with_node_1(&bar);
    let _ = field.after_with_node_1(&panel);
    set(&field, &[("role", "tabpanel"), ("id", &format!("{id}-w")), ("aria-labelledby", &format!("{id}-tw"))]);
    roving(&tabs, true);
    roving(&tools, false);
    let turn = {
        let (write, see, panel) = (write.clone(), see.clone(), panel.clone());
        move |seeing: bool| {
            for (tab, on) in [(&write, !seeing), (&see, seeing)] {
                set(
                    tab,
                    &[("aria-selected", if on { "true" } else { "false" }), ("tabindex", if on { "0" } else { "-1" })],
                );
            }
            hide(&field, seeing);
            hide(&tools, seeing);
            hide(&panel, !seeing);
        }
    };
    turn(false);
    let (back, again, desk) = (turn.clone(), turn.clone(), desk.clone());
    listen(&write, "click", Box::new(move |_| back(false)));
    listen(
        &see,
        "click",
        Box::new(move |_| {
            turn(true);
            draw(&desk, panel.clone());
        }),
    );
    Some(Box::new(move || again(false)))
}

fn tab(id: &str, which: &str, word: &str) -> Option<Element> {
    let (own, panel) = (format!("{id}-t{which}"), format!("{id}-{which}"));
    let attributes =
        [("type", "button"), ("role", "tab"), ("class", "plain"), ("id", &*own), ("aria-controls", &*panel)];
    make("button", &attributes, word)
}

fn toolbar(desk: &Desk, id: &str) -> Option<Element> {
    let words = desk.talk.words;
    let row = make("div", &[("class", "bar__tools"), ("role", "toolbar"), ("aria-controls", id)], "")?;
    set(&row, &[("aria-label", &words.s("write.tools"))]);
    for (at, (mark, key, letter)) in TOOLS.into_iter().enumerate() {
        let stop = if at == 0 { "0" } else { "-1" };
        let button = make("button", &[("type", "button"), ("class", "plain"), ("tabindex", stop)], &words.s(key))?;
        if !letter.is_empty() {
            set(&button, &[("aria-keyshortcuts", &format!("Control+{letter} Meta+{letter}"))]);
            set(&button, &[("title", &format!("{} (Ctrl+{letter})", words.s(key)))]);
        }
        let field = desk.field.clone();
        listen(&button, "click", Box::new(move |_| press(&field, mark)));
        let _ = row.append_child(&button);
    }
    Some(row)
}

/// Asks the server how the text will look, and shows it or why it cannot be.
fn draw(desk: &Desk, panel: Element) {
    let (text, words) = (desk.field.value(), desk.talk.words);
    set(&panel, &[("aria-busy", "true")]);
    spawn_local(async move {
        let answer = preview(text, None, None, None, None, None).await;
        let _ = panel.remove_attribute("aria-busy");
        match answer {
            Ok(html) => {
                panel.set_inner_html("<div class=\"note__body\"></div>");
                if let Some(body) = within(&panel, ".note__body") {
                    body.set_inner_html(&html.0);
                }
            }
            Err(fault) => {
                panel.set_inner_html("<p class=\"error\"><span></span></p>");
                if let Some(line) = within(&panel, "span") {
                    line.set_text_content(Some(&fault.say(words)));
                }
            }
        }
    });
}
