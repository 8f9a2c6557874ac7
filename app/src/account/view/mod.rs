mod account;
mod decisions;
mod door;

pub use account::AccountRoute;
pub use decisions::DecisionsRoute;
pub use door::{SignInRoute, SignUpRoute};

use crate::{
    fault::{Code, Fault},
    page::FaultPage,
};
use leptos::prelude::*;

/// What a visitor gets in place of somebody's own page.
#[component]
fn Closed(fault: Fault) -> impl IntoView {
    let page = view! { <FaultPage fault/> };
    // 401 would promise a challenge that no page of ours sends (RFC 9110, 15.5.2).
    #[cfg(feature = "ssr")]
    if fault.code == Code::SignIn {
        crate::request::status(403);
    }
    page
}

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
