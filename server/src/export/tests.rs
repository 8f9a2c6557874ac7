use crate::cli::tests::Town;

const PAGE: &str = "2\n\nSuports\n\nRosa Puig\n\nOmbra  a la plaça\n\n| Autor/a: Rosa Puig | 2 comentaris\n\n\
    Primera línia,\nsegona  línia.\n\nUn altre paràgraf.\n\n • Arbres\n • Una font\n\nComentaris\n\n\
    Joan | 12/03/2016 10:45\n\nM'agrada.  Molt!\nDe debò.\n";

#[tokio::test]
async fn text_is_exactly_what_was_read_and_two_exports_are_the_same_bytes() {
    let town = Town::new();
    town.pam(&["import", &town.file("p.txt", PAGE)]).await.unwrap();
    let first = town.pam(&["export", "--format", "json"]).await.unwrap();
    let to = town.path("export.json").display().to_string();
    assert_eq!(town.pam(&["export", "--output", &to]).await.unwrap(), "");
    assert_eq!(first, std::fs::read_to_string(&to).unwrap());
    let export = town.export().await;
    assert_eq!(export["pam_export"], 1);
    let proposal = &export["proposals"][0];
    assert_eq!(proposal["title"], "Ombra  a la plaça");
    assert_eq!(proposal["objective"], "Primera línia,\nsegona  línia.");
    assert_eq!(proposal["body"], "Un altre paràgraf.");
    assert_eq!(proposal["author"], serde_json::json!({"name": "Rosa Puig", "kind": "resident"}));
    assert_eq!(proposal["actions"], serde_json::json!([{"n": 1, "text": "Arbres"}, {"n": 2, "text": "Una font"}]));
    assert_eq!(proposal["supports"], serde_json::json!({"imported": 2, "here": 0}));
    assert_eq!(proposal["comments"], serde_json::json!({"imported": 2, "here": 0}));
    let comment = &export["comments"][0];
    assert_eq!(comment["body"], "M'agrada.  Molt!\nDe debò.");
    assert_eq!(comment["created_at"], 1_457_775_900_000_i64);
    assert_eq!(comment["author"]["name"], "Joan");
}

#[tokio::test]
async fn only_what_is_public_goes_out() {
    let town = Town::demo().await;
    town.break_with("UPDATE comment SET state = 'deleted', state_at = 1 WHERE id = 1").await;
    let export = town.export().await;
    let mut gone = 0;
    for comment in export["comments"].as_array().unwrap() {
        let visible = comment["state"] == "visible";
        gone += usize::from(!visible);
        assert_eq!(comment["body"].is_string(), visible, "{comment}");
        assert_eq!(comment["author"].is_object(), visible, "{comment}");
        assert!(visible || comment["stance"].is_null(), "{comment}");
    }
    assert!(gone >= 3, "the demo has hidden comments");
    assert!(!export.to_string().contains("@demo.pam"));
    let translated = &export["proposals"][0]["translations"]["en"];
    assert!(translated["title"].as_str().is_some_and(|title| !title.is_empty()), "{translated}");
}

#[tokio::test]
async fn a_plan_that_is_not_there_empties_no_file() {
    let town = Town::demo().await;
    let file = town.file("kept.json", "kept");
    assert!(town.pam(&["export", "--plan", "other", "--output", &file]).await.is_err());
    assert_eq!(std::fs::read_to_string(file).unwrap(), "kept");
}
