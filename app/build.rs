//! What goes into the crate besides its sources: without this a changed string or table would not be compiled in.
#![expect(clippy::print_stdout, reason = "how a build script speaks to cargo")]

fn main() {
    for folder in ["locales", "../migrations"] {
        println!("cargo::rerun-if-changed={folder}");
    }
}
