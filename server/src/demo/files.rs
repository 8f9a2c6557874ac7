//! The files of the binary.
use super::content::{Content, People, Proposals, Thread};
use crate::cli::Error;
use rust_embed::Embed;
use serde::de::DeserializeOwned;

#[derive(Embed)]
#[folder = "demo"]
struct Files;

/// Reads them all.
pub fn content() -> Result<Content, Error> {
    let mut names: Vec<String> = Files::iter().map(|name| name.into_owned()).collect();
    // The order of a folder is nobody's choice.
    names.sort_unstable();
    let inside = |folder: &str| names.iter().filter(|name| name.starts_with(folder)).cloned().collect::<Vec<_>>();
    let mut proposals = Vec::new();
    for name in inside("proposals/") {
        let file: Proposals = parse(&name)?;
        proposals.extend(file.proposals.into_iter().map(|proposal| (name.clone(), proposal)));
    }
    let mut threads = Vec::new();
    for name in inside("threads/") {
        let thread: Thread = parse(&name)?;
        threads.push((name, thread));
    }
    let People { people } = parse("people.toml")?;
    Ok(Content { plan: parse("plan.toml")?, people, proposals, threads })
}

fn parse<T: DeserializeOwned>(name: &str) -> Result<T, Error> {
    let file = Files::get(name).ok_or_else(|| Error::input(format!("demo/{name}:1: there is no such file")))?;
    let text = String::from_utf8_lossy(&file.data);
    toml::from_str(&text).map_err(|error| {
        let line = error.span().map_or(1, |span| 1 + text[..span.start].matches('\n').count());
        Error::input(format!("demo/{name}:{line}: {}", error.message()))
    })
}
