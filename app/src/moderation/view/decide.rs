//! The forms that apply: plain ones, done without a reload once the script runs.
use super::{
    appeal::open_appeal,
    open::{Deed, Open},
    rule_name,
};
use crate::{
    fault::Code,
    i18n::words,
    moderation::{
        ApproveComment, DecisionRow, HideComment, LONGEST_NOTE, MOST_UNDER, Reasons, RestoreComment, UndoDecision,
    },
    thread::Rule,
    ui::ErrorLine,
};
use leptos::{ev::SubmitEvent, html, prelude::*, server_fn::ServerFn};

/// The decision taken a moment ago, with the way back: told politely, right under the title.
#[component]
pub(super) fn Outcome(open: Open) -> impl IntoView {
    let words = words();
    let just = move || {
        let id = open.decided.get()?;
        open.case.with(|c| c.decisions.iter().find(|d| d.id == id).map(|d| (d.clone(), c.undoable == Some(id))))
    };
    view! {
        <div role="status">
            {move || just().map(|(DecisionRow { kind, rule, along, .. }, undoable)| {
                let said = words.s(&format!("decided.{kind}")).into_owned();
                let said = rule.filter(|_| kind == "hide").map_or(said.clone(), |r| format!("{said}: {}", super::rule_inside(words, r)));
                let along = (along > 0).then(|| view! { " "{words.n("decided.along", along)} });
                view! {
                    <div class="notice notice--good gap-s" data-decided="">
                        <p>{said}"."{along}</p>
                        {undoable.then(|| open.decided.get_untracked()).flatten().map(|decision| view! { <Undo open decision strong=true/> })}
                    </div>
                }
            })}
        </div>
    }
}

/// What can be decided now.
#[component]
pub(super) fn Decide(open: Open) -> impl IntoView {
    let words = words();
    // Nothing that is being typed is drawn anew while the state stays.
    let state = Memo::new(move |_| open.case.with(|c| c.comment.state.as_str()));
    let undo = Memo::new(move |_| {
        let decided = open.decided.get();
        open.case.with(|c| c.undoable.filter(|id| decided != Some(*id)))
    });
    let general = Signal::derive(move || {
        open.fault.get().filter(|f| !matches!(f.code, Code::NoRule | Code::TooLong | Code::NoReasons))
    });
    let forms = move || match state.get() {
        "visible" => view! { <Hide open/> }.into_any(),
        "deleted" => view! { <p class="quiet">{words.s("case.nothing")}</p> }.into_any(),
        _ => ().into_any(),
    };
    // While an appeal is open, its answer is what can be decided.
    let appealed = Memo::new(move |_| open.case.with(|c| open_appeal(c).is_some()));
    let simple = move || match state.get() {
        "visible" => view! { <HideButton open/><Approve open/> }.into_any(),
        "hidden" if !appealed.get() => view! { <Restore open/> }.into_any(),
        _ => ().into_any(),
    };
    view! {
        {forms}
        <div class="decide" hidden=move || state.get() == "deleted">
            <ErrorLine id="case-e" fault=general/>
            {simple}
            {move || undo.get().map(|decision| view! { <Undo open decision strong=false/> })}
        </div>
    }
}

/// A deed by a form without fields.
pub(super) fn simply(open: Open, deed: Deed) -> impl Fn(SubmitEvent) + Clone {
    move |event: SubmitEvent| {
        event.prevent_default();
        open.act(deed.clone());
    }
}

#[component]
fn Approve(open: Open) -> impl IntoView {
    view! {
        <form method="post" action=ApproveComment::url() data-approve="" on:submit=simply(open, Deed::Approve)>
            <input type="hidden" name="comment" value=open.id/>
            <input type="hidden" name="seen" value=open.seen()/>
            <Key open id="do-approve" key="A" class="btn btn--line" word="case.approve"/>
        </form>
    }
}

