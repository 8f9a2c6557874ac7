//! A page as a browser sees it.
use scraper::{ElementRef, Html, Selector};

/// A parsed page.
pub struct Page {
    html: Html,
}

/// A form, ready to send.
#[derive(Clone, Debug)]
pub struct Form {
    /// Where it goes.
    pub action: String,
    /// What it holds, in its order.
    pub fields: Vec<(String, String)>,
}

fn selector(text: &str) -> Selector {
    Selector::parse(text).unwrap_or_else(|e| panic!("{text}: {e}"))
}

/// The words inside an element, white space made one.
pub fn words(element: ElementRef<'_>) -> String {
    element.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

impl Page {
    /// Parses it.
    pub fn of(text: &str) -> Self {
        Self { html: Html::parse_document(text) }
    }

    /// Every element that fits.
    pub fn all(&self, css: &str) -> Vec<ElementRef<'_>> {
        self.html.select(&selector(css)).collect()
    }

    /// How many fit.
    pub fn count(&self, css: &str) -> usize {
        self.all(css).len()
    }

    /// Whether any fits.
    pub fn has(&self, css: &str) -> bool {
        self.count(css) > 0
    }

    /// The one that fits.
    #[track_caller]
    pub fn one(&self, css: &str) -> ElementRef<'_> {
        let found = self.all(css);
        assert_eq!(found.len(), 1, "{css} in a page titled {:?}", self.all("title").into_iter().map(words).next());
        found[0]
    }

    /// The words of the one that fits.
    #[track_caller]
    pub fn text(&self, css: &str) -> String {
        words(self.one(css))
    }

    /// The text of a field, white space and all.
    #[track_caller]
    pub fn typed(&self, css: &str) -> String {
        self.one(css).text().collect()
    }

    /// An attribute of the one that fits; empty when it has none.
    #[track_caller]
    pub fn attr(&self, css: &str, name: &str) -> String {
        self.one(css).attr(name).unwrap_or_default().to_owned()
    }

    /// The markup of the one that fits.
    #[track_caller]
    pub fn inside(&self, css: &str) -> String {
        self.one(css).inner_html()
    }

    /// The number of the last event that the page shows.
    #[track_caller]
    pub fn event(&self) -> i64 {
        self.attr("body", "data-event").parse().expect("a number")
    }

    /// The comments, in their order.
    pub fn comments(&self) -> Vec<i64> {
        let id = |e: ElementRef<'_>| e.attr("data-comment").and_then(|id| id.parse().ok());
        self.all("article[data-comment]").into_iter().filter_map(id).collect()
    }

    /// What a comment says.
    #[track_caller]
    pub fn comment(&self, id: i64) -> String {
        self.text(&format!("article[data-comment=\"{id}\"]"))
    }

    /// The form that fits, filled in as the page has it.
    #[track_caller]
    pub fn form(&self, css: &str) -> Form {
        let form = self.one(css);
        let method = form.attr("method").unwrap_or("get").to_lowercase();
        assert_eq!(method, "post", "{css}");
        let action = form.attr("action").expect("an action").to_owned();
        let fields = form.select(&selector("input, textarea, select")).filter_map(field).collect();
        Form { action, fields }
    }
}

/// What a field sends (HTML, 4.10.21.4); nothing when it is unchecked or has no name.
fn field(element: ElementRef<'_>) -> Option<(String, String)> {
    let name = element.attr("name")?.to_owned();
    let value = match element.value().name() {
        "textarea" => element.text().collect(),
        "select" => {
            let chosen = element.select(&selector("option[selected]")).next();
            chosen.or_else(|| element.select(&selector("option")).next())?.attr("value")?.to_owned()
        }
        _ => {
            let checks = matches!(element.attr("type"), Some("radio" | "checkbox"));
            if checks && element.attr("checked").is_none() {
                return None;
            }
            element.attr("value").unwrap_or_default().to_owned()
        }
    };
    Some((name, value))
}

impl Form {
    /// With other values; what it has not yet is added.
    pub fn with(mut self, values: &[(&str, &str)]) -> Self {
        for (name, value) in values {
            match self.fields.iter_mut().find(|(n, _)| n == name) {
                Some(field) => (*value).clone_into(&mut field.1),
                None => self.fields.push(((*name).to_owned(), (*value).to_owned())),
            }
        }
        self
    }

    /// What it holds under a name.
    pub fn value(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(n, _)| n == name).map(|(_, v)| v.as_str())
    }
}
