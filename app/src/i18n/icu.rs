//! CLDR rules by ICU4X, from data compiled into the server.
use super::Lang;
use icu_datetime::{
    DateTimeFormatter, fieldsets,
    input::{Date, DateTime, Time},
};
use icu_decimal::{DecimalFormatter, input::Decimal};
use icu_locale_core::{Locale, locale};
use icu_plurals::{PluralCategory, PluralRules};
use std::sync::LazyLock;

struct Rules {
    plural: PluralRules,
    number: DecimalFormatter,
    date: DateTimeFormatter<fieldsets::YMD>,
    moment: DateTimeFormatter<icu_datetime::fieldsets::YMDT>,
}

static RULES: LazyLock<[Rules; 3]> =
    LazyLock::new(|| [rules(locale!("ca")), rules(locale!("es")), rules(locale!("en"))]);

#[expect(clippy::expect_used, reason = "the three locales are in the compiled data; a test draws with each")]
fn rules(locale: Locale) -> Rules {
    Rules {
        plural: PluralRules::try_new_cardinal((&locale).into()).expect("plural rules"),
        number: DecimalFormatter::try_new((&locale).into(), Default::default()).expect("number rules"),
        date: DateTimeFormatter::try_new((&locale).into(), fieldsets::YMD::long()).expect("date rules"),
        moment: DateTimeFormatter::try_new((&locale).into(), fieldsets::YMD::medium().with_time_hm())
            .expect("time rules"),
    }
}

fn of(lang: Lang) -> &'static Rules {
    match lang {
        Lang::Ca => &RULES[0],
        Lang::Es => &RULES[1],
        Lang::En => &RULES[2],
    }
}

pub fn plural(lang: Lang, n: i64) -> &'static str {
    match of(lang).plural.category_for(n.unsigned_abs()) {
        PluralCategory::One => "one",
        PluralCategory::Many => "many",
        _ => "other",
    }
}

pub fn number(lang: Lang, n: i64) -> String {
    of(lang).number.format(&Decimal::from(n)).to_string()
}

static ZONE: LazyLock<jiff::tz::TimeZone> =
    LazyLock::new(|| jiff::tz::TimeZone::get("Europe/Madrid").unwrap_or(jiff::tz::TimeZone::UTC));

fn civil(at: i64) -> Option<DateTime<icu_calendar::Iso>> {
    let zoned = jiff::Timestamp::from_millisecond(at).ok()?.to_zoned(ZONE.clone());
    let part = |n: i8| u8::try_from(n).unwrap_or(0);
    Some(DateTime {
        date: Date::try_new_iso(i32::from(zoned.year()), part(zoned.month()), part(zoned.day())).ok()?,
        time: Time::try_new(part(zoned.hour()), part(zoned.minute()), part(zoned.second()), 0).ok()?,
    })
}

pub fn date(lang: Lang, at: i64) -> String {
    civil(at).map(|c| of(lang).date.format(&c.date).to_string()).unwrap_or_default()
}

pub fn moment(lang: Lang, at: i64) -> String {
    civil(at).map(|c| of(lang).moment.format(&c).to_string()).unwrap_or_default()
}

/// The month in the town's time: `2016-04`.
pub fn month(at: i64) -> String {
    let zoned = jiff::Timestamp::from_millisecond(at).map(|t| t.to_zoned(ZONE.clone()));
    zoned.map(|t| t.strftime("%Y-%m").to_string()).unwrap_or_default()
}

pub fn iso(at: i64) -> String {
    jiff::Timestamp::from_millisecond(at).map(|t| t.to_string()).unwrap_or_default()
}
