//! Whether a key belongs to what is being typed.
use wasm_bindgen::JsCast;

/// Whether a key was pressed in a field that takes text or that moves by letters; single-letter keys of a page are
/// silent there (WCAG 2.2, 2.1.4).
pub fn typing(event: &web_sys::KeyboardEvent) -> bool {
    let Some(at) = event.target().and_then(|t| t.dyn_into::<web_sys::HtmlElement>().ok()) else { return false };
    let choice = || matches!(at.get_attribute("type").as_deref(), Some("radio" | "checkbox"));
    match at.tag_name().to_ascii_lowercase().as_str() {
        "textarea" | "select" => true,
        "input" => !choice(),
        _ => at.is_content_editable(),
    }
}
