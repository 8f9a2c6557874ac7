//! What is being typed after `@` or `#`.

/// The sign before what is being typed, where it stands, and the words after it so far.
pub fn token(before: &str) -> Option<(char, usize, &str)> {
    let at = before.rfind(['@', '#'])?;
    let sign = before[at..].chars().next()?;
    if before[..at].chars().next_back().is_some_and(|c| !c.is_whitespace() && c != '(') {
        return None;
    }
    let words = &before[at + 1..];
    let fits = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '\'' | '’' | '-' | '·');
    let most = if sign == '@' { 3 } else { 5 };
    let fine = words.starts_with(char::is_alphanumeric)
        && words.chars().all(fits)
        && words.chars().count() <= 40
        && words.split(' ').count() <= most
        && !words.contains("  ");
    fine.then_some((sign, at, words))
}

#[cfg(test)]
mod tests {
    use super::token;
    use proptest::prelude::*;

    #[test]
    fn only_a_sign_that_begins_a_word_asks() {
        assert_eq!(token("Com diu @Núria Vi"), Some(('@', 8, "Núria Vi")));
        assert_eq!(token("#7"), Some(('#', 0, "7")));
        assert_eq!(token("(#tren de"), Some(('#', 1, "tren de")));
        for none in ["a@b", "núria@example.org", "# Títol", "@", "@ algú", "@un dos tres quatre", "@a\nb", "fi."] {
            assert_eq!(token(none), None, "{none}");
        }
    }

    proptest! {
        #[test]
        fn it_is_the_end_of_what_was_typed(text in ".{0,40}") {
            if let Some((sign, at, words)) = token(&text) {
                prop_assert_eq!(format!("{sign}{words}"), &text[at..]);
            }
        }
    }
}
