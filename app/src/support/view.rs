use super::{SetSupport, set_support};
use crate::{
    fault::{Code, Fault},
    i18n::words,
    live::Counts,
    page::Part,
    ui::ErrorLine,
};
use leptos::{ev::SubmitEvent, prelude::*, server_fn::ServerFn, task::spawn_local};
use serde::{Deserialize, Serialize};

/// The stamp's edge: a circle of radius 74.9 with 36 waves of 3, around (80, 80).
const EDGE: &str = "M157.9 80.0L155.8 82.6L152.3 85.1L152.1 87.6L155.1 90.6L156.7 93.5L154.2 95.8L150.3 97.5L149.7 100.0L152.1 103.4L153.2 106.6L150.3 108.4L146.2 109.5L145.1 111.8L147.0 115.6L147.5 118.9L144.3 120.2L140.1 120.5L138.6 122.6L139.8 126.7L139.7 130.1L136.4 130.7L132.1 130.3L130.3 132.1L130.7 136.4L130.1 139.7L126.7 139.8L122.6 138.6L120.5 140.1L120.2 144.3L119.0 147.5L115.6 147.0L111.8 145.1L109.5 146.2L108.4 150.3L106.6 153.2L103.4 152.1L100.0 149.7L97.5 150.3L95.8 154.2L93.5 156.7L90.6 155.1L87.6 152.1L85.1 152.3L82.6 155.8L80.0 157.9L77.4 155.8L74.9 152.3L72.4 152.1L69.4 155.1L66.5 156.7L64.2 154.2L62.5 150.3L60.0 149.7L56.6 152.1L53.4 153.2L51.6 150.3L50.5 146.2L48.2 145.1L44.4 147.0L41.1 147.5L39.8 144.3L39.5 140.1L37.4 138.6L33.3 139.8L29.9 139.7L29.3 136.4L29.7 132.1L27.9 130.3L23.6 130.7L20.3 130.1L20.2 126.7L21.4 122.6L19.9 120.5L15.7 120.2L12.5 118.9L13.0 115.6L14.9 111.8L13.8 109.5L9.7 108.4L6.8 106.6L7.9 103.4L10.3 100.0L9.7 97.5L5.8 95.8L3.3 93.5L4.9 90.6L7.9 87.6L7.7 85.1L4.2 82.6L2.1 80.0L4.2 77.4L7.7 74.9L7.9 72.4L4.9 69.4L3.3 66.5L5.8 64.2L9.7 62.5L10.3 60.0L7.9 56.6L6.8 53.4L9.7 51.6L13.8 50.5L14.9 48.2L13.0 44.4L12.5 41.0L15.7 39.8L19.9 39.5L21.4 37.4L20.2 33.3L20.3 29.9L23.6 29.3L27.9 29.7L29.7 27.9L29.3 23.6L29.9 20.3L33.3 20.2L37.4 21.4L39.5 19.9L39.8 15.7L41.0 12.5L44.4 13.0L48.2 14.9L50.5 13.8L51.6 9.7L53.4 6.8L56.6 7.9L60.0 10.3L62.5 9.7L64.2 5.8L66.5 3.3L69.4 4.9L72.4 7.9L74.9 7.7L77.4 4.2L80.0 2.1L82.6 4.2L85.1 7.7L87.6 7.9L90.6 4.9L93.5 3.3L95.8 5.8L97.5 9.7L100.0 10.3L103.4 7.9L106.6 6.8L108.4 9.7L109.5 13.8L111.8 14.9L115.6 13.0L119.0 12.5L120.2 15.7L120.5 19.9L122.6 21.4L126.7 20.2L130.1 20.3L130.7 23.6L130.3 27.9L132.1 29.7L136.4 29.3L139.7 29.9L139.8 33.3L138.6 37.4L140.1 39.5L144.3 39.8L147.5 41.0L147.0 44.4L145.1 48.2L146.2 50.5L150.3 51.6L153.2 53.4L152.1 56.6L149.7 60.0L150.3 62.5L154.2 64.2L156.7 66.5L155.1 69.4L152.1 72.4L152.3 74.9L155.8 77.4Z";

