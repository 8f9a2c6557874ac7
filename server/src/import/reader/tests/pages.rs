//! The top of a page and of a proposal, with each part there or missing.

use super::{page, proposal};

#[test]
fn title_missing() {
    let read = proposal("4\n\nSuports\n\nNúria Serra\n\n| Autor/a: Núria Serra\n\nVull un banc. I ombra.\n");
    assert_eq!((read.title.as_str(), read.title_derived), ("Vull un banc.", true));
    assert_eq!(read.author.as_deref(), Some("Núria Serra"));
    assert_eq!(read.objective, "Vull un banc. I ombra.");
}

#[test]
fn picture_missing() {
    let read = proposal("4\n\nSuports\n\nUn banc\n\n| Autor/a: Núria Serra | 1.204 comentaris\n\nVull un banc.\n");
    assert_eq!((read.title.as_str(), read.picture), ("Un banc", None));
    assert_eq!((read.author.as_deref(), read.comment_count), (Some("Núria Serra"), Some(1204)));
}

#[test]
fn picture_and_title_missing() {
    let read = proposal("4\n\nSuports\n\n| Autor/a: Núria Serra\n\nVull un banc\n");
    assert_eq!((read.title.as_str(), read.title_derived), ("Vull un banc", true));
    assert_eq!(read.author.as_deref(), Some("Núria Serra"));
}

#[test]
fn author_line_missing() {
    let read = proposal("4\n\nSuports\n\nNúria Serra\n\nVull un banc. I ombra.\n\nGràcies\n\nLlegir més\n");
    assert_eq!((read.author.as_deref(), read.picture.as_deref()), (Some("Núria Serra"), Some("Núria Serra")));
    assert_eq!((read.title.as_str(), read.title_derived), ("Vull un banc.", true));
    assert_eq!((read.objective.as_str(), read.body.as_str()), ("Vull un banc. I ombra.", "Gràcies"));
}

#[test]
fn without_author_line_no_line_is_a_title() {
    let read = proposal("4\n\nSuports\n\nNúria Serra\n\nUn banc\n\nTornar\nVull un banc.\n\nLlegir més\n");
    assert_eq!((read.author.as_deref(), read.title.as_str()), (Some("Núria Serra"), "Un banc"));
    assert!(read.title_derived);
    assert_eq!(read.paragraphs, ["Un banc", "Vull un banc."]);
}

#[test]
fn short_text_is_no_picture() {
    for text in ["Més busos", "Més busos.\n\nDe nit també.", "Més busos\nDe nit també", "Més busos\n • De nit"]
    {
        let read = proposal(&format!("4\n\nSuports\n\n{text}\n\nLlegir més\n"));
        assert_eq!((read.author, read.picture), (None, None), "{text}");
        assert!(read.objective.starts_with("Més busos"), "{text}");
    }
}

#[test]
fn picture_with_an_initial() {
    for name in ["Rosa P.", "Veïns S.L.", "joan_23", "Associació de Veïns i Veïnes de la Marina del Port"] {
        let read = proposal(&format!("4\n\nSuports\n\n{name}\n\nVull un banc.\n"));
        assert_eq!(read.author.as_deref(), Some(name));
    }
}

#[test]
fn a_name_above_the_way_back_is_the_pictures() {
    for below in ["Tornar\n • Una\n • Dues", "| 2 comentaris\n\nTornar\n • Una\n • Dues"] {
        let read = proposal(&format!("4\n\nSuports\n\nAMB\n\n{below}\n"));
        assert_eq!((read.author.as_deref(), read.title.as_str(), read.actions.len()), (Some("AMB"), "Una", 2));
        assert_eq!(read.comment_count, below.starts_with('|').then_some(2));
    }
}

#[test]
fn author_line_without_its_first_bar() {
    for line in ["Autor/a: AMB | 3 comentaris", "Autor/a: AMB\n| 3 comentaris", "Autora: AMB\n\n3 comentaris"] {
        let read = proposal(&format!("4\n\nSuports\n\nAMB\n\nVols un banc?\n\n{line}\n\nUn text llarg. I més.\n"));
        assert_eq!((read.author.as_deref(), read.title.as_str()), (Some("AMB"), "Vols un banc?"), "{line}");
        assert_eq!((read.comment_count, read.paragraphs.len()), (Some(3), 1));
    }
    let text = "Un text llarg que parla de moltes coses, de poetes també, i que no s'acaba fins que no s'acaba.\n\nAutor: Joan";
    assert_eq!(proposal(&format!("4\n\nSuports\n\n{text}")).paragraphs.len(), 2);
}

#[test]
fn no_blank_lines() {
    let read = proposal(
        "3\nSuports\nAMB\nUn banc\n| Autor/a: AMB | 0 comentaris\nTornar\nPosar un banc.\n• Ara\nComentaris\n",
    );
    assert_eq!((read.title.as_str(), read.objective.as_str()), ("Un banc", "Posar un banc."));
    assert_eq!(read.actions, ["Ara"]);
}

