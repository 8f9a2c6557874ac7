//! Taking personal data out of the comment: a plain form, folded away, since it is rare and cannot be undone.
use crate::{fault::Fault, i18n::words, moderation::RedactComment, ui::Area};
use leptos::{prelude::*, server_fn::ServerFn};

#[component]
pub(super) fn Redact(id: i64, begun: String, fault: Option<Fault>) -> impl IntoView {
    let words = words();
    view! {
        <details class="fold" open=fault.is_some()>
            <summary class="plain">{words.s("redact.title")}</summary>
            <form class="case__form" method="post" action=RedactComment::url() data-redact="">
                <input type="hidden" name="comment" value=id/>
                <Area id="redact" name="words" label=words.s("redact.words") hint=words.s("redact.words.hint") value=begun fault/>
                <Area id="redact-note" name="note" label=words.s("case.note")/>
                <div class="acts"><button class="btn btn--line" type="submit">{words.s("redact.do")}</button></div>
            </form>
        </details>
    }
}
