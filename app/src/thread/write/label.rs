//! Names in links.

/// A name that can stand between the brackets of a link.
pub fn label(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for c in name.chars() {
        if matches!(c, '[' | ']' | '\\' | '*' | '_' | '`') {
            out.push('\\');
        }
        out.push(if c.is_control() { ' ' } else { c });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::label;

    #[test]
    fn no_name_ends_its_link() {
        assert_eq!(label("Núria [A](x)\nb"), "Núria \\[A\\](x) b");
    }
}
