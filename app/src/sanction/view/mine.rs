//! What a person is told: among the decisions of their account a statement of each measure, and a notice where they would
//! write.
use super::{Scope, State, name, rule_name, span};
#[cfg(feature = "ssr")]
use crate::appeal::{Against, Begun, can_be_done};
use crate::{
    i18n::words,
    sanction::{InForce, Laid, Measure, model::until_words},
    ui::Time,
};
use leptos::prelude::*;

/// The statement of each measure (Regulation (EU) 2022/2065, article 17: what, where and for how long, on what grounds,
/// whether by automated means, and how to object). Nothing where there is nothing.
#[component]
pub fn Measures(
    /// What was laid on the reader, newest first.
    list: Vec<Laid>,
    /// What was begun and refused on this page.
    begun: Begun,
) -> impl IntoView {
    let words = words();
    (!list.is_empty()).then(|| {
        let rows = list.into_iter().map(|laid| view! { <Statement laid begun=begun.clone()/> });
        view! {
            <h2 id="measures">{words.s("sanction.mine")}</h2>
            <ol class="verdicts" role="list" aria-labelledby="measures">{rows.collect_view()}</ol>
        }
    })
}

#[component]
fn Statement(laid: Laid, begun: Begun) -> impl IntoView {
    let words = words();
    let lang = words.0;
    let rule = laid.rule.as_str();
    let means = words.s(&format!("sanction.means.{}", laid.measure.as_str()));
    let (id, at, standing, note) = (laid.id, laid.at, laid.standing, laid.note.clone());
    let appeal = can_be_done(Against::Measure(id), laid.redress.clone(), begun);
    let lifted = (laid.lifted > 0).then(|| view! { ", "<Time at=laid.lifted/> });
    view! {
        <li class="verdict" data-measure=id>
            <div class="verdict__head">
                <h3>{name(words, laid.measure)}</h3>
                <span class="quiet small"><Time at/></span>
            </div>
            <p>{means}</p>
            <dl class="pairs">
                <dt>{words.s("sanction.when")}</dt>
                <dd>{span(words, &laid)}</dd>
                <dt>{words.s("sanction.scope")}</dt>
                <dd><Scope laid/></dd>
                <dt>{words.s("decisions.rule")}</dt>
                <dd><a href=format!("/{lang}/about/rules#rule-{rule}")>{words.s(&format!("rule.{rule}"))}</a></dd>
                <dt>{words.s("decisions.note")}</dt>
                <dd>{note}</dd>
                <dt>{words.s("sanction.by")}</dt>
                <dd>{words.s("sanction.by.person")}</dd>
                <dt>{words.s("sanction.object")}</dt>
                <dd>{words.s("sanction.object.how")}" "<a href=format!("/{lang}/about/legal")>{words.s("decisions.town")}</a></dd>
                <dt>{words.s("decisions.now")}</dt>
                <dd><State standing/>{lifted}</dd>
            </dl>
            {appeal}
        </li>
    }
}

/// Above a composer: what was laid on the reader and counts here, before they write in vain; or that they were warned.
#[component]
pub fn Notice(
    /// What counts.
    measure: Option<InForce>,
) -> impl IntoView {
    let words = words();
    measure.map(|found| {
        let rule = rule_name(words, found.rule).to_lowercase();
        let kind = found.measure.as_str();
        let places = [("until", &*until_words(words, found.until)), ("rule", &rule)];
        let said = words.with(&format!("sanction.notice.{kind}"), &places);
        let class =
            if matches!(found.measure, Measure::Warn | Measure::ReadFirst) { "notice" } else { "notice notice--bad" };
        view! {
            <div class=class data-told=kind>
                <p>
                    {said}" "
                    <a href=format!("/{}/account/decisions", words.0)>{words.s("fault.more")}</a>
                </p>
            </div>
        }
    })
}
