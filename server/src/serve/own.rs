//! Pages of residents who have left nothing on them: drawn once for a stand-in, kept in compressed pieces, and sent to
//! each with what is theirs between the pieces. Who has left anything, and whoever works or speaks for the house, gets a
//! page that was drawn for them alone.
use super::{
    pack::{Encoding, Packed, Pieces, encodings},
    page::{Shelves, drawn, page_response, plain_address},
};
use app::{
    account::{Person, Signed},
    i18n::Lang,
    page::own::{self, Piece, Place},
    plan::id_of,
    request::Caller,
};
use axum::{body::Body, extract::Request, middleware::Next, response::Response};
use http::{HeaderValue, Method, StatusCode, request::Parts};
use std::sync::Arc;

/// What is left for each reader's own, in bytes.
const ROOM: usize = 2048;

/// A page that is kept.
pub struct Kept {
    pieces: Vec<Ready>,
    policy: HeaderValue,
}

enum Ready {
    Same(Packed),
    Own(Place),
}

impl Kept {
    /// From a page that was drawn for a stand-in.
    fn new(html: &str, policy: HeaderValue, stand_in: &Person) -> Option<Self> {
        let pieces = own::cut(html, stand_in)?.into_iter().map(|piece| match piece {
            Piece::Same(text) => Ready::Same(Packed::new(text)),
            Piece::Own(place) => Ready::Own(place),
        });
        Some(Self { pieces: pieces.collect(), policy })
    }

    /// As one reader gets it.
    fn of(&self, reader: &Signed, lang: Lang) -> Response {
        let kept = self.pieces.iter().map(|piece| if let Ready::Same(packed) = piece { packed.len() } else { 0 });
        let mut whole = Pieces::new(kept.sum::<usize>() + ROOM);
        for piece in &self.pieces {
            match piece {
                Ready::Same(packed) => whole.ready(packed),
                Ready::Own(place) => whole.plain(&own::filled(*place, reader, lang)),
            }
        }
        page_response(self.policy.clone(), StatusCode::OK, whole.end(), Encoding::Gzip)
    }
}

/// Somebody signed in asks for the page of a proposal.
pub struct Asked {
    person: Person,
    proposal: i64,
    lang: Lang,
    address: String,
}

impl Asked {
    /// If that is what is asked, and the reader takes what is kept.
    pub fn of(parts: &Parts) -> Option<Self> {
        let person = parts.extensions.get::<Caller>()?.person.clone()?;
        let address = plain_address(parts)?;
        let takes = parts.method == Method::GET && encodings(&parts.headers).contains(&Encoding::Gzip);
        let mut steps = parts.uri.path().split('/').skip(1);
        let lang = steps.next()?.parse().ok()?;
        let kind = steps.next()?;
        let proposal = id_of(steps.next().map(str::to_owned));
        (takes && kind == "p" && steps.next().is_none()).then_some(Self { person, proposal, lang, address })
    }

    /// The page that is kept, made if it is not there; `None` when this reader has to get one of their own.
    pub async fn answer(&self, shelves: &Shelves, parts: &Parts, next: &Next) -> Option<Response> {
        // First the page, then what the reader has left: what they do in between is seen.
        let kept = shelves.residents.get(&self.address);
        let mut reader = self.untouched(shelves).await?;
        let kept = match kept {
            Some(kept) => kept,
            None => {
                let kept = self.draw(shelves, parts, next).await?;
                reader = self.untouched(shelves).await?;
                kept
            }
        };
        Some(kept.of(&reader, self.lang))
    }

    async fn untouched(&self, shelves: &Shelves) -> Option<Signed> {
        own::untouched(&shelves.services, &self.person, self.proposal).await
    }

    /// Draws the page for a stand-in and keeps it.
    async fn draw(&self, shelves: &Shelves, parts: &Parts, next: &Next) -> Option<Arc<Kept>> {
        let stand_in = own::stand_in();
        let mut request = Request::from_parts(parts.clone(), Body::empty());
        let ip = parts.extensions.get::<Caller>()?.ip;
        let person = Some(stand_in.clone());
        request.extensions_mut().insert(Caller { person, session: None, draft: None, ip });
        let page = drawn(request, next.clone()).await.ok().filter(super::page::Drawn::lasts)?;
        let kept = Arc::new(Kept::new(&page.html, page.policy, &stand_in)?);
        shelves.residents.put(self.address.clone(), page.topics, page.seq, Arc::clone(&kept));
        Some(kept)
    }
}
