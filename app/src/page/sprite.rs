use leptos::prelude::*;

/// The drawings that pages use by name: pencil strokes, stance signs, patterns. Drawn once at the top of the body.
#[component]
pub fn Sprite() -> impl IntoView {
    view! { <svg class="vh" width="0" height="0" aria-hidden="true" focusable="false" inner_html=SYMBOLS></svg> }
}

const SYMBOLS: &str = concat!(
    r#"<defs><symbol id="s0" viewBox="0 0 16 100" preserveAspectRatio="none"><path vector-effect="non-scaling-stroke" d="M2 2v96"/></symbol>"#,
    r#"<symbol id="s1" viewBox="0 0 16 100" preserveAspectRatio="none"><path vector-effect="non-scaling-stroke" d="M2.4 1C1.2 30 3.4 62 2 99"/></symbol>"#,
    r#"<symbol id="s2" viewBox="0 0 16 100" preserveAspectRatio="none"><path vector-effect="non-scaling-stroke" d="M2.4 1C1.2 30 3.4 62 2 99M7.6 3C8.8 34 6.6 66 8 97"/></symbol>"#,
    r#"<symbol id="s3" viewBox="0 0 16 100" preserveAspectRatio="none"><path vector-effect="non-scaling-stroke" d="M2.4 1C1.2 30 3.4 62 2 99M7.6 3C8.8 34 6.6 66 8 97M13.4 0C12.2 28 14.6 70 13 100"/></symbol>"#,
    r#"<symbol id="i-for" viewBox="0 0 16 16"><path d="M8 2.5v11M2.5 8h11" stroke-width="2.4"/></symbol>"#,
    r#"<symbol id="i-against" viewBox="0 0 16 16"><path d="M2.5 8h11" stroke-width="2.4"/></symbol>"#,
    r#"<symbol id="i-neutral" viewBox="0 0 16 16"><path d="M2.5 5.6h11M2.5 10.4h11" stroke-width="2.2"/></symbol>"#,
    r#"<symbol id="i-up" viewBox="0 0 16 16"><path d="M8 13V3.5M3.5 8 8 3.5 12.5 8" stroke-width="1.8"/></symbol>"#,
    r#"<symbol id="i-down" viewBox="0 0 16 16"><path d="M8 3v9.5M3.5 8 8 12.5 12.5 8" stroke-width="1.8"/></symbol>"#,
    r#"<symbol id="i-find" viewBox="0 0 16 16"><circle cx="7" cy="7" r="4.5"/><path d="m10.5 10.5 4 4"/></symbol>"#,
    r#"<symbol id="i-bad" viewBox="0 0 16 16"><path d="M8 1.5 15 14H1zM8 6v4M8 11.6v1"/></symbol>"#,
    r#"<pattern id="hatch" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path class="hatch-l" d="M1.5 0v7"/></pattern>"#,
    r#"<pattern id="dots" width="8" height="9" patternUnits="userSpaceOnUse"><circle class="dots-c" cx="4" cy="4.5" r="2.1"/></pattern></defs>"#,
);
