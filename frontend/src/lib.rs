//! The browser's module of every page but the desk's: its live parts, each taken over where the server drew it.

app::live_parts! {
    app::search::Find,
    app::follow::HeaderNews,
    app::follow::FollowLine,
    app::plan::Tally,
    app::plan::SectionTally,
    app::plan::ProposalTally,
    app::plan::Talked,
    app::support::Seal,
    app::thread::ThreadView,
    app::change::Told,
}
