//! People: who they are, how they sign in, what they have begun to write.

#[expect(missing_docs, reason = "the macro makes a struct of each function's arguments; the function documents them")]
mod api;
mod model;
#[expect(missing_docs, reason = "the macro makes a struct of each function's arguments; the function documents them")]
mod own;
#[cfg(feature = "ssr")]
mod password;
#[cfg(feature = "ssr")]
pub mod store;
#[cfg(feature = "ssr")]
mod view;

#[cfg(feature = "ssr")]
pub use api::{
    DRAFT_COOKIE, SESSION_COOKIE, begun, checked_email, checked_name, checked_password, keep_draft, owner_or_new,
    signed_in,
};
pub use api::{SaveDraft, SignIn, SignOut, SignUp, me, save_draft, typed};
pub use model::{MyDecision, Person, Role, Signed};
#[cfg(feature = "ssr")]
pub use own::my_begun;
pub use own::{ChangePassword, UpdateAccount, my_decisions, my_email};
#[cfg(feature = "ssr")]
pub use password::{hash, verify};
#[cfg(feature = "ssr")]
pub use view::{AccountRoute, DecisionsRoute, SignInRoute, SignUpRoute};
