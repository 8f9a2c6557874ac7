//! The configuration file: what a town may set. Everything has a default.
use crate::{
    cli::ServeArgs,
    mail::{MailError, MailSettings, Mailer},
};
use app::{
    i18n::Lang,
    pipeline::{Rules, Severity, phase::outside::Outside},
    services::{Limit, Limits, Settings},
};
use serde::Deserialize;
use std::{
    fs,
    path::{Path, PathBuf},
    time::Duration,
};

/// What is wrong with the configuration.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file cannot be read.
    #[error("{0}: {1}")]
    Read(PathBuf, std::io::Error),
    /// The file is not what we know.
    #[error("{0}: {1}")]
    Parse(PathBuf, String),
    /// A setting of the pipeline is not right.
    #[error("[pipeline] {0}")]
    Pipeline(String),
    /// A setting of the mail is not right.
    #[error("[mail] {0}")]
    Mail(#[from] MailError),
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
    pipeline: FilePipeline,
    mail: Option<MailSettings>,
}

impl File {
    /// As it is written; empty without one.
    fn read(path: Option<&Path>) -> Result<Self, ConfigError> {
        let Some(path) = path else { return Ok(Self::default()) };
        let text = fs::read_to_string(path).map_err(|e| ConfigError::Read(path.to_owned(), e))?;
        toml::from_str(&text).map_err(|e| ConfigError::Parse(path.to_owned(), e.to_string()))
    }
}

/// How the town sends mail; `None` when it sends none.
///
/// # Errors
/// When the file cannot be read or is not what we know.
pub fn mail_settings(path: Option<&Path>) -> Result<Option<MailSettings>, ConfigError> {
    Ok(File::read(path)?.mail)
}

/// What the pipeline looks for; see `docs/pipeline.md`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct FilePipeline {
    first: Option<u16>,
    links: Option<u16>,
    new_links: Option<u16>,
    spam: Option<f64>,
    spam_texts: Option<u32>,
    words: Vec<FileWords>,
    outside: Option<FileOutside>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct FileWords {
    forms: Vec<String>,
    lang: Lang,
    severity: Severity,
    #[serde(default)]
    unless: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct FileOutside {
    url: String,
    #[serde(default = "patience")]
    milliseconds: u64,
}

/// How long the classifier elsewhere has, unless the town says otherwise.
const fn patience() -> u64 {
    1500
}

impl FilePipeline {
    /// As the app takes it.
    fn rules(self) -> Result<Rules, ConfigError> {
        let wrong = |what: String| Err(ConfigError::Pipeline(what));
        let mut rules = Rules::default();
        rules.first = self.first.map_or(rules.first, i64::from).min(20);
        rules.links = self.links.map_or(rules.links, usize::from);
        rules.new_links = self.new_links.map_or(rules.new_links, usize::from);
        rules.spam = self.spam.unwrap_or(rules.spam);
        rules.spam_texts = self.spam_texts.map_or(rules.spam_texts, i64::from).max(1);
        if !(0.5..=1.0).contains(&rules.spam) {
            return wrong(format!("spam = {} is not between 0.5 and 1", rules.spam));
        }
        for words in self.words {
            if words.forms.is_empty() || !rules.add(words.lang, &words.forms, words.severity, &words.unless) {
                return wrong(format!("a form without a word: {:?}", words.forms));
            }
        }
        if let Some(outside) = self.outside {
            if !["http://", "https://"].iter().any(|scheme| outside.url.starts_with(scheme)) {
                return wrong(format!("{} is no address to ask at", outside.url));
            }
            rules.outside =
                Some(Outside::new(&outside.url, Duration::from_millis(outside.milliseconds.clamp(50, 10_000))));
        }
        Ok(rules)
    }
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
        let file = File::read(args.config.as_deref())?;
        if file.limits.off && !args.listen.ip().is_loopback() {
            return Err(ConfigError::Unlimited);
        }
        // Who serves sends no mail, but hears at once of what would not go out later.
        file.mail.as_ref().map(Mailer::new).transpose()?;
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
        let pipeline = file.pipeline.rules()?;
        Ok(Self { settings: Settings { limits, pipeline, secure, public_url }, behind_proxy: file.behind_proxy })
    }
}
