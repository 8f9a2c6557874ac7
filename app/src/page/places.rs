//! Which page an address names.
use super::{Lost, TextRoute, path};
use crate::{
    account, bulk, carry, change, follow, moderation, pipeline, plan, pulse, record, report, sanction, search, team,
    thread, watch,
};
use leptos::prelude::*;

/// A page of the site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Front,
    Section,
    Proposal,
    Change,
    History,
    Report,
    Receipt,
    Revisions,
    Search,
    SignIn,
    SignUp,
    Account,
    Activity,
    Decisions,
    Desk,
    Case,
    Shelf,
    Held,
    Person,
    Rehearsal,
    Figures,
    Shift,
    Together,
    Watch,
    Carry,
    Log,
    Text,
    Lost,
}

impl Place {
    /// Of a path; its first part is the language.
    fn of(path: &str) -> Self {
        let parts: Vec<&str> = path.split('/').skip(2).filter(|part| !part.is_empty()).collect();
        match parts[..] {
            [] => Self::Front,
            ["s", _] => Self::Section,
            ["p", _] => Self::Proposal,
            ["p", _, "edit"] => Self::Change,
            ["p", _, "history"] => Self::History,
            ["c", _, "report"] => Self::Report,
            ["report", _] => Self::Receipt,
            ["c", _, "revisions"] => Self::Revisions,
            ["search"] => Self::Search,
            ["sign-in"] => Self::SignIn,
            ["sign-up"] => Self::SignUp,
            ["account"] => Self::Account,
            ["account", "activity"] => Self::Activity,
            ["account", "decisions"] => Self::Decisions,
            ["desk"] => Self::Desk,
            ["desk", "c", _] => Self::Case,
            ["desk", "c", _, "move"] => Self::Carry,
            ["desk", "waiting" | "flagged" | "appeals"] => Self::Shelf,
            ["desk", "w", _] => Self::Held,
            ["desk", "a", _] => Self::Person,
            ["desk", "rehearsal"] => Self::Rehearsal,
            ["desk", "figures"] => Self::Figures,
            ["desk", "shift"] => Self::Shift,
            ["desk", "together"] => Self::Together,
            ["desk", "watch"] => Self::Watch,
            ["log"] => Self::Log,
            ["about", _] => Self::Text,
            _ => Self::Lost,
        }
    }

    fn draw(self) -> AnyView {
        match self {
            Self::Front => view! { <plan::Front/> }.into_any(),
            Self::Section => view! { <plan::SectionRoute/> }.into_any(),
            Self::Proposal => view! { <plan::ProposalRoute/> }.into_any(),
            Self::Change => view! { <change::EditRoute/> }.into_any(),
            Self::History => view! { <change::HistoryRoute/> }.into_any(),
            Self::Report => view! { <report::ReportRoute/> }.into_any(),
            Self::Receipt => view! { <report::ReceiptRoute/> }.into_any(),
            Self::Revisions => view! { <thread::RevisionsRoute/> }.into_any(),
            Self::Search => view! { <search::SearchRoute/> }.into_any(),
            Self::SignIn => view! { <account::SignInRoute/> }.into_any(),
            Self::SignUp => view! { <account::SignUpRoute/> }.into_any(),
            Self::Account => view! { <account::AccountRoute/> }.into_any(),
            Self::Activity => view! { <follow::ActivityRoute/> }.into_any(),
            Self::Decisions => view! { <account::DecisionsRoute/> }.into_any(),
            Self::Desk => view! { <moderation::DeskRoute/> }.into_any(),
            Self::Case => view! { <moderation::CaseRoute/> }.into_any(),
            Self::Shelf => view! { <pipeline::ShelfRoute/> }.into_any(),
            Self::Held => view! { <pipeline::HeldRoute/> }.into_any(),
            Self::Person => view! { <sanction::PersonRoute/> }.into_any(),
            Self::Rehearsal => view! { <pipeline::RehearsalRoute/> }.into_any(),
            Self::Figures => view! { <pulse::PulseRoute/> }.into_any(),
            Self::Shift => view! { <team::ShiftRoute/> }.into_any(),
            Self::Together => view! { <bulk::BulkRoute/> }.into_any(),
            Self::Watch => view! { <watch::WatchRoute/> }.into_any(),
            Self::Carry => view! { <carry::CarryRoute/> }.into_any(),
            Self::Log => view! { <record::LogRoute/> }.into_any(),
            Self::Text => view! { <TextRoute/> }.into_any(),
            Self::Lost => view! { <Lost/> }.into_any(),
        }
    }
}

/// The page that the address names.
#[component]
pub(super) fn Page() -> impl IntoView {
    Place::of(&path()).draw()
}

#[cfg(test)]
mod tests {
    use super::Place;

    #[test]
    fn addresses_lead_where_they_say() {
        assert_eq!(Place::of("/ca"), Place::Front);
        assert_eq!(Place::of("/en/"), Place::Front);
        assert_eq!(Place::of("/es/p/7-relacions-internacionals"), Place::Proposal);
        assert_eq!([Place::of("/ca/desk/c/9"), Place::of("/ca/desk/c/9/move")], [Place::Case, Place::Carry]);
        assert_eq!([Place::of("/ca/desk/w/9"), Place::of("/ca/desk/a/9")], [Place::Held, Place::Person]);
        assert_eq!([Place::of("/es/desk/waiting"), Place::of("/en/desk/flagged")], [Place::Shelf; 2]);
        assert_eq!(Place::of("/ca/desk/nothing"), Place::Lost);
        assert_eq!(Place::of("/ca/p"), Place::Lost);
    }
}
