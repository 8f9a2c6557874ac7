//! Pages that are refused, and what they cost.

use super::super::{MAX_BYTES, MAX_FAULTS, read};
use super::faults;
use std::time::{Duration, Instant};

#[test]
fn no_page_at_all() {
    assert_eq!(faults(""), [(1, "empty")]);
    assert_eq!(faults("\u{feff}\r\n \u{a0}\n"), [(1, "empty")]);
    assert_eq!(faults("Accessos directes:\n\nLogotip pam.cat\n"), [(1, "no_proposal")]);
    assert_eq!(faults(vec![b'a'; MAX_BYTES + 1]), [(1, "too_large")]);
    assert_eq!(faults(b"\xff\xfe1\0\n\0"), [(1, "utf16")]);
    assert_eq!(faults("1\nSuports\nab\0c"), [(3, "binary")]);
    assert_eq!(faults("a\n\u{1}\u{2}\u{3}"), [(2, "binary")]);
}

#[test]
fn lines_that_are_not_utf8() {
    assert_eq!(faults(b"1\nSuports\nacci\xf3 i m\xe9s\nb\xe9\n"), [(3, "not_utf8"), (4, "not_utf8")]);
    assert_eq!(faults(b"\n\n\xc3"), [(3, "not_utf8")]);
}

#[test]
fn words_without_a_proposal() {
    assert_eq!(faults("Logotip pam.cat\n\n • Fer\n\n3\n\nSuports\n\nText."), [(3, "action_outside")]);
    let long = "Un text que ningú no ha demanat ".repeat(4);
    assert_eq!(faults(format!("{long}\n\nLlegir més\n\n3\n\nSuports\n\nText.")), [(1, "text_outside")]);
    assert_eq!(
        faults(format!("3\n\nSuports\n\nText.\n\nLlegir més\n\n{long}\n- Fer")),
        [(9, "text_outside"), (10, "action_outside")]
    );
    assert_eq!(faults("3\n\nSuports\n\nLlegir més\n\n4\n\nSuports\n\nText."), [(1, "empty_proposal")]);
}

#[test]
fn counts_that_are_none() {
    let text = "\n-3\n\nSuports\n\nText.\n\nLlegir més\n\n99999999999999999999\n\nSuports\n\n\
        | Autor/a: A | 9223372036854775808 comentaris\n\nText.";
    assert_eq!(faults(text), [(2, "bad_count"), (10, "count_too_large"), (14, "count_too_large")]);
}

#[test]
fn told_by_line_and_not_without_end() {
    let fault = read(b"").expect_err("a fault")[0];
    assert_eq!(fault.to_string(), "1: the file is empty");
    assert_eq!(faults("-\nSuports\nLlegir més\n1,5\nSuports\n".repeat(1000)).len(), MAX_FAULTS);
}

/// Half a megabyte of the same; the bound only tells apart what grows with the square of the size, which takes hours.
#[test]
fn large_pages_take_no_more_than_their_size() {
    let top = "1\nSuports\nTítol\n| Autor/a: A\n";
    for repeated in [
        "\n",
        " ",
        "•\n",
        "• a\n",
        "1. a\n",
        "a\n",
        "a\n\n",
        "a. ",
        "a",
        "| Autor/a: B\n",
        "Comentaris\n",
        "Tornar\n",
        "Llegir més\n",
        "1\nSuports\n",
        "A | 1/1/2016\nb\n",
        "A 1/1/2016\nb b b b b b b b b b b b b b 1\n",
        "1\n",
        "a\nComentaris\nb\n",
        "\u{a0}",
        "(\"'.) ",
        "A\nA\n1/1/2016\n",
        "Necessites iniciar sessió per comentar\n",
    ] {
        for top in [top.to_owned(), format!("{top}Text.\n\nComentaris\n\nA 1/1/2016\nb\n"), String::new()] {
            let text = top.clone() + &repeated.repeat(500_000 / repeated.len());
            let start = Instant::now();
            let _ = read(text.as_bytes());
            assert!(start.elapsed() < Duration::from_secs(30), "{repeated:?} took {:?}", start.elapsed());
        }
    }
}
