//! The mail goes to whom wants it, tells what waits in their axes first, and says nothing when nothing does.
use super::{
    model::{Count, Digest, Due, Reader},
    store,
    text::mail,
};
use crate::{
    i18n::{LANGS, Lang},
    plan::Text,
    report::store::{New, add as report},
    team::ShiftRow,
    thread::{Rule, test_town::Town},
};

const SITE: &str = "https://pam.example.org";
/// Where the town's clock stands.
const NOW: i64 = 1_000_000;

fn reader(lang: Lang) -> Reader {
    Reader { account: 2, name: "Gemma".into(), email: "gemma@example.org".into(), lang }
}

fn title(text: &str) -> Text {
    Text { text: text.into(), lang: Lang::Ca }
}

#[test]
fn nothing_is_said_when_nothing_waits() {
    assert_eq!(mail(&reader(Lang::Ca), &Digest::default(), SITE), None);
    let row = ShiftRow { comment: 4, title: title("Arbres"), name: "Marta".into(), words: String::new(), at: 1 };
    let only_claimed = Digest { claims: vec![row], ..Digest::default() };
    assert_eq!(mail(&reader(Lang::Ca), &only_claimed, SITE), None, "that somebody is at work is no news by itself");
}

#[test]
fn what_is_ones_own_comes_first_with_the_way_to_it() {
    let asked =
        ShiftRow { comment: 4, title: title("Arbres"), name: "Marta".into(), words: "Què\nen penses?".into(), at: 1 };
    let digest = Digest {
        reported: Count { all: 1000, mine: 2 },
        appeals: Count { all: 1, mine: 0 },
        due: vec![
            Due { at: 1_460_197_800_000, page: ('w', 9), title: title("Fonts") },
            Due { at: 1_460_197_900_000, page: ('a', 7), title: title("") },
        ],
        asked: vec![asked],
        ..Digest::default()
    };
    for lang in LANGS {
        let mail = mail(&reader(lang), &digest, "https://pam.example.org/").unwrap();
        let desk = format!("{SITE}/{lang}/desk");
        let lines: Vec<&str> = mail.body.lines().collect();
        let at =
            |line: &str| lines.iter().position(|found| *found == line).unwrap_or_else(|| panic!("{line}: {lines:?}"));
        assert!(at(&format!("  {desk}?view=reported&in=mine")) < at(&format!("  {desk}")));
        assert!(at(&format!("  {desk}/appeals")) < at(&format!("  {desk}/w/9")));
        at(&format!("  {desk}/a/7"));
        assert!(mail.body.contains(&format!(": {}\n", crate::i18n::Words(lang).s("appeal.of_measure"))));
        at("* Marta: Què en penses?");
        at(&format!("  {desk}/c/4"));
        assert!(mail.body.contains("+\n") && mail.body.trim_end().ends_with(&format!("{desk}/watch")));
        assert!(!mail.body.contains("/waiting") && !mail.body.contains("%{"), "{}", mail.body);
        assert!(mail.subject.contains(&crate::i18n::Words(lang).number(1002)), "{}", mail.subject);
    }
}

#[tokio::test]
async fn it_goes_to_whom_wants_it_and_counts_what_is_theirs() {
    let town = Town::new().await;
    town.people(4).await;
    for sql in [
        "UPDATE account SET role = 'moderator', lang = 'en' WHERE id IN (3, 4)",
        "UPDATE account SET digest = 0 WHERE id = 4",
        "INSERT INTO duty (account, section) VALUES (2, 1)",
    ] {
        town.run(sql).await;
    }
    let comment = town.add(None, 1).await.unwrap();
    let new = New { comment, reporter: "a3".into(), account: Some(3), rule: Rule::Hate, ..New::default() };
    town.db.write(move |tx| Box::pin(async move { report(tx, &new).await })).await.unwrap();
    let mut read = town.db.read().await.unwrap();
    let readers = store::readers(&mut read, NOW).await.unwrap();
    assert_eq!(readers.iter().map(|one| (one.account, one.lang)).collect::<Vec<_>>(), [(2, Lang::Ca), (3, Lang::En)]);
    let told = store::digest(&mut read, &readers[0], NOW).await.unwrap();
    assert_eq!((told.reported, told.all()), (Count { all: 1, mine: 1 }, 1));
    let told = store::digest(&mut read, &readers[1], NOW).await.unwrap();
    assert_eq!(told.reported, Count { all: 1, mine: 0 }, "all hands hear of all, each of their own first");
    drop(read);
    town.run(
        "INSERT INTO sanction (account, kind, rule, note, moderator, created_at, ends_at) VALUES (3, 'ban', 'hate', 'x', 2, 0, 0)",
    )
    .await;
    town.run(
        "INSERT INTO appeal (account, sanction, decided_by, body, lang, created_at, due_at) VALUES (3, 1, 2, 'No.', 'ca', 1, 9)",
    )
    .await;
    let mut read = town.db.read().await.unwrap();
    let due = store::digest(&mut read, &readers[0], NOW).await.unwrap().due;
    assert_eq!(due.iter().map(|one| one.page).collect::<Vec<_>>(), [('a', 3)]);
    assert_eq!(store::readers(&mut read, NOW).await.unwrap().len(), 1, "who is suspended has no desk");
}