#[component]
fn Restore(open: Open) -> impl IntoView {
    view! {
        <form method="post" action=RestoreComment::url() data-restore="" on:submit=simply(open, Deed::Restore)>
            <input type="hidden" name="comment" value=open.id/>
            <input type="hidden" name="seen" value=open.seen()/>
            <Key open id="do-restore" key="E" class="btn" word="case.restore"/>
        </form>
    }
}

#[component]
fn Undo(open: Open, decision: i64, strong: bool) -> impl IntoView {
    let class = if strong { "btn" } else { "btn btn--line" };
    let word = if strong { "desk.undo" } else { "case.undo" };
    view! {
        <form method="post" action=UndoDecision::url() data-undo="" on:submit=simply(open, Deed::Undo(decision))>
            <input type="hidden" name="comment" value=open.id/>
            <input type="hidden" name="decision" value=decision/>
            <Key open id="do-undo" key="U" class word/>
        </form>
    }
}

/// A button with the key that presses it.
#[component]
pub(super) fn Key(
    open: Open,
    id: &'static str,
    key: &'static str,
    class: &'static str,
    word: &'static str,
    /// The form that it sends, where it stands outside of it.
    #[prop(optional)]
    form: Option<&'static str>,
    /// What is read along with its name.
    #[prop(optional)]
    about: Option<&'static str>,
) -> impl IntoView {
    view! {
        <button class=class id=id type="submit" form=form aria-describedby=about aria-keyshortcuts=key aria-busy=move || open.busy.get().then_some("true")>
            {words().s(word)}" "<kbd class="only-wide" aria-hidden="true">{key}</kbd>
        </button>
    }
}

/// What takes the comment down, with the rule that was chosen.
#[component]
fn HideButton(open: Open) -> impl IntoView {
    let words = words();
    let rule = move || open.rule.get().map(|rule| rule_name(words, rule));
    view! {
        <Key open id="do-hide" key="H" class="btn" word="case.hide" form="hide" about="hide-rule"/>
        <span class="decide__rule quiet" id="hide-rule">{rule}</span>
    }
}

/// Taking the comment down: by which rule, and what its author reads. Its button stands among the others.
#[component]
fn Hide(open: Open) -> impl IntoView {
    let words = words();
    let form = NodeRef::<html::Form>::new();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        open.act(Deed::Hide(form.get_untracked().and_then(|form| chosen(&form))));
    };
    let hint = words.with("reasons.hint", &[("n", &words.number(i64::try_from(LONGEST_NOTE).unwrap_or(0)))]);
    let note = open.note.get_untracked();
    let house = open.case.with_untracked(|c| c.house.clone());
    view! {
        <form class="case__form" id="hide" method="post" action=HideComment::url() data-hide="" node_ref=form on:submit=submit>
            <input type="hidden" name="comment" value=open.id/>
            <input type="hidden" name="seen" value=open.seen()/>
            <Reasons picked=open.rule note fault=open.fault.into() label="case.note" hint house keep=open.note/>
            <Under open/>
        </form>
    }
}

/// Whether what stands under it goes with it; asked only where something does.
#[component]
fn Under(open: Open) -> impl IntoView {
    let words = words();
    let under = Memo::new(move |_| open.case.with(|c| c.under));
    let all = move |n: i64| match n > MOST_UNDER {
        true => words.with("case.branch.most", &[("n", &words.number(MOST_UNDER))]),
        false => words.n("case.branch", n),
    };
    move || {
        Some(under.get()).filter(|n| *n > 0).map(|n| {
            view! {
                <label class="check">
                    <input type="checkbox" name="branch" value="true" checked=open.branch.get_untracked()
                        on:change=move |e| open.branch.set(event_target_checked(&e))/>
                    " "<span>{all(n)}</span>
                </label>
            }
        })
    }
}

#[cfg(feature = "hydrate")]
fn chosen(form: &web_sys::HtmlFormElement) -> Option<Rule> {
    let input = form.query_selector("input[name=rule]:checked").ok().flatten()?;
    input.get_attribute("value")?.parse().ok()
}

#[cfg(not(feature = "hydrate"))]
fn chosen<T>(_: &T) -> Option<Rule> {
    None
}
