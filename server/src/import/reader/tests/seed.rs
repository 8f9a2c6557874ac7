//! The two pages that came with the project, where they are at hand.

use super::{Page, page};
use std::fs;
use std::path::Path;

/// The file beside the workspace; says so where there is none, for the samples of the other tests cover its forms.
#[expect(clippy::print_stderr, reason = "a test that could not look says so")]
fn seed(name: &str) -> Option<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/seed").join(name);
    let text = fs::read_to_string(&path).ok();
    if text.is_none() {
        eprintln!("{name} is not at hand: skipped");
    }
    text
}

/// Every action that the file shows, cut out the plain way.
fn bullets(text: &str) -> Vec<&str> {
    text.lines().filter_map(|line| line.strip_prefix(" • ")).collect()
}

fn check_proposal_page(text: &str, page: &Page) {
    assert_eq!(page.site.as_deref(), Some("pam.cat"));
    assert_eq!(page.header, ["Accessos directes:", "Logotip pam.cat pam.cat", "Cercador global de l'AMB"]);
    assert!(!page.closed && page.years.is_none() && page.footer.is_empty());
    let [read] = &page.proposals[..] else { panic!("{page:#?}") };
    assert_eq!((read.line, read.title.as_str(), read.title_derived), (7, "Relacions internacionals", false));
    assert_eq!((read.author.as_deref(), read.picture.as_deref()), (Some("AMB"), Some("AMB")));
    assert_eq!((read.supports, read.comment_count), (Some(3), Some(0)));
    assert!(read.objective.starts_with("Consolidar l'estratègia") && read.objective.ends_with("a Europa i al món."));
    assert_eq!(read.body, "");
    assert_eq!(read.actions.len(), 13);
    assert_eq!(read.actions, bullets(text));
    assert_eq!(read.notices, ["Necessites iniciar la sessió per a poder afegir un comentari."]);
    assert!(read.comments.is_empty());
}

#[test]
fn proposal_page() {
    let Some(text) = seed("relacions-internacionals.txt") else {
        return;
    };
    check_proposal_page(&text, &page(&text));
}

#[test]
fn proposal_page_saved_otherwise() {
    let Some(text) = seed("relacions-internacionals.txt") else {
        return;
    };
    let plain = page(&text);
    assert_eq!(page(&format!("\u{feff}{text}\n\n\n")), plain);
    assert_eq!(page(&text.replace('\n', "\r\n")), plain);
    assert_eq!(page(&text.replace('\n', "\r")), plain);
    assert_eq!(page(&text.replace(" • ", "\u{a0}•\u{a0}")), plain);
    assert_eq!(page(&text.replace("\n\n", "\n \u{a0}\n\n")).proposals[0].actions, plain.proposals[0].actions);
}

#[test]
fn list_page() {
    let Some(text) = seed("llista-espai-public.txt") else {
        return;
    };
    let page = page(&text);
    assert_eq!(page.site.as_deref(), Some("pam.cat"));
    assert_eq!(page.years.as_deref(), Some("PAM 2016 | 2019"));
    assert_eq!(page.plan_title.as_deref(), Some("Pla d'actuació metropolità"));
    assert_eq!(page.notices, ["AVÍS: Procés de participació en línea tancat"]);
    assert!(page.closed && page.footer.is_empty());
    let [first, second, third] = &page.proposals[..] else { panic!("{page:#?}") };
    assert_eq!([first.supports, second.supports, third.supports], [Some(1), Some(0), Some(12)]);
    assert_eq!(first.title, "Projectes que fan territori");
    assert_eq!(first.objective, "Ajudar els municipis amb els projectes que lliguen més d'un terme.");
    assert_eq!(first.actions, bullets(&text));
    assert_eq!(second.title, "Ombra i aigua a la plaça de l'estació");
    assert_eq!(second.author.as_deref(), Some("Rosa Puig i Vidal"));
    assert_eq!(second.objective, "A l'estiu no s'hi pot estar. Caldrien arbres, una font i bancs a l'ombra.");
    assert_eq!(second.body, "També caldria que l'autobús s'aturés a la mateixa plaça.");
    assert_eq!((third.title.as_str(), third.title_derived), (third.objective.as_str(), true));
    assert!(third.title.starts_with("Demanem més freqüència") && third.title.ends_with("en passar de corona."));
    assert_eq!((&third.author, &third.picture), (&None, &None));
}
