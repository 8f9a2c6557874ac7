#[cfg(feature = "ssr")]
mod activity;
mod bell;
mod button;

#[cfg(feature = "ssr")]
pub use activity::ActivityRoute;
pub use bell::{Bell, HeaderNews};
pub use button::{FollowForm, FollowLine};
