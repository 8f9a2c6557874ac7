//! The plan: its sections, its proposals and their actions.

mod api;
#[cfg(feature = "ssr")]
pub mod count;
#[cfg(feature = "ssr")]
pub mod export;
#[cfg(feature = "ssr")]
pub mod import;
mod model;
mod other;
#[cfg(feature = "ssr")]
pub mod seed;
#[cfg(feature = "ssr")]
pub mod store;
#[cfg(feature = "ssr")]
pub mod version;
mod view;

#[cfg(feature = "ssr")]
pub use api::shows;
pub use api::{front_page, proposal_page, section_page};
pub use model::{
    Action, Answer, Crumb, FrontPage, LevelCount, PlanHead, Proposal, ProposalItem, ProposalPage, SectionItem,
    SectionPage, Talk, Text, address, plan_address, slug, unaccented,
};
pub use other::plan_page;
#[cfg(feature = "ssr")]
pub use view::{Front, ProposalRoute, SectionRoute, id_of};
pub use view::{ProposalTally, SectionTally, Talked, Tally};
