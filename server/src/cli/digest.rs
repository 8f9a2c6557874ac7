use super::{DigestArgs, Error, open::open_existing};
use crate::{
    mail::Mailer,
    serve::{self, ServeError},
};
use app::{
    db::Db,
    digest::{Mail, mail, store},
};
use std::{io::Write, path::Path};

/// Where links lead when nobody has said where the site is.
const NEARBY: &str = "http://127.0.0.1:3000";

/// Sends each moderator who wants it what waits for them, or prints it.
pub async fn run(database: &Path, args: &DigestArgs, out: &mut impl Write) -> Result<(), Error> {
    let settings = serve::mail_settings(args.config.as_deref()).map_err(ServeError::from)?;
    let site = settings.as_ref().map_or(NEARBY, |settings| &settings.site);
    if args.print {
        for mail in mails(&open_existing(database).await?, site).await? {
            writeln!(out, "To: {} <{}>\nSubject: {}\n\n{}", mail.name, mail.email, mail.subject, mail.body)?;
        }
        return Ok(());
    }
    let settings =
        settings.as_ref().ok_or_else(|| Error::input("[mail] is not in the configuration: nothing can be sent"))?;
    let mailer = Mailer::new(settings).map_err(|error| Error::input(format!("[mail] {error}")))?;
    let mails = mails(&open_existing(database).await?, site).await?;
    // A mail server is waited for, and that is not for the threads that wait for everything else.
    let sending = tokio::task::spawn_blocking(move || send(&mailer, &mails));
    let (sent, unsent) = sending.await.map_err(|error| Error::Failed(error.to_string()))?;
    writeln!(out, "{sent} sent")?;
    if unsent.is_empty() { Ok(()) } else { Err(Error::Failed(unsent.join("\npam: "))) }
}

/// What everybody is told now.
async fn mails(db: &Db, site: &str) -> Result<Vec<Mail>, Error> {
    let now = db.clock.now();
    let mut read = db.read().await?;
    let mut mails = Vec::new();
    for reader in store::readers(&mut read, now).await? {
        let digest = store::digest(&mut read, &reader, now).await?;
        mails.extend(mail(&reader, &digest, site));
    }
    Ok(mails)
}

/// Sends them one after the other; one that is not taken harms no other. Gives how many went out, and why others did not.
fn send(mailer: &Mailer, mails: &[Mail]) -> (usize, Vec<String>) {
    let mut unsent = Vec::new();
    for mail in mails {
        if let Err(error) = mailer.send(mail) {
            unsent.push(format!("{}: {error}", mail.email));
        }
    }
    (mails.len() - unsent.len(), unsent)
}
