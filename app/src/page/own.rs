//! The page of a resident who has left nothing on it: no vote, no comment, no text begun. All of these get the same page
//! but for two places: the header names them, and the thread is told who reads. So it is drawn once, for a stand-in, and
//! every reader is put into the stand-in's places.
use super::frame::signed_in;
use crate::{
    account::{Person, Role, Signed},
    follow,
    html::page_json,
    i18n::{Lang, Words},
    plan::store::{Traces, traces},
    services::Services,
};
use leptos::prelude::*;

/// The number of no account.
const NOBODY: i64 = -1;

/// Where a page tells who reads it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Who is signed in, and what is new in what they follow.
    Header,
    /// Who reads, among what the thread was drawn with.
    Thread,
}

/// A piece of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece<'h> {
    /// The same for everybody.
    Same(&'h str),
    /// Each reader's own.
    Own(Place),
}

/// A resident of no account, whose name nobody else has.
pub fn stand_in() -> Person {
    Person { id: NOBODY, name: crate::request::token(), kind: "resident".into(), ..Person::default() }
}

/// Whether this is a stand-in.
pub(super) const fn stands_in(person: &Person) -> bool {
    person.id == NOBODY
}

/// Who a person is, if a page that was drawn for a stand-in may be theirs: a resident who has left nothing on a
/// proposal's page. For anybody else, and when the database fails, there is nothing.
pub async fn untouched(services: &Services, person: &Person, proposal: i64) -> Option<Signed> {
    if person.role != Role::Resident || person.kind != "resident" {
        return None;
    }
    let Traces { here, follows } = traces(services, person.id, proposal).await.ok()?;
    if here {
        return None;
    }
    let news = match follows {
        true => follow::store::news(&mut services.db.read().await.ok()?, person.id).await.ok()?,
        false => <_>::default(),
    };
    Some(Signed { person: person.clone(), news })
}

/// Takes a page apart that was drawn for a stand-in; `None` when its places are not where they should be.
pub fn cut<'h>(html: &'h str, stand_in: &Person) -> Option<Vec<Piece<'h>>> {
    let (header, thread) = (nameless(stand_in.clone()).to_html(), attribute(stand_in));
    let (before, rest) = html.split_once(&header)?;
    let (between, after) = rest.split_once(&thread)?;
    let pieces = vec![
        Piece::Same(before),
        Piece::Own(Place::Header),
        Piece::Same(between),
        Piece::Own(Place::Thread),
        Piece::Same(after),
    ];
    let clean = pieces.iter().all(|piece| !matches!(piece, Piece::Same(text) if text.contains(&stand_in.name)));
    clean.then_some(pieces)
}

/// What stands in one of the places for a reader.
pub fn filled(place: Place, reader: &Signed, lang: Lang) -> String {
    match place {
        Place::Header => Owner::new().with(|| {
            provide_context(Words(lang));
            signed_in(reader.clone(), lang).to_html()
        }),
        Place::Thread => attribute(&reader.person),
    }
}

/// How the header names a stand-in.
pub(super) fn nameless(stand_in: Person) -> AnyView {
    view! { <div class="me__who">{stand_in.name}</div> }.into_any()
}

/// A person among what a part is drawn with.
fn attribute(person: &Person) -> String {
    const AROUND: [&str; 2] = ["<i title=\"", "\"></i>"];
    let drawn = view! { <i title=page_json(person)></i> }.to_html();
    let inside = drawn.strip_prefix(AROUND[0]).and_then(|drawn| drawn.strip_suffix(AROUND[1]));
    inside.map(str::to_owned).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{Piece, Place, Signed, attribute, cut, filled, nameless, stand_in};
    use crate::{account::Person, i18n::Lang};
    use leptos::prelude::RenderHtml;

    fn page(nobody: &Person, end: &str) -> String {
        format!("<p>{}</p><i data-given=\"[{}]\">{end}</i>", nameless(nobody.clone()).to_html(), attribute(nobody))
    }

    #[test]
    fn a_page_comes_apart_where_it_tells_who_reads() {
        let nobody = stand_in();
        let drawn = page(&nobody, "");
        let same = [Piece::Same("<p>"), Piece::Same("</p><i data-given=\"["), Piece::Same("]\"></i>")];
        let own = [Place::Header, Place::Thread].map(Piece::Own);
        assert_eq!(cut(&drawn, &nobody).unwrap(), [same[0], own[0], same[1], own[1], same[2]]);
        assert!(cut(&drawn, &stand_in()).is_none(), "it was drawn for somebody else");
    }

    #[test]
    fn a_page_that_names_the_stand_in_elsewhere_is_nobodys() {
        let nobody = stand_in();
        assert!(cut(&page(&nobody, &nobody.name), &nobody).is_none());
        assert!(cut("<p>no place at all</p>", &nobody).is_none());
    }

    #[test]
    fn a_name_stays_text() {
        let person = Person { id: 7, name: "\"><script>&".into(), ..Person::default() };
        let reader = Signed { person, news: <_>::default() };
        for place in [Place::Header, Place::Thread] {
            let drawn = filled(place, &reader, Lang::En);
            assert!(!drawn.contains("<script>"), "{drawn}");
        }
        assert!(!filled(Place::Thread, &reader, Lang::En).contains('"'));
    }
}
