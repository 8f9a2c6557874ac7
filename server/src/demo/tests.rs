use super::{files::content, resolve};
use crate::cli::tests::{Town, told};

#[tokio::test]
async fn the_demo_loads_once_and_nothing_is_wrong_with_it() {
    let town = Town::new();
    let who = town.pam(&["demo"]).await.unwrap();
    for name in ["resident", "veina", "moderator", "moderator2", "admin"] {
        assert!(who.contains(&format!("{name}@demo.pam  pam-demo-2016\n")), "{who}");
    }
    assert_eq!(crate::check::wrong(&town.database()).await.unwrap(), Vec::<String>::new());
    assert_eq!(town.number("SELECT COUNT(*) FROM account WHERE password <> ''").await, 5);
    assert_eq!(town.number("SELECT COUNT(*) FROM proposal WHERE closed = 1").await, 1);
    assert_eq!(town.number("SELECT COUNT(*) FROM event").await, 1);
    let (again, code) = told(&town.pam(&["demo"]).await.unwrap_err());
    assert!(again.contains("something in the database already") && code == 1, "{again}");
}

#[tokio::test]
async fn numbers_grow_with_time_and_nothing_is_from_tomorrow() {
    let town = Town::demo().await;
    let back = "SELECT COUNT(*) FROM comment a JOIN comment b ON b.id = a.id + 1 WHERE b.created_at < a.created_at";
    assert_eq!(town.number(back).await, 0);
    let early = "SELECT COUNT(*) FROM support s JOIN proposal p ON p.id = s.proposal WHERE s.created_at < p.created_at \
         OR s.created_at > (SELECT at FROM event)";
    assert_eq!(town.number(early).await, 0);
    assert_eq!(town.number("SELECT COUNT(*) FROM comment WHERE created_at > (SELECT at FROM event)").await, 0);
}

#[tokio::test]
async fn what_moderators_did_is_there() {
    let town = Town::demo().await;
    let hidden =
        town.number("SELECT COUNT(*) FROM comment WHERE state = 'hidden' AND rule <> '' AND state_at > 0").await;
    assert!(hidden > 0);
    assert_eq!(town.number("SELECT COUNT(*) FROM decision WHERE kind = 'hide' AND note <> ''").await, hidden);
    assert!(town.number("SELECT COUNT(*) FROM comment WHERE reports > 0 AND reported_at > created_at").await > 0);
    assert_eq!(town.number("SELECT COUNT(*) FROM appeal WHERE state = 'open' AND due_at > created_at").await, 1);
    assert_eq!(town.number("SELECT COUNT(DISTINCT waiting) FROM firing WHERE waiting IS NOT NULL").await, 2);
    let edited = "SELECT COUNT(*) FROM comment WHERE revision = 2 AND edited_at > created_at";
    assert!(town.number(edited).await > 0);
}

#[tokio::test]
async fn what_became_of_what_was_said_is_there() {
    let town = Town::demo().await;
    for (sql, least) in [
        ("SELECT COUNT(*) FROM comment WHERE ups + downs > 3", 50),
        ("SELECT COUNT(*) FROM comment WHERE ground > 100000", 5),
        ("SELECT COUNT(*) FROM comment WHERE parent IS NULL AND pin > 0", 1),
        ("SELECT COUNT(*) FROM comment WHERE answer = 1", 1),
        ("SELECT COUNT(*) FROM proposal WHERE slow_seconds > 0", 1),
        ("SELECT COUNT(*) FROM proposal WHERE version = 2", 1),
        ("SELECT COUNT(*) FROM version_voice v JOIN comment c ON c.id = v.comment AND c.led_to = v.version", 2),
    ] {
        let there = town.number(sql).await;
        assert!(there >= least, "{sql}: {there}");
    }
    assert_eq!(town.number("SELECT COUNT(*) FROM event").await, 1);
}

#[test]
fn what_does_not_fit_is_told() {
    let mut content = content().unwrap();
    content.plan.sections[1].parent = "enlloc".into();
    content.proposals[0].1.section = "enlloc".into();
    let thread = &mut content.threads[0].1;
    thread.supports.push("ningu".into());
    thread.comments[0].by = "ningu".into();
    thread.comments[0].ago = "fa temps".into();
    thread.comments[0].stance = "perhaps".into();
    let (faults, code) = told(&resolve(content).unwrap_err());
    assert_eq!(code, 2);
    for fault in [
        "there is no section enlloc above it",
        "there is no section enlloc\n",
        "supports: there is no person ningu",
        "\"fa temps\" is not a time",
        "there is no stance perhaps",
    ] {
        assert!(faults.contains(fault), "{fault}: {faults}");
    }
    assert!(faults.lines().all(|line| line.starts_with("demo/") && line.contains(".toml:1: ")), "{faults}");
}
