//! The browser's module of the desk's pages: nobody else downloads what moderators work with.

app::live_parts! {
    app::search::Find,
    app::follow::HeaderNews,
    app::moderation::Queue,
    app::moderation::OpenCase,
    app::pipeline::ShelfTabs,
}
