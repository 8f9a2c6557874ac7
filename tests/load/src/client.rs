//! A reader, or a resident with a session, who asks for one thing after the other.
use crate::{
    pam::Pam,
    wire::{Answer, Wire},
};
use anyhow::{Context, Result, bail};
use std::net::SocketAddr;

/// The demo's password.
pub const PASSWORD: &str = "pam-demo-2016";

/// What a browser accepts when it opens a page.
const PAGE: &str = "text/html";

/// Fields as a form sends them.
fn form(fields: &[(&str, &str)]) -> String {
    form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish()
}

/// Who asks.
#[derive(Clone)]
pub struct Client {
    address: SocketAddr,
    /// For `Accept-Encoding`.
    encoding: &'static str,
    cookie: String,
}

/// What came back.
pub struct Got {
    /// Status line and fields.
    pub head: String,
    /// The body as it was sent.
    pub body: Vec<u8>,
}

impl Got {
    /// A field of the head.
    pub fn field(&self, name: &str) -> Option<&str> {
        self.head.lines().find_map(|line| {
            let (key, value) = line.split_once(':')?;
            key.eq_ignore_ascii_case(name).then(|| value.trim())
        })
    }

    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

impl Client {
    /// A visitor who takes bytes as they are.
    pub const fn new(pam: &Pam) -> Self {
        Self { address: pam.address, encoding: "identity", cookie: String::new() }
    }

    /// The same person with what a browser sends on loopback.
    pub fn like_a_browser(&self) -> Self {
        Self { encoding: "gzip, deflate, br", ..self.clone() }
    }

    /// A resident of the demo with a new session.
    pub async fn signed_in(pam: &Pam, email: &str) -> Result<Self> {
        let mut client = Self::new(pam);
        let got =
            client.post("/api/account/sign-in", &[("email", email), ("password", PASSWORD), ("lang", "ca")]).await?;
        let cookies = got.head.lines().filter_map(|line| line.split_once(": "));
        let session = cookies
            .filter(|(name, _)| name.eq_ignore_ascii_case("set-cookie"))
            .filter_map(|(_, value)| value.split(';').next())
            .find(|pair| pair.starts_with("pam_session=") && !pair.ends_with('='));
        session.with_context(|| format!("{email} could not sign in"))?.clone_into(&mut client.cookie);
        Ok(client)
    }

    /// A page, byte for byte as a load generator sends the question.
    pub fn question(&self, path: &str) -> Vec<u8> {
        self.request("GET", path, PAGE, "").into_bytes()
    }

    /// A form as our own script sends it: the answer is data, not a page.
    pub fn script(&self, path: &str, fields: &[(&str, &str)]) -> Vec<u8> {
        self.request("POST", path, "application/json", &form(fields)).into_bytes()
    }

    /// Reads something that must be there.
    pub async fn get(&self, path: &str) -> Result<Got> {
        let got = self.send(&self.question(path)).await?;
        if got.0.status != 200 {
            bail!("{path} answered {}", got.0.status);
        }
        Ok(got.1)
    }

    /// Where an old or shortened address leads.
    pub async fn moved(&self, path: &str) -> Result<Option<String>> {
        let (_, got) = self.send(&self.question(path)).await?;
        Ok(got.field("location").map(str::to_owned))
    }

    /// Sends a form as a page of ours does without a script.
    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Result<Got> {
        let (answer, got) = self.send(self.request("POST", path, PAGE, &form(fields)).as_bytes()).await?;
        if !(200..400).contains(&answer.status) || got.field("location").is_some_and(|to| to.contains("fault=")) {
            bail!("{path} refused: {}", got.head);
        }
        Ok(got)
    }

    fn request(&self, method: &str, path: &str, accept: &str, body: &str) -> String {
        let Self { address, encoding, cookie } = self;
        let cookie = if cookie.is_empty() { String::new() } else { format!("cookie: {cookie}\r\n") };
        let content = if method == "GET" {
            String::new()
        } else {
            format!(
                "origin: http://{address}\r\nreferer: http://{address}/ca\r\n\
                 content-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n",
                body.len()
            )
        };
        format!(
            "{method} {path} HTTP/1.1\r\nhost: {address}\r\naccept: {accept}\r\naccept-encoding: {encoding}\r\n\
             {cookie}{content}\r\n{body}"
        )
    }

    async fn send(&self, request: &[u8]) -> Result<(Answer, Got)> {
        let mut wire = Wire::open(self.address).await?;
        let answer = wire.ask(request).await?;
        Ok((answer, Got { head: wire.head(answer), body: wire.body(answer) }))
    }
}
