//! Anything at all: no bytes make the reader panic, and no word of a page that it takes is lost.

use super::super::{Page, read};
use proptest::collection::vec;
use proptest::prelude::*;

/// Lines that a page may hold; a blank line stands for several, so that it comes often.
const LINES: &str = "\
W W W/W W./ • W/1. W/7. W/- W/•/3/Suports/3 Suports/| Autor;a: W/| Autor;a: W | 2 comentaris/Autor: W/Tornar/Llegir més/\
Comentaris/2 comentaris/| 2 comentaris/W | 12-03-2016/W, 12-03-2016/12-03-2016/W | 12-03-2016 | W/Logotip W/W/W W/\
PAM 2016 | 2019/AVÍS: W tancat/Cercador W/Accessos directes:/Necessites iniciar la sessió per a un comentari W/\
W W W W W W W W W W W W W W//////";

/// Pages of such lines, with words (`w1w`, `w2w`, …) that stand there once.
fn soup() -> impl Strategy<Value = String> {
    let lines: Vec<String> = LINES.split('/').map(|line| line.replace(';', "/")).collect();
    let line = prop::sample::select(lines);
    vec(line, 0..24).prop_map(|lines| {
        let mut n = 0;
        let text = "3\n\nSuports\n\nW W.\n\n".to_owned() + &lines.join("\n");
        text.chars().fold(String::new(), |mut out, c| {
            if c == 'W' {
                n += 1;
                out += &format!("w{n}w");
            } else {
                out.push(c);
            }
            out
        })
    })
}

/// Whether a word made by [`soup`] stands in what was read.
fn lost<'a>(text: &'a str, page: &Page) -> Vec<&'a str> {
    let shown = format!("{page:?}");
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.starts_with('w') && word.len() > 2);
    words.filter(|word| !shown.contains(word)).collect()
}

proptest! {
    #[test]
    fn no_bytes_make_it_panic(bytes in vec(any::<u8>(), 0..400)) {
        let _ = read(&bytes);
    }

    #[test]
    fn no_text_makes_it_panic(text in "(\\PC|\\s|Suports\n|3\n|Comentaris\n|\\| Autor/a:|12/03/2016|[0-9]|• ){0,60}") {
        let _ = read(text.as_bytes());
    }

    #[test]
    fn no_word_is_lost(text in soup()) {
        if let Ok(page) = read(text.as_bytes()) {
            prop_assert_eq!(lost(&text, &page), Vec::<&str>::new(), "{:#?}", page);
        }
    }
}
