//! Mail that goes out: by SMTP, or by the machine's own `sendmail`.
use app::{digest::Mail, request::token};
use lettre::{
    Message, SmtpTransport, Transport,
    message::{
        Mailbox,
        header::{ContentType, HeaderName, HeaderValue},
    },
};
use serde::Deserialize;
use std::{
    io::{self, Write},
    path::PathBuf,
    process::{Command, Stdio},
    time::Duration,
};

/// How long a mail server has to answer.
const PATIENCE: Duration = Duration::from_secs(30);

/// What a town says under `[mail]`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MailSettings {
    /// Who sends: `Pam <pam@example.org>`.
    pub from: String,
    /// Scheme and host of the site, for links.
    pub site: String,
    /// The mail server: `smtps://user:password@mail.example.org`.
    pub smtp: Option<String>,
    /// The program that takes a mail in its place.
    pub sendmail: Option<PathBuf>,
}

/// Why a mail did not go out.
#[derive(Debug, thiserror::Error)]
pub enum MailError {
    /// A setting is missing or not right.
    #[error("{0}")]
    Setting(String),
    /// An address is none.
    #[error("{0}: {1}")]
    Address(String, lettre::address::AddressError),
    /// A mail cannot be put together.
    #[error(transparent)]
    Message(#[from] lettre::error::Error),
    /// The mail server did not take it.
    #[error("the mail server: {0}")]
    Smtp(#[from] lettre::transport::smtp::Error),
    /// `sendmail` did not take it.
    #[error("sendmail: {0}")]
    Sendmail(#[from] io::Error),
}

/// The way out.
#[derive(Clone, Debug)]
enum Way {
    Smtp(SmtpTransport),
    Sendmail(PathBuf),
}

/// Sends mail as the town has set it up.
#[derive(Clone, Debug)]
pub struct Mailer {
    from: Mailbox,
    way: Way,
}

impl Mailer {
    /// # Errors
    /// When a setting is missing or not right.
    pub fn new(settings: &MailSettings) -> Result<Self, MailError> {
        let wrong = |what: &str| Err(MailError::Setting(what.to_owned()));
        if !["http://", "https://"].iter().any(|scheme| settings.site.starts_with(scheme)) {
            return wrong("site is no address such as https://pam.example.org");
        }
        let way = match (&settings.smtp, &settings.sendmail) {
            (Some(url), None) => Way::Smtp(SmtpTransport::from_url(url)?.timeout(Some(PATIENCE)).build()),
            (None, Some(program)) => Way::Sendmail(program.clone()),
            _ => return wrong("either smtp or sendmail says how mail goes out"),
        };
        Ok(Self { from: mailbox(&settings.from)?, way })
    }

    /// Sends a mail and waits until it is taken.
    ///
    /// # Errors
    /// When it cannot be put together, or is not taken.
    pub fn send(&self, mail: &Mail) -> Result<(), MailError> {
        let message = self.message(mail)?;
        match &self.way {
            Way::Smtp(transport) => transport.send(&message).map(|_| ()).map_err(Into::into),
            Way::Sendmail(program) => {
                let mut command = Command::new(program);
                command.args(["-i", "-f"]).arg(AsRef::<str>::as_ref(&self.from.email)).arg("--").arg(&mail.email);
                let mut child = command.stdin(Stdio::piped()).stdout(Stdio::null()).spawn()?;
                if let Some(mut input) = child.stdin.take() {
                    input.write_all(&message.formatted())?;
                }
                let status = child.wait()?;
                if status.success() { Ok(()) } else { Err(io::Error::other(status.to_string()).into()) }
            }
        }
    }

    /// Plain text; no machine answers it (RFC 3834).
    fn message(&self, mail: &Mail) -> Result<Message, MailError> {
        let to = Mailbox { name: Some(mail.name.clone()), email: address(&mail.email)? };
        let id = format!("<{}@{}>", token(), self.from.email.domain());
        let automatic = HeaderName::new_from_ascii_str("Auto-Submitted");
        let message = Message::builder().from(self.from.clone()).to(to).subject(&mail.subject).message_id(Some(id));
        let message = message.raw_header(HeaderValue::new(automatic, "auto-generated".to_owned()));
        Ok(message.header(ContentType::TEXT_PLAIN).body(mail.body.clone())?)
    }
}

fn address(text: &str) -> Result<lettre::Address, MailError> {
    text.parse().map_err(|error| MailError::Address(text.to_owned(), error))
}

fn mailbox(text: &str) -> Result<Mailbox, MailError> {
    text.parse().map_err(|error| MailError::Address(text.to_owned(), error))
}

#[cfg(test)]
mod tests {
    use super::{MailError, MailSettings, Mailer};
    use app::digest::Mail;

    fn settings() -> MailSettings {
        MailSettings {
            from: "Pam <pam@example.org>".into(),
            site: "https://pam.example.org".into(),
            smtp: Some("smtps://pam:secret@mail.example.org".into()),
            sendmail: None,
        }
    }

    fn mail(email: &str) -> Mail {
        Mail {
            name: "Núria".into(), email: email.into(), subject: "Espera 1 cosa".into(), body: "Què hi ha?\n".into()
        }
    }

    #[test]
    fn a_mail_says_whom_it_is_from_and_that_no_person_wrote_it() {
        let mailer = Mailer::new(&settings()).unwrap();
        let message = String::from_utf8(mailer.message(&mail("nuria@example.org")).unwrap().formatted()).unwrap();
        let (head, body) = message.split_once("\r\n\r\n").unwrap();
        for line in
            ["Auto-Submitted: auto-generated", "Subject: Espera 1 cosa", "Content-Type: text/plain; charset=utf-8"]
        {
            assert!(head.lines().any(|found| found == line), "{line}: {head}");
        }
        assert!(head.contains("pam@example.org") && head.contains("<nuria@example.org>") && head.contains("Date: "));
        assert!(
            head.lines().any(|line| line.starts_with("Message-ID: <") && line.ends_with("@example.org>")),
            "{head}"
        );
        assert!(body.starts_with("Qu=C3=A8 hi ha?"), "{body}");
        let injected = mail("nuria@example.org\r\nBcc: x@example.org");
        assert!(matches!(mailer.message(&injected), Err(MailError::Address(..))));
    }

    #[test]
    fn what_is_missing_or_wrong_is_told() {
        let with = |change: fn(&mut MailSettings)| {
            let mut settings = settings();
            change(&mut settings);
            Mailer::new(&settings).map(|_| ())
        };
        assert!(with(|_| ()).is_ok());
        assert!(with(|s| s.site = "pam.example.org".into()).is_err());
        assert!(with(|s| s.smtp = None).is_err());
        assert!(with(|s| s.sendmail = Some("/usr/sbin/sendmail".into())).is_err(), "one way or the other");
        assert!(with(|s| s.smtp = Some("mail.example.org".into())).is_err());
        assert!(with(|s| s.from = "nobody".into()).is_err());
    }

    #[test]
    fn a_program_may_take_it() {
        let folder = tempfile::TempDir::new().unwrap();
        let (program, kept) = (folder.path().join("sendmail"), folder.path().join("kept"));
        std::fs::write(&program, format!("#!/bin/sh\necho \"$@\" > {0}\ncat >> {0}\n", kept.display())).unwrap();
        std::fs::set_permissions(&program, std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
        let settings = MailSettings { smtp: None, sendmail: Some(program.clone()), ..settings() };
        Mailer::new(&settings).unwrap().send(&mail("nuria@example.org")).unwrap();
        let text = std::fs::read_to_string(kept).unwrap();
        assert!(text.starts_with("-i -f pam@example.org -- nuria@example.org\n"), "{text}");
        assert!(text.contains("Subject: Espera 1 cosa"));
        let gone = MailSettings { sendmail: Some(folder.path().join("nowhere")), ..settings };
        assert!(Mailer::new(&gone).unwrap().send(&mail("nuria@example.org")).is_err());
    }
}
