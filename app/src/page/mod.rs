//! What stands around every page, and the pages that belong to no feature.

#[cfg(feature = "ssr")]
mod asked;
#[cfg(feature = "ssr")]
mod broken;
#[cfg(feature = "hydrate")]
mod browser;
#[cfg(feature = "ssr")]
mod fault_page;
#[cfg(feature = "ssr")]
mod frame;
#[cfg(feature = "ssr")]
pub mod own;
mod part;
#[cfg(feature = "ssr")]
mod places;
mod shared;
#[cfg(feature = "ssr")]
mod shell;
#[cfg(feature = "ssr")]
mod sprite;
#[cfg(feature = "ssr")]
mod text;

#[cfg(feature = "ssr")]
pub use asked::{asked, number, path, query, reader, segment, show};
#[cfg(feature = "ssr")]
pub use broken::broken;
#[cfg(feature = "hydrate")]
pub use browser::{Taken, renew, start, take_over};
#[cfg(feature = "ssr")]
pub use fault_page::{FaultPage, Lost};
#[cfg(feature = "ssr")]
pub use frame::{Frame, Title};
pub use part::{Live, Part, mark_event};
pub use shared::shared;
#[cfg(feature = "ssr")]
pub use shell::shell;
#[cfg(feature = "ssr")]
pub use text::TextRoute;

/// The addresses of the browser's files, hashes and all.
#[derive(Clone, Debug, Default)]
pub struct Assets {
    /// The style sheet of every page.
    pub css: String,
    /// What the pages need besides on which people do something: sign in, an account, the desk, the log.
    pub work_css: String,
    /// The script that loads and starts the program, for each of [`crate::i18n::LANGS`] with its words.
    pub boot: [String; 3],
    /// The program.
    pub wasm: String,
    /// The same for the desk's pages.
    pub desk_boot: [String; 3],
    /// Their program.
    pub desk_wasm: String,
    /// The icon.
    pub icon: String,
    /// The font of the plan's text.
    pub font: String,
}
