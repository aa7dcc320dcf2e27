//! Frames of hand-made sections.

use super::{Frame, Mark, Section};
use crate::style::{Ink, Style};

fn section(text: &str, words: &[(&str, &str)], first_line: u64) -> Section {
    let mark = |(word, label): &(&str, &str)| {
        let start = text.find(word).unwrap();
        Mark {
            range: start..start + word.len(),
            text: (*label).to_owned(),
            ink: Ink::Red,
        }
    };
    Section {
        title: format!("a.json:{first_line}:1"),
        text: Some(text.to_owned()),
        first_line,
        marks: words.iter().map(mark).collect(),
    }
}

fn check(sections: Vec<Section>, style: Style) -> String {
    let notes = vec![("help", "write it so".to_owned())];
    Frame { sections, notes }.rows(style).join("\n")
}

const ASCII: Style = Style {
    unicode: false,
    ..Style::PLAIN
};

#[test]
fn bytes_are_underlined_not_characters() {
    let text = "\"é\": \"🦀\", \"target\": 1";
    insta::assert_snapshot!(check(vec![section(text, &[("\"target\"", "here")], 1_204)], Style::PLAIN), @r#"
          ╭─[ a.json:1204:1 ]
     1204 │ "é": "🦀", "target": 1
          │            ────┬───
          │                ╰───── here
          │ help: write it so
    ──────╯
    "#);
}

#[test]
fn a_mark_without_words_is_underlined() {
    insta::assert_snapshot!(check(vec![section("a target b", &[("target", "")], 9)], Style::PLAIN), @r#"
       ╭─[ a.json:9:1 ]
     9 │ a target b
       │   ──────
       │ help: write it so
    ───╯
    "#);
    insta::assert_snapshot!(check(vec![section("a target b", &[("target", "")], 9)], ASCII), @r#"
       ,-[ a.json:9:1 ]
     9 | a target b
       |   ^^^^^^
       | help: write it so
    ---'
    "#);
}

#[test]
fn several_files_share_a_border() {
    let far = "first line\nx\nx\nx\nlast é line";
    let sections = vec![
        section(far, &[("first", "one"), ("é", "two")], 98),
        section("other", &[("other", "three")], 7),
    ];
    insta::assert_snapshot!(check(sections, Style::PLAIN), @r#"
         ╭─[ a.json:98:1 ]
      98 │ first line
         │ ──┬──
         │   ╰──── one
         │
     102 │ last é line
         │      ┬
         │      ╰── two
         ├─[ a.json:7:1 ]
       7 │ other
         │ ──┬──
         │   ╰──── three
         │ help: write it so
    ─────╯
    "#);
}

#[test]
fn colours_end_where_they_begin() {
    let style = Style {
        color: true,
        ..Style::PLAIN
    };
    let shown = check(vec![section("ab", &[("b", "w")], 10)], style);
    let plain = strip(&shown);
    let expected = check(vec![section("ab", &[("b", "w")], 10)], Style::PLAIN);
    assert_eq!(plain, expected);
    assert!(
        shown
            .lines()
            .all(|row| row.matches("\x1b[0m").count() * 2 == row.matches('\x1b').count())
    );
}

#[test]
fn no_text_and_no_range_panics() {
    for text in ["", "é", "a\r\nb\n\n", "\u{2028}🦀", "\x1b[0m|"] {
        for start in 0..=text.len() + 2 {
            for end in 0..=text.len() + 2 {
                let marks = vec![Mark {
                    range: start..end,
                    text: String::new(),
                    ink: Ink::Red,
                }];
                let section = Section {
                    marks,
                    ..section(text, &[], 3)
                };
                assert!(!check(vec![section], Style::PLAIN).is_empty());
            }
        }
    }
}

/// The text without the codes of its colours.
fn strip(text: &str) -> String {
    let mut parts = text.split("\x1b[");
    let first = parts.next().unwrap_or("").to_owned();
    let shown = parts.map(|part| part.split_once('m').unwrap().1);
    [first]
        .into_iter()
        .chain(shown.map(str::to_owned))
        .collect()
}
