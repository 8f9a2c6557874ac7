use super::Assets;
use crate::{
    html::Html,
    i18n::{Lang, Words},
};

/// The page of an answer that broke off. Drawn without the app, since what broke may be the app.
pub fn broken(lang: Lang, assets: &Assets) -> String {
    let words = Words(lang);
    let said = |key: &str| Html::escaped(&words.s(key)).0;
    let code = Html::escaped(&words.with("page.lost.code", &[("code", "500")])).0;
    let (site, title, what) = (said("page.site"), said("page.lost.500"), said("fault.broken"));
    let (logo, home, search) = (said("page.logo"), said("page.lost.home"), said("page.lost.search"));
    let Assets { css, icon, .. } = assets;
    format!(
        "<!DOCTYPE html><html lang=\"{lang}\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <meta name=\"color-scheme\" content=\"light dark\"><title>{title} · {site}</title>\
         <link rel=\"stylesheet\" href=\"{css}\"><link rel=\"icon\" href=\"{icon}\" type=\"image/svg+xml\"></head>\
         <body data-event=\"0\"><header class=\"mast\"><div class=\"wrap mast__row\"><a class=\"logo\" href=\"/{lang}\">\
         <span><span class=\"vh\">{logo} </span>pam.cat</span></a></div></header>\
         <main id=\"content\" tabindex=\"-1\"><div class=\"wrap\"><div class=\"lost\"><p class=\"lost__code\">{code}</p>\
         <h1>{title}</h1><p>{what}</p><ul class=\"ways\"><li><a href=\"/{lang}\">{home}</a></li>\
         <li><a href=\"/{lang}/search\">{search}</a></li></ul></div></div></main></body></html>"
    )
}
