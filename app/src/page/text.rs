//! The long texts: rules, accessibility, privacy, legal notice. Markdown of ours, rendered on the server.
use super::{frame::Title, segment, show};
use crate::{
    fault::{Code, Fault},
    html::Html,
    i18n::{Lang, words},
    thread::{Rule, render::document},
    ui::Back,
};
use leptos::prelude::*;

/// A long text: its title and the rest of it.
///
/// # Errors
/// When there is none of that name.
#[server(name = FetchText, prefix = "/api", endpoint = "text", output = crate::wire::Answer)]
pub async fn long_text(lang: Lang, name: String) -> Result<(String, Html), Fault> {
    let text = text(lang, &name).ok_or(Code::NotFound)?;
    let (title, rest) = text.split_once('\n').unwrap_or((text, ""));
    let mut html = document(rest).0;
    if name == "rules" {
        // The rules are linked to by name from wherever a text was taken down.
        for rule in Rule::ALL {
            html = html.replacen("<h3>", &format!("<h3 id=\"rule-{}\">", rule.as_str()), 1);
        }
    }
    let html = html.replace("/ca/rules", "/ca/about/rules").replace("/es/rules", "/es/about/rules");
    Ok((title.trim_start_matches("# ").to_owned(), Html(html.replace("/en/rules", "/en/about/rules"))))
}

fn text(lang: Lang, name: &str) -> Option<&'static str> {
    macro_rules! texts {
        ($($name:literal),*) => {
            match name {
                $($name => Some(match lang {
                    Lang::Ca => include_str!(concat!("../../locales/pages/", $name, ".ca.md")),
                    Lang::Es => include_str!(concat!("../../locales/pages/", $name, ".es.md")),
                    Lang::En => include_str!(concat!("../../locales/pages/", $name, ".en.md")),
                }),)*
                _ => None,
            }
        };
    }
    texts!("rules", "accessibility", "privacy", "legal", "threads")
}

/// `/{lang}/about/{text}`
#[component]
pub fn TextRoute() -> impl IntoView {
    let lang = words().0;
    show(long_text(lang, segment(3).unwrap_or_default()), move |(title, html)| {
        view! {
            <Title text=title.clone()/>
            <div class="sheet front">
                <Back to=format!("/{lang}")/>
                <div class="front__head in-wide"><h1 class="title title--page">{title}</h1></div>
            </div>
            <div class="sheet"><div class="in-side side-blank"></div><div class="prose in-wide" inner_html=html.0></div></div>
        }
    })
}
