//! `/{lang}/p/{id}/edit`: the form that changes a proposal's words; plain, so that nothing hangs on the script.
use crate::{
    change::{Editing, LIMITS, SaveChange, Useful, editing},
    fault::{Code, Fault},
    html::Html,
    i18n::{Words, words},
    page::{Title, segment, show},
    plan::id_of,
    ui::{Back, ErrorLine, Refused, Summary, other, refused},
};
use leptos::{prelude::*, server_fn::ServerFn};

/// Empty boxes for new actions.
const MORE: usize = 2;

/// `/{lang}/p/{id}/edit`
#[component]
pub fn EditRoute() -> impl IntoView {
    let lang = words().0;
    let refused = refused();
    show(editing(lang, id_of(segment(3))), move |page| view! { <Drawn page refused/> })
}

/// What was refused, asked for each field.
#[derive(Clone, Copy)]
struct Faults(StoredValue<Option<Refused>>);

impl Faults {
    fn of(self, field: &str) -> Option<Fault> {
        self.0.with_value(|refused| Refused::of(refused, field))
    }

    fn any(self) -> Option<(Fault, Option<&'static str>)> {
        let fields = ["title", "objective", "body", "actions", "note", "voices"];
        let fault = self.0.with_value(|refused| refused.as_ref().map(|r| r.fault))?;
        let field = fields.into_iter().find(|field| self.of(field).is_some());
        Some((fault, field.map(|field| if field == "actions" { "action-1" } else { field })))
    }
}

#[component]
fn Drawn(page: Editing, refused: Option<Refused>) -> impl IntoView {
    let words = words();
    let faults = Faults(StoredValue::new(refused));
    let lang = other(page.lang);
    let to = format!("/{}/p/{}", words.0, page.proposal);
    let overtaken = faults.any().is_some_and(|(fault, _)| fault.code == Code::Overtaken);
    let history = overtaken.then(|| {
        view! { <p><a href=format!("{to}/history")>{words.s("change.see")}</a></p> }
    });
    view! {
        <Title text=words.s("change.edit")/>
        <div class="sheet front">
            <Back to=to/>
            <div class="front__head in-wide">
                <h1 class="title title--page">{words.s("change.edit")}</h1>
                <p class="intro"><span lang=lang>{page.now.clone()}</span></p>
            </div>
        </div>
        <div class="sheet">
            <div class="in-side side-blank"></div>
            <div class="in-wide stack">
                {faults.any().map(|(fault, field)| view! { <Summary fault field/> })}
                {history}
                <p class="quiet">{words.s("change.edit.hint")}" "{words.with("change.edit.lang", &[("lang", page.lang.own_name())])}</p>
                <Form page faults/>
            </div>
        </div>
    }
}

#[component]
fn Form(page: Editing, faults: Faults) -> impl IntoView {
    let words = words();
    let lang = other(page.lang);
    let Editing { proposal, version, title, objective, body, actions, note, voices, useful, .. } = page;
    let fault = faults.of("title");
    view! {
        <form class="form form--wide" id="write" method="post" action=SaveChange::url() data-change="" novalidate="">
            <input type="hidden" name="proposal" value=proposal/>
            <input type="hidden" name="version" value=version/>
            <input type="hidden" name="lang" value=page.lang.code()/>
            <div class="field">
                <label for="title">{words.s("change.part.title")}</label>
                <span class="hint" id="title-h">{most(words, LIMITS.title)}</span>
                <ErrorLine id="title-e" fault=Signal::stored(fault)/>
                <input class="box" id="title" name="title" type="text" lang=lang value=title
                    aria-describedby="title-h title-e" aria-invalid=fault.map(|_| "true")/>
            </div>
            <Area id="objective" label=words.s("plan.objective") hint=most(words, LIMITS.text) lang text=objective faults/>
            <Area id="body" label=words.s("plan.body") hint=most(words, LIMITS.text) lang text=body faults/>
            <Actions actions lang faults/>
            <Area id="note" label=words.s("change.note") hint=words.with("change.note.hint", &[("n", &number(words, LIMITS.note))])
                lang text=note faults/>
            <Voices useful/>
            <Area id="voices" label=words.s("change.voices.field") hint=words.s("change.voices.hint").into_owned() lang=None
                text=voices faults/>
            <div class="acts"><button class="btn" type="submit">{words.s("change.save")}</button></div>
        </form>
    }
}

fn number(words: Words, n: usize) -> String {
    words.number(i64::try_from(n).unwrap_or(0))
}

fn most(words: Words, n: usize) -> String {
    words.with("thread.hint", &[("n", &number(words, n))])
}

/// Label, hint, error and box, in this order.
#[component]
fn Area(
    id: &'static str,
    #[prop(into)] label: String,
    hint: String,
    lang: Option<&'static str>,
    text: Html,
    faults: Faults,
) -> impl IntoView {
    let fault = faults.of(id);
    view! {
        <div class="field">
            <label for=id>{label}</label>
            <span class="hint" id=format!("{id}-h")>{hint}</span>
            <ErrorLine id=format!("{id}-e") fault=Signal::stored(fault)/>
            <textarea class="box" id=id name=id lang=lang aria-describedby=format!("{id}-h {id}-e")
                aria-invalid=fault.map(|_| "true") inner_html=text.0></textarea>
        </div>
    }
}

/// A box for each action and some empty ones; an emptied one takes its action away.
#[component]
fn Actions(actions: Vec<Html>, lang: Option<&'static str>, faults: Faults) -> impl IntoView {
    let words = words();
    let fault = faults.of("actions");
    let all = actions.into_iter().chain(std::iter::repeat_n(Html::default(), MORE)).enumerate();
    let boxes = all.map(|(at, text)| {
        let n = at + 1;
        view! {
            <div class="field">
                <label for=format!("action-{n}")>{words.with("change.part.action", &[("n", &n.to_string())])}</label>
                <textarea class="box short" id=format!("action-{n}") name=format!("actions[{at}]") lang=lang
                    aria-describedby="actions-h actions-e" aria-invalid=fault.map(|_| "true") inner_html=text.0></textarea>
            </div>
        }
    });
    let boxes = boxes.collect_view();
    view! {
        <fieldset>
            <legend class="legend">{words.s("plan.actions")}</legend>
            <p class="hint" id="actions-h">{words.s("change.actions.hint")}" "{most(words, LIMITS.action)}</p>
            <ErrorLine id="actions-e" fault=Signal::stored(fault)/>
            <div class="stack">{boxes}</div>
        </fieldset>
    }
}

/// The most useful comments, to choose from.
#[component]
fn Voices(useful: Vec<Useful>) -> impl IntoView {
    let words = words();
    if useful.is_empty() {
        return ().into_any();
    }
    let choice = |(at, useful): (usize, Useful)| {
        let quote = useful.quote;
        view! {
            <li>
                <label class="check">
                    <input type="checkbox" name=format!("picked[{at}]") value=quote.id checked=useful.picked/>" "
                    <span><b>{quote.name}</b>" "{quote.words}</span>
                </label>
            </li>
        }
    };
    view! {
        <fieldset>
            <legend class="legend">{words.s("change.useful")}</legend>
            <ul class="picks" role="list">{useful.into_iter().enumerate().map(choice).collect_view()}</ul>
        </fieldset>
    }
    .into_any()
}
