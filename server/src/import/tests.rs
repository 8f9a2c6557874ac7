use crate::cli::tests::{Town, told};
use serde_json::json;
use std::path::Path;

const LIST: &str = "Logotip pam.cat pam.cat\n\nPAM 2016 | 2019\n\nPla d'actuació metropolità\n\n\
    AVÍS: Procés de participació en línea tancat\n\n1\n\nSuports\n\nAMB\n\nProjectes\n\n| Autor/a: AMB\n\n\
    Ajudar els municipis.\n • Un catàleg.\n • Un mapa.\n\nLlegir més\n\n12\n\nSuports\n\n\
    Demanem més busos de nit. I barats.\n\nLlegir més\n";
const PAGE: &str = "Accessos directes:\n\n3\n\nSuports\n\nAMB\n\nProjectes\n\n| Autor/a: AMB | 1 comentaris\n\n\
    Ajudar els municipis.\n • Un catàleg.\n • Un mapa.\n\nComentaris\n\nJoan | 12/03/2016\n\nBé.\n";
/// The same page later: one more action before the others, one more comment.
const LATER: &str = "Accessos directes:\n\n5\n\nSuports\n\nAMB\n\nProjectes\n\n| Autor/a: AMB | 2 comentaris\n\n\
    Ajudar els municipis.\n • Un pla.\n • Un catàleg.\n • Un mapa.\n\nComentaris\n\nRosa | 1/04/2016\n\nTambé.\n\n\
    Joan | 12/03/2016\n\nBé.\n";

async fn clean(town: &Town) {
    assert_eq!(crate::check::wrong(&town.database()).await.unwrap(), Vec::<String>::new());
}

#[tokio::test]
async fn a_page_goes_in_once() {
    let town = Town::new();
    let list = town.file("list.txt", LIST);
    let printed = town.pam(&["import", &list]).await.unwrap();
    assert!(printed.contains("added: Projectes (actions: 2, comments: 0)"), "{printed}");
    let before = town.pam(&["export"]).await.unwrap();
    let again = town.pam(&["import", &list, &list]).await.unwrap();
    assert!(again.contains("read before"), "{again}");
    assert_eq!(town.pam(&["export"]).await.unwrap(), before);
    assert_eq!(town.number("SELECT COUNT(*) FROM event").await, 1);
    clean(&town).await;
    let export = town.export().await;
    assert_eq!(export["plan"]["key"], "pam");
    assert_eq!(export["plan"]["years"], "2016-2019");
    assert_eq!(export["plan"]["title"]["ca"], "Pla d'actuació metropolità");
    assert_eq!(export["plan"]["title"]["en"], "Metropolitan Action Plan");
    assert_eq!(export["proposals"][0]["phase_closed"], true);
    assert_eq!(export["proposals"][0]["author"], json!({"name": "AMB", "kind": "authority"}));
    let lone = &export["proposals"][1];
    assert_eq!((lone["title_derived"].clone(), lone["author"]["kind"].clone()), (json!(true), json!("unknown")));
}

#[tokio::test]
async fn a_page_read_anew_is_a_new_version() {
    let town = Town::new();
    town.pam(&["import", &town.file("1.txt", PAGE)]).await.unwrap();
    town.break_with("UPDATE comment SET action = (SELECT id FROM action WHERE n = 2) WHERE id = 1").await;
    let printed = town.pam(&["import", &town.file("2.txt", LATER)]).await.unwrap();
    assert!(printed.contains("rewritten: Projectes"), "{printed}");
    clean(&town).await;
    let export = town.export().await;
    let [proposal] = &export["proposals"].as_array().unwrap()[..] else { panic!("{export}") };
    assert_eq!((proposal["version"].clone(), proposal["supports"]["imported"].clone()), (json!(2), json!(5)));
    let actions: Vec<&str> =
        proposal["actions"].as_array().unwrap().iter().filter_map(|a| a["text"].as_str()).collect();
    assert_eq!(actions, ["Un pla.", "Un catàleg.", "Un mapa."]);
    // What was said of the map is still said of the map.
    assert_eq!(export["comments"][0]["action"], 3);
    assert_eq!(export["comments"].as_array().unwrap().len(), 2);
    assert_eq!(town.number("SELECT COUNT(*) FROM proposal_text").await, 2, "the first version is kept");
    // A list that shows the same words, or their beginning, takes nothing away.
    let printed =
        town.pam(&["import", &town.file("3.txt", &LIST.replace(" • Un catàleg.\n • Un mapa.\n", ""))]).await.unwrap();
    assert!(printed.contains("updated: Projectes"), "{printed}");
    assert_eq!(town.export().await["proposals"][0]["actions"].as_array().unwrap().len(), 3);
    clean(&town).await;
}

#[tokio::test]
async fn fewer_actions_are_a_new_version_too() {
    let town = Town::new();
    town.pam(&["import", &town.file("1.txt", LATER)]).await.unwrap();
    town.pam(&["import", &town.file("2.txt", PAGE)]).await.unwrap();
    clean(&town).await;
    assert_eq!(town.export().await["proposals"][0]["actions"].as_array().unwrap().len(), 2);
    town.pam(&["import", &town.file("3.txt", &LATER.replace("Rosa", "Rosa M."))]).await.unwrap();
    clean(&town).await;
    assert_eq!(town.export().await["proposals"][0]["actions"].as_array().unwrap().len(), 3);
    assert_eq!(town.number("SELECT COUNT(*) FROM comment").await, 3, "what left the page stays here");
}

