//! The moderators' daily mail, printed and sent: to whom wants it, in their language, and only when something waits.
use crate::{
    person::Person,
    town::Town,
    words::{says, sentence},
};
use std::{
    io::{self, BufRead, BufReader, Write},
    net::{SocketAddr, TcpListener, TcpStream},
    sync::mpsc::{Receiver, Sender, channel},
    thread,
};

/// A mail server that takes everything: whom it was for, and what it said.
fn sink() -> (SocketAddr, Receiver<(String, String)>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = listener.local_addr().expect("an address");
    let (tell, told) = channel();
    thread::spawn(move || {
        for socket in listener.incoming().flatten() {
            // Who ends in the middle of it has told nothing.
            let _ = takes(&socket, &tell);
        }
    });
    (address, told)
}

/// The few lines of SMTP (RFC 5321) that a mail needs.
fn takes(mut socket: &TcpStream, tell: &Sender<(String, String)>) -> io::Result<()> {
    let mut lines = BufReader::new(socket.try_clone()?).lines();
    let (mut to, mut mail) = (String::new(), String::new());
    socket.write_all(b"220 sink\r\n")?;
    while let Some(line) = lines.next().transpose()? {
        let answer = match line.split([' ', ':']).next().unwrap_or_default() {
            "DATA" => {
                socket.write_all(b"354 go on\r\n")?;
                while let Some(line) = lines.next().transpose()?.filter(|line| line != ".") {
                    mail.push_str(&(line + "\n"));
                }
                let _ = tell.send((std::mem::take(&mut to), std::mem::take(&mut mail)));
                "250 taken"
            }
            "RCPT" => {
                to = line.split(['<', '>']).nth(1).unwrap_or_default().to_owned();
                if to.starts_with("refused") { "550 nobody here" } else { "250 fine" }
            }
            "QUIT" => {
                socket.write_all(b"221 bye\r\n")?;
                return Ok(());
            }
            _ => "250 fine",
        };
        socket.write_all(format!("{answer}\r\n").as_bytes())?;
    }
    Ok(())
}

/// A configuration with this mail server; gives its path.
fn config(town: &Town, smtp: SocketAddr) -> String {
    let text =
        format!("[mail]\nfrom = \"Pam <pam@example.org>\"\nsite = \"https://pam.cat\"\nsmtp = \"smtp://{smtp}\"\n");
    town.file("mail.toml", text)
}

fn report(who: &Person, comment: i64, rule: &str) {
    who.call("report/add", &[("comment", &comment.to_string()), ("rule", rule)]).expect(200);
}

#[test]
fn what_waits_is_printed_for_each_moderator_in_their_language() {
    let town = Town::busy();
    let (núria, pep, gemma, marcel) = (town.resident("Núria"), town.resident("Pep"), town.moderator(), town.admin());
    let quiet = town.pam(&["digest", "--print"]);
    assert_eq!((quiet.code, quiet.out.as_str()), (0, ""), "nothing waits: {quiet:?}");

    let (hidden, reported) = (núria.comment(1, "Quina barra que teniu."), núria.comment(1, "I quina poca-solta."));
    report(&pep, reported, "insults");
    let decision = gemma.hide(hidden, "insults").to_string();
    núria.call("appeal/add", &[("decision", &decision), ("body", "És una frase feta.")]).expect(200);
    let asks = gemma.id.to_string();
    let id = reported.to_string();
    marcel.call("desk/note", &[("comment", &id), ("body", "Què en penses?"), ("asks", &asks)]).expect(200);
    marcel.call("account/update", &[("name", "Marcel"), ("town", ""), ("language", "en")]).expect(200);
    gemma.submit("/ca/desk/watch", "form[data-duty]", &[]).expect(303);

    let printed = town.pam(&["digest", "--print", "--config", &config(&town, town.address)]);
    assert_eq!(printed.code, 0, "{printed:?}");
    let of = |who: &Person| {
        let mark = format!("To: {} <{}>", who.name, who.email);
        let mail = printed.out.split("To: ").map(|mail| format!("To: {mail}")).find(|mail| mail.starts_with(&mark));
        mail.unwrap_or_else(|| panic!("{mark}: {}", printed.out))
    };
    let (hers, his) = (of(&gemma), of(&marcel));
    assert!(says(&hers, "ca", "digest.hello") && says(&his, "en", "digest.hello"));
    let at = |mail: &str, what: &str| mail.find(what).unwrap_or_else(|| panic!("{what}: {mail}"));
    assert!(at(&hers, "https://pam.cat/ca/desk?view=reported&in=mine\n") < at(&hers, &sentence("ca", "digest.all")));
    assert!(
        at(&hers, "https://pam.cat/ca/desk/appeals\n") < at(&hers, &format!("https://pam.cat/ca/desk/c/{hidden}\n"))
    );
    assert!(hers.contains("Marcel: Què en penses?") && !his.contains("Què en penses?"));
    assert!(!his.contains("in=mine") && his.contains("https://pam.cat/en/desk\n"), "{his}");
    assert!(!printed.out.contains("poca-solta") && !printed.out.contains("frase feta"), "nobody's text is mailed");
    assert!(![&núria.email, &pep.email].into_iter().any(|email| printed.out.contains(email)), "residents get none");

    gemma.submit("/ca/desk/watch", "form[data-mail]", &[]).expect(303);
    let printed = town.pam(&["digest", "--print"]).out;
    assert!(!printed.contains(&gemma.email) && printed.contains(&marcel.email), "she has turned it off");
    assert!(printed.contains("http://127.0.0.1:3000/en/desk/watch"), "links lead here while nobody says where");
    town.check();
}