#[test]
fn other_languages() {
    let spanish =
        "1 234\n\nApoyos\n\nAMB\n\nUn banco\n\n| Autor: AMB | 2 comentarios\n\nVolver\nPoner un banco.\n\nLeer más\n";
    let read = proposal(spanish);
    assert_eq!((read.supports, read.comment_count, read.title.as_str()), (Some(1234), Some(2), "Un banco"));
    let english =
        "1,234\n\nSupports\n\nAMB\n\nA bench\n\n| Author: AMB | 1 comment\n\nBack\nPut a bench.\n\nRead more\n";
    let read = proposal(english);
    assert_eq!((read.supports, read.comment_count, read.objective.as_str()), (Some(1234), Some(1), "Put a bench."));
}

#[test]
fn counts() {
    for (written, count) in
        [("0", 0), ("1.234", 1234), ("1\u{a0}234", 1234), ("12\u{202f}345.", 0), ("1.234.567", 1_234_567)]
    {
        if count == 0 && written != "0" {
            assert_eq!(super::faults(format!("{written}\n\nSuports\n\nText.")), [(1, "bad_count")]);
            continue;
        }
        assert_eq!(proposal(&format!("{written}\n\nSuports\n\nText.")).supports, Some(count), "{written}");
    }
    assert_eq!(proposal("3 Suports\n\nText.").supports, Some(3));
    assert_eq!(proposal("Suports: 3\n\nText.").supports, Some(3));
    assert_eq!(proposal("1\n\nSuport\n\nText.").supports, Some(1));
    assert_eq!(proposal("Suports\n\nText.").supports, None);
}

#[test]
fn header_with_links() {
    let head = "Accessos directes:\n\n • Inici\n • Contacte\nMapa\n\nLogotip El meu poble El meu poble\n\nCercador\n\n";
    let page =
        page(&format!("{head}PAM 2020-2023\n\nPensem el poble\n\nAVISO: proceso cerrado\n\n3\n\nSuports\n\nText."));
    assert_eq!(page.quick_links, ["• Inici", "• Contacte", "Mapa"]);
    assert_eq!(page.site.as_deref(), Some("El meu poble"));
    assert_eq!(page.years.as_deref(), Some("PAM 2020-2023"));
    assert_eq!(page.plan_title.as_deref(), Some("Pensem el poble"));
    assert!(page.closed);
    assert_eq!(page.header.len(), 9);
}

#[test]
fn warning_that_closes_nothing() {
    let page = page("AVÍS: Demà hi ha una sessió oberta\n\nLlegir més\n\n3\n\nSuports\n\nText.");
    assert!(!page.closed);
    assert_eq!(page.notices, ["AVÍS: Demà hi ha una sessió oberta"]);
    assert_eq!(page.header.len(), 2);
}

#[test]
fn warning_inside_a_proposal() {
    let page = page("3\n\nSuports\n\nAVÍS: Procés tancat\n\nAMB\n\nUn banc\n\n| Autor/a: AMB\n\nPosar-lo.");
    assert!(page.closed);
    assert_eq!(page.proposals[0].title, "Un banc");
    assert_eq!(page.proposals[0].notices, ["AVÍS: Procés tancat"]);
}

#[test]
fn supports_missing() {
    let text = "Logotip pam.cat\n\nCercador\n\nAMB\n\nUn banc\n\n| Autor/a: AMB\n\nPosar-lo.\n\nLlegir més\n\n\
        Rosa\n\nUna font\n\n| Autor/a: Rosa Puig\n\nTinc set.\n\nJoan\n\nUn arbre\n\n| Autor/a: Joan\n\nTinc calor.";
    let page = page(text);
    assert_eq!(page.header, ["Logotip pam.cat", "Cercador"]);
    let titles: Vec<&str> = page.proposals.iter().map(|read| read.title.as_str()).collect();
    assert_eq!(titles, ["Un banc", "Una font", "Un arbre"]);
    assert_eq!(page.proposals[1].picture.as_deref(), Some("Rosa"));
    assert_eq!(page.proposals[1].objective, "Tinc set.");
}

#[test]
fn footer_is_kept() {
    let page = page("3\n\nSuports\n\nText.\n\nLlegir més\n\n1 2 3 Següent\n\n© AMB\n");
    assert_eq!(page.footer, ["1 2 3 Següent", "© AMB"]);
}

#[test]
fn extra_lines_of_a_top_are_kept() {
    let read = proposal("3\n\nSuports\n\nMobilitat\n\nAMB\n\nNou\n\nUn banc\n\n| Autor/a: AMB\n\nPosar-lo.");
    assert_eq!((read.title.as_str(), read.picture.as_deref()), ("Un banc", Some("AMB")));
    assert_eq!(read.notices, ["Mobilitat", "Nou"]);
}

#[test]
fn decomposed_accents_and_other_case() {
    let read = proposal("3\n\nSUPORTS\n\nAMB\n\nUn banc\n\n| AUTOR/A: AMB\n\nPosar-lo.\n\nLlegir me\u{301}s…\n");
    assert_eq!(read.paragraphs, ["Posar-lo."]);
}
