//! `/{lang}/desk/w/{id}`: a text that waits, what was found in it, where it would stand, and what can be decided.
use super::Found;
use crate::{
    account::typed,
    appeal::Answering,
    fault::{Code, Fault},
    i18n::{Lang, words},
    moderation::{HouseWords, LONGEST_NOTE, Reasons},
    page::{Title, mark_event, segment, show},
    pipeline::{ApproveText, HeldText, RefuseText, Standing, held_text},
    thread::{Place, Rule, draw},
    ui::{Refused, Summary, Time, other, refused},
};
use leptos::{prelude::*, server_fn::ServerFn};

/// The text, and what was begun for it: the note and the rule; and for the answer to its writer's appeal.
type Seen = (HeldText, (String, String), String);

/// `/{lang}/desk/w/{id}`
#[component]
pub fn HeldRoute() -> impl IntoView {
    let lang = words().0;
    let id = segment(4).and_then(|id| id.parse().ok()).unwrap_or(0);
    let refused = refused();
    show(seen(lang, id), move |(text, begun, answer)| {
        let fault = Refused::of(&refused, &Place::Held(text.id).to_string());
        let place = text.appeal.as_ref().map(|appeal| Place::Answer(appeal.id).to_string());
        let answer = (place.and_then(|place| Refused::of(&refused, &place)), answer);
        view! { <Drawn text begun fault answer/> }
    })
}

async fn seen(lang: Lang, id: i64) -> Result<Seen, Fault> {
    let text = held_text(lang, id).await?;
    let begun = typed(Place::Held(id).to_string()).await.unwrap_or_default();
    let answer = match &text.appeal {
        Some(appeal) => typed(Place::Answer(appeal.id).to_string()).await.unwrap_or_default().0,
        None => String::new(),
    };
    Ok((text, begun, answer))
}

#[component]
fn Drawn(
    text: HeldText,
    begun: (String, String),
    fault: Option<Fault>,
    answer: (Option<Fault>, String),
) -> impl IntoView {
    mark_event(text.seq);
    let words = words();
    let title = words.with("pipeline.text", &[("n", &text.id.to_string())]);
    let (id, standing, firings) = (text.id, text.standing, text.firings.clone());
    let field = fault.and_then(|fault| match fault.code {
        Code::NoRule => Some("rule-1"),
        Code::TooLong => Some("note"),
        _ => None,
    });
    let decide = match (standing, text.appeal.clone()) {
        (Standing::Waiting, _) => view! { <Decide id speaks=text.speaks begun fault/> }.into_any(),
        (_, Some(appeal)) => view! { <Answering appeal lifts=false fault=answer.0 begun=answer.1/> }.into_any(),
        _ => ().into_any(),
    };
    view! {
        <Title text=title.clone()/>
        <section class="case" aria-labelledby="case" data-text=id>
            <div>
                <a class="back" href=format!("/{}/desk/waiting", words.0)><span aria-hidden="true">"←"</span>" "{words.s("pipeline.waiting")}</a>
                <h1 id="case">{title}</h1>
                <Where text=text.clone()/>
                {fault.map(|fault| view! { <Summary fault field/> })}
                <Outcome text=text.clone()/>
            </div>
            <Beside text=text.clone()/>
            <div class="facts">
                <div><h2>{words.s("pipeline.found")}</h2><Found firings/></div>
                <div><h2>{words.s("case.author")}</h2><Author text/></div>
            </div>
            {decide}
        </section>
    }
}

/// Where it would stand.
#[component]
fn Where(text: HeldText) -> impl IntoView {
    let words = words();
    let (proposal, title) = text.proposal;
    let action = text.action.map(|n| words.with("case.action", &[("n", &n.to_string())]));
    view! {
        <p class="case__line">
            <a href=format!("/{}/p/{proposal}", words.0) lang=other(title.lang)>{title.text}</a>{action}
        </p>
    }
}

/// What was decided already.
#[component]
fn Outcome(text: HeldText) -> impl IntoView {
    let words = words();
    if text.standing == Standing::Waiting {
        return ().into_any();
    }
    let said = words.s(&format!("pipeline.standing.{}", text.standing.as_str())).into_owned();
    let rule = text.rule.parse::<Rule>().ok().map(|rule| format!(": {}", words.s(rule.key()).to_lowercase()));
    let note = (!text.note.is_empty()).then(|| view! { <p class="quiet">"«"{text.note}"»"</p> });
    let to = text.comment.map(|comment| {
        view! { " "<a href=format!("/{}/c/{comment}", words.0)>{words.s("desk.see")}</a> }
    });
    view! {
        <div class="notice notice--good" role="status" data-standing=text.standing.as_str()>
            <p>{said}{rule}"."{to}</p>{note}
        </div>
    }
    .into_any()
}

/// What it answers or would change, as everybody sees it, and the text.
#[component]
fn Beside(text: HeldText) -> impl IntoView {
    let words = words();
    let beside = text.beside.map(|comment| {
        let label = words.s(if text.edit { "pipeline.edits" } else { "pipeline.answers" });
        view! { <h2>{label}</h2><div class="note-box" inner_html=draw::plain(&comment, words)></div> }
    });
    view! {
        <div class="context">
            {beside}
            <article class="note judged">
                <header class="note__head"><span class="who">{text.author}</span><span class="when"><Time at=text.at/></span></header>
                <div class="note__body" lang=other(text.lang) inner_html=text.body.0></div>
            </article>
        </div>
    }
}

#[component]
fn Author(text: HeldText) -> impl IntoView {
    let words = words();
    let (written, hidden) = text.written;
    let to = format!("/{}/desk/a/{}", words.0, text.account);
    let since = words.with("case.since", &[("name", &text.author), ("date", &words.date(text.since))]);
    view! {
        <dl>
            <dt>{words.s("case.account")}</dt><dd>{since}". "<a href=to>{words.s("sanction.person")}</a></dd>
            <dt>{words.s("case.written")}</dt><dd class="num">{words.number(written)}</dd>
            <dt>{words.s("case.hidden")}</dt><dd class="num">{words.number(hidden)}</dd>
        </dl>
    }
}

/// Plain forms: publish it, or not, by a rule and with a note.
#[component]
fn Decide(id: i64, speaks: Lang, begun: (String, String), fault: Option<Fault>) -> impl IntoView {
    let words = words();
    let (note, chosen) = begun;
    let hint = words.with("reasons.hint", &[("n", &words.number(i64::try_from(LONGEST_NOTE).unwrap_or(0)))]);
    view! {
        <form method="post" action=ApproveText::url() data-approve="">
            <input type="hidden" name="text" value=id/>
            <button class="btn" type="submit">{words.s("pipeline.publish")}</button>
        </form>
        <form class="case__form" method="post" action=RefuseText::url() data-refuse="">
            <input type="hidden" name="text" value=id/>
            <Reasons picked=RwSignal::new(chosen.parse().ok()) note fault=Signal::stored(fault) label="case.note" hint house=HouseWords::of(speaks)/>
            <div class="acts"><button class="btn btn--line" type="submit">{words.s("pipeline.refuse")}</button></div>
        </form>
    }
}