/// The stamp: how many support the proposal, and the button that gives or withdraws one's own.
#[derive(Serialize, Deserialize)]
pub struct Seal {
    /// The proposal.
    pub proposal: i64,
    /// Whether taking part is over.
    pub closed: bool,
    /// Whether the reader supports it.
    pub supported: bool,
    /// The proposal's figures.
    pub counts: Counts,
    /// Whether the reader is signed in; a visitor's form goes the plain way, to sign in and back.
    pub signed_in: bool,
    /// Why the last try was refused.
    pub fault: Option<Fault>,
}

impl Part for Seal {
    const NAME: &'static str = "seal";

    fn draw(self) -> AnyView {
        let counts = Counts::of_page(self.counts);
        if !self.closed {
            return stamp(self, counts).into_any();
        }
        let ring = words().s("seal.ring.closed").into_owned();
        view! {
            <div class="seal seal--off"><Face counts ring/></div>
        }
        .into_any()
    }
}

fn stamp(seal: Seal, counts: RwSignal<Counts>) -> impl IntoView {
    let words = words();
    let Seal { proposal, supported, signed_in, fault, .. } = seal;
    let given = RwSignal::new(supported);
    let (busy, just) = (RwSignal::new(false), RwSignal::new(false));
    let fault = RwSignal::new(fault);
    let submit = move |event: SubmitEvent| {
        if !signed_in {
            return;
        }
        event.prevent_default();
        if !busy.get_untracked() {
            press(proposal, given, counts, busy, just, fault);
        }
    };
    let act = move || words.s(if given.get() { "seal.withdraw" } else { "seal.give" });
    view! {
        <form class="stamp" method="post" action=SetSupport::url() data-support="" on:submit=submit>
            <input type="hidden" name="proposal" value=proposal/>
            <input type="hidden" name="give" value=(!supported).to_string() prop:value=move || (!given.get()).to_string()/>
            <button class=move || if just.get() { "seal just" } else { "seal" } type="submit"
                aria-pressed=move || given.get().to_string() aria-busy=move || busy.get().then_some("true")>
                {move || view! { <Face counts ring=words.s(if given.get() { "seal.ring.given" } else { "seal.ring" }).into_owned()/> }}
                <span class="vh">{act}</span>
            </button>
            <p class="seal-note"><b aria-hidden="true">{act}</b>{words.s("seal.hint")}</p>
            <ErrorLine id="seal-e" fault/>
        </form>
    }
}

/// Shows the deed at once; takes it back, with the reason, when the server says no.
fn press(
    proposal: i64,
    given: RwSignal<bool>,
    counts: RwSignal<Counts>,
    busy: RwSignal<bool>,
    just: RwSignal<bool>,
    fault: RwSignal<Option<Fault>>,
) {
    let give = !given.get_untracked();
    let by = if give { 1 } else { -1 };
    given.set(give);
    just.set(give);
    busy.set(true);
    fault.set(None);
    counts.update(|c| c.supports += by);
    spawn_local(async move {
        match set_support(proposal, give).await {
            Ok(supports) => {
                counts.try_update(|c| c.supports = supports);
            }
            Err(refused) => {
                given.try_set(!give);
                just.try_set(false);
                counts.try_update(|c| c.supports -= by);
                fault.try_set(Some(refused));
                if refused.code == Code::SignIn {
                    let _ = window().location().reload();
                }
            }
        }
        busy.try_set(false);
    });
}

#[component]
fn Face(counts: RwSignal<Counts>, ring: String) -> impl IntoView {
    let words = words();
    let digits = move || counts.get().supports.to_string().len().min(6).to_string();
    view! {
        <svg viewBox="0 0 160 160" aria-hidden="true" focusable="false">
            <defs><path id="arc" d="M22.5 80a57.5 57.5 0 1 1 115 0a57.5 57.5 0 1 1 -115 0"></path></defs>
            <path class="body" d=EDGE></path>
            <circle class="ring" cx="80" cy="80" r="70"></circle>
            <circle class="ring ring--dash" cx="80" cy="80" r="51"></circle>
            <text><textPath href="#arc" textLength="354">{ring}</textPath></text>
        </svg>
        <span class="seal__in">
            <span class="seal__n" data-d=digits data-supports="">{move || words.number(counts.get().supports)}</span>
            " "<span class="seal__w">{move || words.n("seal.word", counts.get().supports)}</span>
        </span>
    }
}
