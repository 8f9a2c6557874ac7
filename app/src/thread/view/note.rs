use crate::{
    html::Html,
    i18n::words,
    thread::{Author, Comment, Quote, Stance, State},
    ui::{Icon, Time, other},
};
use leptos::prelude::*;
use leptos_router::hooks::use_location;

/// What changes in a comment while it stays where it is.
#[derive(Clone, Copy)]
pub struct Changing {
    /// The rendered text. On a page that is taken over it is empty until the text changes: what the server drew
    /// stays untouched (see [`crate::html`]).
    pub body: Signal<Html>,
    /// Whether its author has changed it.
    pub edited: Signal<bool>,
    /// Whether it came in a moment ago.
    pub fresh: Signal<bool>,
    /// Its parent, where that cannot be drawn right above.
    pub quote: Signal<Option<Quote>>,
}

impl Changing {
    /// Of a comment that is drawn once.
    pub fn never(comment: &Comment) -> Self {
        Self {
            body: Signal::stored(comment.body.clone()),
            edited: Signal::stored(comment.edited_at > 0),
            fresh: Signal::stored(false),
            quote: Signal::stored(None),
        }
    }
}

/// One comment, as page, stream and desk all draw it.
#[component]
pub fn Note(
    /// As anybody may see it.
    comment: Comment,
    /// What of it changes in place; without, it is drawn once.
    #[prop(optional)]
    changing: Option<Changing>,
    /// What can be done with it.
    children: Children,
) -> impl IntoView {
    let id = comment.id;
    let kind = kind(&comment);
    let anchor = format!("c-{id}");
    if !comment.visible() {
        return view! {
            <article class=kind id=anchor tabindex="-1" data-comment=id data-state=comment.state.as_str()><Gone state=comment.state/></article>
        }
        .into_any();
    }
    let changing = changing.unwrap_or_else(|| Changing::never(&comment));
    let class = move || if changing.fresh.get() { format!("{kind} note--new") } else { kind.clone() };
    let lang = other(comment.lang);
    view! {
        <article class=class id=anchor tabindex="-1" data-comment=id>
            <Head comment changing/>
            {move || changing.quote.get().map(|quote| view! { <Quoted quote/> })}
            <div class="note__body" lang=lang inner_html=move || changing.body.get().0></div>
            <footer class="note__foot">{children()}</footer>
        </article>
    }
    .into_any()
}

fn kind(comment: &Comment) -> String {
    let stance = match comment.stance {
        _ if !comment.visible() => " note--gone",
        _ if comment.official => " note--amb",
        Some(Stance::For) => " note--pro",
        Some(Stance::Against) => " note--con",
        Some(Stance::Neutral) => " note--neu",
        None => "",
    };
    format!("note{stance}")
}

#[component]
fn Head(comment: Comment, changing: Changing) -> impl IntoView {
    let words = words();
    let lang = words.0;
    // Actions are drawn on the proposal's own page only.
    let here = use_location().pathname.with_untracked(|path| path.split('/').nth(2) == Some("p"));
    let page = if here { String::new() } else { format!("/{lang}/p/{}", comment.proposal) };
    let about = comment.action.map(|n| view! {
        <a class="about" href=format!("{page}#action-{n}") rel="external">{words.with("thread.about_action", &[("n", &n.to_string())])}</a>
    });
    let when = if comment.created_at > 0 {
        view! { <Time at=comment.created_at/> }.into_any()
    } else {
        view! { <span>{comment.date_text.clone()}</span> }.into_any()
    };
    view! {
        <header class="note__head">
            <span class="who">{comment.author.name.clone()}</span>
            {(!comment.author.town.is_empty()).then(|| view! { <span class="from">{comment.author.town.clone()}</span> })}
            <Badge author=comment.author.clone() official=comment.official/>
            {comment.stance.filter(|_| !comment.official).map(|stance| view! { <StanceMark stance/> })}
            {comment.parent.is_some().then(|| view! { <span class="vh">{words.s("thread.is_reply")}</span> })}
            {about}
            <a class="when" rel="external" href=format!("/{lang}/c/{}", comment.id)>{when}</a>
            {move || changing.edited.get().then(|| view! { <span class="edited">{words.s("thread.edited")}</span> })}
            {move || changing.fresh.get().then(|| view! { <span class="badge badge--new">{words.s("thread.new")}</span> })}
        </header>
    }
}

#[component]
fn Badge(author: Author, official: bool) -> impl IntoView {
    let words = words();
    match (official, author.moderator, author.kind.as_str()) {
        (true, ..) => Some(("badge badge--amb", words.s("thread.official"))),
        (_, true, _) => Some(("badge badge--mod", words.s("page.desk"))),
        (_, _, "organisation") => Some(("badge", words.s("thread.organisation"))),
        (_, _, "authority") => Some(("badge badge--amb", words.s("thread.authority"))),
        _ => None,
    }
    .map(|(class, word)| view! { <span class=class>{word}</span> })
}

/// Sign, word and colour of a stance: never by colour alone.
#[component]
pub fn StanceMark(
    /// Which.
    stance: Stance,
) -> impl IntoView {
    let words = words();
    let (class, icon, word) = match stance {
        Stance::For => ("stance stance--pro", "i-for", words.s("stance.for")),
        Stance::Against => ("stance stance--con", "i-against", words.s("stance.against")),
        Stance::Neutral => ("stance stance--neu", "i-neutral", words.s("stance.neutral")),
    };
    view! { <span class=class><Icon name=icon/>" "{word}</span> }
}

#[component]
fn Quoted(quote: Quote) -> impl IntoView {
    let words = words();
    let (name, text) = if quote.name.is_empty() {
        (words.s("thread.gone").into_owned(), String::new())
    } else {
        (quote.name, format!(": {}", quote.words))
    };
    view! {
        <a class="quoted" rel="external" href=format!("/{}/c/{}", words.0, quote.id)>{words.s("thread.in_reply")}" "<b>{name}</b>{text}</a>
    }
}

/// What stands in the place of a text that left: why, by which rule, when.
#[component]
fn Gone(state: State) -> impl IntoView {
    let words = words();
    match state {
        State::Hidden { rule, at } => {
            let name = words.s(&format!("rule.{}", rule.as_str()));
            let text = words.with("thread.hidden", &[("rule", &name), ("date", &words.moment(at))]);
            let link = format!("/{}/about/rules#rule-{}", words.0, rule.as_str());
            view! { <p>{text}" "<a href=link rel="external">{words.s("thread.read_rule")}</a></p> }.into_any()
        }
        State::Deleted { at } => {
            view! { <p>{words.with("thread.deleted", &[("date", &words.moment(at))])}</p> }.into_any()
        }
        State::Visible => ().into_any(),
    }
}
