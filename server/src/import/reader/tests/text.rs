//! Paragraphs, actions and derived titles.

use super::super::sentence::first_sentence;
use super::proposal;

/// The paragraphs and actions of a text under a plain top.
fn of(text: &str) -> (Vec<String>, Vec<String>) {
    let read = proposal(&format!("1\n\nSuports\n\nTítol\n\n| Autor/a: AMB\n\n{text}\n"));
    (read.paragraphs, read.actions)
}

#[test]
fn every_bullet() {
    for bullet in ["•", "-", "*", "·", " • ", "\u{a0}•\u{a0}", "\t-\t", "◦", "–"] {
        let (paragraphs, actions) = of(&format!("Cal fer:\n{bullet} Una\n{bullet} Dues"));
        assert_eq!((paragraphs, actions), (vec!["Cal fer:".into()], vec!["Una".into(), "Dues".into()]), "{bullet:?}");
    }
    assert_eq!(of("Cal:\n•Una\n\n\n•Dues").1, ["Una", "Dues"]);
}

#[test]
fn numbers() {
    for list in ["1. Una\n2. Dues", "1. Una\n1. Dues", "1) Una\n\n2) Dues", "1.- Una\n2.- Dues", " 3. Una\n 4. Dues"] {
        assert_eq!(of(&format!("Cal fer:\n{list}")).1, ["Una", "Dues"], "{list:?}");
    }
    assert_eq!(of("1. Una\n\nI més:\n\n2. Dues").1, ["Una", "Dues"]);
}

#[test]
fn what_is_no_action() {
    for text in
        ["-5 graus", "l·l a part", "·l", "*molt* bé", "Som al\n16. Any important", "2016. Un any", "1.234 arbres", "5"]
    {
        assert_eq!(of(text), (vec![text.to_owned()], vec![]));
    }
}

#[test]
fn words_stay_as_they_are() {
    let text = "L'escola  té  «goteres»;\n  la col·lecció d’en Pau, també.\u{a0}Vegeu https://exemple.cat/a?b=1#c\n¿Y qué? Ça va…";
    assert_eq!(of(text).0, [text]);
    assert_eq!(of(&format!("  {text}  \n\n\n\nI prou. ")).0, [text, "I prou."]);
    assert_eq!(of(" • Una  acció,\n   de dues ratlles\n\nFi.").1, ["Una  acció,\n   de dues ratlles"]);
}

#[test]
fn text_after_the_actions() {
    let read = proposal("1\n\nSuports\n\nT\n\n| Autor/a: A\n\nAbans.\n\nMés.\n- Una\n\nDesprés.\n- Dues\n\nFi.");
    assert_eq!((read.objective.as_str(), read.body.as_str()), ("Abans.", "Més.\n\nDesprés.\n\nFi."));
    assert_eq!((read.leading, read.actions), (2, vec!["Una".to_owned(), "Dues".to_owned()]));
}

#[test]
fn actions_first() {
    let read = proposal("1\n\nSuports\n\n| Autor/a: A\n\n- Fer això. I allò.\n- Dues");
    assert_eq!((read.objective.as_str(), read.body.as_str()), ("", ""));
    assert_eq!((read.title.as_str(), read.title_derived), ("Fer això.", true));
    let read = proposal("1\n\nSuports\n\n| Autor/a: A\n\n- Una\n\nDesprés.");
    assert_eq!((read.objective.as_str(), read.body.as_str(), read.title.as_str()), ("", "Després.", "Després."));
}

#[test]
fn bullet_on_its_own_line() {
    assert_eq!(of("Cal:\n•\nUna\n•\nDues").1, ["Una", "Dues"]);
    assert_eq!(of("Cal\n\n•\n\nres").0, ["Cal", "•", "res"]);
}

#[test]
fn title_without_text() {
    let read = proposal("1\n\nSuports\n\nNomés un títol\n\n| Autor/a: A\n\nLlegir més");
    assert_eq!((read.title.as_str(), read.objective.as_str()), ("Només un títol", ""));
}

#[test]
fn sentences() {
    for (text, sentence) in [
        ("Una. Dues.", "Una."),
        ("Una", "Una"),
        ("El Sr. Puig i la C. Major. Fi.", "El Sr. Puig i la C. Major."),
        ("Costa 1.234 euros. Fi", "Costa 1.234 euros."),
        ("Som el 2016. Fi", "Som el 2016."),
        ("Som S.A. Veïns. Fi", "Som S.A. Veïns."),
        ("Vegeu pam.cat. Fi", "Vegeu pam.cat."),
        ("I ara... què? No ho sé.", "I ara... què?"),
        ("«Prou!» Fi.", "«Prou!»"),
        ("(Prou.) Fi", "(Prou.)"),
        ("Dues  coses\n en ratlles. Fi", "Dues  coses en ratlles."),
        ("…", "…"),
    ] {
        assert_eq!(first_sentence(text), sentence);
    }
}
