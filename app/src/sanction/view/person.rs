//! `/{lang}/desk/a/{id}`: a person, as the desk sees them, and what can be laid on them. Drawn by the server alone.
use super::{Scope, State, form::Lay, name, rule_name, span};
use crate::{
    account::{Person, Role, typed},
    appeal::{Answering, Appealed, Outcome as AppealOutcome, Panel, Redress},
    fault::{Code, Fault},
    i18n::{Lang, words},
    page::{Title, mark_event, query, reader, segment, show},
    sanction::{Laid, LiftMeasure, Measure, Named, Profile, Standing, Written, api::Typed, may_lay, profile},
    thread::Place,
    ui::{Refused, Summary, Time, other, refused},
};
use leptos::{prelude::*, server_fn::ServerFn};

/// The person, who looks, what was begun to be laid on them, and to be answered to their appeal.
type Seen = (Profile, Person, Typed, String);

/// `/{lang}/desk/a/{id}`
#[component]
pub fn PersonRoute() -> impl IntoView {
    let lang = words().0;
    let id = segment(4).and_then(|id| id.parse().ok()).unwrap_or(0);
    let refused = refused();
    show(seen(lang, id), move |(profile, by, begun, answer)| {
        let fault = Refused::of(&refused, &Place::Person(id).to_string());
        let of_lift = Refused::of(&refused, "lift");
        let place = open_appeal(&profile.measures).map(|appeal| Place::Answer(appeal.id).to_string());
        let answer = (place.and_then(|place| Refused::of(&refused, &place)), answer);
        view! { <Drawn profile by begun fault of_lift answer/> }
    })
}

async fn seen(lang: Lang, id: i64) -> Result<Seen, Fault> {
    let (profile, by) = profile(lang, id).await?;
    let (kept, _) = typed(Place::Person(id).to_string()).await.unwrap_or_default();
    let answer = match open_appeal(&profile.measures) {
        Some(appeal) => typed(Place::Answer(appeal.id).to_string()).await.unwrap_or_default().0,
        None => String::new(),
    };
    Ok((profile, by, Typed::from_kept(&kept), answer))
}

/// The appeal that can be answered now: one at a time.
fn open_appeal(measures: &[Named]) -> Option<Appealed> {
    measures.iter().find_map(|named| match &named.laid.redress {
        Redress::Made(appeal) if appeal.outcome == AppealOutcome::Open => {
            let by = named.laid_by;
            Some(Appealed { own: reader().is_some_and(|reader| reader.id == by), ..appeal.clone() })
        }
        _ => None,
    })
}

#[component]
fn Drawn(
    profile: Profile,
    by: Person,
    begun: Typed,
    /// Why a measure was not laid.
    fault: Option<Fault>,
    /// Why one was not lifted.
    of_lift: Option<Fault>,
    /// Why an appeal was not answered, and what was begun of the answer.
    answer: (Option<Fault>, String),
) -> impl IntoView {
    mark_event(profile.seq);
    let words = words();
    let lays = may_lay(&by, profile.account, profile.role);
    let field = fault.and_then(|fault| match fault.code {
        Code::NoMeasure => Some("kind-1"),
        Code::NoRule => Some("rule-1"),
        Code::NoReason | Code::TooLong => Some("note"),
        _ => None,
    });
    let Profile { account, name, role, speaks, since, scopes, measures, texts, counts, .. } = profile;
    let title = words.with("sanction.title", &[("name", &name)]);
    let form = if lays {
        view! { <Lay account speaks scopes begun fault/> }.into_any()
    } else {
        let key = if by.id == account { "sanction.yourself" } else { "sanction.admins" };
        view! { <p class="quiet">{words.s(key)}</p> }.into_any()
    };
    let just = measures.clone();
    let appeal =
        open_appeal(&measures).map(|appeal| view! { <Answering appeal lifts=true fault=answer.0 begun=answer.1/> });
    view! {
        <Title text=title/>
        <section class="case" aria-labelledby="case" data-person=account>
            <div>
                <a class="back" href=format!("/{}/desk", words.0)><span aria-hidden="true">"←"</span>" "{words.s("desk.queue")}</a>
                <h1 id="case">{name}</h1>
                <p class="case__line">{since_line(role, since)}</p>
                {fault.or(of_lift).map(|fault| view! { <Summary fault field/> })}
                <Outcome measures=just lays/>
            </div>
            <div class="facts">
                <div><h2>{words.s("sanction.texts")}</h2><Figures counts/><Texts texts/></div>
                <div><h2>{words.s("sanction.measures")}</h2><Past measures lays/></div>
            </div>
            {appeal}
            <div><h2 id="lay">{words.s("sanction.lay")}</h2>{form}</div>
        </section>
    }
}

/// "Resident since April 9, 2016"
fn since_line(role: Role, since: i64) -> String {
    let words = words();
    let role = words.s(&format!("sanction.role.{}", role.as_str())).into_owned();
    words.with("sanction.since", &[("role", &role), ("date", &words.date(since))])
}

