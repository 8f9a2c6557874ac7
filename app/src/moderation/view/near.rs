//! What can be done about the other comments of a case's conversation, without leaving it: plain forms, done without a
//! reload once the script runs.
use super::{open::Open, rule_name};
use crate::{
    fault::Fault,
    i18n::words,
    moderation::{ApproveComment, HideComment},
    thread::{Comment, Rule},
    ui::ErrorLine,
};
use leptos::{ev::SubmitEvent, html, prelude::*, server_fn::ServerFn};

/// What is done about a comment near by.
#[derive(Clone, Copy, Debug)]
pub(super) enum Near {
    /// Nothing is wrong with it.
    Approve(i64),
    /// It breaks a rule; `None` when none was chosen.
    Hide(i64, Option<Rule>),
}

impl Near {
    /// The comment.
    pub const fn comment(self) -> i64 {
        match self {
            Self::Approve(id) | Self::Hide(id, _) => id,
        }
    }
}

/// The way to its case, and the decisions that ask for no more than a rule.
#[component]
pub(super) fn Tools(open: Open, comment: Comment) -> impl IntoView {
    let words = words();
    let id = comment.id;
    let n = id.to_string();
    let case =
        view! { <a class="plain" href=format!("/{}/desk/c/{id}", words.0)>{words.with("near.case", &[("n", &n)])}</a> };
    if !comment.visible() {
        return view! { <p data-near=id>{case}</p> }.into_any();
    }
    let fault = Signal::derive(move || open.near.get().filter(|(at, _)| *at == id).map(|(_, fault)| fault));
    let refused = fault.get_untracked().is_some();
    let of = words.with("near.of", &[("name", &comment.author.name)]);
    view! {
        <details class="fold" open=refused data-near=id>
            <summary class="plain">{words.s("thread.moderate")}<span class="vh">" "{of}</span></summary>
            <div class="acts">{case}<Forms open id fault/></div>
        </details>
    }
    .into_any()
}

#[component]
fn Forms(open: Open, id: i64, fault: Signal<Option<Fault>>) -> impl IntoView {
    let words = words();
    let select = NodeRef::<html::Select>::new();
    let approve = move |event: SubmitEvent| {
        event.prevent_default();
        open.near(Near::Approve(id));
    };
    let hide = move |event: SubmitEvent| {
        event.prevent_default();
        let rule = select.get_untracked().and_then(|select| select.value().parse().ok());
        open.near(Near::Hide(id, rule));
    };
    let field = format!("near-{id}");
    let error = format!("{field}-e");
    let rule = |rule: Rule| view! { <option value=rule.as_str()>{rule_name(words, rule)}</option> };
    view! {
        <form method="post" action=ApproveComment::url() data-near-approve="" on:submit=approve>
            <input type="hidden" name="comment" value=id/>
            <button class="btn btn--line" type="submit">{words.s("case.approve")}</button>
        </form>
        <form class="acts" method="post" action=HideComment::url() data-near-hide="" on:submit=hide>
            <input type="hidden" name="comment" value=id/>
            <label for=field.clone()>{words.s("case.rule")}</label>
            <select class="box" id=field name="rule" node_ref=select aria-describedby=error.clone()>
                <option value="">{words.s("near.choose")}</option>
                {Rule::ALL.map(rule).into_iter().collect_view()}
            </select>
            <button class="btn btn--line" type="submit">{words.s("case.hide")}</button>
        </form>
        <ErrorLine id=error fault=fault/>
    }
}
