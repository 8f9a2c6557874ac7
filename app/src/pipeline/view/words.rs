//! After a rehearsal: putting the words into use, and what is in use.
use crate::{
    fault::Fault,
    i18n::words,
    pipeline::{DropWords, UseWords, WordRule},
    ui::{Summary, Time},
};
use leptos::{prelude::*, server_fn::ServerFn};

/// What was tried, as a form sends it: words, what excuses them, their language and how much they weigh.
pub(super) type Tried = [(&'static str, String); 4];

/// One button, for who runs the plan; the others read who that is.
#[component]
pub(super) fn Use(tried: Tried, may: bool) -> impl IntoView {
    let words = words();
    if !may {
        return view! { <p class="quiet">{words.s("words.admins")}</p> }.into_any();
    }
    let fields = tried.map(|(name, value)| view! { <input type="hidden" name=name value=value/> });
    view! {
        <form method="post" action=UseWords::url() data-use-words="">
            {fields.into_iter().collect_view()}
            <button class="btn" type="submit">{words.s("words.use")}</button>
        </form>
    }
    .into_any()
}

/// What is in use, with who put it there and when, and the way out.
#[component]
pub(super) fn InUse(list: Vec<WordRule>, may: bool, fault: Option<Fault>, used: bool) -> impl IntoView {
    let words = words();
    let rows = list.into_iter().map(|rule| view! { <Row rule may/> }).collect_view();
    view! {
        {fault.map(|fault| view! { <Summary fault field=None/> })}
        {used.then(|| view! { <div class="notice notice--good" role="status"><p>{words.s("words.used")}</p></div> })}
        <section aria-labelledby="in-use">
            <h2 id="in-use">{words.s("words.title")}</h2>
            <p class="quiet">{words.s("words.title.hint")}</p>
            <ul class="lines" role="list">{rows}</ul>
        </section>
    }
}

#[component]
fn Row(rule: WordRule, may: bool) -> impl IntoView {
    let words = words();
    let unless = (!rule.unless.is_empty())
        .then(|| view! { " "<span class="quiet">{words.with("words.unless", &[("words", &rule.unless)])}</span> });
    let drop = may.then(|| {
        view! {
            <form method="post" action=DropWords::url() data-drop-words=rule.id>
                <input type="hidden" name="rule" value=rule.id/>
                <button class="plain" type="submit">{words.s("words.drop")}<span class="vh">" "{rule.forms.clone()}</span></button>
            </form>
        }
    });
    view! {
        <li data-words=rule.id>
            <span>
                <strong lang=rule.lang.code()>{rule.forms.clone()}</strong>{unless}
                " "<span class="badge">{words.s(&format!("rehearsal.severity.{}", rule.severity.as_str()))}</span>
                " "<span class="badge">{words.s(&format!("rehearsal.lang.{}", rule.lang.code()))}</span>
            </span>
            <span class="quiet small">{rule.by}", "<Time at=rule.at/></span>
            {drop}
        </li>
    }
}
