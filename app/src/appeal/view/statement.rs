//! What the author of a text that was taken down or refused is told.
use super::{
    super::{
        api::Appeal,
        model::{Against, LONGEST, Redress},
    },
    Panel,
};
use crate::{
    fault::Fault,
    html::Html,
    i18n::words,
    record::Source,
    services::Kept,
    thread::{Place, Rule},
    ui::{ErrorLine, Refused, Summary},
};
use leptos::{prelude::*, server_fn::ServerFn};

/// A decision as its author is told of it.
pub struct Stated {
    /// What an appeal would be against.
    pub against: Against,
    /// Whether it takes something away: then the law asks for more to be said.
    pub restricts: bool,
    /// By which rule.
    pub rule: Option<Rule>,
    /// What the moderator wrote.
    pub note: String,
    /// Whether it came with the decision about a comment above.
    pub branch: bool,
    /// What brought the text to the desk.
    pub source: Source,
    /// What can be done about it.
    pub redress: Redress,
}

/// What came back with a refused form, and what was begun.
#[derive(Clone, Default)]
pub struct Begun {
    /// Why the form was refused.
    pub refused: Option<Refused>,
    /// Every text that its reader has begun.
    pub drafts: Vec<Kept>,
}

/// On what a decision rests and what it means, as rows of a list of pairs; then what can be done about it. `rows` stand
/// between.
#[component]
pub fn Statement(
    /// The decision.
    stated: Stated,
    /// What was begun and refused on this page.
    begun: Begun,
    /// More rows.
    children: Children,
) -> impl IntoView {
    let words = words();
    let Stated { against, restricts, rule, note, branch, source, redress } = stated;
    let rule = rule.map(|rule| {
        let to = format!("/{}/about/rules#rule-{}", words.0, rule.as_str());
        view! { <dt>{words.s("decisions.rule")}</dt><dd><a href=to>{words.s(rule.key())}</a></dd> }
    });
    let note = (!note.is_empty()).then(|| view! { <dt>{words.s("decisions.note")}</dt><dd>{note}</dd> });
    let came = match source {
        _ if branch => "statement.came.branch",
        Source::Report => "statement.came.report",
        Source::Phase => "statement.came.phase",
        Source::Own => "statement.came.own",
        Source::Appeal => "statement.came.appeal",
    };
    let meant = restricts.then(|| {
        view! {
            <dt>{words.s("statement.came")}</dt>
            <dd>{words.s(came)}" "{words.s("statement.human")}</dd>
            <dt>{words.s("statement.scope")}</dt>
            <dd>{words.s("statement.scope.text")}</dd>
        }
    });
    view! {
        <dl class="pairs">{rule}{note}{meant}{children()}</dl>
        {can_be_done(against, redress, begun)}
    }
}

/// What can be done about a decision: the form of an appeal, or what became of it.
pub fn can_be_done(against: Against, redress: Redress, begun: Begun) -> AnyView {
    match redress {
        Redress::Over => ().into_any(),
        Redress::Made(appeal) => view! { <Panel appeal lifts=matches!(against, Against::Measure(_))/> }.into_any(),
        Redress::Until(until) => view! { <Ask against until begun/> }.into_any(),
    }
}

/// The form: one field, one button.
#[component]
fn Ask(against: Against, until: i64, begun: Begun) -> impl IntoView {
    let words = words();
    let place = Place::Appeal(against).to_string();
    let fault: Option<Fault> = Refused::of(&begun.refused, &place);
    let typed = begun.drafts.into_iter().find(|(at, ..)| *at == place).map(|(_, body, _)| body).unwrap_or_default();
    let (name, id) = match against {
        Against::Decision(id) => ("decision", id),
        Against::Text(id) => ("text", id),
        Against::Measure(id) => ("measure", id),
    };
    let (field, hint, error) = (format!("appeal-{place}"), format!("appeal-{place}-h"), format!("appeal-{place}-e"));
    let most = words.number(i64::try_from(LONGEST).unwrap_or(0));
    let told = words.with("appeal.hint", &[("date", &words.date(until)), ("n", &most)]);
    let described = if fault.is_some() { format!("{hint} {error}") } else { hint.clone() };
    view! {
        {fault.map(|fault| view! { <Summary fault field=None/> })}
        <form class="form form--wide" method="post" action=Appeal::url() data-appeal=id>
            <input type="hidden" name=name value=id/>
            <div class="field">
                <label for=field.clone()>{words.s("appeal.ask")}</label>
                <span class="hint" id=hint>{told}</span>
                <ErrorLine id=error fault=Signal::stored(fault)/>
                <textarea class="box short" id=field name="body" aria-describedby=described
                    aria-invalid=fault.map(|_| "true") inner_html=Html::escaped(&typed).0></textarea>
            </div>
            <div class="acts"><button class="btn btn--line" type="submit">{words.s("appeal.send")}</button></div>
        </form>
    }
}