#[tokio::test]
async fn all_files_or_none() {
    let town = Town::new();
    let good = town.file("good.txt", PAGE);
    let bad = town
        .file("bad.txt", "1\n\nSuports\n\nT\n\n| Autor/a: A | molts comentaris\n\nText.\n\nComentaris\n\nAnònim.\n");
    let none = town.path("none.txt").display().to_string();
    let (faults, code) = told(&town.pam(&["import", &good, &bad, &none]).await.unwrap_err());
    assert_eq!(code, 2);
    assert!(faults.lines().any(|line| line.starts_with(&format!("{bad}:")) && line.contains(": ")), "{faults}");
    assert!(faults.contains(&format!("{none}:1: ")), "{faults}");
    assert!(!town.database().exists());
}

#[tokio::test]
async fn a_file_too_large_is_refused() {
    let town = Town::new();
    let large = town.file("large.txt", &"a\n".repeat(super::reader::MAX_BYTES));
    let (fault, code) = told(&town.pam(&["import", &large]).await.unwrap_err());
    assert!(fault.starts_with(&format!("{large}:1: the file is larger")) && code == 2, "{fault}");
}

#[tokio::test]
async fn a_rehearsal_keeps_nothing() {
    let town = Town::new();
    let page = town.file("page.txt", PAGE);
    let read: serde_json::Value =
        serde_json::from_str(&town.pam(&["import", &page, "--dry-run", "--json"]).await.unwrap()).unwrap();
    assert!(!town.database().exists());
    let proposal = &read["files"][0]["proposals"][0];
    assert_eq!((proposal["title"].clone(), proposal["supports"].clone()), (json!("Projectes"), json!(3)));
    assert_eq!(proposal["actions"], json!(["Un catàleg.", "Un mapa."]));
    assert_eq!(proposal["comments"][0]["text"], "Bé.");
    town.pam(&["demo"]).await.unwrap();
    let before = town.pam(&["export"]).await.unwrap();
    let printed = town.pam(&["import", &page, "--dry-run"]).await.unwrap();
    assert!(printed.contains("added: Projectes") && printed.contains("nothing was kept"), "{printed}");
    assert_eq!(town.pam(&["export"]).await.unwrap(), before);
    assert_eq!(town.number("SELECT COUNT(*) FROM event").await, 1);
}

#[tokio::test]
async fn a_plan_that_is_there_gets_one_section_more() {
    let town = Town::demo().await;
    let sections = town.number("SELECT COUNT(*) FROM section").await;
    town.pam(&["import", &town.file("1.txt", PAGE)]).await.unwrap();
    town.pam(&["import", &town.file("2.txt", LIST)]).await.unwrap();
    assert_eq!(town.number("SELECT COUNT(*) FROM section").await, sections + 1);
    assert_eq!(town.number("SELECT COUNT(*) FROM plan").await, 1);
    assert_eq!(town.number("SELECT COUNT(*) FROM event").await, 3);
    let told = "SELECT COUNT(*) FROM event_topic WHERE seq = 3 AND topic IN ('plan:1', \
         'section:' || (SELECT id FROM section WHERE key = 'imported'))";
    assert_eq!(town.number(told).await, 2);
    clean(&town).await;
}

/// The pages that came with the project, where they are at hand.
#[tokio::test]
#[expect(clippy::print_stderr, reason = "a test that could not look says so")]
async fn the_real_pages_go_in_as_they_are() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/seed");
    let files = ["relacions-internacionals.txt", "llista-espai-public.txt"].map(|name| folder.join(name));
    if !files.iter().all(|file| file.exists()) {
        eprintln!("the real pages are not at hand: skipped");
        return;
    }
    let town = Town::new();
    let [page, list] = files.each_ref().map(|file| file.display().to_string());
    town.pam(&["import", &page, &list]).await.unwrap();
    let before = town.pam(&["export"]).await.unwrap();
    town.pam(&["import", &list, &page]).await.unwrap();
    assert_eq!(town.pam(&["export"]).await.unwrap(), before);
    clean(&town).await;
    let export = town.export().await;
    let proposals = export["proposals"].as_array().unwrap();
    let first = &proposals[0];
    assert_eq!(first["title"], "Relacions internacionals");
    assert_eq!(first["supports"], json!({"imported": 3, "here": 0}));
    assert_eq!(first["phase_closed"], false);
    let text = std::fs::read_to_string(&files[0]).unwrap();
    let bullets: Vec<&str> = text.lines().filter_map(|line| line.strip_prefix(" • ")).collect();
    let actions: Vec<&str> = first["actions"].as_array().unwrap().iter().filter_map(|a| a["text"].as_str()).collect();
    assert_eq!((actions.len(), &actions), (13, &bullets));
    assert_eq!(proposals.len(), 4);
    assert!(proposals[1..].iter().all(|proposal| proposal["phase_closed"] == true));
    assert_eq!(export["plan"]["title"]["ca"], "Pla d'actuació metropolità");
}
