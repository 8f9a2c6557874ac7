//! Comments and their dates.

use super::super::dates::find;
use super::{faults, page, proposal};

const TOP: &str = "1\n\nSuports\n\nT\n\n| Autor/a: A | 2 comentaris\n\nText.\n\nComentaris\n\n";
const SIGN_IN: &str = "Necessites iniciar la sessió per a poder afegir un comentari.";

/// Name, day and text of a comment.
type Told = (String, Option<(i32, u8, u8)>, String);

/// The comments under a heading.
fn of(comments: &str) -> Vec<Told> {
    let read = proposal(&format!("{TOP}{comments}"));
    assert_eq!(read.paragraphs, ["Text."]);
    read.comments.into_iter().map(|comment| (comment.name, comment.date.day, comment.text)).collect()
}

fn rosa_and_joan(comments: &str) {
    let rosa = ("Rosa Puig".to_owned(), Some((2016, 3, 12)), "M'agrada.  Molt!\nDe debò.\n\n- Sí".to_owned());
    let joan = ("Joan".to_owned(), Some((2016, 4, 1)), "A mi no".to_owned());
    assert_eq!(of(comments), [rosa, joan], "{comments}");
}

#[test]
fn every_form_of_head() {
    for (rosa, joan) in [
        ("Rosa Puig | 12/03/2016", "Joan | 01/04/2016"),
        ("| Rosa Puig | 12/03/2016 10:45", "| Joan | 1/4/2016 9:05"),
        ("Rosa Puig\n\n12 de març de 2016", "Joan\n\n1 d'abril de 2016"),
        ("Rosa Puig\n2016-03-12", "Joan\n2016-04-01"),
        ("Rosa Puig\n\nRosa Puig\n\n12/03/2016", "Joan\n\nJoan\n\n01/04/2016"),
        ("Rosa Puig, 12/03/2016", "Joan, 1 d’abril del 2016"),
        ("Rosa Puig - 12/03/2016", "Joan - 01/04/2016"),
        ("Rosa Puig (12/03/2016)", "Joan (01/04/2016)"),
        ("Rosa Puig el 12/03/2016", "Joan el 01/04/2016"),
        ("Rosa Puig | 12/03/2016", "Joan\n\n01/04/2016"),
    ] {
        rosa_and_joan(&format!("{rosa}\n\nM'agrada.  Molt!\nDe debò.\n\n- Sí\n\n{joan}\n\nA mi no"));
    }
}

#[test]
fn text_on_the_line_of_the_head() {
    rosa_and_joan("Rosa Puig | 12/03/2016 | M'agrada.  Molt!\nDe debò.\n\n- Sí\nJoan | 1/4/2016 | A mi no");
}

#[test]
fn a_letter_signed_with_place_and_date_stays_one_text() {
    let text = "Us escric.\n\nBarcelona, 12 de març de 2016";
    assert_eq!(of(&format!("Rosa | 13/03/2016\n\n{text}"))[0].2, text);
    assert_eq!(of(&format!("Rosa\n\n13/03/2016\n\n{text}"))[0].2, text);
}

#[test]
fn lines_and_notices() {
    for notice in [
        SIGN_IN,
        "Necesitas iniciar sesión para poder añadir un comentario.",
        "You need to sign in to add a comment.",
        "Encara no hi ha comentaris",
    ] {
        let read = proposal(&format!("{TOP}{notice}"));
        assert_eq!((read.notices, read.comments.len(), read.comment_count), (vec![notice.to_owned()], 0, Some(2)));
    }
    let page =
        page(&format!("{TOP}Rosa\n\n12/03/2016\n\nHola\n\n{SIGN_IN}\n\nPeu\n\nTornar\n\n3\n\nSuports\n\nSegon."));
    assert_eq!((page.proposals[0].comments[0].line, page.proposals[0].comments[0].text.as_str()), (13, "Hola"));
    assert_eq!((page.footer, page.proposals[1].title.as_str()), (vec!["Peu".to_owned()], "Segon."));
}

#[test]
fn notice_above_the_comments_or_without_the_heading() {
    assert_eq!(of(&format!("{SIGN_IN}\n\nRosa | 12/03/2016\n\nHola")).len(), 1);
    let read = proposal(&format!("1\n\nSuports\n\nText.\n\n{SIGN_IN}"));
    assert_eq!((read.paragraphs, read.notices), (vec!["Text.".to_owned()], vec![SIGN_IN.to_owned()]));
}

#[test]
fn a_heading_in_a_text() {
    let text = format!("1\n\nSuports\n\nText.\n\nComentaris\n\nPrimer de tot.\n\nComentaris\n\n{SIGN_IN}");
    assert_eq!(proposal(&text).paragraphs, ["Text.", "Comentaris", "Primer de tot."]);
    let list = "1\n\nSuports\n\nText.\n\nComentaris\n\nPrimer de tot.\n\nLlegir més";
    assert_eq!(proposal(list).paragraphs, ["Text.", "Comentaris", "Primer de tot."]);
    let counted = proposal("1\n\nSuports\n\nText.\n\n3 comentaris\n\nLlegir més");
    assert_eq!((counted.paragraphs.len(), counted.comment_count), (1, Some(3)));
}

#[test]
fn what_is_wrong_with_comments() {
    assert_eq!(faults(format!("{TOP}Hola a tothom, què tal?\n\nBé.")), [(13, "comment_without_date")]);
    assert_eq!(faults(format!("{TOP}12/03/2016\n\nHola")), [(13, "comment_without_name")]);
    assert_eq!(faults(format!("{TOP}Rosa | 12/03/2016\n\nJoan | 13/03/2016\n\nHola")), [(13, "comment_without_text")]);
    assert_eq!(faults(format!("{TOP}Rosa\n\n31/02/2016\n\nHola")), [(15, "impossible_date")]);
}

#[test]
fn dates() {
    for written in [
        "12/03/2016",
        "12-3-2016",
        "12.3.16",
        "2016-03-12",
        "2016/03/12",
        "2016-03-12T10:45:00Z",
        "12 de març de 2016",
        "Dissabte, 12 de març del 2016 a les 10:45h",
        "12 març 2016",
        "12 de marzo de 2016 a las 10:45",
        "March 12, 2016",
        "12th March 2016, 10:45",
        "el 12/03/2016 - 10.45 h",
        "Publicat el: 12 mar. 2016",
    ] {
        let found = find(written).unwrap_or_else(|| panic!("{written}"));
        assert_eq!((found.date.day, found.impossible), (Some((2016, 3, 12)), false), "{written}");
        assert_eq!(found.date.written, written);
    }
    for none in
        ["", "12", "març de 2016", "12/03", "el 12/03/2016 ens vam veure", "12/03/2016 13/03/2016", "10:45", "1.2.3.4"]
    {
        assert!(find(none).is_none(), "{none}");
    }
    for ago in ["fa 3 dies", "Hace una hora", "3 days ago", "ahir"] {
        assert_eq!(find(ago).map(|found| (found.date.day, found.impossible)), Some((None, false)), "{ago}");
    }
    assert_eq!(find("1/4/2016 9:05").and_then(|found| found.date.time), Some((9, 5)));
    assert_eq!(find("April 1, 2016 9:05 pm").and_then(|found| found.date.time), Some((21, 5)));
    assert!(find("29/02/2015").is_some_and(|found| found.impossible));
    assert!(find("29/02/2016").is_some_and(|found| !found.impossible));
}
