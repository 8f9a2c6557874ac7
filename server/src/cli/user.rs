use super::{Error, NewUserArgs, open::open};
use app::{
    account::{checked_email, checked_name, checked_password, hash, store},
    fault::Fault,
    i18n::{Lang, Words},
};
use std::{
    io::{BufRead, Write},
    path::Path,
};

/// Makes an account; prints its number.
pub async fn create(
    database: &Path,
    args: &NewUserArgs,
    input: &mut impl BufRead,
    out: &mut impl Write,
) -> Result<(), Error> {
    let email = checked_email(&args.email).map_err(|fault| wrong("--email", fault))?;
    let name = checked_name(&args.name).map_err(|fault| wrong("--name", fault))?;
    let password = password(input)?;
    checked_password(&password).map_err(|fault| wrong("--password-stdin", fault))?;
    let db = open(database).await?;
    let taken = || Error::Failed(format!("there is an account with the address {email} already"));
    if store::salted(&mut db.read().await?, &email).await?.is_some() {
        return Err(taken());
    }
    let new = store::NewAccount {
        email: email.clone(),
        name,
        password: tokio::task::spawn_blocking(move || hash(&password))
            .await
            .map_err(|e| Error::Failed(e.to_string()))?,
        role: args.role.clone(),
        kind: "resident".into(),
        town: String::new(),
        lang: Lang::default().to_string(),
        created_at: 0,
    };
    let (id, _) = db.write::<_, Fault, _>(move |tx| Box::pin(async move { store::create(tx, new).await })).await?;
    writeln!(out, "{}", id.ok_or_else(taken)?)?;
    Ok(())
}

/// The first line, without its end: `printf` and `echo` give the same password.
fn password(input: &mut impl BufRead) -> Result<String, Error> {
    let mut line = String::new();
    input.read_line(&mut line).map_err(|error| Error::input(format!("--password-stdin: {error}")))?;
    Ok(line.trim_end_matches(['\r', '\n']).to_owned())
}

fn wrong(option: &str, fault: Fault) -> Error {
    Error::input(format!("{option}: {}", fault.say(Words(Lang::En))))
}
