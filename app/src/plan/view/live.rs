//! The figures of the plan's pages, kept up with the stream.
use super::figures;
use crate::{
    i18n::words,
    live::{Counts, Event, Kind, subscribe},
    page::{Part, shared},
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// Fetches the page's content anew when the plan itself has changed, or when the stream has lost its place.
fn listen(topic: String, seq: i64, told: impl Fn(&Event) + 'static) {
    let line = subscribe(vec![topic], seq, move |event| {
        told(&event);
        if event.kind == Kind::PlanChanged {
            again();
        }
    });
    line.on_resync(Box::new(again));
}

fn again() {
    #[cfg(feature = "hydrate")]
    leptos::task::spawn_local(async {
        let address = window().location().href().unwrap_or_default();
        crate::page::renew(&address, "#content > .wrap").await;
    });
}

/// Under the plan's title: its size, and how many take part in it.
#[derive(Serialize, Deserialize)]
pub struct Tally {
    /// The plan.
    pub plan: i64,
    /// "3 axes, 11 priorities and"
    pub levels: String,
    /// How many.
    pub counts: Counts,
    /// The last event that they hold.
    pub seq: i64,
}

impl Part for Tally {
    const NAME: &'static str = "tally";

    fn draw(self) -> AnyView {
        let words = words();
        let counts = RwSignal::new(self.counts);
        listen(format!("plan:{}", self.plan), self.seq, move |event| {
            if let Some(figures) = &event.data.figures {
                counts.set(figures.plan.1);
            }
        });
        view! {
            <p class="tally">
                {self.levels}" "<b>{move || words.n("plan.proposals", counts.get().proposals)}</b>" "{words.s("plan.to_read")}" "
                {words.s("plan.so_far")}" "<b class="ink">{move || words.n("plan.supports", counts.get().supports)}</b>" "
                {words.s("plan.and")}" "<b>{move || words.n("plan.comments", counts.get().comments)}</b>"."
            </p>
        }
        .into_any()
    }
}

/// The figures of the proposals that a section lists, as the stream tells them.
#[derive(Clone, Copy)]
struct Listed(RwSignal<HashMap<i64, Counts>>);

impl Listed {
    fn of_page() -> Self {
        shared(|| Self(RwSignal::new(HashMap::new())))
    }
}

/// Under a section's title: how many proposals, and how many take part in them.
#[derive(Serialize, Deserialize)]
pub struct SectionTally {
    /// The section.
    pub section: i64,
    /// How many.
    pub counts: Counts,
    /// The last event that they hold.
    pub seq: i64,
}

impl Part for SectionTally {
    const NAME: &'static str = "section";

    fn draw(self) -> AnyView {
        let words = words();
        let Self { section, counts, seq } = self;
        let (counts, listed) = (RwSignal::new(counts), Listed::of_page());
        listen(format!("section:{section}"), seq, move |event| {
            let Some(figures) = &event.data.figures else { return };
            if let Some((_, now)) = figures.sections.iter().find(|(id, _)| *id == section) {
                counts.set(*now);
            }
            listed.0.update(|all| {
                all.insert(figures.proposal.0, figures.proposal.1);
            });
        });
        view! {
            <p class="tally tally--small">
                <b>{move || words.n("plan.proposals", counts.get().proposals)}</b>", "
                {move || figures(words, counts.get())}"."
            </p>
        }
        .into_any()
    }
}

/// The figures of one proposal in a list.
#[derive(Serialize, Deserialize)]
pub struct ProposalTally {
    /// The proposal.
    pub proposal: i64,
    /// How many.
    pub counts: Counts,
}

impl Part for ProposalTally {
    const NAME: &'static str = "figures";

    fn draw(self) -> AnyView {
        let words = words();
        let Self { proposal, counts } = self;
        let listed = Listed::of_page();
        let now = move || listed.0.with(|all| all.get(&proposal).copied()).unwrap_or(counts);
        view! {
            <p class="figs">
                <span>{move || words.n("plan.supports", now().supports)}</span>
                <span>{move || words.n("plan.comments", now().comments)}</span>
            </p>
        }
        .into_any()
    }
}

/// In a proposal's byline: how many comments, and the way to them.
#[derive(Serialize, Deserialize)]
pub struct Talked {
    /// The proposal's figures.
    pub counts: Counts,
}

impl Part for Talked {
    const NAME: &'static str = "talked";

    fn draw(self) -> AnyView {
        let words = words();
        let counts = Counts::of_page(self.counts);
        view! { <a href="#thread">{move || words.n("plan.comments", counts.get().comments)}</a> }.into_any()
    }
}
