//! A comment as markup: one function, the same for the server's page, for what arrives later and for the desk.
//!
//! Comments are most of a page, so they are written as text rather than as components: the server draws fifty of them
//! in a fraction of a millisecond, and the browser takes them over without walking through them. What can be done
//! with one is plain forms and links; [`super::view`] gives them their quicker ways once the script runs.

mod forms;
mod parts;
mod tools;

use super::{
    model::{Comment, CommentId, Quote, Stance},
    place::Place,
    view::Begun,
};
use crate::{fault::Fault, follow::Follows, i18n::Words, ui::Refused};
use maud::{Markup, PreEscaped, html};

pub use forms::{conversation, refusal, sign_in, why};
pub use parts::stance_mark;
use parts::{gone, head, quoted};
use tools::tools;

/// For whom a comment is drawn, and what of its tools is theirs.
pub struct Reader<'a> {
    /// In whose words.
    pub words: Words,
    /// Their account.
    pub me: Option<i64>,
    /// Whether the desk is theirs.
    pub moderates: bool,
    /// Whether they may answer in the name of the authority.
    pub official: bool,
    /// Whether writing is over.
    pub closed: bool,
    /// The proposal whose page this is; elsewhere links lead to that page.
    pub here: Option<i64>,
    /// What they have begun on this page.
    pub begun: &'a Begun,
    /// Their own newest comments as they typed them, while they may still be edited.
    pub editable: &'a [(CommentId, String)],
    /// How they voted.
    pub votes: &'a [(CommentId, i64)],
    /// What they follow.
    pub follows: &'a Follows,
}

impl Reader<'_> {
    fn vote(&self, id: CommentId) -> i64 {
        self.votes.iter().find(|(voted, _)| *voted == id).map_or(0, |(_, value)| *value)
    }

    /// The text begun at a place, and why it was refused.
    fn begun(&self, place: Place) -> (&str, Option<Fault>) {
        let named = place.to_string();
        let text = self.begun.drafts.iter().find(|(at, _, _)| *at == named).map_or("", |(_, text, _)| text.as_str());
        (text, self.refused(place))
    }

    /// The stance begun at a place; empty without one.
    fn stance(&self, place: Place) -> &str {
        let named = place.to_string();
        self.begun.drafts.iter().find(|(at, _, _)| *at == named).map_or("", |(_, _, stance)| stance.as_str())
    }

    /// Whether something was begun at a place, or refused there.
    fn has_begun(&self, place: Place) -> bool {
        let (text, refused) = self.begun(place);
        refused.is_some() || !text.is_empty()
    }

    /// Why the form at a place was refused.
    pub(crate) fn refused(&self, place: Place) -> Option<Fault> {
        Refused::of(&self.begun.refused, &place.to_string())
    }
}

/// What is drawn around a comment's text.
#[derive(Clone, Copy, Default)]
pub struct Around<'a> {
    /// Its parent, where that cannot be drawn right above.
    pub quote: Option<&'a Quote>,
    /// Whether it came since the reader last looked.
    pub new: bool,
    /// Whether it is the pinned one of its conversation.
    pub pinned: bool,
    /// Whether only a part of its conversation is on the page.
    pub cut: bool,
    /// Whether the reader began its conversation.
    pub asked: bool,
}

/// A comment with its tools.
pub fn article(comment: &Comment, around: Around<'_>, reader: &Reader<'_>) -> String {
    frame(comment, around, reader.words, reader.here, Some(reader)).into_string()
}

/// A comment to read, without tools.
pub fn plain(comment: &Comment, words: Words) -> String {
    frame(comment, Around::default(), words, None, None).into_string()
}

fn frame(
    comment: &Comment,
    around: Around<'_>,
    words: Words,
    here: Option<i64>,
    reader: Option<&Reader<'_>>,
) -> Markup {
    let id = comment.id;
    let lang = Some(comment.lang).filter(|lang| *lang != words.0).map(|lang| lang.code());
    html! {
        article class=(class(comment, around)) id={ "c-" (id) } tabindex="-1" data-comment=(id)
            data-state=[(!comment.visible()).then(|| comment.state.as_str())] {
            @if comment.visible() {
                (head(comment, around, words, here))
                @if let Some(quote) = around.quote { (quoted(quote, words)) }
                div.note__body lang=[lang] { (PreEscaped(&comment.body.0)) }
                @if let Some(reader) = reader {
                    footer.note__foot { (tools(comment, around, reader)) }
                }
            } @else {
                (gone(comment.state, words))
            }
        }
    }
}

fn class(comment: &Comment, around: Around<'_>) -> String {
    let stance = match comment.stance {
        _ if !comment.visible() => " note--gone",
        _ if comment.official => " note--amb",
        Some(Stance::For) => " note--pro",
        Some(Stance::Against) => " note--con",
        Some(Stance::Neutral) => " note--neu",
        None => "",
    };
    let new = if around.new { " note--new" } else { "" };
    let answer = if comment.answer { " note--answer" } else { "" };
    format!("note{stance}{new}{answer}")
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::{Around, Reader, article, plain};
    use crate::{
        html::Html,
        i18n::{Lang, Words},
        thread::{Author, Comment, Quote, State, view::Begun},
    };
    use proptest::prelude::*;

    fn comment(name: &str, town: &str) -> Comment {
        Comment {
            id: 7,
            proposal: 1,
            action: Some(3),
            parent: Some(2),
            root: 2,
            depth: 1,
            author: Author { name: name.into(), town: town.into(), kind: "resident".into(), ..Author::default() },
            body: Html("<p>text</p>".into()),
            lang: Lang::Es,
            created_at: 1,
            edited_at: 2,
            size: 2,
            ..Comment::default()
        }
    }

    fn reader(begun: &Begun) -> Reader<'_> {
        let words = Words(Lang::Ca);
        Reader {
            words,
            me: Some(1),
            moderates: true,
            official: true,
            closed: false,
            here: Some(1),
            begun,
            editable: &[],
            votes: &[],
            follows: Box::leak(Box::default()),
        }
    }

    proptest! {
        /// Whatever people call themselves or quote stays text.
        #[test]
        fn nobody_writes_markup(text in ".{0,60}") {
            let begun = Begun { drafts: vec![("r7".into(), text.clone(), String::new())], ..Begun::default() };
            let quote = Quote { id: 2, name: text.clone(), words: text.clone(), ..Quote::default() };
            let around = Around { quote: Some(&quote), ..Around::default() };
            let drawn = article(&comment(&text, &text), around, &reader(&begun));
            let blank = article(&comment("", ""), Around { quote: Some(&Quote { id: 2, name: "x".into(), ..Quote::default() }), ..around }, &reader(&begun));
            let tags = |html: &str| html.matches("<script").count() + html.matches("<img").count();
            prop_assert_eq!(tags(&drawn), 0);
            prop_assert!(drawn.matches('<').count() <= blank.matches('<').count() + 2);
        }
    }

    #[test]
    fn what_left_shows_no_text() {
        let mut gone = comment("Rosa", "Gavà");
        gone.state = State::Deleted { at: 5 };
        let drawn = plain(&gone, Words(Lang::En));
        assert!(!drawn.contains("Rosa") && !drawn.contains("text"));
        assert!(drawn.contains("data-state=\"deleted\""));
    }
}
