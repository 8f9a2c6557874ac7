mod account;
mod decisions;
mod door;

pub use account::AccountRoute;
pub use decisions::DecisionsRoute;
pub use door::{SignInRoute, SignUpRoute};

use crate::fault::{Code, Fault};

/// What was typed into a form of this page that was refused; nothing is asked for on a page that was not.
async fn kept(place: &'static str, refused: bool) -> Result<(String, String), Fault> {
    if refused { crate::account::typed(place.to_owned()).await } else { Ok(<_>::default()) }
}

/// The id of the field that a refusal is about; `password` is the new one's on this page.
const fn field_of(code: Code, password: &'static str) -> Option<&'static str> {
    match code {
        Code::BadSignIn | Code::BadEmail => Some("email"),
        Code::NoName => Some("name"),
        Code::WeakPassword | Code::TooLong => Some(password),
        Code::WrongPassword => Some("old"),
        _ => None,
    }
}
