//! What a person can be refused with: a stable code, where it belongs, and numbers for its sentence.
//!
//! The sentence is `fault.<code>` in the locale files; tests and tools check the code.

use leptos::server_fn::error::{FromServerFnError, ServerFnErrorErr};
use serde::{Deserialize, Serialize};

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $code:literal),* $(,)?) => {
        /// Every reason, with its stable code.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
        pub enum Code { $($(#[$doc])* #[serde(rename = $code)] $name),* }
        impl Code {
            /// All of them, for tests.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];
            /// The stable code.
            pub const fn as_str(self) -> &'static str { match self { $(Self::$name => $code),* } }
        }
        impl std::str::FromStr for Code {
            type Err = ();
            fn from_str(text: &str) -> Result<Self, ()> { match text { $($code => Ok(Self::$name),)* _ => Err(()) } }
        }
    };
}

codes! {
    /// Nobody is signed in.
    SignIn = "sign_in",
    /// The person may not do this.
    Forbidden = "forbidden",
    /// There is no such thing, or none that this person may see.
    NotFound = "not_found",
    /// The form came in a shape that no page of ours sends.
    BadForm = "bad_form",
    /// Fewer characters than asked.
    TooShort = "too_short",
    /// More characters than allowed.
    TooLong = "too_long",
    /// The phase is closed.
    Closed = "closed",
    /// Too often: `retry` says when to come back.
    TooMany = "too_many",
    /// The house is full for a moment; what was typed is kept.
    Busy = "busy",
    /// The disk is full; nothing was kept, and what was typed comes back from memory.
    Full = "full",
    /// Something broke on our side.
    Broken = "broken",
    /// The browser could not reach the server.
    Offline = "offline",
    /// The time to edit is over.
    TooLate = "too_late",
    /// The comment is not there any more (hidden or deleted).
    Gone = "gone",
    /// E-mail or password is not right; never says which.
    BadSignIn = "bad_sign_in",
    /// Not an e-mail address.
    BadEmail = "bad_email",
    /// A name is needed.
    NoName = "no_name",
    /// The password is too short.
    WeakPassword = "weak_password",
    /// The old password is not right.
    WrongPassword = "wrong_password",
    /// A rule must be chosen.
    NoRule = "no_rule",
    /// This person has reported this comment already.
    Reported = "reported",
    /// Who decided may not judge the appeal or decide twice.
    NotYours = "not_yours",
    /// The decision does not apply to the comment's present state.
    Decided = "decided",
    /// The thread has a pace: `retry` says when to come back.
    Slow = "slow",
    /// As many conversations as may be pinned are.
    PinsFull = "pins_full",
    /// Only who runs the plan may do this.
    AdminsOnly = "admins_only",
    /// The new words are the old ones.
    NoChange = "no_change",
    /// A change needs to say what changed and why.
    NoNote = "no_note",
    /// A proposal needs a title.
    NoTitle = "no_title",
    /// A comment that is named does not stand on this proposal, or may not be read.
    BadVoice = "bad_voice",
    /// As many texts of one person wait for a moderator as may.
    ManyWaiting = "many_waiting",
    /// No word, or a figure that is none.
    BadRule = "bad_rule",
    /// A moderator told this person to pause here: `n` is the rule's number, `retry` what is left of it.
    Muted = "muted",
    /// This person's account is suspended: `n` and `retry` as above; without `retry` until it is lifted.
    Suspended = "suspended",
    /// A measure must be chosen.
    NoMeasure = "no_measure",
    /// A person must be told why.
    NoReason = "no_reason",
    /// Somebody else changed it meanwhile.
    Overtaken = "overtaken",
    /// An appeal, and an answer that lets a decision stand, need to say why.
    NoReasons = "no_reasons",
    /// A report of illegal content needs to name the law.
    NoLaw = "no_law",
    /// And to say that it is made in good faith.
    NoFaith = "no_faith",
    /// As many selections of the queue as may be kept are.
    ManyWatches = "many_watches",
    /// No proposal or action of that name.
    NoPlace = "no_place",
    /// No other conversation of that name.
    NoTalk = "no_talk",
    /// A conversation of more comments than can be carried.
    LongTalk = "long_talk",
    /// As many rules are in use as may be.
    ManyRules = "many_rules",
    /// A conversation that belongs to its proposal: a version names it, or it came with its page.
    Rooted = "rooted",
}

/// A refusal as it travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("{}", code.as_str())]
pub struct Fault {
    /// Why.
    pub code: Code,
    /// The figure in its sentence: characters wanted or allowed.
    #[serde(default)]
    pub n: u32,
    /// Seconds until it is worth trying again; 0 when that is not the point.
    #[serde(default)]
    pub retry: u32,
}

impl From<Code> for Fault {
    fn from(code: Code) -> Self {
        Self { code, n: 0, retry: 0 }
    }
}

impl Fault {
    /// With the figure of its sentence.
    pub fn n(code: Code, n: usize) -> Self {
        Self { code, n: u32::try_from(n).unwrap_or(u32::MAX), retry: 0 }
    }

    /// Too often; come back in `seconds`.
    pub fn too_many(seconds: u32) -> Self {
        Self { code: Code::TooMany, n: 0, retry: seconds.max(1) }
    }

    /// Sooner than the thread's pace allows; come back in `seconds`.
    pub fn slow(seconds: u32) -> Self {
        Self { code: Code::Slow, n: 0, retry: seconds.max(1) }
    }

    /// The HTTP status that fits.
    pub const fn status(self) -> u16 {
        match self.code {
            Code::SignIn => 401,
            Code::Forbidden | Code::NotYours | Code::AdminsOnly | Code::Muted | Code::Suspended => 403,
            Code::NotFound => 404,
            Code::Gone => 410,
            Code::TooMany | Code::Slow => 429,
            Code::Busy | Code::Full => 503,
            Code::Broken | Code::Offline => 500,
            _ => 422,
        }
    }

    /// Whether a measure on the person is the reason.
    pub const fn is_measure(self) -> bool {
        matches!(self.code, Code::Muted | Code::Suspended)
    }

    /// Where the person reads more about it, and the words of that link.
    pub fn more(self, words: crate::i18n::Words) -> Option<(String, String)> {
        let to = || format!("/{}/account/decisions", words.0);
        self.is_measure().then(|| (to(), words.s("fault.more").into_owned()))
    }

    /// The sentence for a person.
    pub fn say(self, words: crate::i18n::Words) -> String {
        if self.is_measure() {
            return crate::sanction::said(self, words);
        }
        let seconds = i64::from(self.retry);
        // Nobody counts three hundred seconds.
        let wait = if seconds > 120 {
            words.n("steer.minutes", (seconds + 59) / 60)
        } else {
            words.n("fault.seconds", seconds)
        };
        words.with(
            &format!("fault.{}", self.code.as_str()),
            &[("n", &words.number(i64::from(self.n))), ("retry", &wait)],
        )
    }
}

impl FromServerFnError for Fault {
    type Encoder = crate::wire::Wire;

    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        match error {
            ServerFnErrorErr::Request(_) | ServerFnErrorErr::Response(_) => Code::Offline,
            ServerFnErrorErr::Args(_) | ServerFnErrorErr::MissingArg(_) | ServerFnErrorErr::Deserialization(_) => {
                Code::BadForm
            }
            _ => Code::Broken,
        }
        .into()
    }

    /// The refusal as bytes; the answer that carries them gets its status here, in one place for every function.
    #[cfg(feature = "ssr")]
    fn ser(&self) -> leptos::server_fn::Bytes {
        crate::request::refused(*self);
        serde_json::to_vec(self).unwrap_or_default().into()
    }
}

#[cfg(feature = "ssr")]
impl From<crate::db::Failure> for Fault {
    fn from(failure: crate::db::Failure) -> Self {
        match failure {
            crate::db::Failure::Busy => Code::Busy,
            crate::db::Failure::Full => Code::Full,
            crate::db::Failure::Other(reason) => {
                tracing::error!(%reason, "the database failed");
                Code::Broken
            }
        }
        .into()
    }
}

#[cfg(feature = "ssr")]
impl From<sqlx::Error> for Fault {
    fn from(error: sqlx::Error) -> Self {
        crate::db::Failure::from(error).into()
    }
}

#[cfg(test)]
mod tests {
    use super::Code;
    use crate::i18n::LANGS;

    #[test]
    fn every_code_has_a_sentence_in_each_language() {
        for (lang, code) in LANGS.iter().flat_map(|l| Code::ALL.iter().map(move |c| (l, c))) {
            let key = format!("fault.{}", code.as_str());
            assert!(crate::_rust_i18n_backend_translate(lang.code(), &key).is_some(), "{lang}: {key}");
            assert_eq!(code.as_str().parse(), Ok(*code));
        }
    }
}
