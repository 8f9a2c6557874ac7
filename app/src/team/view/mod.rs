//! Who is at a case, what its moderators say to one another, and the page of a shift.
#[cfg(feature = "ssr")]
mod shift;

#[cfg(feature = "ssr")]
pub use shift::ShiftRoute;

use super::{AddCaseNote, CaseNote, ClaimCase, ReleaseCase, Team};
use crate::{
    fault::Fault,
    html::Html,
    i18n::words,
    ui::{ErrorLine, Time},
};
use leptos::{ev::SubmitEvent, prelude::*, server_fn::ServerFn};

/// Who is at the case, and the way to take it on or to leave it.
#[component]
pub fn Claimed(
    /// The comment.
    comment: i64,
    /// Its moderators.
    team: Memo<Team>,
) -> impl IntoView {
    let words = words();
    move || {
        let Team { reader, claim, .. } = team.get();
        let mine = claim.as_ref().is_some_and(|claim| claim.moderator == reader);
        let said = claim.filter(|_| !mine).map(|claim| {
            view! { <p class="notice" role="status" data-claim=claim.moderator>{words.with("team.other", &[("name", &claim.name)])}</p> }
        });
        let free = said.is_none();
        let (action, word, mark) =
            if mine { (ReleaseCase::url(), "team.release", "mine") } else { (ClaimCase::url(), "team.claim", "free") };
        view! {
            {said}
            {free.then(|| view! {
                <form method="post" action=action data-claiming=mark>
                    <input type="hidden" name="comment" value=comment/>
                    <p class="quiet small">{mine.then(|| words.s("team.mine"))}" "<button class="plain" type="submit">{words.s(word)}</button></p>
                </form>
            })}
        }
    }
}

/// What moderators said about the case, and the form to say more.
#[component]
pub fn Notes(
    /// The comment.
    comment: i64,
    /// Its moderators.
    team: Memo<Team>,
    /// Why the last note was refused.
    fault: Signal<Option<Fault>>,
    /// What was begun.
    begun: RwSignal<String>,
    /// Sends it without a reload.
    #[prop(into)]
    send: Callback<SubmitEvent>,
) -> impl IntoView {
    let words = words();
    let notes = Memo::new(move |_| team.with(|team| team.notes.clone()));
    let list = move || {
        let rows = notes.get();
        (!rows.is_empty()).then(|| {
            let rows = rows.into_iter().map(|note| view! { <Note note/> });
            view! { <ol class="lines" role="list">{rows.collect_view()}</ol> }
        })
    };
    let colleagues = team.with_untracked(|team| team.colleagues.clone());
    let ask = colleagues.into_iter().map(|(id, name)| view! { <option value=id>{name}</option> }).collect_view();
    let begun_text = Html::escaped(&begun.get_untracked()).0;
    view! {
        <section aria-labelledby="notes">
            <h3 id="notes">{words.s("team.notes")}</h3>
            {list}
            <details class="fold" open=move || fault.get().is_some()>
                <summary class="plain">{words.s("team.note.add")}</summary>
                <form class="case__form" method="post" action=AddCaseNote::url() data-note="" on:submit=move |e| send.run(e)>
                    <input type="hidden" name="comment" value=comment/>
                    <div class="field">
                        <label for="case-note">{words.s("team.note")}</label>
                        <span class="hint" id="case-note-h">{words.s("team.note.hint")}</span>
                        <ErrorLine id="case-note-e" fault=fault/>
                        <textarea class="box short" id="case-note" name="body" aria-describedby="case-note-h case-note-e"
                            aria-invalid=move || fault.get().map(|_| "true") inner_html=begun_text
                            on:input=move |e| begun.set(event_target_value(&e))></textarea>
                    </div>
                    <div class="field">
                        <label for="case-asks">{words.s("team.asks")}</label>
                        <select class="box" id="case-asks" name="asks"><option value="0">{words.s("team.all")}</option>{ask}</select>
                    </div>
                    <div class="acts"><button class="btn btn--line" type="submit">{words.s("team.note.send")}</button></div>
                </form>
            </details>
        </section>
    }
}

#[component]
fn Note(note: CaseNote) -> impl IntoView {
    let words = words();
    let asks = (!note.asks.is_empty()).then(|| words.with("team.asked", &[("name", &note.asks)]));
    view! {
        <li data-note=note.id>
            <span>{note.body}</span>
            <span class="quiet small">{note.name}" "{asks}" "<Time at=note.at/></span>
        </li>
    }
}
