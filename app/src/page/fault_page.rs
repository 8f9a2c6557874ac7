use super::frame::Title;
use crate::{
    fault::{Code, Fault},
    i18n::words,
};
use leptos::prelude::*;

/// A page that could not be: what happened, and ways on.
#[component]
pub fn FaultPage(
    /// Why.
    fault: Fault,
) -> impl IntoView {
    let words = words();
    let lang = words.0;
    let code = match fault.status() {
        // 401 would promise a challenge that no page of ours sends (RFC 9110, 15.5.2).
        401 => 403,
        code @ (403 | 404 | 429) => code,
        410 => 404,
        _ => 500,
    };
    crate::request::status(code);
    let key = match code {
        403 => "page.lost.403",
        404 => "page.lost.404",
        429 => "page.lost.429",
        _ => "page.lost.500",
    };
    let more = fault.more(words).map(|(to, said)| view! { " "<a href=to>{said}</a> });
    view! {
        <Title text=words.s(key)/>
        <div class="lost">
            <p class="lost__code">{words.with("page.lost.code", &[("code", &code.to_string())])}</p>
            <h1>{words.s(key)}</h1>
            <p>{fault.say(words)}{more}</p>
            <ul class="ways">
                <li><a href=format!("/{lang}")>{words.s("page.lost.home")}</a></li>
                <li><a href=format!("/{lang}/search")>{words.s("page.lost.search")}</a></li>
                {(code == 403).then(|| view! { <li><a href=format!("/{lang}/sign-in")>{words.s("page.sign_in")}</a></li> })}
            </ul>
        </div>
    }
}

/// Any address that no page has.
#[component]
pub fn Lost() -> impl IntoView {
    view! { <FaultPage fault=Fault::from(Code::NotFound)/> }
}
