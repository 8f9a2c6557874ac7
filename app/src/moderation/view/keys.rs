//! Keys for who works the desk without a mouse: they press what is on the page. Off while something is typed,
//! where the list of keys is not shown, and for who turns them off (WCAG 2.2, 2.1.4).
use super::work::Work;
use crate::i18n::words;
use leptos::prelude::*;

/// The list of keys; drawn once the script runs, since without it there are none.
#[component]
pub(super) fn Keys(work: Work) -> impl IntoView {
    let words = words();
    let (ready, on, all) = (RwSignal::new(false), RwSignal::new(true), RwSignal::new(false));
    #[cfg(feature = "hydrate")]
    listen::start(work, listen::Switches { ready, on, all });
    #[cfg(not(feature = "hydrate"))]
    let _ = work;
    let turn = move |_| {
        on.update(|on| *on = !*on);
        #[cfg(feature = "hydrate")]
        listen::keep(on.get_untracked());
    };
    let key = move |keys: &'static [&'static str], word: &'static str| {
        let keys: Vec<_> = keys.iter().map(|k| view! { <kbd>{*k}</kbd> }).collect();
        view! { <span>{keys}" "{words.s(word)}</span> }
    };
    let list = move || {
        let rest = all.get().then(|| {
            [
                key(&["1", "7"], "keys.rule"),
                key(&["H"], "keys.hide"),
                key(&["A"], "keys.approve"),
                key(&["E"], "keys.restore"),
                key(&["U"], "keys.undo"),
            ]
            .into_iter()
            .collect_view()
        });
        view! { {key(&["J", "K"], "keys.move")}{rest} }
    };
    move || {
        ready.get().then(|| view! {
            <div class="keys" id="keys" role="group" aria-label=words.s("keys.title")>
                {move || on.get().then(list)}
                {move || on.get().then(|| view! {
                    <span><kbd>"?"</kbd>" "
                        <button class="link" type="button" aria-expanded=move || all.get().to_string()
                            on:click=move |_| all.update(|all| *all = !*all)>{words.s("keys.all")}</button>
                    </span>
                })}
                <button class="link" type="button" on:click=turn>{move || words.s(if on.get() { "keys.off" } else { "keys.on" })}</button>
            </div>
        })
    }
}

#[cfg(feature = "hydrate")]
mod listen {
    use super::Work;
    use crate::ui::typing;
    use leptos::{ev, prelude::*};
    use wasm_bindgen::JsCast;

    /// Where the choice is kept on the device.
    const KEPT: &str = "pam.keys";

    #[derive(Clone, Copy)]
    pub(super) struct Switches {
        pub ready: RwSignal<bool>,
        pub on: RwSignal<bool>,
        pub all: RwSignal<bool>,
    }

    /// Listens as long as the list is on the page.
    pub(super) fn start(work: Work, switches: Switches) {
        super::super::go::attend(work);
        let pressed = move |event: web_sys::KeyboardEvent| {
            if !switches.on.get_untracked()
                || event.ctrl_key()
                || event.meta_key()
                || event.alt_key()
                || typing(&event)
                || !shown()
            {
                return;
            }
            let used = match event.key().as_str() {
                "j" | "J" => go(work, 1),
                "k" | "K" => go(work, -1),
                "h" | "H" => press("do-hide"),
                "a" | "A" => press("do-approve"),
                "e" | "E" => press("do-restore"),
                "u" | "U" => press("do-undo"),
                "?" => {
                    switches.all.update(|all| *all = !*all);
                    true
                }
                n @ ("1" | "2" | "3" | "4" | "5" | "6" | "7") => choose(n),
                _ => false,
            };
            if used {
                event.prevent_default();
            }
        };
        let handle = window_event_listener(ev::keydown, pressed);
        on_cleanup(move || handle.remove());
        Effect::new(move || {
            switches.on.set(store().and_then(|s| s.get_item(KEPT).ok().flatten()).as_deref() != Some("off"));
            switches.ready.set(true);
        });
    }

    /// Remembers the choice.
    pub(super) fn keep(on: bool) {
        if let Some(store) = store() {
            let _ = if on { store.remove_item(KEPT) } else { store.set_item(KEPT, "off") };
        }
    }

    fn store() -> Option<web_sys::Storage> {
        window().local_storage().ok().flatten()
    }

    fn element(id: &str) -> Option<web_sys::HtmlElement> {
        document().get_element_by_id(id)?.dyn_into().ok()
    }

    /// Where the list is not drawn (narrow screens) there are no keys.
    fn shown() -> bool {
        element("keys").is_some_and(|list| list.offset_height() > 0)
    }

    /// Presses a button. One that is in view gets the focus where it is: what is being read stays in its place.
    fn press(id: &str) -> bool {
        element(id).map(stand).map(|button| button.click()).is_some()
    }

    /// Chooses a rule, and goes to the button that takes the comment down by it, which reads it out.
    fn choose(n: &str) -> bool {
        let Some(rule) = element(&format!("rule-{n}")) else { return false };
        rule.click();
        element("do-hide").map(stand).is_some()
    }

    fn stand(button: web_sys::HtmlElement) -> web_sys::HtmlElement {
        let (place, window) = (button.get_bounding_client_rect(), window());
        let high = window.inner_height().ok().and_then(|height| height.as_f64()).unwrap_or_default();
        let how = web_sys::FocusOptions::new();
        how.set_prevent_scroll(place.top() >= 0.0 && place.bottom() <= high);
        let _ = button.focus_with_options(&how);
        button
    }

    /// To the next open row, or the one before.
    fn go(work: Work, by: isize) -> bool {
        let open = work.open.get_untracked();
        let to = work.queue.with_untracked(|q| {
            let rows = q.open_rows(open);
            let at = rows.iter().position(|id| Some(*id) == open);
            match at {
                Some(at) => at.checked_add_signed(by).and_then(|at| rows.get(at).copied()),
                None => rows.first().copied(),
            }
        });
        let more = || work.queue.with_untracked(|q| q.page.next.is_some() || !q.waiting.is_empty());
        match to {
            Some(id) => super::super::go::open(work, id),
            None if by > 0 && more() => super::super::go::onward(work),
            None => return false,
        }
        true
    }
}
