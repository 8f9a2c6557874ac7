//! What stands around every page, and the pages that belong to no feature.

#[cfg(feature = "ssr")]
mod broken;
mod fault_page;
mod frame;
mod load;
mod places;
#[cfg(feature = "ssr")]
mod shell;
mod sprite;
mod text;

#[cfg(feature = "ssr")]
pub use broken::broken;
pub use fault_page::{FaultPage, Lost};
pub use frame::{Frame, Me, Title, mark_event, use_me};
pub use load::{Load, load, show};
pub use places::segment;
#[cfg(feature = "ssr")]
pub use shell::shell;
pub use text::TextRoute;

/// The addresses of the browser's files, hashes and all.
#[derive(Clone, Debug, Default)]
pub struct Assets {
    /// The style sheet.
    pub css: String,
    /// The module that starts everything.
    pub boot: String,
    /// The glue that it loads.
    pub js: String,
    /// The program.
    pub wasm: String,
    /// The icon.
    pub icon: String,
    /// The font of the plan's text.
    pub font: String,
}
