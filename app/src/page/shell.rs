use super::{Assets, Frame, path};
use crate::i18n::Lang;
use leptos::prelude::*;
use leptos_meta::MetaTags;

/// The document around every page. The body tells the last event that it shows; the server around fills it in.
pub fn shell() -> impl IntoView {
    let assets = use_context::<Assets>().unwrap_or_default();
    leptos_meta::provide_meta_context();
    let path = path();
    let mut steps = path.split('/').skip(1);
    let lang = steps.next().and_then(|l| l.parse::<Lang>().ok()).unwrap_or_default();
    // Only where the plan's words are sure to be on the first screen: a browser complains of what it preloads in vain.
    let kind = steps.next();
    let font = (kind == Some("p")).then(|| {
        view! {
            <link rel="preload" href=assets.font r#as="font" type="font/woff2" crossorigin="anonymous"/>
        }
    });
    // Who reads the plan never loads what the rest looks like.
    let reads = match kind {
        None | Some("" | "search") => true,
        Some("p" | "s") => steps.nth(1).is_none(),
        _ => false,
    };
    let work_css = (!reads).then(|| view! { <link rel="stylesheet" href=assets.work_css/> });
    let ([ca, es, en], wasm) =
        if kind == Some("desk") { (assets.desk_boot, assets.desk_wasm) } else { (assets.boot, assets.wasm) };
    let boot = match lang {
        Lang::Ca => ca,
        Lang::Es => es,
        Lang::En => en,
    };
    view! {
        <!DOCTYPE html>
        <html lang=lang.code()>
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta name="color-scheme" content="light dark"/>
                {font}
                <link rel="stylesheet" href=assets.css/>
                {work_css}
                <link rel="icon" href=assets.icon type="image/svg+xml"/>
                <link rel="preload" href=wasm r#as="fetch" type="application/wasm" crossorigin="anonymous"/>
                <script type="module" src=boot></script>
                <MetaTags/>
            </head>
            <body data-event="0"><Frame/></body>
        </html>
    }
}
