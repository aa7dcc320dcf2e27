//! Near-misses of other languages: what is underlined, the mend, and the tree all the same.

use tenet_syntax::{parse, parse_expression};

use crate::{dump, file_of, told};

/// Source, what is told, the source with all mends, and the tree.
#[track_caller]
fn check(source: &str, expected: &[&str], mended: &str, tree: &str) {
    let parsed = parse_expression(file_of(source), source);
    assert_eq!(told(source, &parsed.diagnostics), expected, "{source}");
    assert_eq!(dump::expr(&parsed.expression), tree, "{source}");
    assert_eq!(mend(source, &parsed.diagnostics), mended, "{source}");
}

/// The source with every fix applied.
fn mend(source: &str, diagnostics: &[tenet_base::Diagnostic]) -> String {
    let mut fixes: Vec<_> = diagnostics
        .iter()
        .filter_map(|found| found.fix.as_ref())
        .collect();
    fixes.sort_by_key(|fix| std::cmp::Reverse(fix.span.start));
    let mut text = source.to_owned();
    for fix in fixes {
        text.replace_range(
            fix.span.start as usize..fix.span.end as usize,
            &fix.replacement,
        );
    }
    text
}

/// What is told about a file.
#[track_caller]
fn check_file(source: &str, expected: &[&str]) {
    let parsed = parse(file_of(source), source);
    assert_eq!(told(source, &parsed.diagnostics), expected, "{source}");
}

/// A rule around the lines of its body.
fn rule(body: &str) -> String {
    format!("rule A-1 \"t\" {{ {body} }}")
}

#[test]
fn foreign_operators() {
    check("a && b", &["S0009 &&"], "a and b", "(and a b)");
    check("a || b", &["S0009 ||"], "a or b", "(or a b)");
    check("!a", &["S0009 !"], "not a", "(not a)");
    check("a = b", &["S0009 ="], "a == b", "(== a b)");
    check("a === b", &["S0009 ==="], "a == b", "(== a b)");
    check("a <> b", &["S0009 <>"], "a != b", "(!= a b)");
    check("a !== b", &["S0009 !=="], "a != b", "(!= a b)");
    check("a ?? b", &["S0009 ??"], "a otherwise b", "(otherwise a b)");
    check("a => b", &["S0009 =>"], "a >= b", "(>= a b)");
    check("a / b", &["S0009 /"], "a / b", "(* a b)");
}

#[test]
fn powershell_operators() {
    check("a -eq b", &["S0009 -eq"], "a == b", "(== a b)");
    check(
        "a -ne b -and -not c",
        &["S0009 -ne", "S0009 -and", "S0009 -not"],
        "a != b and not c",
        "(and (!= a b) (not c))",
    );
    check("a -GE b", &["S0009 -GE"], "a >= b", "(>= a b)");
    check("a -or b", &["S0009 -or"], "a or b", "(or a b)");
    check(
        "a -like \"x*\"",
        &["S0009 -like"],
        "a like \"x*\"",
        "(like a \"x*\")",
    );
    check(
        "a -match /x/",
        &["S0009 -match"],
        "a matches /x/",
        "(matches a /x/)",
    );
    check(
        "a -contains b",
        &["S0009 -contains"],
        "a -contains b",
        "(contains a b)",
    );
    check("a -in b", &["S0009 -in"], "a in b", "(in a b)");
    check(
        "a -notin b",
        &["S0009 -notin"],
        "a not in b",
        "(not-in a b)",
    );
    check("a -inner", &[], "a -inner", "(- a inner)");
}

#[test]
fn null_tests() {
    check(
        "a is null",
        &["S0011 is null"],
        "a is not present",
        "(is-not a present)",
    );
    check(
        "a is not null",
        &["S0011 is not null"],
        "a is present",
        "(is a present)",
    );
    check(
        "a == null",
        &["S0011 == null"],
        "a is not present",
        "(is-not a present)",
    );
    check(
        "a.b != null and c",
        &["S0011 != null"],
        "a.b is present and c",
        "(and (is (. a b) present) c)",
    );
}

#[test]
fn quotes() {
    check("'a b'", &["S0010 'a b'"], "\"a b\"", "\"a b\"");
    check(
        "“a” == ‘b’",
        &["S0010 “a”", "S0010 ‘b’"],
        "\"a\" == \"b\"",
        "(== \"a\" \"b\")",
    );
    check(
        "'a \"b\"'",
        &["S0010 'a \"b\"'"],
        "\"a \\\"b\\\"\"",
        "\"a 'b'\"",
    );
}

#[test]
fn and_and_or_need_parentheses() {
    check(
        "a and b or c",
        &["S0006 or"],
        "(a and b) or c",
        "(or (and a b) c)",
    );
    check(
        "a or b and c",
        &["S0006 or"],
        "a or (b and c)",
        "(or a (and b c))",
    );
    check(
        "a and b or c or d and e",
        &["S0006 or", "S0006 or"],
        "(a and b) or c or (d and e)",
        "(or (and a b) c (and d e))",
    );
}

#[test]
fn operands_that_need_parentheses() {
    check("a == not b", &["S0008 not"], "a == not b", "(== a b)");
    check(
        "a == some x in y",
        &["S0008 some"],
        "a == some x in y",
        "(== a (Some x: y))",
    );
    check(
        "(if a then b else c) == d",
        &[],
        "(if a then b else c) == d",
        "(== (if a b c) d)",
    );
}

