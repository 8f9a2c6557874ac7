//! Personal data: identity numbers by their check letter, account numbers by their check digits, telephones, e-mail.
//! The data themselves are never kept: the detail only says which kind it was.
use crate::pipeline::{Firing, Phase, Severity, run::Case};
use iban::Iban;

/// Check letters of the Spanish identity number, by its remainder of 23 (Royal Decree 1553/2005, article 11; Spanish
/// Ministry of the Interior, "Cálculo del dígito de control del NIF/NIE").
const LETTERS: &[u8; 23] = b"TRWAGMYFPDXBNJZSQVHLCKE";
/// Addresses of an office and not of a person begin with these.
const OFFICES: [&str; 12] = [
    "info",
    "contacte",
    "contacto",
    "contact",
    "hola",
    "hello",
    "ajuntament",
    "ayuntamiento",
    "oficina",
    "premsa",
    "prensa",
    "press",
];

/// Each kind once.
pub fn check(case: &Case<'_>) -> Vec<Firing> {
    let bytes = case.text.raw.as_bytes();
    let mut fired: Vec<Firing> = Vec::new();
    let mut fire = |severity, kind: &str| {
        if !fired.iter().any(|firing| firing.detail == kind) {
            fired.push(Firing { phase: Phase::Personal, severity, detail: kind.to_owned() });
        }
    };
    for at in 0..bytes.len() {
        let starts = (bytes[at].is_ascii_alphanumeric() || bytes[at] == b'+')
            && (at == 0 || !(bytes[at - 1].is_ascii_alphanumeric() || bytes[at - 1] >= 0x80));
        if !starts {
            continue;
        }
        let rest = &bytes[at..];
        if let Some(kind) = identity(rest) {
            fire(Severity::Serious, kind);
        }
        if account(rest) {
            fire(Severity::Serious, "iban");
        }
        // A figure goes on before it: this is its end and no number of its own.
        let inside = at > 1 && b" .,-".contains(&bytes[at - 1]) && bytes[at - 2].is_ascii_digit();
        match telephone(rest).filter(|_| !inside) {
            Some(Line::Mobile) => fire(Severity::Serious, "phone"),
            Some(Line::Fixed) => fire(Severity::Note, "phone"),
            None => {}
        }
    }
    let person = |email: &&str| !OFFICES.contains(&email.split('@').next().unwrap_or_default().to_lowercase().as_str());
    if case.text.emails.iter().any(person) {
        fire(Severity::Serious, "email");
    }
    fired
}

/// Up to `most` digits from the start of a text, over single separators, and how many bytes they took.
fn digits(text: &[u8], most: usize, separators: &[u8]) -> (Vec<u8>, usize) {
    let (mut found, mut at) = (Vec::with_capacity(most), 0);
    while found.len() < most {
        let skip = usize::from(!found.is_empty() && text.get(at).is_some_and(|b| separators.contains(b)));
        match text.get(at + skip) {
            Some(b) if b.is_ascii_digit() => {
                found.push(b - b'0');
                at += skip + 1;
            }
            _ => break,
        }
    }
    (found, at)
}

/// `dni` or `nie`, when a number with its right letter stands at the start of a text.
fn identity(text: &[u8]) -> Option<&'static str> {
    let lead = text.first()?.to_ascii_uppercase();
    let foreign = (b'X'..=b'Z').contains(&lead);
    let (kind, wanted, from) = if foreign { ("nie", 7, 1) } else { ("dni", 8, 0) };
    let from = from + usize::from(foreign && text.get(1).is_some_and(|b| b" -".contains(b)));
    let (found, length) = digits(text.get(from..)?, wanted, b".");
    let letter = after(&text[from + length..])?;
    let first = if foreign { u32::from(lead - b'X') } else { 0 };
    let number = found.iter().fold(first, |sum, digit| sum * 10 + u32::from(*digit));
    (found.len() == wanted && LETTERS[number as usize % 23] == letter).then_some(kind)
}

/// The one letter that follows a number, in upper case; nothing when a word follows.
fn after(rest: &[u8]) -> Option<u8> {
    let rest = if rest.first().is_some_and(|b| b" -".contains(b)) { &rest[1..] } else { rest };
    let letter = rest.first().filter(|b| b.is_ascii_alphabetic())?;
    let alone = !rest.get(1).is_some_and(|b| b.is_ascii_alphanumeric() || *b >= 0x80);
    alone.then(|| letter.to_ascii_uppercase())
}

