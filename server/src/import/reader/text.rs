//! Paragraphs and actions out of lines, word for word.

use super::lines::{Item, Line, is_space, item};

/// The text of a proposal while it is read.
#[derive(Default)]
pub(super) struct Text {
    /// What is no action.
    pub paragraphs: Vec<String>,
    /// The actions without their bullets or numbers.
    pub actions: Vec<String>,
    before: Option<usize>,
    number: Option<u16>,
    open: Open,
}

/// What the line above belongs to.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Open {
    #[default]
    Nothing,
    Paragraph,
    Action,
}

impl Text {
    /// Reads lines that belong together; what follows in another call starts a paragraph of its own.
    pub(super) fn add(&mut self, lines: &[Line]) {
        for (at, line) in lines.iter().enumerate() {
            self.line(line, lines.get(at + 1));
        }
        self.close();
    }

    /// How many paragraphs stand before the first action.
    pub(super) fn leading(&self) -> usize {
        self.before.unwrap_or(self.paragraphs.len())
    }

    fn line(&mut self, line: &Line, next: Option<&Line>) {
        if let Some(action) = self.action(line, next) {
            self.close();
            self.before.get_or_insert(self.paragraphs.len());
            self.actions.push(action.trim_start_matches(is_space).to_owned());
            self.open = Open::Action;
            return;
        }
        if line.after_blank {
            self.close();
        }
        match self.open {
            Open::Nothing => {
                self.paragraphs.push(line.text.trim_start_matches(is_space).to_owned());
                self.open = Open::Paragraph;
            }
            Open::Paragraph => continued(self.paragraphs.last_mut(), line),
            Open::Action => continued(self.actions.last_mut(), line),
        }
    }

    fn close(&mut self) {
        match self.open {
            Open::Nothing => {}
            Open::Paragraph => trim_end(self.paragraphs.last_mut()),
            Open::Action => trim_end(self.actions.last_mut()),
        }
        self.open = Open::Nothing;
    }

    /// The text of an action if the line starts one.
    ///
    /// A bullet alone starts the action that stands on the next line. A number starts one only as part of a list, for
    /// prose may break before a figure too: it is 1, follows the list's last number or line, or the next line has the
    /// same or the following number.
    fn action<'a>(&mut self, line: &Line<'a>, next: Option<&Line>) -> Option<&'a str> {
        match item(line.text)? {
            Item::Bullet("") => next.is_some_and(|next| !next.after_blank && item(next.text).is_none()).then_some(""),
            Item::Bullet(text) => Some(text),
            Item::Number(number, text) => {
                let follows = self.number.is_some_and(|last| number == last + 1) || self.in_list();
                let ahead = match next.and_then(|next| item(next.text)) {
                    Some(Item::Number(next, _)) => next == number || next == number + 1,
                    _ => false,
                };
                (number == 1 || follows || ahead).then(|| {
                    self.number = Some(number);
                    text
                })
            }
        }
    }

    /// Whether the last thing read is a numbered action.
    fn in_list(&self) -> bool {
        self.number.is_some() && self.open == Open::Action
    }
}

fn continued(text: Option<&mut String>, line: &Line) {
    let Some(text) = text else { return };
    if text.is_empty() {
        text.push_str(line.text.trim_start_matches(is_space));
    } else {
        text.push('\n');
        text.push_str(line.text);
    }
}

fn trim_end(text: Option<&mut String>) {
    if let Some(text) = text {
        text.truncate(text.trim_end_matches(is_space).len());
    }
}

/// Adds a line to a text whose paragraphs are parted by a blank line.
pub(super) fn join(text: &mut String, line: &Line) {
    if text.is_empty() || line.after_blank {
        trim_end(Some(text));
        if !text.is_empty() {
            text.push_str("\n\n");
        }
        text.push_str(line.text.trim_start_matches(is_space));
    } else {
        text.push('\n');
        text.push_str(line.text);
    }
}
