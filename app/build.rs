//! What goes into the crate besides its sources: without this a changed string or table would not be compiled in.
fn main() {
    for folder in ["locales", "../migrations"] {
        println!("cargo::rerun-if-changed={folder}");
    }
}
