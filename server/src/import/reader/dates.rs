//! Dates as pages write them. The forms are told at [`ReadDate`].

use super::ReadDate;
use super::lines::{fold, is_space};

/// A date that was found.
pub(super) struct Found {
    /// The date; without a day where it is impossible or only says how long ago.
    pub date: ReadDate,
    /// Whether it has the form of a date but no calendar has it.
    pub impossible: bool,
}

/// Longer lines hold more than a date.
const LONGEST: usize = 80;

/// Months by their names in Catalan, Spanish and English, folded.
const MONTHS: [&[&str]; 12] = [
    &["gener", "gen", "enero", "ene", "january", "jan"],
    &["febrer", "febr", "feb", "febrero", "february"],
    &["marc", "mar", "marzo", "march"],
    &["abril", "abr", "april", "apr"],
    &["maig", "mayo", "may", "mai"],
    &["juny", "jun", "junio", "june"],
    &["juliol", "jul", "julio", "july"],
    &["agost", "ag", "ago", "agosto", "august", "aug"],
    &["setembre", "set", "septiembre", "setiembre", "sept", "sep", "september"],
    &["octubre", "oct", "october"],
    &["novembre", "nov", "noviembre", "november"],
    &["desembre", "des", "diciembre", "dic", "december", "dec"],
];

/// Words that stand around a date and say nothing of it, weekdays among them, folded.
const FILLING: &str = " el de del d' a les las la at on the of h hs hores horas dia data fecha date publicat publicado posted \
    dilluns dimarts dimecres dijous divendres dissabte diumenge lunes martes miercoles jueves viernes sabado domingo \
    monday tuesday wednesday thursday friday saturday sunday dl dt dc dj dv ds dg ";

/// Words of *fa 3 dies*, *hace una hora*, *3 days ago*, folded.
const AGO: &str = " fa hace ago un una uns unes unos unas a an about dia dies dias day days hora hores horas hour hours minut \
    minuts minuto minutos minute minutes segon segons segundos seconds setmana setmanes semana semanas week weeks mes \
    mesos meses month months any anys ano anos year years i y and ";

/// The date if the line holds one and nothing else.
pub(super) fn find(line: &str) -> Option<Found> {
    let written =
        line.trim_matches(|c| is_space(c) || matches!(c, '|' | '-' | '–' | '—' | '·' | ',' | ':' | '(' | ')'));
    if written.len() > LONGEST {
        return None;
    }
    let folded = fold(written).replace("d'", "d' ");
    let words = folded.split([' ', ',']).map(|word| word.trim_matches(['(', ')', '|', '-', '–', '—', '·', '.', ':']));
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    let mut parts = Parts::default();
    let dated = words.iter().try_for_each(|word| parts.take(word)).and_then(|()| parts.ymd());
    let written = written.to_owned();
    match dated {
        Some(day) if exists(day) => {
            Some(Found { date: ReadDate { written, day: Some(day), time: parts.time }, impossible: false })
        }
        Some(_) => Some(Found { date: ReadDate { written, day: None, time: None }, impossible: true }),
        None => ago(&words).then_some(Found { date: ReadDate { written, day: None, time: None }, impossible: false }),
    }
}

/// What the words of a line have said so far.
#[derive(Default)]
struct Parts {
    day: Option<u8>,
    month: Option<u8>,
    year: Option<i32>,
    time: Option<(u8, u8)>,
}

impl Parts {
    /// Takes one word; `None` if it belongs to no date or says something twice.
    fn take(&mut self, word: &str) -> Option<()> {
        if word.len() > 3 && word.as_bytes()[0].is_ascii_digit() {
            if let Some((date, time)) = word.split_once('t').filter(|(date, _)| date.len() >= 8) {
                self.take(date)?;
                return once(&mut self.time, clock(time.trim_end_matches('z'))?);
            }
            if let Some((year, month, day)) = figures(word) {
                once(&mut self.year, year)?;
                once(&mut self.month, month)?;
                return once(&mut self.day, day);
            }
        }
        if let Some(month) = MONTHS.iter().zip(1..).find_map(|(names, n)| names.contains(&word).then_some(n)) {
            return once(&mut self.month, month);
        }
        if listed(FILLING, word) {
            return Some(());
        }
        if matches!(word, "am" | "a.m" | "pm" | "p.m") {
            return self.half(word.starts_with('p'));
        }
        if let Some(time) = clock(word) {
            return once(&mut self.time, time);
        }
        if word.len() == 4 && (word.starts_with("19") || word.starts_with("20")) {
            return once(&mut self.year, word.parse().ok()?);
        }
        once(&mut self.day, ordinal(word)?)
    }

