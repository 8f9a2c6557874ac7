//! The author's appeal in an open case, and its answer: one note, two buttons.
use super::{
    decide::Key,
    open::{Deed, Open},
};
use crate::{
    appeal::{AnswerAppeal, AnswerNote, Appealed, Outcome, Panel},
    fault::{Code, Fault},
    i18n::words,
    moderation::{Case, RestoreComment},
};
use leptos::{ev::SubmitEvent, prelude::*, server_fn::ServerFn};

/// The appeal that waits for an answer.
pub(super) fn open_appeal(case: &Case) -> Option<&Appealed> {
    case.appeal.as_ref().filter(|appeal| appeal.outcome == Outcome::Open)
}

/// The last appeal; whoever did not decide then answers it here.
#[component]
pub(super) fn Appeal(open: Open) -> impl IntoView {
    let words = words();
    let appeal = Memo::new(move |_| open.case.with(|c| c.appeal.clone()));
    // What is being typed is not drawn anew while the same appeal is open.
    let mine = Memo::new(move |_| open.case.with(|c| open_appeal(c).filter(|appeal| !appeal.own).map(|a| a.id)));
    let panel =
        move || appeal.get().map(|appeal| view! { <h3 id="appeal">{words.s("appeal.title")}</h3><Panel appeal/> });
    view! {
        <div hidden=move || appeal.with(Option::is_none)>
            {panel}
            {move || mine.get().map(|appeal| view! { <Answer open appeal/> })}
        </div>
    }
}

#[component]
fn Answer(open: Open, appeal: i64) -> impl IntoView {
    let words = words();
    let refused =
        Signal::derive(move || open.fault.get().filter(|f: &Fault| matches!(f.code, Code::NoReasons | Code::TooLong)));
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let upholds = event.submitter().is_some_and(|button| button.has_attribute("data-uphold"));
        open.act(if upholds { Deed::Uphold(appeal) } else { Deed::Restore });
    };
    let begun = open.answer.get_untracked();
    view! {
        <form class="case__form" method="post" action=RestoreComment::url() data-restore="" on:submit=submit>
            <input type="hidden" name="comment" value=open.id/>
            <input type="hidden" name="seen" value=open.seen()/>
            <input type="hidden" name="appeal" value=appeal/>
            <input type="hidden" name="grant" value="false"/>
            <AnswerNote fault=refused begun keep=open.answer/>
            <div class="acts">
                <Key open id="do-restore" key="E" class="btn" word="appeal.restore"/>
                <button class="btn btn--line" type="submit" formaction=AnswerAppeal::url() data-uphold="">{words.s("appeal.uphold")}</button>
            </div>
        </form>
    }
}
