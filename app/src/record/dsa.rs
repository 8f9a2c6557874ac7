//! Statements of reasons in the form of the European Commission's transparency database (Regulation (EU) 2022/2065,
//! article 24.5; the attributes are those of the database's API). No text and no person is ever in them.
use super::model::Source;
use crate::{
    i18n::{Lang, Words, iso},
    thread::Rule,
};
use serde::Serialize;

/// A line that takes something away, with what the database asks for beside it.
#[derive(Clone, Debug)]
pub struct Taken {
    /// Its number.
    pub id: i64,
    /// When.
    pub at: i64,
    /// By which rule.
    pub rule: Rule,
    /// What brought it to the desk.
    pub source: Source,
    /// Whether somebody had reported it as illegal.
    pub illegal: bool,
    /// The language of the text.
    pub lang: Lang,
    /// When the text was written.
    pub written: i64,
    /// The line's hash in hexadecimal digits.
    pub hash: String,
}

/// A statement as the database takes it.
#[derive(Clone, Debug, Serialize)]
pub struct Statement {
    decision_visibility: [&'static str; 1],
    decision_ground: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    illegal_content_legal_ground: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    illegal_content_explanation: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    incompatible_content_ground: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    incompatible_content_explanation: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    incompatible_content_illegal: Option<&'static str>,
    content_type: [&'static str; 1],
    category: &'static str,
    content_language: String,
    content_date: String,
    application_date: String,
    decision_facts: String,
    source_type: &'static str,
    automated_detection: &'static str,
    automated_decision: &'static str,
    puid: String,
}

/// What the database calls a rule's field.
const fn category(rule: Rule) -> &'static str {
    match rule {
        Rule::PersonalData => "STATEMENT_CATEGORY_DATA_PROTECTION_AND_PRIVACY_VIOLATIONS",
        Rule::Insults | Rule::Hate | Rule::Illegal => "STATEMENT_CATEGORY_ILLEGAL_OR_HARMFUL_SPEECH",
        Rule::Advertising | Rule::OffTopic | Rule::Duplicate => "STATEMENT_CATEGORY_OTHER_VIOLATION_TC",
    }
}

impl From<&Taken> for Statement {
    fn from(line: &Taken) -> Self {
        let words = Words(Lang::En);
        let (name, meaning) = (
            words.s(line.rule.key()).into_owned(),
            words.s(&format!("report.hint.{}", line.rule.as_str())).into_owned(),
        );
        let illegal = line.rule == Rule::Illegal;
        let day = |at: i64| iso(at).chars().take(10).collect();
        let came = match line.source {
            Source::Report => "dsa.facts.report",
            Source::Phase => "dsa.facts.phase",
            Source::Own | Source::Appeal => "dsa.facts.own",
        };
        Self {
            decision_visibility: ["DECISION_VISIBILITY_CONTENT_DISABLED"],
            decision_ground: if illegal {
                "DECISION_GROUND_ILLEGAL_CONTENT"
            } else {
                "DECISION_GROUND_INCOMPATIBLE_CONTENT"
            },
            illegal_content_legal_ground: illegal.then(|| name.clone()),
            illegal_content_explanation: illegal.then(|| meaning.clone()),
            incompatible_content_ground: (!illegal).then_some(name),
            incompatible_content_explanation: (!illegal).then_some(meaning),
            incompatible_content_illegal: (!illegal).then_some("No"),
            content_type: ["CONTENT_TYPE_TEXT"],
            category: category(line.rule),
            content_language: line.lang.code().to_uppercase(),
            content_date: day(line.written),
            application_date: day(line.at),
            decision_facts: words.s(came).into_owned(),
            source_type: match line.source {
                Source::Report if line.illegal => "SOURCE_ARTICLE_16",
                Source::Report => "SOURCE_TYPE_OTHER_NOTIFICATION",
                Source::Phase | Source::Own | Source::Appeal => "SOURCE_VOLUNTARY",
            },
            automated_detection: if line.source == Source::Phase { "Yes" } else { "No" },
            automated_decision: "AUTOMATED_DECISION_NOT_AUTOMATED",
            puid: format!("pam-{}-{}", line.id, line.hash.chars().take(16).collect::<String>()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Statement, Taken};
    use crate::{i18n::Lang, record::Source, thread::Rule};

    fn taken(rule: Rule, source: Source) -> serde_json::Value {
        let line = Taken {
            id: 7,
            at: 1_460_197_800_000,
            rule,
            source,
            illegal: rule == Rule::Illegal,
            lang: Lang::Ca,
            written: 1_460_000_000_000,
            hash: "ab".repeat(32),
        };
        serde_json::to_value(Statement::from(&line)).unwrap()
    }

    #[test]
    fn a_rule_of_the_house_and_a_law_are_told_apart() {
        let house = taken(Rule::Insults, Source::Phase);
        assert_eq!(house["decision_ground"], "DECISION_GROUND_INCOMPATIBLE_CONTENT");
        assert_eq!(house["incompatible_content_ground"], "Insults or threats");
        assert!(house.get("illegal_content_legal_ground").is_none());
        assert_eq!((&house["automated_detection"], &house["source_type"]), (&"Yes".into(), &"SOURCE_VOLUNTARY".into()));
        let law = taken(Rule::Illegal, Source::Report);
        assert_eq!(
            (&law["decision_ground"], &law["source_type"]),
            (&"DECISION_GROUND_ILLEGAL_CONTENT".into(), &"SOURCE_ARTICLE_16".into())
        );
        assert_eq!((&law["content_language"], &law["application_date"]), (&"CA".into(), &"2016-04-09".into()));
        assert_eq!(law["puid"], "pam-7-abababababababab");
    }
}
