//! Things of the plan by their names.
use crate::{
    db::{Failure, Read},
    i18n::Lang,
};

pub(super) const ACTION: &str = "SELECT COALESCE(w.text, o.text) FROM proposal p JOIN action a ON a.proposal = p.id \
     JOIN action_text o ON o.action = a.id AND o.version = p.version AND o.lang = p.lang \
     LEFT JOIN action_text w ON w.action = a.id AND w.version = p.version AND w.lang = $1 WHERE p.id = $2 AND a.n = $3";

/// The text of an action of a proposal, by its number.
///
/// # Errors
/// When the database fails.
pub async fn action(read: &mut Read, lang: Lang, proposal: i64, n: i64) -> Result<Option<String>, Failure> {
    let query = sqlx::query_as::<_, (String,)>(ACTION).bind(lang.code()).bind(proposal).bind(n);
    Ok(read.maybe(query).await?.map(|(text,)| text))
}
