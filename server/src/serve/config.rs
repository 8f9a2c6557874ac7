//! The configuration file: what a town may set. Everything has a default.
use crate::cli::ServeArgs;
use app::services::{Limit, Limits, Settings};
use serde::Deserialize;
use std::{fs, path::PathBuf};

/// What is wrong with the configuration.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file cannot be read.
    #[error("{0}: {1}")]
    Read(PathBuf, std::io::Error),
    /// The file is not what we know.
    #[error("{0}: {1}")]
    Parse(PathBuf, String),
    /// Limits may only be off where nobody else can reach.
    #[error("limits may be switched off on a loopback address only")]
    Unlimited,
}

/// The file as it is written.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct File {
    behind_proxy: bool,
    limits: FileLimits,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct FileLimits {
    off: bool,
    comment: Option<FileLimit>,
    sign_in: Option<FileLimit>,
    sign_up: Option<FileLimit>,
    report: Option<FileLimit>,
    search: Option<FileLimit>,
    vote: Option<FileLimit>,
    preview: Option<FileLimit>,
    complete: Option<FileLimit>,
    draft: Option<FileLimit>,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct FileLimit {
    at_once: u32,
    every_seconds: u64,
}

impl FileLimit {
    fn or(given: Option<Self>, usual: Limit) -> Limit {
        given.map_or(usual, |l| Limit { burst: l.at_once, every: l.every_seconds })
    }
}

/// What the server runs with.
#[derive(Debug)]
pub struct Config {
    /// For the app.
    pub settings: Settings,
    /// Whether the last `X-Forwarded-For` tells who asks.
    pub behind_proxy: bool,
}

impl Config {
    /// From the file and the command line.
    ///
    /// # Errors
    /// See [`ConfigError`].
    pub fn read(args: &ServeArgs) -> Result<Self, ConfigError> {
        let file: File = match &args.config {
            None => File::default(),
            Some(path) => {
                let text = fs::read_to_string(path).map_err(|e| ConfigError::Read(path.clone(), e))?;
                toml::from_str(&text).map_err(|e| ConfigError::Parse(path.clone(), e.to_string()))?
            }
        };
        if file.limits.off && !args.listen.ip().is_loopback() {
            return Err(ConfigError::Unlimited);
        }
        let usual = Limits::default();
        let given = &file.limits;
        let limits = Limits {
            comment: FileLimit::or(given.comment, usual.comment),
            sign_in: FileLimit::or(given.sign_in, usual.sign_in),
            sign_up: FileLimit::or(given.sign_up, usual.sign_up),
            report: FileLimit::or(given.report, usual.report),
            search: FileLimit::or(given.search, usual.search),
            vote: FileLimit::or(given.vote, usual.vote),
            preview: FileLimit::or(given.preview, usual.preview),
            complete: FileLimit::or(given.complete, usual.complete),
            draft: FileLimit::or(given.draft, usual.draft),
            off: given.off,
        };
        let public_url = args.public_url.as_ref().map(|u| u.trim_end_matches('/').to_owned());
        let secure = public_url.as_ref().is_some_and(|u| u.starts_with("https://"));
        Ok(Self { settings: Settings { limits, secure, public_url }, behind_proxy: file.behind_proxy })
    }
}
