//! `/{lang}/log`: what all decisions add up to, and each of them, without texts and without persons.
use super::{Line, Month, RecordPage, Source, Summary, api::log_and_summary};
use crate::{
    i18n::{Words, words},
    moderation::Verdict,
    page::{Title, mark_event, number, show},
    plan::address,
    ui::{Back, Time, other},
};
use leptos::prelude::*;

/// How many months the chart shows.
const MONTHS: usize = 12;

/// `/{lang}/log`
#[component]
pub fn LogRoute() -> impl IntoView {
    let before = number("before");
    show(log_and_summary(words().0, before), move |(page, summary)| view! { <Drawn page summary newest=before <= 0/> })
}

#[component]
fn Drawn(page: RecordPage, summary: Summary, newest: bool) -> impl IntoView {
    mark_event(page.seq);
    let words = words();
    let lang = words.0;
    let newer =
        (!newest).then(|| view! { <a class="btn btn--line" href=format!("/{lang}/log")>{words.s("log.newest")}</a> });
    let older = page.next.map(|id| {
        view! { <a class="btn btn--line" rel="next" href=format!("/{lang}/log?before={id}")>{words.s("log.older")}</a> }
    });
    let pages = (newer.is_some() || older.is_some())
        .then(|| view! { <nav class="pages" aria-label=words.s("log.pages")>{newer}{older}</nav> });
    let inside = if page.lines.is_empty() {
        view! { <div class="empty"><p>{words.s("log.none")}</p></div> }.into_any()
    } else {
        let all = newest.then(|| view! { <Figures summary/> });
        view! { {all}<Lines lines=page.lines/><Vouched/> }.into_any()
    };
    view! {
        <Title text=words.s("log.title")/>
        <div class="sheet front">
            <Back to=format!("/{lang}")/>
            <div class="front__head in-wide">
                <h1 class="title title--page">{words.s("log.title")}</h1>
                <p class="intro">{words.s("log.intro")}</p>
            </div>
        </div>
        <div class="sheet"><div class="in-side side-blank"></div><div class="in-rest">{inside}{pages}</div></div>
    }
}

/// What it all adds up to: in words, month by month as a chart, and the same as a table.
#[component]
fn Figures(summary: Summary) -> impl IntoView {
    let words = words();
    let taken = summary.of("hide") + summary.of("refuse");
    let median = summary.median.map(|ms| words.with("log.median", &[("time", &lasted(words, ms))]));
    let reversed = summary.reversed().map(|share| words.with("log.reversed", &[("n", &words.number(share))]));
    let overturned = summary.overturned().map(|share| {
        let answered = words.n("log.answered", summary.of("grant") + summary.of("uphold"));
        let share = words.with("log.overturned", &[("n", &words.number(share))]);
        view! { {answered}" "{share} }
    });
    let in_time = summary.in_time.map(|share| words.with("log.in_time", &[("n", &words.number(share))]));
    let months = by_month(&summary.months);
    view! {
        <section class="figures" aria-labelledby="figures">
            <h2 id="figures">{words.s("log.figures")}</h2>
            <p>{words.n("log.taken", taken)}" "{median}" "{reversed}</p>
            <p>{words.s("log.appeals")}" "{overturned}" "{in_time}</p>
            <Chart months=months.clone()/>
            <details class="figures__table">
                <summary class="plain">{words.s("log.table")}</summary>
                <Monthly months rules=by_rule(&summary.months)/>
            </details>
        </section>
    }
}

/// A month: how many were taken down or refused, stay, and were put back.
type Counted = (String, [i64; 3]);

fn by_month(months: &[Month]) -> Vec<Counted> {
    let mut counted: Vec<Counted> = Vec::new();
    for Month { month, kind, n, .. } in months {
        if counted.last().is_none_or(|(last, _)| last != month) {
            counted.push((month.clone(), [0; 3]));
        }
        let column = match kind.as_str() {
            "hide" | "refuse" => 0,
            "approve" => 1,
            "restore" | "grant" => 2,
            _ => continue,
        };
        if let Some((_, counts)) = counted.last_mut() {
            counts[column] += n;
        }
    }
    counted.truncate(MONTHS);
    counted.reverse();
    counted
}

