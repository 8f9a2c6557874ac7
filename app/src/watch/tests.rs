//! What is watched, over a real file.
use super::{model::MOST, store};
use crate::{
    account::{Person, Role},
    db::{Clock, Db, Failure},
    fault::{Code, Fault},
    i18n::Lang,
    live::Hub,
};

async fn file() -> (tempfile::TempDir, Db) {
    let folder = tempfile::TempDir::new().unwrap();
    let db = Db::open(&folder.path().join("pam.db"), Clock::system(), Hub::default()).await.unwrap();
    db.write::<(), Failure, _>(|tx| {
        Box::pin(async move {
            for sql in [
                "INSERT INTO plan (id, key, lang, created_at) VALUES (1, 'p', 'ca', 0)",
                "INSERT INTO level (id, plan, key, position) VALUES (1, 1, 'axis', 1), (2, 1, 'line', 2)",
                "INSERT INTO section (id, plan, parent, level, key, number, position) VALUES \
                 (1, 1, NULL, 1, 'a', 'I', 1), (2, 1, NULL, 1, 'b', 'II', 2), (3, 1, 1, 2, 'c', 'I.1', 1)",
                "INSERT INTO account (id, email, name, password, role, kind, lang, created_at) VALUES \
                 (1, 'a@b', 'Ona', '', 'moderator', 'resident', 'ca', 0), (2, 'c@d', 'Pau', '', 'resident', 'resident', 'ca', 0)",
            ] {
                sqlx::query(sql).execute(&mut tx.connection).await?;
            }
            Ok(crate::db::Change::private(()))
        })
    })
    .await
    .unwrap();
    (folder, db)
}

async fn duty(db: &Db, section: i64, account: i64, on: bool) -> Result<(), Code> {
    let done = db.write(move |tx| Box::pin(async move { store::duty(tx, section, account, on).await })).await;
    done.map(|_| ()).map_err(|fault: Fault| fault.code)
}

#[tokio::test]
async fn an_axis_is_given_to_who_moderates_and_to_nobody_else() {
    let (_folder, db) = file().await;
    assert_eq!(duty(&db, 1, 1, true).await, Ok(()));
    assert_eq!(duty(&db, 1, 1, true).await, Ok(()));
    assert_eq!(duty(&db, 3, 1, true).await, Err(Code::NotFound), "a line is no axis");
    assert_eq!(duty(&db, 1, 2, true).await, Err(Code::NotFound), "a resident moderates nothing");
    let mut read = db.read().await.unwrap();
    let who = Person { id: 1, role: Role::Admin, ..Person::default() };
    let watching = store::watching(&mut read, Lang::Ca, &who).await.unwrap();
    let places: Vec<_> = watching.places.iter().map(|place| (place.id, place.depth, place.who.len())).collect();
    assert_eq!(places, [(1, 0, 1), (3, 1, 0), (2, 0, 0)]);
    assert_eq!(store::mine(&mut read, 1).await.unwrap(), [1]);
    drop(read);
    assert_eq!(duty(&db, 1, 1, false).await, Ok(()));
    assert!(store::mine(&mut db.read().await.unwrap(), 1).await.unwrap().is_empty());
}

#[tokio::test]
async fn selections_are_kept_once_and_not_without_end() {
    let (_folder, db) = file().await;
    let save = |n: usize| {
        let query = format!("in={n}");
        db.write(move |tx| Box::pin(async move { store::save(tx, 1, &query).await }))
    };
    for n in 0..MOST {
        save(n).await.map_err(|fault: Fault| fault.code).unwrap();
    }
    assert!(save(0).await.is_ok());
    assert_eq!(save(MOST).await.map_err(|fault: Fault| fault.code).unwrap_err(), Code::ManyWatches);
    let forget =
        |account: i64, id: i64| db.write(move |tx| Box::pin(async move { store::forget(tx, account, id).await }));
    assert_eq!(forget(2, 1).await.map_err(|fault: Fault| fault.code).unwrap_err(), Code::NotFound);
    assert!(forget(1, 1).await.is_ok());
    assert!(save(MOST).await.is_ok());
}
