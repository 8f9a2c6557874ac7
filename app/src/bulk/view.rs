//! `/{lang}/desk/together`: choose, look once more, decide, take back. Three plain pages.
use super::api::{DecideTogether, MOST, UndoTogether, joined, numbers};
use crate::{
    account::typed,
    fault::{Code, Fault},
    i18n::words,
    moderation::{Desk, HouseWords, LONGEST_NOTE, QueueRow, Reasons, View, desk, reports_line},
    page::{Title, mark_event, number, query, show},
    thread::Place,
    ui::{Refused, Summary, Time, other, refused},
};
use http::request::Parts;
use leptos::{prelude::*, server_fn::ServerFn};

/// What the address says was chosen.
fn chosen() -> Vec<i64> {
    let all = with_context::<Parts, _>(|parts| {
        let pairs = form_urlencoded::parse(parts.uri.query().unwrap_or_default().as_bytes());
        joined(pairs.filter(|(name, _)| name == "comment").filter_map(|(_, id)| id.parse().ok()))
    });
    numbers(&all.unwrap_or_default())
}

/// `/{lang}/desk/together`
#[component]
pub fn BulkRoute() -> impl IntoView {
    let (chosen, after) = (chosen(), query("after"));
    let refused = Refused::of(&refused(), &Place::Form("together").to_string());
    let view = query("view").and_then(|view| view.parse::<View>().ok()).unwrap_or_default();
    let lang = words().0;
    let found = async move {
        let page = desk(lang, view, after, None).await?;
        Ok((page, typed(Place::Form("together").to_string()).await.unwrap_or_default()))
    };
    show(found, move |(page, begun)| {
        mark_event(page.seq);
        let rows: Vec<QueueRow> = page.rows.iter().filter(|row| chosen.contains(&row.comment)).cloned().collect();
        // What was chosen and is not waiting any more is not looked at again.
        let inside = if rows.is_empty() {
            view! { <Choose page/> }.into_any()
        } else {
            view! { <Look rows begun fault=refused/> }.into_any()
        };
        view! { <Drawn>{inside}</Drawn> }
    })
}

#[component]
fn Drawn(children: Children) -> impl IntoView {
    let words = words();
    let done = query("done").map(|done| numbers(&done));
    let undone = number("undone");
    view! {
        <Title text=words.s("together.title")/>
        <div class="sheet front">
            <p class="in-side"><a class="back" href=format!("/{}/desk", words.0)><span aria-hidden="true">"←"</span>" "{words.s("desk.title")}</a></p>
            <div class="front__head in-wide"><h1 class="title title--page">{words.s("together.title")}</h1></div>
        </div>
        <div class="sheet">
            <div class="in-side side-blank"></div>
            <div class="in-wide stack">
                {done.map(|done| view! { <Done done/> })}
                {(undone > 0).then(|| view! { <div class="notice notice--good" role="status"><p>{words.n("together.undone", undone)}</p></div> })}
                {children()}
            </div>
        </div>
    }
}

/// What was just decided, with the way back for all of it.
#[component]
fn Done(done: Vec<i64>) -> impl IntoView {
    let words = words();
    let passed = number("passed");
    let n = i64::try_from(done.len()).unwrap_or(0);
    view! {
        <div class="notice notice--good" role="status" data-together=n>
            <p>{words.n("together.done", n)}" "{(passed > 0).then(|| words.n("together.passed", passed))}</p>
            <form method="post" action=UndoTogether::url() data-undo="">
                <input type="hidden" name="decisions" value=joined(done)/>
                <button class="btn" type="submit">{words.s("together.undo")}</button>
            </form>
        </div>
    }
}

/// The first page: what waits, with a box for each.
#[component]
fn Choose(page: Desk) -> impl IntoView {
    let words = words();
    let lang = words.0;
    let empty = page.rows.is_empty();
    let view = page.view.as_str();
    let more = page.next.map(|next| {
        view! { <a class="btn btn--line" rel="next" href=format!("/{lang}/desk/together?view={view}&after={next}")>{words.s("desk.more")}</a> }
    });
    let after = query("after").map(|after| view! { <input type="hidden" name="after" value=after/> });
    if empty {
        return view! { <div class="empty"><p>{words.s("desk.empty")}</p></div> }.into_any();
    }
    let rows = page.rows.into_iter().map(|row| view! { <Box row/> }).collect_view();
    view! {
        <form class="form form--wide" method="get" action=format!("/{lang}/desk/together") data-choose="">
            <input type="hidden" name="view" value=view/>{after}
            <fieldset>
                <legend class="legend">{words.s("together.choose")}</legend>
                <div class="reasons">{rows}</div>
            </fieldset>
            <div class="acts"><button class="btn" type="submit">{words.s("together.look")}</button>{more}</div>
        </form>
    }
    .into_any()
}

#[component]
fn Box(row: QueueRow) -> impl IntoView {
    let words = words();
    let why = if row.reports > 0 { reports_line(words, row.reports, &row.rules) } else { String::new() };
    view! {
        <label>
            <input type="checkbox" name="comment" value=row.comment/>
            <span lang=other(row.lang)>{row.words}</span>
            <small>{row.author}" · "{why}" "<Time at=row.at/></small>
        </label>
    }
}

/// The second page: what was chosen, once more, and one reason for all.
#[component]
fn Look(rows: Vec<QueueRow>, begun: (String, String), fault: Option<Fault>) -> impl IntoView {
    let words = words();
    let (note, rule) = begun;
    let n = i64::try_from(rows.len().min(MOST)).unwrap_or(0);
    let comments = joined(rows.iter().map(|row| row.comment));
    let field = fault.and_then(|fault| match fault.code {
        Code::NoRule => Some("rule-1"),
        Code::TooLong => Some("note"),
        _ => None,
    });
    let most = words.number(i64::try_from(LONGEST_NOTE).unwrap_or(0));
    let hint = words.with("together.note.hint", &[("n", &most)]);
    let rows = rows
        .into_iter()
        .map(|row| view! { <li data-chosen=row.comment><span lang=other(row.lang)>{row.words}</span><span class="quiet small">{row.author}</span></li> })
        .collect_view();
    view! {
        {fault.map(|fault| view! { <Summary fault field/> })}
        <h2>{words.n("together.chosen", n)}</h2>
        <ol class="lines" role="list">{rows}</ol>
        <form class="form form--wide" method="post" action=DecideTogether::url() data-decide-together="">
            <input type="hidden" name="comments" value=comments/>
            <Reasons picked=RwSignal::new(rule.parse().ok()) note fault=Signal::stored(fault) label="together.note" hint house=HouseWords::of(words.0)/>
            <div class="acts">
                <button class="btn" type="submit" name="verdict" value="hide">{words.s("together.hide")}</button>
                <button class="btn btn--line" type="submit" name="verdict" value="approve">{words.s("together.approve")}</button>
                <a class="plain" href=format!("/{}/desk/together", words.0)>{words.s("together.back")}</a>
            </div>
        </form>
    }
}
