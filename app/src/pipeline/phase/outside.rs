//! A classifier elsewhere, where a town has one: asked over HTTP with a time limit, and never needed. What it says can
//! hold a text and never let one pass; when it fails, the text goes on as if nobody had been asked.
use crate::{
    i18n::Lang,
    pipeline::{Firing, Phase, Severity},
};
use serde::{Deserialize, Serialize};
use std::{sync::Arc, time::Duration};
use tokio::sync::Semaphore;
use ureq::Agent;

/// How many are asked at once; past that a text goes on without.
const TOGETHER: usize = 8;
/// Most bytes of an answer.
const LONGEST_ANSWER: u64 = 16 * 1024;
/// Most characters of a label that is shown to moderators.
const LONGEST_LABEL: usize = 60;

/// Where to ask, and how long to wait.
#[derive(Clone, Debug)]
pub struct Outside {
    url: Arc<str>,
    agent: Agent,
    free: Arc<Semaphore>,
}

/// What is sent: the text and nothing about its writer.
#[derive(Serialize)]
struct Question<'a> {
    text: &'a str,
    lang: &'a str,
}

/// What is answered: `{"findings":[{"label":"…","serious":true}]}`.
#[derive(Deserialize)]
struct Answer {
    findings: Vec<Finding>,
}

#[derive(Deserialize)]
struct Finding {
    label: String,
    #[serde(default)]
    serious: bool,
}

impl Outside {
    /// Asks at an address, and waits no longer than `patience`.
    pub fn new(url: &str, patience: Duration) -> Self {
        let config = Agent::config_builder().timeout_global(Some(patience)).max_redirects(0).build();
        Self { url: url.into(), agent: config.into(), free: Arc::new(Semaphore::new(TOGETHER)) }
    }

    /// What it finds in a text; nothing when it fails, or when too many are being asked.
    pub async fn ask(&self, text: &str, lang: Lang) -> Vec<Firing> {
        let Ok(place) = Arc::clone(&self.free).try_acquire_owned() else { return Vec::new() };
        let (outside, text) = (self.clone(), text.to_owned());
        let asked = tokio::task::spawn_blocking(move || {
            let answer = outside.post(&text, lang);
            drop(place);
            answer
        });
        match asked.await {
            Ok(Ok(answer)) => firings(answer),
            Ok(Err(reason)) => {
                tracing::warn!(%reason, "the classifier did not answer");
                Vec::new()
            }
            Err(_) => Vec::new(),
        }
    }

    fn post(&self, text: &str, lang: Lang) -> Result<Answer, ureq::Error> {
        let question = Question { text, lang: lang.code() };
        let mut answer = self.agent.post(&*self.url).send_json(question)?;
        answer.body_mut().with_config().limit(LONGEST_ANSWER).read_json()
    }
}

/// Its labels are shown to moderators, so they are cut and cleaned.
fn firings(answer: Answer) -> Vec<Firing> {
    let firing = |finding: Finding| {
        let severity = if finding.serious { Severity::Serious } else { Severity::Note };
        let label = finding.label.chars().filter(|c| !c.is_control()).take(LONGEST_LABEL).collect();
        Firing { phase: Phase::Outside, severity, detail: label }
    };
    answer.findings.into_iter().take(4).map(firing).collect()
}

#[cfg(test)]
mod tests {
    use super::Outside;
    use crate::{i18n::Lang, pipeline::Severity};
    use std::{
        io::{Read, Write},
        net::TcpListener,
        time::{Duration, Instant},
    };

    /// A server that gives one answer, or none.
    fn answering(body: Option<&'static str>) -> (String, std::thread::JoinHandle<String>) {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}/classify", listener.local_addr().unwrap());
        let served = std::thread::spawn(move || {
            let (mut stream, _) = listener.accept().unwrap();
            let mut asked = Vec::new();
            let mut piece = [0; 4096];
            while !String::from_utf8_lossy(&asked).contains("\n}") {
                let n = stream.read(&mut piece).unwrap();
                assert!(n > 0, "{}", String::from_utf8_lossy(&asked));
                asked.extend_from_slice(&piece[..n]);
            }
            match body {
                Some(body) => {
                    write!(stream, "HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n{body}", body.len()).unwrap()
                }
                // Until the other side gives up.
                None => while stream.read(&mut piece).is_ok_and(|n| n > 0) {},
            }
            String::from_utf8_lossy(&asked).into_owned()
        });
        (url, served)
    }

    #[tokio::test]
    async fn its_findings_are_told() {
        let (url, served) = answering(Some(r#"{"findings":[{"label":"threat\u0007","serious":true},{"label":"x"}]}"#));
        let fired = Outside::new(&url, Duration::from_secs(5)).ask("Ja veuràs.", Lang::Ca).await;
        assert_eq!(
            fired.iter().map(|f| (f.severity, f.detail.as_str())).collect::<Vec<_>>(),
            [(Severity::Serious, "threat"), (Severity::Note, "x")]
        );
        let asked = served.join().unwrap();
        let sent: serde_json::Value = serde_json::from_str(asked.split_once("\r\n\r\n").unwrap().1).unwrap();
        assert_eq!(sent, serde_json::json!({ "text": "Ja veuràs.", "lang": "ca" }), "the text and nobody's name");
    }

    #[tokio::test]
    async fn a_failure_is_no_finding() {
        for body in ["not json", "{}", r#"{"findings":[{}]}"#] {
            let (url, served) = answering(Some(body));
            assert!(Outside::new(&url, Duration::from_secs(5)).ask("Hola.", Lang::Ca).await.is_empty(), "{body}");
            served.join().unwrap();
        }
        assert!(Outside::new("http://127.0.0.1:1/", Duration::from_secs(5)).ask("Hola.", Lang::Ca).await.is_empty());
    }

    #[tokio::test]
    async fn nobody_waits_longer_than_agreed() {
        let (url, served) = answering(None);
        let start = Instant::now();
        assert!(Outside::new(&url, Duration::from_millis(200)).ask("Hola.", Lang::Ca).await.is_empty());
        assert!(start.elapsed() < Duration::from_secs(3));
        served.join().unwrap();
    }
}