    /// Takes *am* or *pm* after a time of the twelve-hour clock.
    fn half(&mut self, after_noon: bool) -> Option<()> {
        let (hour, minute) = self.time.filter(|(hour, _)| (1..=12).contains(hour))?;
        self.time = Some((hour % 12 + if after_noon { 12 } else { 0 }, minute));
        Some(())
    }

    fn ymd(&self) -> Option<(i32, u8, u8)> {
        Some((self.year?, self.month?, self.day?))
    }
}

fn once<T>(place: &mut Option<T>, value: T) -> Option<()> {
    place.replace(value).is_none().then_some(())
}

fn listed(words: &str, word: &str) -> bool {
    words.split_whitespace().any(|known| known == word)
}

/// `12/03/2016`, `12.3.16` or `2016-03-12` as year, month and day.
fn figures(word: &str) -> Option<(i32, u8, u8)> {
    let sign = word.chars().find(|c| matches!(c, '/' | '-' | '.'))?;
    let mut parts = word.split(sign);
    let (first, month, last) = (parts.next()?, parts.next()?, parts.next()?);
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let sizes = (first.len(), (1..=2).contains(&month.len()), last.len());
    if parts.next().is_some() || !digits(first) || !digits(month) || !digits(last) {
        return None;
    }
    let (year, day) = match sizes {
        (4, true, 1..=2) => (first.parse().ok()?, last),
        (1..=2, true, 4) => (last.parse().ok()?, first),
        (1..=2, true, 2) => (2000 + last.parse::<i32>().ok()?, first),
        _ => return None,
    };
    Some((year, month.parse().ok()?, day.parse().ok()?))
}

/// `10:45`, `10:45:30`, `10.45` or `10h`.
fn clock(word: &str) -> Option<(u8, u8)> {
    let bare = word.trim_end_matches('h');
    let mut parts = match bare.contains(':') {
        true => bare.split(':'),
        false if bare.len() < word.len() || bare.contains('.') => bare.split('.'),
        false => return None,
    };
    let (hour, minute) = (parts.next()?.parse().ok()?, parts.next().unwrap_or("0").parse().ok()?);
    let second = parts.next().unwrap_or("0").split('.').next()?.parse::<u8>().ok()?;
    (hour < 24 && minute < 60 && second < 60 && parts.next().is_none()).then_some((hour, minute))
}

/// `12`, `1r`, `1st` as a day of a month.
fn ordinal(word: &str) -> Option<u8> {
    let end = word.find(|c: char| !c.is_ascii_digit()).unwrap_or(word.len());
    let known = ["", "r", "er", "n", "t", "st", "nd", "rd", "th", "º"].contains(&&word[end..]);
    word[..end].parse().ok().filter(|_| known && end <= 2)
}

/// Whether the calendar has this day.
fn exists((year, month, day): (i32, u8, u8)) -> bool {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        2 => 28 + u8::from(leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    (1..=days).contains(&day)
}

/// Whether words say how long ago: *fa 3 dies*, *3 days ago*, *ahir*.
fn ago(words: &[&str]) -> bool {
    if let [word] = words {
        return ["ahir", "avui", "ayer", "hoy", "yesterday", "today"].contains(word);
    }
    let begins = matches!(words.first(), Some(&"fa" | &"hace")) || words.last() == Some(&"ago");
    let known = |word: &&str| listed(AGO, word) || (word.len() <= 3 && word.bytes().all(|byte| byte.is_ascii_digit()));
    begins && words.len() >= 3 && words.iter().all(known)
}
