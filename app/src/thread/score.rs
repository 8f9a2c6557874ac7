//! What makes a comment useful, and what makes it common ground. Pure arithmetic; see `docs/threads.md`.
//!
//! Scores are kept in millionths, so that a page can be cut by them exactly.

/// The 95 % quantile of the normal distribution, two-sided.
const Z: f64 = 1.959_964;
const MILLION: f64 = 1_000_000.0;

/// The lower bound of the Wilson score interval of the share of `ups`, in millionths (E. B. Wilson, *Probable
/// inference, the law of succession, and statistical inference*, JASA 22, 1927). Without votes it is 0.
pub fn useful(ups: i64, downs: i64) -> i64 {
    let n = as_f64(ups + downs);
    if n <= 0.0 {
        return 0;
    }
    let share = as_f64(ups) / n;
    let z2 = Z * Z;
    let spread = Z * ((share * (1.0 - share) + z2 / (4.0 * n)) / n).sqrt();
    millionths((share + z2 / (2.0 * n) - spread) / (1.0 + z2 / n))
}

/// Votes of the people of one stance: ups and downs.
pub type Votes = (i64, i64);

/// How far people of different stances back the same comment, in millionths: the product, over those for, against
/// and in between, of the share that backs it, each smoothed by one vote either way (group-informed consensus: C. Small
/// and others, *Polis: scaling deliberation by mapping high dimensional opinion spaces*, Recerca 26, 2021). It is 0
/// until at least two of the groups have voted: what only one side backs is not common.
pub fn ground(groups: [Votes; 3]) -> i64 {
    let voted = groups.iter().filter(|(ups, downs)| ups + downs > 0);
    if voted.count() < 2 {
        return 0;
    }
    millionths(groups.iter().map(|(ups, downs)| as_f64(ups + 1) / as_f64(ups + downs + 2)).product())
}

#[expect(clippy::cast_precision_loss, reason = "counts of people stay far below 2^52")]
fn as_f64(n: i64) -> f64 {
    n as f64
}

#[expect(clippy::cast_possible_truncation, reason = "a share lies between 0 and 1")]
fn millionths(share: f64) -> i64 {
    (share.clamp(0.0, 1.0) * MILLION).round() as i64
}

#[cfg(test)]
mod tests {
    use super::{ground, useful};
    use proptest::prelude::*;

    #[test]
    fn wilson_gives_the_figures_of_the_literature() {
        assert_eq!(useful(0, 0), 0);
        assert_eq!(useful(1, 0), 206_549);
        assert_eq!(useful(10, 0), 722_467);
        assert_eq!(useful(50, 50), 403_832);
    }

    #[test]
    fn one_side_alone_is_no_common_ground() {
        assert_eq!(ground([(100, 0), (0, 0), (0, 0)]), 0);
        assert!(ground([(5, 0), (5, 0), (0, 0)]) > ground([(50, 0), (5, 5), (0, 0)]));
    }

    proptest! {
        #[test]
        fn more_ups_never_harm_and_more_downs_never_help(ups in 0_i64..10_000, downs in 0_i64..10_000) {
            prop_assert!(useful(ups + 1, downs) >= useful(ups, downs));
            prop_assert!(useful(ups, downs + 1) <= useful(ups, downs));
            prop_assert!((0..=1_000_000).contains(&useful(ups, downs)));
        }

        #[test]
        fn the_backing_of_any_group_counts(a in 1_i64..500, b in 1_i64..500, c in 1_i64..500, d in 1_i64..500) {
            let before = ground([(a, b), (c, d), (0, 0)]);
            prop_assert!(ground([(a + 1, b), (c, d), (0, 0)]) >= before);
            prop_assert!(ground([(a, b), (c, d + 1), (0, 0)]) <= before);
            prop_assert_eq!(ground([(a, b), (c, d), (0, 0)]), ground([(c, d), (a, b), (0, 0)]));
        }
    }
}
