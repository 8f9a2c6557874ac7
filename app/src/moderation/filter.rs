//! What of the queue a moderator looks at. No Leptos, no SQL, no HTTP.
use super::View;
use crate::{
    i18n::Lang,
    live::Event,
    thread::{Comment, Rule},
};
use serde::{Deserialize, Serialize};
use std::{fmt::Write, str::FromStr};

/// How long something has been in a view.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Age {
    /// More than an hour.
    Hour,
    /// More than a day.
    Day,
    /// More than a week.
    Week,
}

impl Age {
    /// All of them, the youngest first.
    pub const ALL: [Self; 3] = [Self::Hour, Self::Day, Self::Week];

    /// Its name in addresses and locale keys.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Hour => "hour",
            Self::Day => "day",
            Self::Week => "week",
        }
    }

    /// In milliseconds.
    pub const fn long(self) -> i64 {
        const HOUR: i64 = 3_600_000;
        match self {
            Self::Hour => HOUR,
            Self::Day => 24 * HOUR,
            Self::Week => 7 * 24 * HOUR,
        }
    }
}

impl FromStr for Age {
    type Err = ();
    fn from_str(text: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|age| age.as_str() == text).ok_or(())
    }
}

/// What is asked of a row, all of it together.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Filter {
    /// Sections, with all that is below them; everywhere when there are none.
    pub within: Vec<i64>,
    /// Whether those are the moderator's own axes.
    pub mine: bool,
    /// The plan whose axes those are.
    #[serde(default)]
    pub plan: Option<i64>,
    /// The comment's language.
    pub lang: Option<Lang>,
    /// Since how long it is in the view.
    pub age: Option<Age>,
    /// A rule that an open report names, or by which it was hidden.
    pub rule: Option<Rule>,
}

impl Filter {
    /// The names of its fields in addresses.
    pub const NAMES: [&'static str; 4] = ["in", "text", "age", "rule"];

    /// From a query; what it does not understand asks nothing.
    pub fn of(query: &str) -> Self {
        let field = |name: &str| {
            let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
            pairs.find(|(key, _)| *key == name).map_or("", |(_, value)| value)
        };
        let place = field("in");
        Self {
            within: place.parse().ok().into_iter().collect(),
            mine: place == "mine",
            plan: place.strip_prefix("plan").and_then(|id| id.parse().ok()),
            lang: field("text").parse().ok(),
            age: field("age").parse().ok(),
            rule: field("rule").parse().ok(),
        }
    }

    /// As a query; empty when everything is shown.
    pub fn query(&self) -> String {
        let place = match self.plan {
            _ if self.mine => Some("mine".to_owned()),
            Some(plan) => Some(format!("plan{plan}")),
            None => self.within.first().map(ToString::to_string),
        };
        let [lang, age, rule] = [self.lang.map(Lang::code), self.age.map(Age::as_str), self.rule.map(Rule::as_str)]
            .map(|value| value.map(ToOwned::to_owned));
        let mut query = String::new();
        for (name, value) in Self::NAMES.into_iter().zip([place, lang, age, rule]) {
            if let Some(value) = value {
                let _ = write!(query, "{}{name}={value}", if query.is_empty() { "" } else { "&" });
            }
        }
        query
    }

    /// Whether everything is shown.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Whether what just came may belong here: what cannot be known without asking may.
    pub fn takes(&self, event: &Event, comment: &Comment) -> bool {
        let here = event.data.figures.as_ref().is_none_or(|figures| {
            self.within.is_empty() || figures.sections.iter().any(|(section, _)| self.within.contains(section))
        });
        here && self.age.is_none() && self.lang.is_none_or(|lang| lang == comment.lang)
    }
}

/// The part of a query that says what the queue shows: its view and its filter, in one spelling; empty for all that was
/// reported.
pub fn selection(view: View, filter: &Filter) -> String {
    let view = if view == View::default() { String::new() } else { format!("view={}", view.as_str()) };
    let filter = filter.query();
    let both = !view.is_empty() && !filter.is_empty();
    format!("{view}{}{filter}", if both { "&" } else { "" })
}

/// The same, read.
pub fn selected(query: &str) -> (View, Filter) {
    let view = query.split('&').find_map(|pair| pair.strip_prefix("view=")?.parse().ok());
    (view.unwrap_or_default(), Filter::of(query))
}

#[cfg(test)]
mod tests {
    use super::{Age, Filter, selected, selection};
    use crate::{i18n::Lang, moderation::View, thread::Rule};

    #[test]
    fn a_selection_is_read_as_it_is_written() {
        let some = Filter { within: vec![7], lang: Some(Lang::Es), age: Some(Age::Day), ..Filter::default() };
        let plan = Filter { plan: Some(2), ..Filter::default() };
        let mine = Filter { mine: true, rule: Some(Rule::Hate), ..Filter::default() };
        for (view, filter, query) in [
            (View::Reported, Filter::default(), ""),
            (View::Recent, Filter::default(), "view=recent"),
            (View::Reported, some, "in=7&text=es&age=day"),
            (View::Reported, plan, "in=plan2"),
            (View::Gravest, mine, "view=gravest&in=mine&rule=hate"),
        ] {
            assert_eq!(selection(view, &filter), query);
            assert_eq!(selected(query), (view, filter));
        }
    }

    #[test]
    fn what_makes_no_sense_asks_nothing() {
        assert_eq!(selected("view=all&in=north&text=xx&age=&rule=none&more"), (View::Reported, Filter::default()));
    }
}
