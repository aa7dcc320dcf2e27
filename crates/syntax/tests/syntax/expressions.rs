//! Precedence and what binds to what.

use tenet_syntax::parse_expression;

use crate::{dump, file_of, told};

/// The tree of a correct expression.
#[track_caller]
fn check(source: &str, expected: &str) {
    let parsed = parse_expression(file_of(source), source);
    assert_eq!(
        told(source, &parsed.diagnostics),
        Vec::<String>::new(),
        "{source}"
    );
    assert_eq!(dump::expr(&parsed.expression), expected, "{source}");
}

/// Every row: source, tree.
fn check_all(rows: &[(&str, &str)]) {
    for (source, expected) in rows {
        check(source, expected);
    }
}

#[test]
fn levels_bind_as_the_table_says() {
    check_all(&[
        ("a.b.c", "(. (. a b) c)"),
        ("a?.b.c", "(. (?. a b) c)"),
        ("members of g.owner", "(Members (. g owner))"),
        ("-a.b", "(neg (. a b))"),
        ("-a * b", "(* (neg a) b)"),
        ("a + b * c - d", "(- (+ a (* b c)) d)"),
        ("a - b - c", "(- (- a b) c)"),
        ("a otherwise b + c", "(otherwise a (+ b c))"),
        ("a otherwise b otherwise c", "(otherwise (otherwise a b) c)"),
        ("(A + B) during last 30 days", "(last (+ A B) 30Days)"),
        ("A + B during last d + e", "(last (+ A B) (+ d e))"),
        ("L during a to b - 1 day", "(during L a (- b 1Days))"),
        ("x in L during last 2 weeks", "(in x (last L 2Weeks))"),
        ("a + b == c * d", "(== (+ a b) (* c d))"),
        (
            "a otherwise now <= now - lead",
            "(<= (otherwise a now) (- now lead))",
        ),
        ("not a == b", "(not (== a b))"),
        ("not not a", "(not (not a))"),
        ("not a in b and c", "(and (not (in a b)) c)"),
        ("a and b and c", "(and a b c)"),
        ("a or b or c", "(or a b c)"),
        ("(a and b) or c", "(or (and a b) c)"),
        ("a and (b and c)", "(and a (and b c))"),
        ("a == b and c != d", "(and (== a b) (!= c d))"),
    ]);
}

#[test]
fn comparisons_have_their_words() {
    check_all(&[
        ("x in g", "(in x g)"),
        ("x not in g", "(not-in x g)"),
        ("x directly in g", "(directly-in x g)"),
        ("x is present", "(is x present)"),
        ("x is not known", "(is-not x known)"),
        ("x.y is empty", "(is (. x y) empty)"),
        ("x is User", "(is x User)"),
        ("x is not graph.User", "(is-not x graph::User)"),
        ("p reaches x", "(reaches p x)"),
        ("s starts with \"a\"", "(starts s \"a\")"),
        ("s ends\n with t", "(ends s t)"),
        ("s contains t + u", "(contains s (+ t u))"),
        ("s like \"Modern*\"", "(like s \"Modern*\")"),
        ("s matches /a\\/b (c|d)/", "(matches s /a/b (c|d)/)"),
        ("a < b", "(< a b)"),
        ("a <= b", "(<= a b)"),
        ("a > b", "(> a b)"),
        ("a >= b", "(>= a b)"),
    ]);
}

#[test]
fn d1_a_body_takes_all_to_the_right() {
    check_all(&[
        (
            "A and some a in X where some b in Y where P and Q",
            "(and A (Some a: X | (Some b: Y | (and P Q))))",
        ),
        ("(some a in X where p) and q", "(and (Some a: X | p) q)"),
        ("some a in X and q", "(and (Some a: X) q)"),
        ("not no a in X where p or q", "(not (No a: X | (or p q)))"),
        (
            "every x in C where p satisfies q and r",
            "(Every x: C | p satisfies (and q r))",
        ),
        ("if a then b else c and d", "(if a b (and c d))"),
        ("if a then b", "(if a b)"),
        ("if a then b else if c then d else e", "(if a b (if c d e))"),
        ("a or if b then c", "(or a (if b c))"),
    ]);
}

