//! Follow, or follow no more: a plain form whose button tells which is so.
use super::Bell;
use crate::{
    fault::{Code, Fault},
    follow::{SetFollow, Target, set_follow},
    i18n::words,
    page::Part,
    ui::ErrorLine,
};
use leptos::{ev::SubmitEvent, prelude::*, server_fn::ServerFn, task::spawn_local};
use serde::{Deserialize, Serialize};

/// The button of something that its reader follows, in a list of such things.
#[derive(Serialize, Deserialize)]
pub struct FollowLine {
    /// What kind of thing.
    pub target: Target,
    /// The proposal.
    pub proposal: i64,
    /// Which one.
    pub id: i64,
}

impl Part for FollowLine {
    const NAME: &'static str = "follow";

    fn draw(self) -> AnyView {
        let Self { target, proposal, id } = self;
        let on = RwSignal::new(true);
        let set = Callback::new(move |follow| on.set(follow));
        let label = words().s("follow.this");
        view! { <FollowForm target proposal id label on set signed_in=true/> }.into_any()
    }
}

/// A form with one button. Its words stay; that it is pressed is told by state, mark and colour.
#[component]
pub fn FollowForm(
    /// What kind of thing.
    target: Target,
    /// The proposal.
    proposal: i64,
    /// Which one.
    id: i64,
    /// The button's words.
    #[prop(into)]
    label: String,
    /// Whether the reader follows it.
    #[prop(into)]
    on: Signal<bool>,
    /// Told what is so now.
    set: Callback<bool>,
    /// A visitor's form goes the plain way, to sign in and back.
    signed_in: bool,
) -> impl IntoView {
    let bell = Bell::of_page();
    let fault = RwSignal::new(None::<Fault>);
    let submit = move |event: SubmitEvent| {
        if !signed_in {
            return;
        }
        event.prevent_default();
        let follow = !on.get_untracked();
        set.run(follow);
        fault.set(None);
        spawn_local(async move {
            match set_follow(target.as_str().to_owned(), proposal, id, follow).await {
                Ok(_) => bell.ring(),
                Err(refused) => {
                    set.try_run(!follow);
                    fault.try_set(Some(refused));
                    if refused.code == Code::SignIn {
                        let _ = window().location().reload();
                    }
                }
            }
        });
    };
    let name = format!("follow-{}-{id}", target.as_str());
    view! {
        <form class="follow" method="post" action=SetFollow::url() data-follow=target.as_str() on:submit=submit>
            <input type="hidden" name="target" value=target.as_str()/>
            <input type="hidden" name="proposal" value=proposal/>
            <input type="hidden" name="id" value=id/>
            <input type="hidden" name="on" value=(!on.get_untracked()).to_string() prop:value=move || (!on.get()).to_string()/>
            <button class="plain" type="submit" aria-pressed=move || on.get().to_string()>{label}</button>
            <ErrorLine id=format!("{name}-e") fault=fault/>
        </form>
    }
}
