//! How long ago, as the files write it.

const MINUTE: i64 = 60 * 1000;
/// In milliseconds.
pub const DAY: i64 = 24 * 60 * MINUTE;

/// `47d5h`, `6h20m`, `3d` in milliseconds.
pub fn ago(text: &str) -> Option<i64> {
    let mut total = 0_i64;
    let mut figure = String::new();
    for c in text.chars() {
        let unit = match c {
            '0'..='9' => {
                figure.push(c);
                continue;
            }
            'd' => DAY,
            'h' => 60 * MINUTE,
            'm' => MINUTE,
            _ => return None,
        };
        total = total.checked_add(figure.parse::<i64>().ok()?.checked_mul(unit)?)?;
        figure.clear();
    }
    (figure.is_empty() && total > 0).then_some(total)
}

#[cfg(test)]
mod tests {
    use super::{DAY, ago};

    #[test]
    fn how_long_ago_is_read() {
        assert_eq!(ago("1d"), Some(DAY));
        assert_eq!(ago("6h20m"), Some(380 * 60 * 1000));
        assert_eq!([ago(""), ago("3"), ago("d"), ago("3w"), ago("1d2")], [None; 5]);
    }
}
