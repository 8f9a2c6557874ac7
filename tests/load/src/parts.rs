//! What is measured, each by itself: `bench --only live,writes` measures these two.
use anyhow::{Result, bail};

/// One kind of measuring, with figures of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// What every text passes.
    Pipeline,
    /// How long a start takes, and what a server holds that has done nothing.
    Start,
    /// What a first page downloads.
    FirstLoad,
    /// Pages in a second against a bare server.
    Pages,
    /// From a click to another's screen.
    Click,
    /// Until a slow phone answers.
    Phone,
    /// A page of a short thread and of a very long one.
    Threads,
    /// A page in a small database and in a very large one.
    Growth,
    /// Comments in a second against raw SQLite.
    Writes,
    /// The desk's page, and a storm on it.
    Desk,
    /// From a post to ten thousand subscribers.
    Live,
}

/// Their names, from what disturbs least to what leaves most behind.
const ALL: [(&str, Part); 11] = [
    ("pipeline", Part::Pipeline),
    ("start", Part::Start),
    ("first-load", Part::FirstLoad),
    ("pages", Part::Pages),
    ("click", Part::Click),
    ("phone", Part::Phone),
    ("threads", Part::Threads),
    ("growth", Part::Growth),
    ("writes", Part::Writes),
    ("desk", Part::Desk),
    ("live", Part::Live),
];

/// Those that were asked for.
pub struct Parts(Vec<Part>);

impl Parts {
    /// Every one.
    pub fn all() -> Self {
        Self(ALL.iter().map(|(_, part)| *part).collect())
    }

    /// Those of a list with commas.
    pub fn named(list: &str) -> Result<Self> {
        let mut parts = Vec::new();
        for name in list.split(',').map(str::trim) {
            match ALL.iter().find(|(known, _)| *known == name) {
                Some((_, part)) => parts.push(*part),
                None => bail!("there is no part {name:?}; there are {}", ALL.map(|(known, _)| known).join(", ")),
            }
        }
        Ok(Self(parts))
    }

    /// Whether one was asked for.
    pub fn has(&self, part: Part) -> bool {
        self.0.contains(&part)
    }
}

#[cfg(test)]
mod tests {
    use super::{Part, Parts};

    #[test]
    fn parts_are_named() {
        let parts = Parts::named("live, writes").unwrap();
        assert!(parts.has(Part::Live) && parts.has(Part::Writes) && !parts.has(Part::Pages));
        assert!(Parts::named("lives").is_err());
        assert!(Parts::all().has(Part::Pages));
    }
}
