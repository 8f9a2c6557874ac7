//! Follow, or follow no more: a plain form whose button tells which is so.
use super::Bell;
use crate::{
    fault::{Code, Fault},
    follow::{SetFollow, Target, set_follow},
    ui::ErrorLine,
};
use leptos::{ev::SubmitEvent, prelude::*, server_fn::ServerFn, task::spawn_local};

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
                Ok(_) => {
                    if let Some(bell) = bell {
                        bell.ring();
                    }
                }
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
