//! `/{lang}/desk/rehearsal`: a rule is tried on the last comments before it is used. A form that is only read, so that
//! its address can be passed on.
use super::words::{InUse, Tried, Use};
use crate::{
    fault::{Code, Fault},
    i18n::{LANGS, Lang, words},
    page::{Title, query, show},
    pipeline::{Caught, Rehearsed, Severity, api::in_use, rehearse},
    ui::{Back, Field, Refused, other, refused},
};
use leptos::prelude::*;

/// What was asked for, as the address has it.
#[derive(Clone, Debug, Default)]
struct Asked {
    word: String,
    unless: String,
    lang: Lang,
    severity: String,
    threshold: String,
}

impl Asked {
    /// The words that were tried, as a form sends them; without a choice they are a note.
    fn tried(&self) -> Tried {
        let severity: Severity = self.severity.parse().unwrap_or(Severity::Note);
        [
            ("word", self.word.clone()),
            ("unless", self.unless.clone()),
            ("lang", self.lang.to_string()),
            ("severity", severity.as_str().to_owned()),
        ]
    }
}

/// `/{lang}/desk/rehearsal`
#[component]
pub fn RehearsalRoute() -> impl IntoView {
    let value = |name: &str| query(name).unwrap_or_default();
    let asked = Asked {
        word: value("word"),
        unless: value("unless"),
        lang: value("lang").parse().unwrap_or(words().0),
        severity: value("severity"),
        threshold: value("threshold"),
    };
    let (refused, used) = (Refused::of(&refused(), "words"), query("used").is_some());
    let found = {
        let asked = asked.clone();
        async move {
            let (found, fault) = tried(asked).await?;
            Ok((found, fault, in_use().await?))
        }
    };
    show(found, move |(found, fault, (list, may))| {
        view! { <Drawn asked found fault may><InUse list may fault=refused used/></Drawn> }
    })
}

/// What the rule would have done. The bare page asks for nothing yet; who may not be here is told so all the same.
async fn tried(asked: Asked) -> Result<(Option<Rehearsed>, Option<Fault>), Fault> {
    let Asked { word, unless, lang, threshold, .. } = asked;
    let asks = !(word.is_empty() && threshold.is_empty());
    let threshold = if asks { threshold } else { "1".to_owned() };
    match rehearse(lang, word, Some(unless), Some(threshold)).await {
        Ok(found) => Ok((asks.then_some(found), None)),
        Err(fault) if matches!(fault.code, Code::BadRule | Code::TooLong) => Ok((None, Some(fault))),
        Err(fault) => Err(fault),
    }
}

#[component]
fn Drawn(asked: Asked, found: Option<Rehearsed>, fault: Option<Fault>, may: bool, children: Children) -> impl IntoView {
    let words = words();
    if fault.is_some() {
        crate::request::status(422);
    }
    let told = found.map(|found| view! { <Told asked=asked.clone() found may/> });
    view! {
        <Title text=words.s("rehearsal.title")/>
        <div class="sheet front">
            <Back to=format!("/{}/desk/waiting", words.0)/>
            <div class="front__head in-wide">
                <h1 class="title title--page">{words.s("rehearsal.title")}</h1>
                <p class="intro">{words.s("rehearsal.intro")}</p>
            </div>
        </div>
        <div class="sheet">
            <div class="in-side side-blank"></div>
            <div class="in-wide stack"><Ask asked fault/>{told}{children()}</div>
        </div>
    }
}

/// A word or a score: whichever is given.
#[component]
fn Ask(asked: Asked, fault: Option<Fault>) -> impl IntoView {
    let words = words();
    let (of_word, of_score) = match fault {
        Some(fault) if asked.word.is_empty() => (None, Some(fault)),
        fault => (fault, None),
    };
    let lang = |lang: Lang| {
        view! { <option value=lang.code() selected=lang == asked.lang>{words.s(&format!("rehearsal.lang.{}", lang.code()))}</option> }
    };
    let severity = |severity: &Severity| {
        let name = severity.as_str();
        view! { <option value=name selected=asked.severity == name>{words.s(&format!("rehearsal.severity.{name}"))}</option> }
    };
    view! {
        <form class="form form--wide" method="get" data-rehearsal="" novalidate="">
            <Field id="word" label=words.s("rehearsal.word") hint=words.s("rehearsal.word.hint") autocomplete="off"
                value=asked.word.clone() fault=of_word required=false/>
            <Field id="unless" label=words.s("rehearsal.unless") hint=words.s("rehearsal.unless.hint") autocomplete="off"
                value=asked.unless.clone() fault=None required=false/>
            <div class="field">
                <label for="lang">{words.s("rehearsal.lang")}</label>
                <select class="box" id="lang" name="lang">{LANGS.map(lang).collect_view()}</select>
            </div>
            <div class="field">
                <label for="severity">{words.s("rehearsal.severity")}</label>
                <select class="box" id="severity" name="severity">{Severity::ALL.iter().map(severity).collect_view()}</select>
            </div>
            <Field id="threshold" label=words.s("rehearsal.threshold") hint=words.s("rehearsal.threshold.hint")
                autocomplete="off" value=asked.threshold.clone() fault=of_score required=false/>
            <div class="acts"><button class="btn" type="submit">{words.s("rehearsal.try")}</button></div>
        </form>
    }
}

/// What the rule would have done, and how to use it.
#[component]
fn Told(asked: Asked, found: Rehearsed, may: bool) -> impl IntoView {
    let words = words();
    let figures = words.with(
        "rehearsal.told",
        &[
            ("read", &words.number(found.read)),
            ("held", &words.number(found.held)),
            ("approved", &words.number(found.approved)),
        ],
    );
    let line = setting(&asked);
    let in_use = (!asked.word.trim().is_empty()).then(|| view! { <Use tried=asked.tried() may/> });
    view! {
        <div class="notice notice--good" role="status" data-read=found.read data-caught=found.held data-approved=found.approved>
            <p>{figures}{found.cut.then(|| view! { " "{words.s("rehearsal.cut")} })}</p>
        </div>
        {in_use}
        <p>{words.s("rehearsal.use")}</p>
        <pre><code>{line}</code></pre>
        <ol class="queue" role="list">{found.first.into_iter().map(|caught| view! { <Line caught/> }).collect_view()}</ol>
    }
}

/// The rule as the configuration file has it.
fn setting(asked: &Asked) -> String {
    if asked.word.trim().is_empty() {
        return format!("[pipeline]\nspam = {}", asked.threshold.trim().replace(',', "."));
    }
    let list = |text: &str| {
        let words = text.split(',').map(str::trim).filter(|word| !word.is_empty());
        words.map(|word| format!("{word:?}")).collect::<Vec<_>>().join(", ")
    };
    let severity = asked.severity.parse().unwrap_or(Severity::Note);
    format!(
        "[[pipeline.words]]\nforms = [{}]\nlang = \"{}\"\nseverity = \"{}\"\nunless = [{}]",
        list(&asked.word),
        asked.lang,
        severity.as_str(),
        list(&asked.unless)
    )
}

#[component]
fn Line(caught: Caught) -> impl IntoView {
    let words = words();
    let approved = caught.approved.then(|| view! { " "<span class="badge">{words.s("rehearsal.approved")}</span> });
    view! {
        <li class="row" data-caught-row=caught.comment>
            <a href=format!("/{}/desk/c/{}", words.0, caught.comment)>
                <span class="row__why">{caught.detail}{approved}</span>
                " "<span class="row__txt" lang=other(caught.lang)>{caught.words}</span>
            </a>
        </li>
    }
}
