use super::{LANGS, Lang, Words};
use std::{collections::BTreeSet, fs, path::Path};

/// Every key that the source names, found as the first argument of the calls that draw strings.
fn keys_in(folder: &Path, found: &mut BTreeSet<(String, bool)>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            keys_in(&path, found);
        } else if path.extension().is_some_and(|e| e == "rs") && !path.ends_with("i18n/tests.rs") {
            let text = fs::read_to_string(&path).unwrap_or_default();
            for (call, plural) in [(".s(\"", false), (".with(\"", false), (".n(\"", true)] {
                for (at, _) in text.match_indices(call) {
                    let rest = &text[at + call.len()..];
                    if let Some(key) = rest.split('"').next() {
                        found.insert((key.to_owned(), plural));
                    }
                }
            }
        }
    }
}

#[test]
fn every_key_of_the_source_is_there_in_three_languages() {
    let mut found = BTreeSet::new();
    keys_in(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut found);
    assert!(found.len() > 20, "the scan found only {} keys", found.len());
    let mut missing = Vec::new();
    for (key, plural) in found {
        let names = if plural { vec![format!("{key}.one"), format!("{key}.other")] } else { vec![key] };
        for (lang, name) in LANGS.iter().flat_map(|l| names.iter().map(move |n| (l, n))) {
            if !has(*lang, name) {
                missing.push(format!("{lang}: {name}"));
            }
        }
    }
    assert!(missing.is_empty(), "missing keys:\n{}", missing.join("\n"));
}

/// Without the fallback to Catalan, which would hide a missing translation.
fn has(lang: Lang, key: &str) -> bool {
    crate::_rust_i18n_backend_translate(lang.code(), key).is_some()
}

#[test]
fn the_locale_files_hold_the_same_places_in_each_language() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("locales");
    let mut wrong = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let text = fs::read_to_string(entry.path()).unwrap_or_default();
        for line in text.lines().filter(|l| l.starts_with(|c: char| c.is_ascii_lowercase())) {
            let key = line.trim_end_matches(':');
            let places = |lang: Lang| -> BTreeSet<String> {
                let text = Words(lang).s(key).into_owned();
                text.split("%{").skip(1).filter_map(|p| p.split('}').next().map(str::to_owned)).collect()
            };
            for lang in LANGS {
                if !has(lang, key) || places(lang) != places(Lang::Ca) {
                    wrong.push(format!("{lang}: {key}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "not the same in each language:\n{}", wrong.join("\n"));
}

#[test]
fn numbers_and_dates_follow_the_locale() {
    assert_eq!(Words(Lang::Ca).number(1468), "1.468");
    assert_eq!(Words(Lang::Es).number(1468), "1468");
    assert_eq!(Words(Lang::En).number(1468), "1,468");
    // 2016-04-09 10:30 UTC is 12:30 in the town.
    let at = 1_460_197_800_000;
    assert_eq!(Words(Lang::Ca).date(at), "9 d\u{2019}abril del 2016");
    assert_eq!(Words(Lang::Es).date(at), "9 de abril de 2016");
    assert_eq!(Words(Lang::En).date(at), "April 9, 2016");
    assert!(Words(Lang::Ca).moment(at).contains("12:30"));
}

#[test]
fn accept_language_is_read_by_quality() {
    assert_eq!(Lang::accepted("en;q=0.3, es-ES, ca;q=0.9"), Some(Lang::Es));
    assert_eq!(Lang::accepted("fr, de"), None);
    assert_eq!(Lang::accepted("fr, en;q=0"), None);
    assert_eq!(Lang::accepted(""), None);
}
