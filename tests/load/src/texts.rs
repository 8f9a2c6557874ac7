//! What people say in the threads that are measured: on both sides of a ratio the same words.

/// How many comments a page has.
pub const COMMENTS: usize = 50;

/// What they say, in turn.
pub const SAID: [&str; 5] = [
    "A la meva parada el banc el vam pintar nosaltres. Cada matí hi seuen els mateixos quatre, i quan algú falta ho \
     sabem abans que la família. Això també és transport públic.",
    "Trabajo de noche y vuelvo con el primer bus. Si lo adelantaran veinte minutos llegaría a desayunar con mis hijos \
     antes del colegio. No pido más que veinte minutos.",
    "Hi estic d'acord, però amb una condició: que es mesuri abans i després, i que les xifres es pengin on tothom les \
     pugui llegir.\n\nFa deu anys vam fer una cosa semblant i ningú no sap si va servir.",
    "I moved here three years ago and still plan my week around one lift that works on even days. Whoever writes the \
     next version of this plan should try it with a pram and a week's shopping.",
    "D'acord amb tot.",
];

/// The text of a comment by its place.
pub const fn said(at: usize) -> &'static str {
    SAID[at % SAID.len()]
}

/// The place of the comment that one answers; every third starts a conversation.
pub const fn parent(at: usize) -> Option<usize> {
    match at % 3 {
        0 => None,
        _ => Some(at - at % 3),
    }
}
