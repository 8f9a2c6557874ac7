//! People: who they are, how they sign in, what they have begun to write.

#[expect(missing_docs, reason = "the macro makes a struct of each function's arguments; the function documents them")]
mod api;
mod model;
#[cfg(feature = "ssr")]
mod password;
#[cfg(feature = "ssr")]
pub mod store;
mod view;

pub use api::{ChangePassword, SaveDraft, SignIn, SignOut, SignUp, UpdateAccount, me, my_decisions, save_draft, typed};
#[cfg(feature = "ssr")]
pub use api::{
    DRAFT_COOKIE, SESSION_COOKIE, begun, checked_email, checked_name, checked_password, keep_draft, signed_in,
};
pub use model::{MyDecision, Person, Role, Signed};
#[cfg(feature = "ssr")]
pub use password::{hash, verify};
pub use view::{AccountRoute, DecisionsRoute, SignInRoute, SignUpRoute};
