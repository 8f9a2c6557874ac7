//! What a thread's head tells of its pace, and the panel of who steers it.
use super::{CloseThread, PACES, SetPace, wait};
use crate::{fault::Fault, i18n::words, thread::TalkRules, ui::ErrorLine};
use leptos::{prelude::*, server_fn::ServerFn};

/// Above a composer: how long one waits between two comments here. Nothing without a pace.
#[component]
pub fn SlowMode(
    /// What goes in the thread, now.
    rules: Signal<TalkRules>,
) -> impl IntoView {
    let words = words();
    let seconds = Memo::new(move |_| rules.with(|rules| rules.slow));
    move || {
        let seconds = seconds.get();
        (seconds > 0).then(|| {
            view! {
                <p class="phase">
                    <strong>{words.s("steer.slow")}</strong>" "
                    <span>{words.with("steer.slow.hint", &[("wait", &wait(words, seconds))])}</span>
                </p>
            }
        })
    }
}

/// In the place of a composer: that writing is over, and whose doing that is.
#[component]
pub fn Shut(
    /// What goes in the thread, now.
    rules: Signal<TalkRules>,
) -> impl IntoView {
    let words = words();
    let why = move || words.s(if rules.with(|rules| rules.ended) { "steer.ended" } else { "fault.closed" });
    view! { <p class="phase phase--closed"><strong>{words.s("thread.closed")}</strong><span>{why}</span></p> }
}

/// For moderators: the thread's pace, and whether writing is over. Plain forms.
#[component]
pub fn Panel(
    /// Whose thread.
    proposal: i64,
    /// What goes in it, now.
    rules: Signal<TalkRules>,
    /// Why the last try was refused.
    fault: Option<Fault>,
) -> impl IntoView {
    let words = words();
    let slow = Memo::new(move |_| rules.with(|rules| rules.slow));
    let ended = Memo::new(move |_| rules.with(|rules| rules.ended));
    let choice = move |seconds: i64| {
        let said = if seconds == 0 { words.s("steer.pace.none").into_owned() } else { wait(words, seconds) };
        view! { <option value=seconds selected=move || slow.get() == seconds>{said}</option> }
    };
    let button = move || words.s(if ended.get() { "steer.reopen" } else { "steer.close" });
    view! {
        <details class="steer" open=fault.is_some()>
            <summary class="plain">{words.s("steer.panel")}</summary>
            <ErrorLine id="steer-e" fault=Signal::stored(fault)/>
            <div class="steer__forms">
                <form class="steer__form" method="post" action=SetPace::url() data-pace="">
                    <input type="hidden" name="proposal" value=proposal/>
                    <div class="field">
                        <label for="steer-pace">{words.s("steer.pace")}</label>
                        <select class="box" id="steer-pace" name="seconds">{PACES.map(choice).collect_view()}</select>
                    </div>
                    <button class="btn btn--line" type="submit">{words.s("steer.pace.set")}</button>
                </form>
                <form class="steer__form" method="post" action=CloseThread::url() data-close="">
                    <input type="hidden" name="proposal" value=proposal/>
                    <input type="hidden" name="close" prop:value=move || (!ended.get()).to_string()
                        value=(!ended.get_untracked()).to_string()/>
                    <button class="btn btn--line" type="submit">{button}</button>
                </form>
            </div>
        </details>
    }
}
