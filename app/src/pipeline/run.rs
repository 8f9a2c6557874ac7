//! The phases in their order, and what follows from what they find.
use super::{
    Firing, Moderation, Phase, Severity,
    phase::{closed, duplicate, links, newcomer, personal, rate, sanctions, shouting, spam, words},
    rules::Rules,
    text::Text,
};
use crate::fault::Fault;
use sanctions::Sanction;
use std::collections::BTreeSet;

/// How often the same words were written in the last day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Copies {
    /// By anybody.
    pub all: i64,
    /// By the same person.
    pub own: i64,
    /// And taken down.
    pub hidden: i64,
}

/// What is known about a text's writer and place before the phases look at it.
#[derive(Clone, Debug)]
pub struct Facts {
    /// When the plan's moderators read.
    pub moderation: Moderation,
    /// Whether its writer moderates, or speaks for the authority: nothing is looked for in their texts.
    pub trusted: bool,
    /// Whether writing is over there.
    pub closed: bool,
    /// Whether the very form was sent before: what it made is the answer, whatever this text is.
    pub known: bool,
    /// What was laid on its writer.
    pub sanction: Option<Sanction>,
    /// What the gate said that counts how often.
    pub rate: Result<(), Fault>,
    /// The same words before.
    pub copies: Copies,
    /// How many of its writer's newest comments can be read.
    pub published: i64,
    /// Words that the desk has put into use, by language ([`words::place`]).
    pub words: [words::List; 3],
    /// What was learned of its words.
    pub learned: spam::Learned,
}

impl Default for Facts {
    /// Somebody who is known, where nothing waits.
    fn default() -> Self {
        Self {
            moderation: Moderation::Post,
            trusted: false,
            closed: false,
            known: false,
            sanction: None,
            rate: Ok(()),
            copies: Copies::default(),
            published: 20,
            words: <_>::default(),
            learned: spam::Learned::default(),
        }
    }
}

/// All that a phase may look at.
pub struct Case<'a> {
    /// The text.
    pub text: &'a Text<'a>,
    /// What is known around it.
    pub facts: &'a Facts,
    /// What the town set.
    pub rules: &'a Rules,
}

impl Case<'_> {
    /// Whether the text is among its writer's first.
    pub const fn is_new(&self) -> bool {
        self.facts.published < self.rules.first
    }

    /// The words that are learned and looked up.
    pub fn tokens(&self) -> BTreeSet<String> {
        spam::tokens(&self.text.words, &self.text.links)
    }
}

/// Every phase but the first and the last (a text's length is looked at before anything is asked about it; a classifier
/// elsewhere takes its time), in the order of what they cost.
///
/// # Errors
/// What the text is refused for.
pub fn run(case: &Case<'_>) -> Result<Vec<Firing>, Fault> {
    rate::check(case)?;
    closed::check(case)?;
    let mut fired = sanctions::check(case)?;
    // Who moderates knows the rules, and quotes what breaks them.
    if case.facts.trusted {
        return Ok(fired);
    }
    for phase in
        [duplicate::check, links::check, words::check, personal::check, shouting::check, newcomer::check, spam::check]
    {
        fired.append(&mut phase(case));
    }
    Ok(fired)
}

/// Whether a text waits for a moderator.
pub fn waits(facts: &Facts, fired: &[Firing]) -> bool {
    let any = |of: fn(&Firing) -> bool| fired.iter().any(of);
    if facts.known {
        return false;
    }
    // What was laid on a person counts for whoever it is.
    any(|f| f.phase == Phase::Sanctions)
        || match facts.moderation {
            _ if facts.trusted => false,
            Moderation::Post => false,
            Moderation::Mixed => any(|f| f.severity == Severity::Serious || f.phase == Phase::Newcomer),
            Moderation::Pre => true,
        }
}

#[cfg(test)]
pub(super) mod tests {
    use super::{Case, Facts, Firing, Moderation, Phase, Rules, Sanction, Severity, run, waits};
    use crate::{fault::Code, i18n::Lang, pipeline::text::Text};

    /// Lets one phase look at a text that was written on a Catalan page.
    pub fn with<T>(text: &str, facts: &Facts, phase: impl Fn(&Case<'_>) -> T) -> T {
        phase(&Case { text: &Text::new(text, Lang::Ca), facts, rules: &Rules::default() })
    }

    fn phases(text: &str, facts: &Facts) -> Vec<Phase> {
        with(text, facts, run).unwrap().into_iter().map(|f| f.phase).collect()
    }

    #[test]
    fn a_plain_text_passes_in_silence() {
        let text = "Cal més autobusos de nit, sobretot els caps de setmana. Treballo fins tard i torno a peu.";
        assert_eq!(phases(text, &Facts::default()), []);
    }

    #[test]
    fn every_phase_has_its_say() {
        let new = Facts { published: 0, ..Facts::default() };
        let text = "IDIOTES! MIREU HTTPS://EXEMPLE.CAT I HTTPS://ALTRE.CAT O TRUQUEU AL 612 34 56 78";
        assert_eq!(phases(text, &new), [Phase::Links, Phase::Words, Phase::Personal, Phase::Shouting, Phase::Newcomer]);
        let gemma = Facts { trusted: true, ..new };
        assert_eq!(phases(text, &gemma), [], "moderators quote");
        let over = Facts { closed: true, ..Facts::default() };
        assert_eq!(with(text, &over, run).unwrap_err().code, Code::Closed);
    }

    #[test]
    fn what_waits_hangs_on_the_plan() {
        let note = vec![Firing::note(Phase::Shouting, 90)];
        let serious = vec![Firing::serious(Phase::Personal, "dni")];
        let first = vec![Firing::note(Phase::Newcomer, 1)];
        let of = |moderation| Facts { moderation, ..Facts::default() };
        let all = |facts: &Facts| [&note, &serious, &first, &vec![]].map(|fired| waits(facts, fired));
        assert_eq!(all(&of(Moderation::Post)), [false; 4]);
        assert_eq!(all(&of(Moderation::Mixed)), [false, true, true, false]);
        assert_eq!(all(&of(Moderation::Pre)), [true; 4]);
        assert_eq!(all(&Facts { trusted: true, ..of(Moderation::Pre) }), [false; 4]);
        assert_eq!(all(&Facts { known: true, ..of(Moderation::Pre) }), [false; 4]);
        let read_first = Facts { sanction: Some(Sanction::ReadFirst), ..Facts::default() };
        let fired = with("Bon dia a tothom.", &read_first, run).unwrap();
        assert!(waits(&read_first, &fired) && fired[0].severity == Severity::Serious);
        assert!(waits(&Facts { trusted: true, ..read_first }, &fired), "whoever it is");
    }
}
