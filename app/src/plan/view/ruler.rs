use crate::{
    i18n::words,
    plan::{Crumb, SectionItem},
};
use leptos::prelude::*;

/// The height of the tallest stroke, in pixels.
const TALL: f64 = 110.0;
/// Where the ruler's edge lies.
const BASE: f64 = 142.0;

/// Where each axis begins and ends, in hundredths of the width: as wide as it has proposals, a gap between.
fn spans(counts: &[i64]) -> Vec<(f64, f64)> {
    let gap = 1.2;
    #[expect(clippy::cast_precision_loss, reason = "counts of a drawing")]
    let shares: Vec<f64> = counts.iter().map(|n| (*n).max(1) as f64).collect();
    let total: f64 = shares.iter().sum();
    #[expect(clippy::cast_precision_loss, reason = "counts of a drawing")]
    let room = 100.0 - gap * (shares.len().saturating_sub(1)) as f64;
    let mut at = 0.0;
    shares
        .iter()
        .map(|share| {
            let start = at;
            let end = start + room * share / total.max(1.0);
            at = end + gap;
            (start, end)
        })
        .collect()
}

fn percent(x: f64) -> String {
    format!("{x:.2}%")
}

/// The plan's shape: a stroke for each proposal, as high as the square root of its comments.
#[component]
pub fn Shape(
    /// The axes.
    axes: Vec<SectionItem>,
    /// Each proposal's axis and comments, in the plan's order.
    shape: Vec<(usize, i64)>,
) -> impl IntoView {
    let words = words();
    let spans = spans(&axes.iter().map(|a| a.counts.proposals).collect::<Vec<_>>());
    #[expect(clippy::cast_precision_loss, reason = "counts of a drawing")]
    let root = |n: i64| (n as f64).sqrt();
    let most = shape.iter().map(|(_, n)| root(*n)).fold(1.0, f64::max);
    let strokes = spans.iter().enumerate().flat_map(|(axis, (start, end))| {
        let of: Vec<i64> = shape.iter().filter(|(a, _)| *a == axis).map(|(_, n)| *n).collect();
        let (start, end) = (*start, *end);
        #[expect(clippy::cast_precision_loss, reason = "counts of a drawing")]
        let step = (end - start) / of.len().max(1) as f64;
        of.into_iter().enumerate().map(move |(i, n)| {
            #[expect(clippy::cast_precision_loss, reason = "counts of a drawing")]
            let x = percent(start + step * (i as f64 + 0.5));
            let top = BASE - 4.0 - TALL * root(n) / most;
            view! { <line class="v" x1=x.clone() x2=x y1=format!("{top:.0}") y2=format!("{BASE:.0}")></line> }
        })
    });
    let edges = spans.iter().zip(&axes).map(|((start, end), axis)| {
        let x = percent(*start);
        view! {
            <line class="base" x1=x.clone() x2=percent(*end) y1="142" y2="142"></line>
            <line class="t-a" x1=x.clone() x2=x.clone() y1="142" y2="164"></line>
            <text class="num" x=x dx="5" y="164">{axis.number.clone()}<tspan class="nm" dx="6">{axis.title.text.clone()}</tspan></text>
        }
    });
    view! {
        <figure class="shape">
            <span id="shape" class="vh">{words.s("plan.shape")}</span>
            <svg class="ruler" height="190" role="img" aria-labelledby="shape">
                {strokes.collect_view()}{edges.collect_view()}
            </svg>
            <figcaption><span>{words.s("plan.shape.caption")}</span></figcaption>
        </figure>
    }
}

/// The thin strip above a proposal: which axis it is in. Decoration; the way to it says the same in words.
#[component]
pub fn Here(
    /// The way to the proposal; its first step is the axis.
    crumbs: Vec<Crumb>,
) -> impl IntoView {
    let numbers = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII"];
    let axis = crumbs.first().map(|c| c.number.clone()).unwrap_or_default();
    let known = numbers.iter().position(|n| *n == axis);
    known.map(|at| {
        let count = at.max(2) + 1;
        let marks = spans(&vec![1; count]).into_iter().enumerate().map(|(i, (start, end))| {
            let x = percent(start);
            let here = (i == at).then(|| view! {
                <rect class="on" x=percent(start) y="25" width=percent(end - start) height="5"></rect>
                <svg x=percent(f64::midpoint(start, end)) y="6" overflow="visible"><path class="here" d="M-6 0h12L0 11z"></path></svg>
            });
            view! {
                <line class="base" x1=x.clone() x2=percent(end) y1="26" y2="26"></line>
                <line class="t-a" x1=x.clone() x2=x.clone() y1="26" y2="12"></line>
                <text class="no" x=x dx="5" y="15">{numbers[i]}</text>
                {here}
            }
        });
        view! {
            <div class="place"><svg class="ruler" height="34" aria-hidden="true" focusable="false">{marks.collect_view()}</svg></div>
        }
    })
}
