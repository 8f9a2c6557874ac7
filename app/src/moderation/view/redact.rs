//! Taking personal data out of the comment: a plain form, folded away, since it is rare and cannot be undone.
use crate::{fault::Fault, html::Html, i18n::words, moderation::RedactComment, ui::ErrorLine};
use leptos::{prelude::*, server_fn::ServerFn};

#[component]
pub(super) fn Redact(id: i64, begun: String, fault: Option<Fault>) -> impl IntoView {
    let words = words();
    view! {
        <details class="fold" open=fault.is_some()>
            <summary class="plain">{words.s("redact.title")}</summary>
            <form class="case__form" method="post" action=RedactComment::url() data-redact="">
                <input type="hidden" name="comment" value=id/>
                <div class="field">
                    <label for="redact">{words.s("redact.words")}</label>
                    <span class="hint" id="redact-h">{words.s("redact.words.hint")}</span>
                    <ErrorLine id="redact-e" fault=Signal::stored(fault)/>
                    <textarea class="box short" id="redact" name="words" aria-describedby="redact-h redact-e"
                        aria-invalid=fault.map(|_| "true") inner_html=Html::escaped(&begun).0></textarea>
                </div>
                <div class="field">
                    <label for="redact-note">{words.s("case.note")}</label>
                    <textarea class="box short" id="redact-note" name="note"></textarea>
                </div>
                <div class="acts"><button class="btn btn--line" type="submit">{words.s("redact.do")}</button></div>
            </form>
        </details>
    }
}