#[test]
fn d3_bindings_are_told_from_tests_by_what_follows() {
    check_all(&[
        ("x in C", "(in x C)"),
        ("x in C where P", "(those x: C | P)"),
        ("(x in C where P)", "(those x: C | P)"),
        ("count(x in C where P)", "(call count (those x: C | P))"),
        ("count(x in C)", "(call count (in x C))"),
        (
            "list(e.f for x in C where P)",
            "(call list (each (. e f) x: C | P))",
        ),
        ("min(a + b for x in C)", "(call min (each (+ a b) x: C))"),
        ("f(x in C, y)", "(call f (in x C) y)"),
        ("x in (y in C where P)", "(in x (those y: C | P))"),
        ("some x in a + b where p", "(Some x: (+ a b) | p)"),
        (
            "no e in Log during last span where p",
            "(No e: (last Log span) | p)",
        ),
        (
            "some m in members of g where m == x",
            "(Some m: (Members g) | (== m x))",
        ),
    ]);
}

#[test]
fn d4_keywords_end_where_words_end() {
    check_all(&[
        ("notAfter", "notAfter"),
        ("nowhere in in_rings", "(in nowhere in_rings)"),
        ("order or orders", "(or order orders)"),
        (
            "isManaged is isolated.Thing",
            "(is isManaged isolated::Thing)",
        ),
        ("format", "format"),
        ("members", "members"),
        ("members of g", "(Members g)"),
        ("members\n  of // all\n g", "(Members g)"),
    ]);
}

#[test]
fn d5_any_word_is_a_name_after_a_dot_and_before_a_colon() {
    check_all(&[
        ("filter.rule", "(. filter rule)"),
        ("x.from.where?.null", "(?. (. (. x from) where) null)"),
        ("R { where: a, in: [b] }", "R{ where: a in: [b] }"),
        ("TargetKind.group", "(. TargetKind group)"),
        ("graph.TargetKind.group", "(. graph::TargetKind group)"),
    ]);
}

#[test]
fn d6_dates_durations_and_numbers() {
    check_all(&[
        ("2027-03-31", "@2027-03-31"),
        ("2027-03-31T08:00:00.5Z", "@2027-03-31T08:00:00.5Z"),
        ("9999-99-99", "@9999-99-99"),
        ("2027-3-31", "(- (- 2027 3) 31)"),
        ("60 days", "60Days"),
        ("1 hour", "1Hours"),
        ("days", "days"),
        ("0.5 * 3", "(* 0.5 3)"),
        ("now - 24 hours", "(- now 24Hours)"),
        ("10-3", "(- 10 3)"),
    ]);
}

#[test]
fn d7_regular_expressions_stand_in_two_places() {
    check_all(&[
        ("capture(s, /a(b)/)", "(call capture s /a(b)/)"),
        ("s matches /\"{[(/ and t", "(and (matches s /\"{[(/) t)"),
    ]);
}

#[test]
fn operands_of_every_form() {
    check_all(&[
        ("[a, b,]", "[a b]"),
        ("[]", "[]"),
        ("true and not false", "(and true (not false))"),
        ("if a then null else now", "(if a null now)"),
        ("unknown(\"no data\")", "(unknown \"no data\")"),
        ("f()", "(call f )"),
        ("pack.f(a).b", "(. (call pack::f a) b)"),
        (
            "R { a: 1, b: { c: [S { d: 2 }] } }",
            "R{ a: 1 b: { c: [S{ d: 2 }] } }",
        ),
        ("graph.R { a: 1 }", "graph::R{ a: 1 }"),
        ("earlier(p) reaches a", "(reaches (call earlier p) a)"),
        (r#""a\"b\\\n\t\u{41}{x}""#, "\"a\\\"b\\\\\\n\\tA{x}\""),
        ("a // comment\n and // \"another\n b", "(and a b)"),
        ("a\r\n\tand b", "(and a b)"),
    ]);
}

#[test]
#[expect(
    clippy::string_slice,
    reason = "a span that cuts a character fails the test"
)]
fn spans_cover_what_is_meant() {
    let source = "a and (b or c.d) // end";
    let parsed = parse_expression(file_of(source), source);
    let span = parsed.expression.span;
    assert_eq!(
        &source[span.start as usize..span.end as usize],
        "a and (b or c.d)"
    );
}