#[test]
fn the_mails_go_out_by_the_towns_mail_server() {
    let town = Town::busy();
    let (núria, pep, marcel) = (town.resident("Núria"), town.resident("Pep"), town.admin());
    marcel.call("account/update", &[("name", "Marcel"), ("town", ""), ("language", "en")]).expect(200);
    let (address, told) = sink();
    let config = config(&town, address);
    let quiet = town.pam(&["digest", "--config", &config]);
    assert_eq!((quiet.code, quiet.out.as_str()), (0, "0 sent\n"), "{quiet:?}");
    report(&pep, núria.comment(1, "Quina barra que teniu."), "insults");
    let sent = town.pam(&["digest", "--config", &config]);
    assert_eq!((sent.code, sent.out.as_str()), (0, "1 sent\n"), "{sent:?}");
    let (to, mail) = told.recv().expect("a mail");
    assert_eq!(to, marcel.email);
    for line in ["From: Pam <pam@example.org>", "Auto-Submitted: auto-generated", "  https://pam.cat/en/desk"] {
        assert!(mail.lines().any(|found| found.trim_end() == line), "{line}: {mail}");
    }
    assert!(mail.contains(&sentence("en", "digest.subject.one").replace("%{n}", "1")), "{mail}");
    assert!(told.try_recv().is_err(), "and no other");

    // One that is not taken harms no other, and is told.
    let args = ["user", "create", "--email", "refused@example.org", "--name", "Ada", "--role", "moderator"];
    let made = crate::house::pam(town.database(), &[&args[..], &["--password-stdin"]].concat(), crate::town::PASSWORD);
    assert_eq!(made.code, 0, "{made:?}");
    let partly = town.pam(&["digest", "--config", &config]);
    assert_eq!((partly.code, partly.out.as_str()), (1, "1 sent\n"), "{partly:?}");
    assert!(partly.err.contains("refused@example.org") && partly.err.contains("550"), "{partly:?}");
    assert_eq!(told.recv().expect("a mail").0, marcel.email);
    town.check();
}

#[test]
fn without_a_way_out_nothing_is_sent() {
    let town = Town::start();
    let none = town.pam(&["digest"]);
    assert_eq!((none.code, none.out.as_str()), (2, ""), "{none:?}");
    assert!(none.err.contains("[mail]"));
    for wrong in [
        "from = \"Pam <pam@example.org>\"\nsite = \"pam.cat\"\nsmtp = \"smtp://127.0.0.1\"\n",
        "from = \"nobody\"\nsite = \"https://pam.cat\"\nsmtp = \"smtp://127.0.0.1\"\n",
        "from = \"Pam <pam@example.org>\"\nsite = \"https://pam.cat\"\n",
        "from = \"Pam <pam@example.org>\"\nsite = \"https://pam.cat\"\nsmpt = \"smtp://127.0.0.1\"\n",
    ] {
        let config = town.file("wrong.toml", format!("[mail]\n{wrong}"));
        for command in [&["digest"][..], &["serve", "--listen", "127.0.0.1:0"]] {
            let ran = town.pam(&[command, &["--config", &config]].concat());
            assert_eq!(ran.code, 2, "{wrong}: {ran:?}");
        }
    }
}
