use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// A language of the site's own words; Catalan is the default.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// Catalan.
    #[default]
    Ca,
    /// Spanish.
    Es,
    /// English.
    En,
}

/// In the order in which they are offered.
pub const LANGS: [Lang; 3] = [Lang::Ca, Lang::Es, Lang::En];

impl Lang {
    /// The BCP 47 tag, as in addresses and `lang` attributes.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Ca => "ca",
            Self::Es => "es",
            Self::En => "en",
        }
    }

    /// The language's name in itself.
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::Ca => "Català",
            Self::Es => "Español",
            Self::En => "English",
        }
    }

    /// The best of ours for an `Accept-Language` header (RFC 9110, 12.5.4), if it names one.
    pub fn accepted(header: &str) -> Option<Self> {
        let mut best: Option<(f32, Self)> = None;
        for item in header.split(',') {
            let mut parts = item.split(';');
            let tag = parts.next().unwrap_or_default().trim();
            let primary = tag.split('-').next().unwrap_or_default().to_ascii_lowercase();
            let quality =
                parts.find_map(|p| p.trim().strip_prefix("q=").and_then(|q| q.parse::<f32>().ok())).unwrap_or(1.0);
            if let Ok(lang) = primary.parse::<Self>()
                && quality > 0.0
                && best.is_none_or(|(q, _)| quality > q)
            {
                best = Some((quality, lang));
            }
        }
        best.map(|(_, lang)| lang)
    }
}

impl FromStr for Lang {
    type Err = ();
    fn from_str(text: &str) -> Result<Self, ()> {
        LANGS.into_iter().find(|l| l.code() == text).ok_or(())
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}
