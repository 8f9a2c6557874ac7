mod activity;
mod bell;
mod button;

pub use activity::ActivityRoute;
pub use bell::{Bell, HeaderNews};
pub use button::FollowForm;
