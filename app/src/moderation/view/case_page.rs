//! `/{lang}/desk/c/{id}`: the queue, and the case that is open.
use super::{OpenCase, Queue};
use crate::{
    account::typed,
    fault::Fault,
    i18n::{Lang, words},
    moderation::{Case, Desk, View, case, desk},
    page::{Live, Title, mark_event, query, segment, show},
    thread::Place,
    ui::{Refused, refused},
};
use leptos::prelude::*;

/// `/{lang}/desk/c/{id}`
#[component]
pub fn CaseRoute() -> impl IntoView {
    let words = words();
    let id = segment(4).and_then(|id| id.parse().ok()).unwrap_or(0);
    let fault = Refused::of(&refused(), &Place::Report(id).to_string());
    let decided = query("decided").and_then(|id| id.parse().ok());
    show(found(words.0, id), move |(page, case, begun)| {
        mark_event(case.seq);
        view! {
            <Title text=words.with("case.title", &[("n", &id.to_string())])/>
            <div class="split split--open">
                <Live part=Queue { page, after: None }/>
                <Live part=OpenCase { case, begun, fault, decided }/>
            </div>
        }
    })
}

/// The queue, the case, and what was begun for it: the note and the rule.
async fn found(lang: Lang, id: i64) -> Result<(Desk, Case, (String, String)), Fault> {
    let page = desk(lang, View::Reported, None).await?;
    let case = case(lang, id).await?;
    Ok((page, case, typed(Place::Report(id).to_string()).await.unwrap_or_default()))
}
