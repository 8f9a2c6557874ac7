//! Somebody at a browser, or our own script: each with a cookie jar.
use crate::{
    dom::Form,
    wire::{self, Answer},
};
use std::{collections::BTreeMap, net::SocketAddr, sync::Mutex};

/// How a browser asks for a page.
pub const HTML: &str = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

/// A person; may act from several threads.
pub struct Person {
    address: SocketAddr,
    cookies: Mutex<BTreeMap<String, String>>,
    /// The account's number; 0 for a visitor.
    pub id: i64,
    /// The name that everybody sees.
    pub name: String,
    /// The address to sign in with.
    pub email: String,
}

impl Person {
    /// Nobody yet.
    pub fn visitor(address: SocketAddr) -> Self {
        Self { address, cookies: Mutex::default(), id: 0, name: String::new(), email: String::new() }
    }

    /// Signed in by the form.
    #[track_caller]
    pub fn signed_in(address: SocketAddr, email: &str, password: &str) -> Self {
        let mut person = Self::visitor(address);
        email.clone_into(&mut person.email);
        let answer = person.sign_in("/ca/sign-in", email, password).expect(303);
        assert!(!answer.location().contains("fault="), "{}", answer.location());
        person
    }

    /// Fills in the form of a sign-in page.
    #[track_caller]
    pub fn sign_in(&self, page: &str, email: &str, password: &str) -> Answer {
        self.submit(page, "form:has(input[name=password])", &[("email", email), ("password", password)])
    }

    /// Another browser with the same cookies.
    pub fn copied(&self) -> Self {
        let copy = Self::visitor(self.address);
        *copy.cookies.lock().expect("cookies") = self.cookies.lock().expect("cookies").clone();
        copy
    }

    /// The value of a cookie.
    pub fn cookie(&self, name: &str) -> Option<String> {
        self.cookies.lock().expect("cookies").get(name).cloned()
    }

    /// Sets a cookie.
    pub fn set_cookie(&self, name: &str, value: &str) {
        self.cookies.lock().expect("cookies").insert(name.to_owned(), value.to_owned());
    }

    /// What a `Cookie` header says.
    pub fn cookie_header(&self) -> String {
        let jar = self.cookies.lock().expect("cookies");
        jar.iter().map(|(n, v)| format!("{n}={v}")).collect::<Vec<_>>().join("; ")
    }

    /// Sends a request with the person's cookies and keeps those that come back.
    pub fn send(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> std::io::Result<Answer> {
        let cookie = self.cookie_header();
        let length = body.len().to_string();
        let mut all = vec![("Connection", "close")];
        all.extend(headers);
        if !cookie.is_empty() {
            all.push(("Cookie", &cookie));
        }
        if method == "POST" {
            all.push(("Content-Type", "application/x-www-form-urlencoded"));
            all.push(("Content-Length", &length));
        }
        let answer = wire::send(self.address, (wire::head(method, path, self.address, &all) + body).as_bytes())?;
        self.keep(&answer);
        Ok(answer)
    }

    fn keep(&self, answer: &Answer) {
        let mut jar = self.cookies.lock().expect("cookies");
        for cookie in answer.all("set-cookie") {
            let (pair, rest) = cookie.split_once(';').unwrap_or((cookie, ""));
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            if rest.contains("Max-Age=0") {
                jar.remove(name);
            } else {
                jar.insert(name.to_owned(), value.to_owned());
            }
        }
    }

    /// Asks for a page; no redirect is followed.
    #[track_caller]
    pub fn get(&self, path: &str) -> Answer {
        self.get_with(path, &[])
    }

    /// The same, with headers of its own.
    #[track_caller]
    pub fn get_with(&self, path: &str, headers: &[(&str, &str)]) -> Answer {
        let path = path.split('#').next().unwrap_or(path);
        let mut all = vec![("Accept", HTML)];
        all.extend(headers);
        self.send("GET", path, &all, "").unwrap_or_else(|e| panic!("GET {path}: {e}"))
    }

    /// Goes where an answer leads, to the page at the end. The browser stops after a few steps, and so does this.
    #[track_caller]
    pub fn follow(&self, answer: &Answer) -> Answer {
        let mut at = self.get(answer.location());
        for _ in 0..4 {
            if !(300..400).contains(&at.status) {
                break;
            }
            at = self.get(at.location());
        }
        at
    }

    /// Sends a form as a browser does from a page of ours.
    #[track_caller]
    pub fn post_form(&self, action: &str, page: &str, fields: &[(&str, &str)]) -> Answer {
        let origin = format!("http://{}", self.address);
        let referer = format!("{origin}{page}");
        let headers =
            [("Accept", HTML), ("Origin", &*origin), ("Referer", &*referer), ("Sec-Fetch-Site", "same-origin")];
        let sent = self.send("POST", action, &headers, &wire::form(fields));
        sent.unwrap_or_else(|e| panic!("POST {action}: {e}"))
    }

    /// Opens a page, fills in its form and sends it.
    #[track_caller]
    pub fn submit(&self, page: &str, css: &str, values: &[(&str, &str)]) -> Answer {
        let form = self.get(page).page().form(css).with(values);
        self.send_form(page, &form)
    }

    /// Sends a form that was taken from a page.
    #[track_caller]
    pub fn send_form(&self, page: &str, form: &Form) -> Answer {
        let fields: Vec<(&str, &str)> = form.fields.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
        self.post_form(&form.action, page, &fields)
    }

    /// Calls a server function as our own script does.
    #[track_caller]
    pub fn call(&self, function: &str, fields: &[(&str, &str)]) -> Answer {
        self.try_call(function, fields).unwrap_or_else(|e| panic!("{function}: {e}"))
    }

    /// The same, when the server may die.
    pub fn try_call(&self, function: &str, fields: &[(&str, &str)]) -> std::io::Result<Answer> {
        let origin = format!("http://{}", self.address);
        let referer = format!("{origin}/ca");
        let headers = [("Accept", "application/json"), ("Origin", &*origin), ("Referer", &*referer)];
        self.send("POST", &format!("/api/{function}"), &headers, &wire::form(fields))
    }

    /// Writes a comment by the script's way; gives its number.
    #[track_caller]
    pub fn comment(&self, proposal: i64, body: &str) -> i64 {
        let proposal = proposal.to_string();
        self.call("comment/add", &[("proposal", &proposal), ("body", body)]).expect(200).json()["id"]
            .as_i64()
            .expect("a number")
    }

    /// Answers a comment.
    #[track_caller]
    pub fn reply(&self, proposal: i64, parent: i64, body: &str) -> i64 {
        let (proposal, parent) = (proposal.to_string(), parent.to_string());
        let fields = [("proposal", &*proposal), ("parent", &parent), ("body", body)];
        self.call("comment/add", &fields).expect(200).json()["id"].as_i64().expect("a number")
    }

    /// Takes a comment down; gives the decision's number.
    #[track_caller]
    pub fn hide(&self, comment: i64, rule: &str) -> i64 {
        let comment = comment.to_string();
        self.call("desk/hide", &[("comment", &comment), ("rule", rule)]).expect(200).json().as_i64().expect("a number")
    }

    /// Puts it back.
    #[track_caller]
    pub fn restore(&self, comment: i64) {
        self.call("desk/restore", &[("comment", &comment.to_string())]).expect(200);
    }
}
