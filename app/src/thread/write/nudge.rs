//! What is said quietly to who writes: how much room is left, and what they may want to think over.
use crate::thread::model::LONGEST;

/// Characters that are left as the server counts them; below zero when there are too many.
pub fn left(text: &str) -> i64 {
    let written = text.trim().chars().count();
    i64::try_from(LONGEST).unwrap_or(i64::MAX) - i64::try_from(written).unwrap_or(i64::MAX)
}

/// How near the end is: a screen reader hears of it when this grows, and at no other time.
pub const fn nearness(left: i64) -> u8 {
    match left {
        ..0 => 4,
        0 => 3,
        1..=20 => 2,
        21..=100 => 1,
        _ => 0,
    }
}

/// How many letters of a hundred are capitals, in a text that shouts: more than twenty letters, and seven of ten capital.
pub fn shouting(text: &str) -> Option<usize> {
    let (mut capitals, mut letters) = (0_usize, 0_usize);
    for c in text.chars() {
        capitals += usize::from(c.is_uppercase());
        letters += usize::from(c.is_uppercase() || c.is_lowercase());
    }
    (letters > 20 && capitals * 10 > letters * 7).then(|| capitals * 100 / letters)
}

fn words(text: &str) -> Vec<String> {
    let lower = text.to_lowercase();
    let mut words: Vec<String> =
        lower.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_owned).collect();
    words.sort_unstable();
    words.dedup();
    words
}

/// Whether two texts say nearly the same: four words at least, and eight of ten in both.
pub fn alike(one: &str, other: &str) -> bool {
    let (one, other) = (words(one), words(other));
    let shared = one.iter().filter(|word| other.binary_search(word).is_ok()).count();
    let all = one.len() + other.len() - shared;
    shared >= 4 && shared * 10 >= all * 8
}

#[cfg(test)]
mod tests {
    use super::{alike, left, nearness, shouting};
    use crate::thread::LONGEST;
    use proptest::prelude::*;

    #[test]
    fn what_is_left_is_what_the_server_would_take() {
        assert_eq!(left(&"à".repeat(LONGEST)), 0);
        assert_eq!(left(&format!(" {} \n", "a".repeat(LONGEST + 1))), -1);
        assert_eq!([101, 100, 20, 0, -1].map(nearness), [0, 1, 2, 3, 4]);
    }

    #[test]
    fn shouting_is_long_and_loud() {
        assert_eq!(shouting("AIXÒ NO POT SER DE CAP MANERA, senyors!"), Some(76));
        assert_eq!(shouting("AMB, ATM i TMB"), None);
        assert_eq!(shouting("L'AMB i l'ATM han de parlar amb TMB abans de l'estiu."), None);
    }

    #[test]
    fn the_same_in_other_clothes_is_alike() {
        assert!(alike("Cal més autobusos de nit, si us plau.", "CAL MÉS AUTOBUSOS DE NIT si us plau!!"));
        assert!(!alike("Cal més autobusos de nit.", "Cal menys cotxes de dia."));
        assert!(!alike("Sí, sí.", "Sí."), "too short to tell");
    }

    proptest! {
        #[test]
        fn likeness_is_mutual(one in "[a-e ]{0,30}", other in "[a-e ]{0,30}") {
            prop_assert_eq!(alike(&one, &other), alike(&other, &one));
        }

        #[test]
        fn no_text_in_small_letters_shouts(text in "[a-zà-ú ]{0,80}") {
            prop_assert_eq!(shouting(&text), None);
        }
    }
}
