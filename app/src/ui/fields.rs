//! Several fields of one form kept as one text while it is not sent, or was refused: a line for each.

/// The fields as one text; a line end within one (of a form: carriage return and line feed) becomes a carriage return.
pub fn together<const N: usize>(fields: [&str; N]) -> String {
    fields.map(|text| text.replace("\r\n", "\n").replace('\n', "\r")).join("\n")
}

/// The fields again; those that are not there are empty.
pub fn apart<const N: usize>(text: &str) -> [String; N] {
    let mut lines = text.splitn(N, '\n');
    std::array::from_fn(|_| lines.next().unwrap_or_default().replace('\r', "\n"))
}

#[cfg(test)]
mod tests {
    use super::{apart, together};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn fields_come_apart_as_they_were(fields: [String; 3]) {
            let fields = fields.map(|text| text.replace('\r', ""));
            let text = together(fields.each_ref().map(String::as_str));
            prop_assert_eq!(apart::<3>(&text), fields);
        }
    }

    #[test]
    fn what_is_not_there_is_empty() {
        assert_eq!(apart::<2>(""), ["", ""]);
        assert_eq!(apart::<2>(&together(["una\nlínia", "i\r\ndues"])), ["una\nlínia", "i\ndues"]);
    }
}
