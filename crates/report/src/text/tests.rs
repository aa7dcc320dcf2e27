//! Texts stay harmless, and ranges stay true.

use super::{count, cut, few, number, plain, plain_source, window};

#[test]
fn numbers_are_grouped_and_counted() {
    let numbers = [0, 999, 1_000, 9_990, 1_234_567].map(number);
    assert_eq!(numbers, ["0", "999", "1,000", "9,990", "1,234,567"]);
    assert_eq!(
        (count(1, "case"), count(2_000, "case")),
        ("1 case".into(), "2,000 cases".into())
    );
}

#[test]
fn names_cannot_steer_the_terminal() {
    assert_eq!(
        plain("a\x1b[2Jb\nPASS\u{202e}c"),
        "a\u{fffd}[2Jb PASS\u{fffd}c"
    );
    for text in ["a\x1b\u{85}\u{2028}\rb\r\n", "\r", "é🦀\u{202e}"] {
        let shown = plain_source(text);
        assert_eq!(shown.len(), text.len(), "{text:?}");
        assert!(!shown.contains(['\x1b', '\u{85}', '\u{2028}', '\u{202e}']));
    }
    assert_eq!(plain_source("a\rb\r\n"), "a?b\r\n");
}

#[test]
fn lists_say_how_many_are_left_out() {
    let items = ["a", "b", "c"].map(str::to_owned);
    assert_eq!(few(&items, 3), "a, b, c");
    assert_eq!(few(&items, 1), "a, and 2 more");
}

#[test]
fn long_lines_show_what_is_meant() {
    let check = |line: &str, word: &str, columns, expected: &str| {
        let start = line.find(word).unwrap();
        let (shown, range) = window(line, start..start + word.len(), columns);
        assert_eq!(
            (shown.as_str(), shown.get(range).unwrap()),
            (expected, word)
        );
    };
    check("short \"x\"", "x", 80, "short \"x\"");
    check(
        "0123456789é🦀target and more that is cut",
        "target",
        18,
        "…789é🦀target and…",
    );
    check(
        "target at the begin of a long line",
        "target",
        12,
        "target at t…",
    );
    let (shown, range) = window("é🦀", 1..3, 80);
    assert_eq!(shown.get(range), Some("é🦀"));
    assert_eq!(cut("🦀🦀🦀", 4), "🦀…");
}
