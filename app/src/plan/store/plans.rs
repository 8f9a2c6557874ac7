//! A plan as a whole, and which others there are.
use super::text;
use crate::{
    db::{Failure, Read},
    i18n::Lang,
    live::store::counts,
    plan::model::{PlanHead, Text},
};

macro_rules! plans {
    ($columns:literal, $rest:literal) => {
        concat!(
            "SELECT p.id, COALESCE(w.title, o.title), COALESCE(w.lang, o.lang)",
            $columns,
            " FROM plan p JOIN plan_text o ON o.plan = p.id AND o.lang = p.lang \
             LEFT JOIN plan_text w ON w.plan = p.id AND w.lang = $1 ",
            $rest
        )
    };
}
pub(super) const PLAN: &str = plans!(
    ", COALESCE(w.about, o.about), p.years, p.closed, p.id = (SELECT MIN(id) FROM plan), p.proposals, p.supports, p.comments",
    "WHERE p.id = COALESCE($2, (SELECT MIN(id) FROM plan))"
);
pub(super) const OTHERS: &str = plans!("", "WHERE p.id <> $2 ORDER BY p.id LIMIT 50");

/// A plan, or the first of them.
pub(super) async fn plan(read: &mut Read, lang: Lang, id: Option<i64>) -> Result<Option<PlanHead>, Failure> {
    type Row = (i64, String, String, String, String, bool, bool, i64, i64, i64);
    let row = read.maybe(sqlx::query_as::<_, Row>(PLAN).bind(lang.code()).bind(id)).await?;
    Ok(row.map(|(id, title, written, about, years, closed, first, proposals, supports, comments)| PlanHead {
        id,
        title: text(title, &written),
        about: text(about, &written),
        years,
        closed,
        first,
        counts: counts((proposals, supports, comments)),
    }))
}

/// Every plan but one: number and title.
///
/// # Errors
/// When the database fails.
pub async fn others(read: &mut Read, lang: Lang, plan: i64) -> Result<Vec<(i64, Text)>, Failure> {
    let rows = read.all(sqlx::query_as::<_, (i64, String, String)>(OTHERS).bind(lang.code()).bind(plan)).await?;
    Ok(rows.into_iter().map(|(id, title, written)| (id, text(title, &written))).collect())
}
