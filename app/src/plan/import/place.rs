//! Where what was read goes: a plan, and one section in it.
use super::{
    super::seed::{self, NewLevel, NewPlan, NewSection},
    Page,
};
use crate::{
    db::Tx,
    fault::Fault,
    i18n::{LANGS, Lang, Words},
};

/// The plan's key when nobody names one.
const PLAN: &str = "pam";
/// The key of the section, and of its level.
const SECTION: &str = "imported";

/// The plan with this key, or the first; made when it is missing.
pub(super) async fn plan(tx: &mut Tx, key: Option<&str>, pages: &[Page]) -> Result<i64, Fault> {
    const FIRST: &str = "SELECT id FROM plan ORDER BY id LIMIT 1";
    const BY_KEY: &str = "SELECT id FROM plan WHERE key = $1";
    let query = key.map_or_else(|| sqlx::query_as(FIRST), |key| sqlx::query_as(BY_KEY).bind(key));
    let known: Option<(i64,)> = query.fetch_optional(&mut tx.connection).await?;
    match known {
        Some((id,)) => Ok(id),
        None => seed::plan(tx, &new_plan(key.unwrap_or(PLAN), pages)).await,
    }
}

/// A plan's own name is in the language of the pages; the other languages have a name of ours.
fn new_plan(key: &str, pages: &[Page]) -> NewPlan {
    let title = |lang: Lang| match pages.iter().find_map(|page| page.plan_title.clone()) {
        Some(title) if lang == Lang::Ca => title,
        _ => Words(lang).s("import.plan").into_owned(),
    };
    NewPlan {
        key: key.to_owned(),
        lang: Lang::Ca,
        years: pages.iter().find_map(|page| page.years.clone()).unwrap_or_default(),
        texts: LANGS.map(|lang| (lang, title(lang), String::new())).into(),
    }
}

/// The section that holds what was read; made when it is missing.
pub(super) async fn section(tx: &mut Tx, plan: i64) -> Result<i64, Fault> {
    const BY_KEY: &str = "SELECT id FROM section WHERE plan = $1 AND key = $2";
    let known: Option<(i64,)> =
        sqlx::query_as(BY_KEY).bind(plan).bind(SECTION).fetch_optional(&mut tx.connection).await?;
    if let Some((id,)) = known {
        return Ok(id);
    }
    let level = level(tx, plan).await?;
    let words = |lang: Lang| (lang, Words(lang).s("import.section").into_owned(), String::new());
    let new = NewSection {
        plan,
        parent: None,
        level,
        key: SECTION.to_owned(),
        number: String::new(),
        texts: LANGS.map(words).into(),
    };
    seed::section(tx, &new).await
}

async fn level(tx: &mut Tx, plan: i64) -> Result<i64, Fault> {
    const BY_KEY: &str = "SELECT id FROM level WHERE plan = $1 AND key = $2";
    let known: Option<(i64,)> =
        sqlx::query_as(BY_KEY).bind(plan).bind(SECTION).fetch_optional(&mut tx.connection).await?;
    if let Some((id,)) = known {
        return Ok(id);
    }
    let words =
        |lang: Lang| (lang, Words(lang).s("import.level").into_owned(), Words(lang).s("import.levels").into_owned());
    seed::level(tx, plan, &NewLevel { key: SECTION.to_owned(), texts: LANGS.map(words).into() }).await
}
