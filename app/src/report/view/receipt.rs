//! How a report went, for whoever has its reference; and one's own reports.
use super::super::{
    api::receipt,
    model::{Fate, Receipt},
};
use crate::{
    i18n::words,
    page::{Title, segment, show},
    ui::{Back, Time},
};
use leptos::prelude::*;

/// `/{lang}/report/{reference}`
#[component]
pub fn ReceiptRoute() -> impl IntoView {
    let reference = segment(3).unwrap_or_default();
    show(receipt(reference), |receipt| view! { <Drawn receipt/> })
}

#[component]
fn Drawn(receipt: Receipt) -> impl IntoView {
    let words = words();
    let here = words.with("receipt.title", &[("reference", &receipt.reference)]);
    view! {
        <Title text=here.clone()/>
        <div class="sheet front">
            <Back to=format!("/{}/c/{}", words.0, receipt.comment)/>
            <div class="front__head in-wide">
                <h1 class="title title--page">{here}</h1>
                <p class="intro">{words.s("receipt.intro")}</p>
            </div>
        </div>
        <div class="sheet">
            <div class="in-side side-blank"></div>
            <div class="in-wide stack">
                <ol class="verdicts" role="list"><Row receipt link=false/></ol>
                <p class="quiet">{words.s("receipt.disagree")}</p>
            </div>
        </div>
    }
}

/// One's own reports, newest first; nothing without any.
#[component]
pub fn MyReports(
    /// The reports.
    reports: Vec<Receipt>,
) -> impl IntoView {
    let words = words();
    (!reports.is_empty()).then(|| {
        let rows = reports.into_iter().map(|receipt| view! { <Row receipt link=true/> }).collect_view();
        view! { <h2>{words.s("receipt.mine")}</h2><ol class="verdicts" role="list">{rows}</ol> }
    })
}

#[component]
fn Row(receipt: Receipt, link: bool) -> impl IntoView {
    let words = words();
    let lang = words.0;
    let Receipt { reference, comment, rule, law, at, fate, decided_at, visible } = receipt;
    let class = match fate {
        Fate::Waiting => "state state--waiting",
        Fate::Removed => "state state--hidden",
        Fate::Redacted | Fate::Stays | Fate::Gone => "state state--kept",
    };
    let said = words.s(match fate {
        Fate::Waiting => "receipt.waiting",
        Fate::Removed => "receipt.removed",
        Fate::Redacted => "receipt.redacted",
        Fate::Stays => "receipt.stays",
        Fate::Gone => "receipt.gone",
    });
    let law = (!law.is_empty()).then(|| view! { <dt>{words.s("receipt.law")}</dt><dd>{law}</dd> });
    let own = link.then(|| {
        let to = format!("/{lang}/report/{reference}");
        view! { <dt>{words.s("receipt.reference")}</dt><dd><a href=to>{reference.clone()}</a></dd> }
    });
    let decided =
        (decided_at > 0).then(|| view! { <dt>{words.s("receipt.decided")}</dt><dd><Time at=decided_at/></dd> });
    let now = (fate == Fate::Removed && visible)
        .then(|| view! { <dt>{words.s("decisions.now")}</dt><dd>{words.s("receipt.back")}</dd> });
    view! {
        <li class="verdict" data-receipt=reference data-fate=fate.as_str()>
            <div class="verdict__head"><h3><span class=class>{said}</span></h3><span class="quiet small"><Time at/></span></div>
            <dl class="pairs">
                <dt>{words.s("decisions.rule")}</dt><dd><a href=format!("/{lang}/about/rules#rule-{}", rule.as_str())>{words.s(rule.key())}</a></dd>
                {law}{decided}{now}
                <dt>{words.s("log.where")}</dt><dd><a href=format!("/{lang}/c/{comment}")>{words.s("decisions.place")}</a></dd>
                {own}
            </dl>
        </li>
    }
}