/// Whether an account number (IBAN, ISO 13616) stands at the start of a text, in groups or in one piece.
fn account(text: &[u8]) -> bool {
    let starts = text.len() > 14 && text[..2].iter().all(u8::is_ascii_alphabetic) && text[2].is_ascii_digit();
    if !starts {
        return false;
    }
    let mut compact = String::with_capacity(34);
    for (at, byte) in text.iter().enumerate() {
        match byte {
            b if b.is_ascii_alphanumeric() => compact.push(b.to_ascii_uppercase() as char),
            b' ' | b'-' if at > 0 && text[at - 1].is_ascii_alphanumeric() => continue,
            _ => break,
        }
        let ends = !text.get(at + 1).is_some_and(u8::is_ascii_alphanumeric);
        if ends && compact.len() > 14 && compact.parse::<Iban>().is_ok() {
            return true;
        }
        if compact.len() == 34 {
            break;
        }
    }
    false
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Line {
    Mobile,
    Fixed,
}

/// A Spanish number (nine digits; mobiles begin with 6 or 7, fixed ones with 8 or 9: Royal Decree 2296/2004, the
/// national numbering plan) or an international one (ITU-T E.164: `+` and up to fifteen digits). Lines of a service
/// (800, 900 and so on) and round figures are nobody's.
fn telephone(text: &[u8]) -> Option<Line> {
    let (plus, zeros) = (text.first() == Some(&b'+'), text.starts_with(b"00"));
    let (all, length) = digits(
        &text[if plus {
            1
        } else if zeros {
            2
        } else {
            0
        }..],
        15,
        b" .-",
    );
    let whole = !text.get(length + usize::from(plus) + 2 * usize::from(zeros)).is_some_and(u8::is_ascii_alphanumeric);
    let national = match all.as_slice() {
        [3, 4, rest @ ..] if (plus || zeros) && rest.len() == 9 => rest,
        found if plus || zeros => return (whole && found.len() > 8).then_some(Line::Mobile),
        found => found,
    };
    let round = national.ends_with(&[0, 0, 0, 0]);
    let service = matches!(national, [8 | 9, 0, ..]);
    if !whole || national.len() != 9 || round || service || thousands(text) {
        return None;
    }
    match national[0] {
        6 | 7 => Some(Line::Mobile),
        8 | 9 => Some(Line::Fixed),
        _ => None,
    }
}

/// A figure written with points between its thousands.
fn thousands(text: &[u8]) -> bool {
    text.get(3) == Some(&b'.') && text.get(7) == Some(&b'.')
}

#[cfg(test)]
mod tests {
    use super::{LETTERS, check};
    use crate::pipeline::{
        Severity,
        run::{Facts, tests::with},
    };
    use proptest::prelude::*;

    fn kinds(text: &str) -> Vec<String> {
        with(text, &Facts::default(), check).into_iter().map(|firing| firing.detail).collect()
    }

    #[test]
    fn each_kind_is_known() {
        for (text, kind) in [
            ("El meu DNI és 12345678Z, truqueu-me.", "dni"),
            ("DNI: 12.345.678-z", "dni"),
            ("NIE X-1234567-L", "nie"),
            ("Ingresseu a ES91 2100 0418 4502 0005 1332 avui", "iban"),
            ("ES9121000418450200051332", "iban"),
            ("truca'm al 612 34 56 78", "phone"),
            ("+34 612-345-678", "phone"),
            ("0034612345678", "phone"),
            ("+44 20 7946 0958", "phone"),
            ("Escriviu a joan.garriga@exemple.cat", "email"),
        ] {
            assert_eq!(kinds(text), [kind], "{text}");
        }
    }

    #[test]
    fn figures_are_not_people() {
        for text in [
            "12345678A",
            "El pressupost és de 612.345.678 euros.",
            "600 000 000 €",
            "El 010 o el 900 123 456",
            "Línies 12 345 678 i 9",
            "Acció 1234567890123",
            "ES00 2100 0418 4502 0005 1332",
            "info@amb.cat",
            "Hi ha 3.245.612.345 litres",
            "12345678Zebra",
        ] {
            assert_eq!(kinds(text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn an_office_weighs_less_than_a_person() {
        let weight = |text| with(text, &Facts::default(), check).first().map(|f| f.severity);
        assert_eq!(weight("93 223 51 51"), Some(Severity::Note));
        assert_eq!(weight("693 223 515"), Some(Severity::Serious));
    }

    proptest! {
        #[test]
        fn one_letter_of_the_alphabet_fits(number in 0..100_000_000_u32, letter in b'A'..=b'Z') {
            let fits = LETTERS[number as usize % 23] == letter;
            let text = format!("num {number:08}{}", letter as char);
            prop_assert_eq!(kinds(&text).contains(&"dni".to_owned()), fits);
        }

        #[test]
        fn a_foreigners_number_counts_its_first_letter(lead in 0..3_u8, number in 0..10_000_000_u32) {
            let letter = LETTERS[(u32::from(lead) * 10_000_000 + number) as usize % 23];
            let text = format!("{}{number:07}{}", (b'X' + lead) as char, letter as char);
            prop_assert_eq!(kinds(&text), ["nie"]);
            let other = LETTERS[(LETTERS.iter().position(|l| *l == letter).unwrap() + 1) % 23];
            let wrong = format!("{}{number:07}{}", (b'X' + lead) as char, other as char);
            prop_assert!(!kinds(&wrong).contains(&"nie".to_owned()));
        }

        #[test]
        fn an_account_number_with_one_digit_changed_is_none(bank in "[0-9]{20}", at in 0..20_usize) {
            // ISO 7064, MOD 97-10: the check digits make the remainder 1.
            let rest = format!("{bank}142800").bytes().fold(0_u64, |n, b| (n * 10 + u64::from(b - b'0')) % 97);
            let right = format!("ES{:02}{bank}", 98 - rest);
            let mut wrong = right.clone().into_bytes();
            wrong[4 + at] = b'0' + (wrong[4 + at] - b'0' + 1) % 10;
            let found = kinds(&right).contains(&"iban".to_owned());
            prop_assert!(found || right.parse::<iban::Iban>().is_err());
            prop_assert!(!kinds(&String::from_utf8(wrong).unwrap()).contains(&"iban".to_owned()));
        }

        #[test]
        fn nothing_breaks_it(text in "[0-9A-Zà +.@-]{0,60}") {
            kinds(&text);
        }
    }
}