/// What was done a moment ago, with the way back.
#[component]
fn Outcome(measures: Vec<Named>, lays: bool) -> impl IntoView {
    let words = words();
    let find = |name: &str| {
        let id: i64 = query(name)?.parse().ok()?;
        measures.iter().find(|named| named.laid.id == id).cloned()
    };
    let laid = find("laid").filter(|named| named.laid.lifted == 0);
    let lifted = find("lifted").filter(|named| named.laid.lifted > 0);
    let said = |key: &str, measure: Measure| words.with(key, &[("measure", &name(words, measure))]);
    if let Some(Named { laid, .. }) = laid {
        let undo = lays.then(|| view! { <Lift id=laid.id undo=false word="desk.undo"/> });
        return view! {
            <div class="notice notice--good gap-s" role="status" data-done="laid"><p>{said("sanction.laid", laid.measure)}</p>{undo}</div>
        }
        .into_any();
    }
    let Some(Named { laid, undoable, .. }) = lifted else { return ().into_any() };
    let undo = (lays && undoable).then(|| view! { <Lift id=laid.id undo=true word="desk.undo"/> });
    view! {
        <div class="notice notice--good gap-s" role="status" data-done="lifted"><p>{said("sanction.lifted", laid.measure)}</p>{undo}</div>
    }
    .into_any()
}

/// The form that lifts a measure, or takes that back.
#[component]
fn Lift(id: i64, undo: bool, word: &'static str) -> impl IntoView {
    let words = words();
    let mark = undo.then(|| view! { <input type="hidden" name="undo" value="true"/> });
    view! {
        <form method="post" action=LiftMeasure::url() data-lift=id data-undo=undo.then_some("")>
            <input type="hidden" name="sanction" value=id/>
            {mark}
            <button class="btn btn--line" type="submit">{words.s(word)}</button>
        </form>
    }
}

#[component]
fn Figures(counts: [i64; 3]) -> impl IntoView {
    let words = words();
    let pair = |(key, n): (&'static str, i64)| view! { <dt>{words.s(key)}</dt><dd class="num">{words.number(n)}</dd> };
    let keys = ["case.written", "case.hidden", "pipeline.waiting"];
    view! { <dl class="gap-s" data-figures="">{keys.into_iter().zip(counts).map(pair).collect_view()}</dl> }
}

/// The newest texts, each with its state and the way to its case.
#[component]
fn Texts(texts: Vec<Written>) -> impl IntoView {
    let words = words();
    if texts.is_empty() {
        return view! { <p class="quiet">{words.s("sanction.texts.none")}</p> }.into_any();
    }
    let row = |text: Written| {
        let to = format!("/{}/desk/{}/{}", words.0, if text.waits { 'w' } else { 'c' }, text.id);
        let state = words.s(&format!("sanction.text.{}", text.state));
        let said = if text.words.is_empty() { words.s("desk.deleted").into_owned() } else { text.words };
        view! {
            <li data-written=text.state.clone()>
                <a href=to lang=other(text.lang)>{said}</a>
                <span class="quiet small">{state}", "<Time at=text.at/></span>
            </li>
        }
    };
    view! { <ol class="lines" role="list">{texts.into_iter().map(row).collect_view()}</ol> }.into_any()
}

/// What was laid on them before, by whom, and how to lift what still counts.
#[component]
fn Past(measures: Vec<Named>, lays: bool) -> impl IntoView {
    let words = words();
    if measures.is_empty() {
        return view! { <p class="quiet">{words.s("sanction.measures.none")}</p> }.into_any();
    }
    let rows = measures.into_iter().map(|named| view! { <Row named lays/> });
    view! { <ol class="lines" role="list">{rows.collect_view()}</ol> }.into_any()
}

#[component]
fn Row(named: Named, lays: bool) -> impl IntoView {
    let words = words();
    let Named { laid, by, lifted_by, .. } = named;
    let Laid { id, measure, rule, standing, lifted, .. } = laid.clone();
    let note = laid.note.clone();
    let counts = matches!(standing, Standing::InForce | Standing::Told);
    let lift = (lays && counts).then(|| view! { <Lift id undo=false word="sanction.lift"/> });
    let by = words.with("sanction.laid_by", &[("name", &by)]);
    let answered = match laid.redress.clone() {
        Redress::Made(appeal) if appeal.outcome != AppealOutcome::Open => Some(view! { <Panel appeal lifts=true/> }),
        _ => None,
    };
    let taken = (lifted > 0).then(|| {
        let by = words.with("sanction.lifted_by", &[("name", &lifted_by)]);
        view! { <span class="quiet small">{by}", "<Time at=lifted/></span> }
    });
    view! {
        <li data-laid=id data-standing=standing.as_str()>
            <span>
                <strong>{name(words, measure)}</strong>": "{rule_name(words, rule)}". "<State standing/>
                <span class="quiet">{span(words, &laid)}". "<Scope laid/></span>
                <span class="quiet">"«"{note}"»"</span>
                <span class="quiet small">{by}</span>
                {taken}
                {answered}
            </span>
            {lift}
        </li>
    }
}
