use super::Assets;
use crate::{App, i18n::Lang};
use leptos::prelude::*;
use leptos_meta::MetaTags;

/// The document around every page. The body tells the last event that it shows; the server around fills it in.
pub fn shell() -> impl IntoView {
    let assets = use_context::<Assets>().unwrap_or_default();
    let path = use_context::<http::request::Parts>().map(|p| p.uri.path().to_owned()).unwrap_or_default();
    let mut steps = path.split('/').skip(1);
    let lang = steps.next().and_then(|l| l.parse::<Lang>().ok()).unwrap_or_default();
    // Only where the plan's words are sure to be on the first screen: a browser complains of what it preloads in vain.
    let font = (steps.next() == Some("p")).then(|| {
        view! {
            <link rel="preload" href=assets.font r#as="font" type="font/woff2" crossorigin="anonymous"/>
        }
    });
    view! {
        <!DOCTYPE html>
        <html lang=lang.code()>
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta name="color-scheme" content="light dark"/>
                {font}
                <link rel="stylesheet" href=assets.css/>
                <link rel="icon" href=assets.icon type="image/svg+xml"/>
                <link rel="modulepreload" href=assets.js/>
                <link rel="preload" href=assets.wasm r#as="fetch" type="application/wasm" crossorigin="anonymous"/>
                <script type="module" src=assets.boot></script>
                <MetaTags/>
            </head>
            <body data-event="0"><App/></body>
        </html>
    }
}
