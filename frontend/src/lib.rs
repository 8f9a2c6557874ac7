//! The browser's entry: take over the page that the server sent, nothing else.

/// Called by the boot script once the module is loaded.
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    leptos::mount::hydrate_body(app::App);
}