fn by_rule(months: &[Month]) -> Vec<(crate::thread::Rule, i64)> {
    let of = |rule| {
        let taken = months.iter().filter(|m| m.rule == Some(rule) && matches!(m.kind.as_str(), "hide" | "refuse"));
        (rule, taken.map(|m| m.n).sum())
    };
    crate::thread::Rule::ALL.into_iter().map(of).filter(|(_, n)| *n > 0).collect()
}

/// One column for each month, its parts one on the other, told apart by pattern and order too. The table says the same.
#[component]
fn Chart(months: Vec<Counted>) -> impl IntoView {
    let words = words();
    let most = months.iter().map(|(_, counts)| counts.iter().sum::<i64>()).max().unwrap_or(0).max(1);
    let wide = 100 / i64::try_from(months.len().max(6)).unwrap_or(6);
    let columns = months.into_iter().zip(0_i64..).map(|((month, counts), at)| {
        let mut top = 88;
        let parts = ["p", "c", "n"].into_iter().zip(counts).map(|(class, n)| {
            let tall = n * 86 / most;
            top -= tall;
            let (x, y, height) = (format!("{}%", at * wide), format!("{top}%"), format!("{tall}%"));
            view! { <rect class=class x=x y=y width=format!("{}%", wide - 1) height=height></rect> }
        });
        let parts = parts.collect_view();
        view! { {parts}<text x=format!("{}%", at * wide) y="99%">{month}</text> }
    });
    let columns = columns.collect_view();
    let key = [("p", "log.count.taken"), ("c", "log.count.kept"), ("n", "log.count.back")].map(|(class, key)| {
        view! {
            <li>
                <svg class="months__key" aria-hidden="true"><rect class=class width="100%" height="100%"></rect></svg>
                {words.s(key)}
            </li>
        }
    });
    view! {
        <svg class="months" role="img" aria-label=words.s("log.chart")>{columns}</svg>
        <ul class="months__keys" role="list">{key.collect_view()}</ul>
    }
}

/// The chart's figures, and what was taken down by which rule.
#[component]
fn Monthly(months: Vec<Counted>, rules: Vec<(crate::thread::Rule, i64)>) -> impl IntoView {
    let words = words();
    let head = ["log.month", "log.count.taken", "log.count.kept", "log.count.back"]
        .map(|key| view! { <th role="columnheader" scope="col">{words.s(key)}</th> });
    let row = move |(month, counts): Counted| {
        let cells = ["log.count.taken", "log.count.kept", "log.count.back"].into_iter().zip(counts);
        let cells = cells
            .map(|(key, n)| view! { <td role="cell" class="num" data-label=words.s(key)>{words.number(n)}</td> })
            .collect_view();
        view! { <tr role="row"><th role="rowheader" scope="row" data-label=words.s("log.month")>{month}</th>{cells}</tr> }
    };
    let rule = move |(rule, n): (crate::thread::Rule, i64)| {
        view! { <li>{words.s(rule.key())}": "<span class="num">{words.number(n)}</span></li> }
    };
    view! {
        <table class="log" role="table">
            <caption>{words.s("log.chart")}</caption>
            <thead role="rowgroup"><tr role="row">{head.collect_view()}</tr></thead>
            <tbody role="rowgroup">{months.into_iter().rev().map(row).collect_view()}</tbody>
        </table>
        <p class="legend">{words.s("log.rules")}</p>
        <ul>{rules.into_iter().map(rule).collect_view()}</ul>
    }
}

/// How to see that nothing was changed or taken out, and the same lines for programs.
#[component]
fn Vouched() -> impl IntoView {
    let words = words();
    let lang = words.0;
    view! {
        <p class="quiet small vouched">{words.s("log.chain")}</p>
        <p>
            <a href=format!("/{lang}/log.csv")>{words.s("log.csv")}</a>" · "
            <a href=format!("/{lang}/log.atom") type="application/atom+xml">{words.s("log.atom")}</a>
        </p>
    }
}

