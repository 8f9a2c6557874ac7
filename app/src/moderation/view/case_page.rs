//! `/{lang}/desk/c/{id}`: the queue, and the case that is open.
use super::{OpenCase, Queue};
use crate::{
    account::my_begun,
    fault::Fault,
    i18n::{Lang, words},
    moderation::{Case, Desk, Filter, View, case, desk, selected},
    page::{Live, Title, asked, mark_event, query, segment, show},
    thread::Place,
    ui::{Refused, refused},
};
use leptos::prelude::*;

/// `/{lang}/desk/c/{id}`
#[component]
pub fn CaseRoute() -> impl IntoView {
    let words = words();
    let id = segment(4).and_then(|id| id.parse().ok()).unwrap_or(0);
    let refused = refused();
    let fault = Refused::of(&refused, &Place::Report(id).to_string());
    let near = refused
        .as_ref()
        .and_then(|refused| Some((decided_about(&refused.at)?, refused.fault)))
        .filter(|(at, _)| *at != id);
    let decided = query("decided").and_then(|id| id.parse().ok());
    let (view, only) = selected(&asked());
    let found = found(words.0, id, (view, only));
    show(found, move |(page, case, [begun, (answer, _), (note, _), (taken, _), stance])| {
        let redact = (taken, Refused::of(&refused, &Place::Redact(id).to_string()));
        let stance = (stance, Refused::of(&refused, &Place::Stance(id).to_string()));
        let case_note = (note, Refused::of(&refused, &Place::Note(id).to_string()));
        let place = case.appeal.as_ref().map(|appeal| Place::Answer(appeal.id).to_string());
        let fault = fault.or_else(|| Refused::of(&refused, &place?));
        mark_event(case.seq);
        view! {
            <Title text=words.with("case.title", &[("n", &id.to_string())])/>
            <div class="split split--open">
                <Live part=Queue { page, after: None, only: None }/>
                <Live part=OpenCase { case, begun, answer, case_note, redact, stance, fault, near, decided }/>
            </div>
        }
    })
}

/// The comment that a decision's place names.
fn decided_about(place: &str) -> Option<i64> {
    place.strip_prefix('w')?.parse().ok()
}

/// The queue, the case, and what was begun for it: the note and the rule, the answer to its author's appeal, a note to
/// the other moderators, what was to be taken out, and the stance it was to have.
async fn found(
    lang: Lang,
    id: i64,
    (view, only): (View, Filter),
) -> Result<(Desk, Case, [(String, String); 5]), Fault> {
    let page = desk(lang, view, None, Some(only.query())).await?;
    let case = case(lang, id).await?;
    let answer = Place::Answer(case.appeal.as_ref().map_or(0, |appeal| appeal.id));
    let kept = my_begun().await.unwrap_or_default();
    let begun = [Place::Report(id), answer, Place::Note(id), Place::Redact(id), Place::Stance(id)].map(|place| {
        let place = place.to_string();
        let found = kept.iter().find(|(at, ..)| *at == place);
        found.map(|(_, text, choice)| (text.clone(), choice.clone())).unwrap_or_default()
    });
    Ok((page, case, begun))
}