#[test]
fn comparisons_do_not_chain() {
    check("a < b < c", &["S0007 <"], "a < b < c", "(< (< a b) c)");
}

#[test]
fn durations() {
    check("60days", &["S0018 60days"], "60 days", "error");
    check("60 months", &["S0019 months"], "60 months", "error");
    check("1 year", &["S0019 year"], "1 year", "error");
    check("007", &["S0018 007"], "7", "007");
    check("5x", &["S0018 5x"], "5x", "error");
}

#[test]
fn regular_expressions_elsewhere() {
    check("a == /x/", &["S0014 /x/"], "a == /x/", "(== a error)");
    check(
        "a matches \"x\"",
        &["S0014 \"x\""],
        "a matches \"x\"",
        "error",
    );
    check("a like /x/", &["S0014 /x/"], "a like /x/", "error");
    check("f(/x/)", &["S0014 /x/"], "f(/x/)", "(call f error)");
}

#[test]
fn comments_of_other_languages() {
    check("a # b \" {", &["S0012 #"], "a // b \" {", "a");
    check(
        "a /* \" ( */ and b",
        &["S0012 /*"],
        "a /* \" ( */ and b",
        "(and a b)",
    );
}

#[test]
fn bindings() {
    check(
        "every x in y where z",
        &["S0024 every"],
        "every x in y where z",
        "(Every x: y | z)",
    );
    check(
        "a and x in C where p",
        &["S0024 a and x in C"],
        "a and x in C where p",
        "error",
    );
    check(
        "some x in y satisfies z",
        &["S0024 z"],
        "some x in y satisfies z",
        "(Some x: y satisfies z)",
    );
}

#[test]
fn letters_and_invisible_characters() {
    check(
        "\u{430}dmin == b",
        &["S0021 \u{430}dmin"],
        "admin == b",
        "(== admin b)",
    );
    check("caf\u{e9}", &["S0021 caf\u{e9}"], "caf\u{e9}", "caf\u{e9}");
    check(
        "a \u{202e}and b",
        &["S0020 \u{202e}"],
        "a and b",
        "(and a b)",
    );
    check("a\u{a0}and b", &["S0026"], "a and b", "(and a b)");
    check_file("set a = b // \u{2066}x", &["S0020 \u{2066}"]);
}

#[test]
fn clauses() {
    check_file(&rule("require a"), &["S0016 require"]);
    check_file(&rule("duty customer"), &["S0017 A-1"]);
    check_file(
        &rule("for x in C let y = a where b require y message \"m\""),
        &["S0013 where"],
    );
    check_file(&rule("require a message \"m\" for x in C"), &["S0022 for"]);
    check_file(
        &rule("for x in C duty customer require a message \"m\""),
        &["S0022 duty"],
    );
    check_file(
        &rule("duty a duty b require a message \"m\""),
        &["S0022 duty"],
    );
    check_file(
        &rule("require a message \"m\" message \"n\""),
        &["S0022 message"],
    );
}

#[test]
fn texts() {
    check_file(&rule("require a message \"{b\""), &["S0025 {"]);
    check_file(&rule("require a message \"b} {{c}}\""), &["S0025 }"]);
    check_file(&rule("require a message \"{}\""), &["S0001"]);
    check_file(
        &rule("require a message \"{b c} {d &&}\""),
        &["S0001 c", "S0001 &"],
    );
    check_file(&rule("require a message \"{a ?? b}\""), &["S0009 ??"]);
    check("\"a\\d\"", &["S0023 \\d"], "\"a\\d\"", "\"a\\\\d\"");
}

#[test]
fn documentation_that_documents_nothing() {
    check_file("/// Doc.\nset a = b\n/// End.", &["S0015 ///"]);
    check_file(&rule("\n/// Doc.\nrequire a message \"m\""), &["S0015 ///"]);
    check_file("entity A {\n/// Doc.\nlabel a\n}", &["S0015 ///"]);
    check_file("//// not a doc\nset a = b //// nor this", &[]);
}

#[test]
fn several_slips_of_an_item_are_all_told() {
    let body = "for x in C where x.a && x.b\n let y = x -eq 'z' # why\n forbid y is null";
    let expected = [
        "S0009 &&",
        "S0009 -eq",
        "S0010 'z'",
        "S0012 #",
        "S0016 forbid",
        "S0011 is null",
    ];
    check_file(&format!("rule A-1 \"t\" {{\n{body}\n}}"), &expected);
}

#[test]
fn words_of_other_languages_have_a_hint() {
    let rows = [
        ("if a then b elif c", "write `else if`"),
        ("all x in y", "the quantifiers are `some`, `no` and `every`"),
    ];
    for (source, help) in rows {
        let parsed = parse_expression(file_of(source), source);
        assert_eq!(
            parsed.diagnostics[0].help.as_deref(),
            Some(help),
            "{source}"
        );
    }
}

#[test]
fn a_field_has_no_condition() {
    check_file(
        "entity A from \"a\" { key id: String name: String when id == \"x\" }",
        &["S0027 when id == \"x\""],
    );
}
