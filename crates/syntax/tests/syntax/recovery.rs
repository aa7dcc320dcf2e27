//! A broken item hides neither its siblings nor their errors.

use tenet_syntax::parse;

use crate::{dump, file_of, told};

/// The heads of the items, and what is told.
#[track_caller]
fn check(source: &str, heads: &[&str], expected: &[&str]) {
    let parsed = parse(file_of(source), source);
    let found: Vec<_> = parsed.file.items.iter().map(dump::head).collect();
    assert_eq!(found, heads, "{source}");
    assert_eq!(told(source, &parsed.diagnostics), expected, "{source}");
}

#[test]
fn siblings_of_a_broken_item_stand() {
    check(
        "set a = b\nset c = +\nset d = e",
        &["set a", "broken set c", "set d"],
        &["S0001 +"],
    );
}

#[test]
fn each_broken_item_is_told() {
    check(
        "set a = )\nrecord R { a String }\nset d = e e",
        &["broken set a", "broken record R", "broken set d"],
        &["S0004 )", "S0001", "S0001 String", "S0001 e"],
    );
}

#[test]
fn a_missing_brace_ends_at_the_next_item() {
    check(
        "entity A from \"a\" {\n    key id: String\nentity B from \"b\" { key id: String }\nset c = B",
        &["entity A", "entity B", "set c"],
        &["S0003 entity"],
    );
    check("record A {\n  a: Int", &["record A"], &["S0003"]);
}

#[test]
fn a_missing_parenthesis_is_told_at_the_brace() {
    check(
        "rule A-1 \"t\" {\n require (a and b\n message \"m\"\n}\nset c = d",
        &["broken rule A-1", "set c"],
        &["S0003 }"],
    );
}

#[test]
fn junk_before_the_first_item_is_told() {
    check("hello\nset a = b", &["broken", "set a"], &["S0001 hello"]);
    check("", &[], &[]);
    check("// only a comment\n", &["broken"][..0], &[]);
}

#[test]
fn an_unclosed_text_ends_with_its_line() {
    check(
        "param a: String = \"abc\nparam b: String = \"d\"",
        &["param a", "param b"],
        &["S0005"],
    );
    check("param a: String = \"abc", &["param a"], &["S0005"]);
}

#[test]
fn a_byte_order_mark_is_accepted() {
    check("\u{feff}set a = b\r\n", &["set a"], &[]);
}

#[test]
fn several_items_on_a_line() {
    check("record A { } record B { }", &["record A", "record B"], &[]);
}

#[test]
fn nesting_is_capped() {
    let deep = |count: usize| format!("set a = {}b{}", "(".repeat(count), ")".repeat(count));
    check(&deep(120), &["set a"], &[]);
    let source = deep(5_000);
    check(&source, &["broken set a"], &["S0002 ("]);
}

#[test]
#[expect(
    clippy::string_slice,
    reason = "a span that cuts a character fails the test"
)]
fn long_chains_do_not_overflow() {
    let chains = [
        format!("set a = {}b", "not ".repeat(10_000)),
        format!("set a = {}b", "- ".repeat(10_000)),
        format!("set a = {}b", "members of ".repeat(10_000)),
        format!("set a = b{}", ".c".repeat(10_000)),
        format!("set a = b{}", " + c".repeat(10_000)),
        format!("set a = b{}", " otherwise c".repeat(10_000)),
        format!("set a = b{}", " == c".repeat(10_000)),
        format!("set a = b{}", "()".repeat(10_000)),
        format!("set a = {}b", "some x in y where ".repeat(10_000)),
        format!("set a = {}b", "if c then d else ".repeat(10_000)),
    ];
    for source in chains {
        let parsed = parse(file_of(&source), &source);
        assert!(!parsed.diagnostics.is_empty(), "{}", &source[..40]);
    }
    let flat = format!("set a = b{}", " and c".repeat(10_000));
    check(&flat, &["set a"], &[]);
}

#[test]
fn expected_parts_are_said_in_words() {
    let rows = [
        ("entity A { x }", "expected `:`, found `}`"),
        (
            "entity A { ? }",
            "expected a field, `label`, `log`, `targeting` or `}`, found `?`",
        ),
        ("param a String = b", "expected `:`, found `String`"),
        ("set a = ", "expected an expression, found the end"),
        (
            "set a = b c",
            "expected `(`, an item, an operator, `for` or `where`, found `c`",
        ),
        ("record a { }", "expected a name in PascalCase, found `a`"),
        (
            "test \"t\" { expect A-1 fails }",
            "expected a verdict, found `fails`",
        ),
    ];
    for (source, message) in rows {
        let parsed = parse(file_of(source), source);
        let messages: Vec<_> = parsed
            .diagnostics
            .iter()
            .map(|found| &found.message)
            .collect();
        assert_eq!(messages, [message], "{source}");
    }
}
