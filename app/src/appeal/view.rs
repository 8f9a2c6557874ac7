//! A decision as its author reads it: on what it rests, what it means, and what can be done about it
//! (Regulation (EU) 2022/2065, articles 17 and 20); and an appeal as the moderators read it.
#[cfg(feature = "ssr")]
use super::AnswerAppeal;
use super::model::{Appealed, LONGEST, Outcome};
use crate::{
    fault::Fault,
    html::Html,
    i18n::words,
    ui::{ErrorLine, Time},
};
use leptos::prelude::*;
#[cfg(feature = "ssr")]
use leptos::server_fn::ServerFn;

#[cfg(feature = "ssr")]
mod statement;
#[cfg(feature = "ssr")]
pub use statement::{Begun, Stated, Statement, can_be_done};

/// An appeal: in its author's words, until when it should be answered, and what was answered.
#[component]
pub fn Panel(
    /// The appeal.
    appeal: Appealed,
    /// Whether what it is against is a measure on a person.
    #[prop(optional)]
    lifts: bool,
) -> impl IntoView {
    let words = words();
    let open = appeal.outcome == Outcome::Open;
    let said = if lifts && appeal.outcome == Outcome::Granted { "appeal.lifted" } else { key(appeal.outcome) };
    let when = if open {
        view! { {words.s("appeal.due")}" "<Time at=appeal.due/> }.into_any()
    } else {
        view! { {words.s("appeal.answered")}" "<Time at=appeal.decided_at/> }.into_any()
    };
    let note = (!appeal.note.is_empty())
        .then(|| view! { <p>{words.s("appeal.why")}" "<span class="quiet">"«"{appeal.note}"»"</span></p> });
    view! {
        <div class="notice" data-appealed=appeal.outcome.as_str()>
            <div>
                <p><strong>{words.s(said)}</strong>" "<span class="quiet small">{when}</span></p>
                <div class="note__body" inner_html=appeal.body.0></div>
                {note}
                {(open && appeal.own).then(|| view! { <p>{words.s("appeal.own")}</p> })}
            </div>
        </div>
    }
}

/// What the author reads with the answer.
#[component]
pub fn AnswerNote(
    /// Why the answer was refused.
    fault: Signal<Option<Fault>>,
    /// What was begun.
    begun: String,
    /// Keeps what is typed.
    #[prop(optional)]
    keep: Option<RwSignal<String>>,
) -> impl IntoView {
    let words = words();
    let most = words.number(i64::try_from(LONGEST).unwrap_or(0));
    view! {
        <div class="field">
            <label for="answer">{words.s("appeal.note")}</label>
            <span class="hint" id="answer-h">{words.with("appeal.note.hint", &[("n", &most)])}</span>
            <ErrorLine id="answer-e" fault=fault/>
            <textarea class="box short" id="answer" name="note" aria-describedby="answer-h answer-e"
                aria-invalid=move || fault.get().map(|_| "true") inner_html=Html::escaped(&begun).0
                on:input=move |e| { if let Some(keep) = keep { keep.set(event_target_value(&e)); } }></textarea>
        </div>
    }
}

/// An appeal on a page that the server draws alone, and the form that answers it, for whoever did not decide then.
#[cfg(feature = "ssr")]
#[component]
pub fn Answering(
    /// The appeal.
    appeal: Appealed,
    /// Whether what it is against is a measure on a person; else it is the refusal of a text.
    lifts: bool,
    /// Why the answer was refused.
    fault: Option<Fault>,
    /// What was begun of it.
    begun: String,
) -> impl IntoView {
    let words = words();
    let (id, may) = (appeal.id, appeal.outcome == Outcome::Open && !appeal.own);
    let (title, grant) = if lifts { ("sanction.appeal", "appeal.lift") } else { ("appeal.title", "appeal.publish") };
    let form = may.then(|| {
        view! {
            <form class="case__form" method="post" action=AnswerAppeal::url() data-restore=(!lifts).then_some("")
                data-answer=lifts.then_some("")>
                <input type="hidden" name="appeal" value=id/>
                <AnswerNote fault=Signal::stored(fault) begun/>
                <div class="acts">
                    <button class="btn" type="submit" name="grant" value="true">{words.s(grant)}</button>
                    <button class="btn btn--line" type="submit" name="grant" value="false" data-uphold="">{words.s("appeal.uphold")}</button>
                </div>
            </form>
        }
    });
    view! { <section aria-labelledby="appeal"><h2 id="appeal">{words.s(title)}</h2><Panel appeal lifts/>{form}</section> }
}

const fn key(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Open => "appeal.open",
        Outcome::Granted => "appeal.granted",
        Outcome::Upheld => "appeal.upheld",
        Outcome::Withdrawn => "appeal.withdrawn",
    }
}