/// The roles are written out: on a phone the style takes the table's own away.
#[component]
fn Lines(lines: Vec<Line>) -> impl IntoView {
    let words = words();
    let head = ["log.when", "log.decision", "log.rule", "log.source", "log.where"]
        .map(|key| view! { <th role="columnheader" scope="col">{words.s(key)}</th> });
    let rows = lines.into_iter().map(|line| view! { <Row line/> });
    view! {
        <table class="log" role="table">
            <caption>{words.s("log.caption")}</caption>
            <thead role="rowgroup"><tr role="row">{head.collect_view()}</tr></thead>
            <tbody role="rowgroup">{rows.collect_view()}</tbody>
        </table>
    }
}

#[component]
fn Row(line: Line) -> impl IntoView {
    let words = words();
    let lang = words.0;
    let rule = match line.rule {
        Some(rule) => {
            let to = format!("/{lang}/about/rules#rule-{}", rule.as_str());
            view! { <a href=to>{words.s(rule.key())}</a> }.into_any()
        }
        None => view! { <span class="quiet">{words.s("log.no_rule")}</span> }.into_any(),
    };
    let source = match line.source {
        Source::Report => "log.source.report",
        Source::Phase => "log.source.phase",
        Source::Own => "log.source.own",
        Source::Appeal => "log.source.appeal",
    };
    let waited = line
        .waited
        .map(|ms| view! { " "<span class="quiet">{words.with("log.after", &[("time", &lasted(words, ms))])}</span> });
    let undoes = line.undoes.map(|id| view! { " "<a class="quiet" href=format!("#line-{id}")>{words.with("log.undoes", &[("n", &words.number(id))])}</a> });
    let place = match line.proposal {
        Some(id) => {
            let to = address(lang, 'p', id, &line.title.text);
            view! { <a href=to lang=other(line.title.lang)>{line.title.text}</a> }.into_any()
        }
        None => view! { <span class="quiet">{words.s("log.everywhere")}</span> }.into_any(),
    };
    view! {
        <tr role="row" id=format!("line-{}", line.id)>
            <th role="rowheader" scope="row" data-label=words.s("log.when")><Time at=line.at/></th>
            <td role="cell" data-label=words.s("log.decision")><span><Verdict kind=line.kind/>{undoes}</span></td>
            <td role="cell" data-label=words.s("log.rule")>{rule}</td>
            <td role="cell" data-label=words.s("log.source")><span>{words.s(source)}{waited}</span></td>
            <td role="cell" data-label=words.s("log.where")>
                <span>
                    {place}" "
                    <code title=line.hash.clone()>{line.id}"·"{line.hash.chars().take(8).collect::<String>()}</code>
                </span>
            </td>
        </tr>
    }
}

/// A time that passed, in the largest unit that says enough.
pub(crate) fn lasted(words: Words, ms: i64) -> String {
    let minutes = ms / 60_000;
    match minutes {
        ..=0 => words.s("log.time.moment").into_owned(),
        1..=119 => words.n("steer.minutes", minutes),
        120..=2879 => words.n("steer.hours", minutes / 60),
        _ => words.n("log.time.days", minutes / 1440),
    }
}

#[cfg(test)]
mod tests {
    use super::{by_month, by_rule};
    use crate::{record::Month, thread::Rule};

    fn month(month: &str, kind: &str, rule: Option<Rule>, n: i64) -> Month {
        Month { month: month.into(), kind: kind.into(), rule, n }
    }

    #[test]
    fn figures_are_added_up_by_month_and_by_rule() {
        let all = [
            month("2016-05", "approve", None, 4),
            month("2016-05", "hide", Some(Rule::Insults), 2),
            month("2016-05", "undo", None, 9),
            month("2016-04", "hide", Some(Rule::Insults), 1),
            month("2016-04", "refuse", Some(Rule::Advertising), 3),
            month("2016-04", "restore", None, 1),
        ];
        assert_eq!(by_month(&all), [("2016-04".to_owned(), [4, 0, 1]), ("2016-05".to_owned(), [2, 4, 0])]);
        assert_eq!(by_rule(&all), [(Rule::Insults, 3), (Rule::Advertising, 3)]);
    }
}
