//! Texts that are no rules: each has its error, and none its panic.

use proptest::prelude::*;
use tenet_graph::condition::{Rule, Subject, Verdict};
use tenet_syntax::condition::Dialect;

use super::object::{Thing, now};

const DIALECTS: [(Dialect, Subject); 5] = [
    (Dialect::Membership, Subject::User),
    (Dialect::Membership, Subject::Device),
    (Dialect::AssignmentFilter, Subject::ManagedDevice),
    (Dialect::AssignmentFilter, Subject::ManagedApp),
    (Dialect::DeviceFilter, Subject::Device),
];

/// Judges a text in every dialect; a problem lies in the text.
fn judged(text: &str) -> Vec<Verdict> {
    let object =
        Thing::of(r#"{"id": "u", "department": "Sales", "model": "x", "otherMails": ["a"]}"#);
    let judged = DIALECTS.iter().map(|(dialect, subject)| {
        let rule = Rule::compile(*dialect, *subject, text);
        if let Some(problem) = rule.problem() {
            let place = text.get(problem.span.clone());
            assert!(place.is_some(), "{text:?}: {problem:?}");
        }
        rule.trace(&object, now());
        rule.evaluate(&object, now())
    });
    judged.collect()
}

/// The rule is an error in every dialect.
fn is_wrong(text: &str) -> bool {
    judged(text)
        .iter()
        .all(|verdict| matches!(verdict, Verdict::Error(_)))
}

#[test]
fn d1_f1_k1_characters_are_counted_and_not_bytes() {
    let rule = |length: usize| {
        let text = r#"user.department -eq """#;
        text.replace("\"\"", &format!("\"{}\"", "ß".repeat(length - text.len())))
    };
    let (most, more) = (rule(3_072), rule(3_073));
    assert_eq!(most.chars().count(), 3_072);
    assert_eq!(judged(&most)[0], Verdict::False);
    assert!(is_wrong(&more));
    assert_eq!(clauses(&more), ["D1", "D1", "F1", "F1", "K1"]);
}

#[test]
fn what_cannot_be_read_offends_the_clause_of_its_language() {
    assert_eq!(clauses("= 1"), ["D3", "D3", "F2", "F2", "K2"]);
    let beside = "Direct Reports for \"m\" -and (user.department -eq \"a\")";
    assert_eq!(clauses(beside), ["D25", "D25", "F2", "F2", "K2"]);
}

/// The clause that a text offends in every dialect.
fn clauses(text: &str) -> Vec<&'static str> {
    let rules = DIALECTS.iter();
    let rules = rules.map(|(dialect, subject)| Rule::compile(*dialect, *subject, text));
    rules
        .filter_map(|rule| rule.problem().map(|problem| problem.clause))
        .collect()
}

#[test]
fn parentheses_without_end() {
    for depth in [65, 129, 1_000, 10_000, 100_000] {
        let open = "(".repeat(depth);
        let closed = format!("{open}user.department -eq \"a\"{}", ")".repeat(depth));
        for text in [&open, &closed] {
            let settled = [Verdict::True, Verdict::False];
            assert!(!judged(text).iter().any(|verdict| settled.contains(verdict)));
        }
    }
    assert!(!judged(&"-not ".repeat(600)).is_empty());
    assert!(!judged(&"user.otherMails -any ".repeat(140)).is_empty());
}

#[test]
fn nothing_and_what_nobody_sees() {
    for text in [
        "",
        " ",
        "\t\r\n\u{a0}",
        "\0",
        "user.department -eq \"a\"\0",
        "user.department \u{202e}-eq \"a\"",
        "\u{2066}user.department -eq \"a\"\u{2069}",
        "user.department -eq \u{201c}Sales\u{201d}",
        "user.department -eq \"a",
        "(user.department -eq \"a\"",
        "user.department -eq \"a\")",
        "user.department -in [\"a\"",
    ] {
        assert!(is_wrong(text), "{text:?}");
    }
}

#[test]
fn what_cannot_be_seen_may_stand_in_a_text() {
    for text in ["a\0b", "a\u{202e}b", "a\nb"] {
        let rule = format!("user.department -eq \"{text}\"");
        assert_eq!(judged(&rule)[0], Verdict::False, "{text:?}");
    }
}

/// Words that make rules, and wrong ones, more often than letters do.
fn words() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "user.",
        "device.",
        "app.",
        "department",
        "model",
        "otherMails",
        "assignedPlans",
        "memberOf",
        "extensionAttribute1",
        "assignedPlan.service",
        "group.objectId",
        "_",
        " ",
        "-eq",
        "\u{2013}ne",
        "-in",
        "-match",
        "-any",
        "-all",
        "-not",
        "and",
        "-or",
        "(",
        ")",
        "[",
        "]",
        ",",
        "\"",
        "'",
        "`\"",
        "\\\"",
        "\"a\"",
        "\"(a+)+$\"",
        "\"(\"",
        "null",
        "$null",
        "true",
        "10.0.1",
        "system.now",
        "-plus",
        "p1d",
        "p99999999999999999d",
        "2020-01-01T00:00:00Z",
        "Direct Reports for",
        "\u{0}",
        "\u{202e}",
        "ß",
    ]);
    prop::collection::vec(word, 0..24).prop_map(|words| words.join(""))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn no_text_makes_a_panic(text in any::<String>()) {
        judged(&text);
    }

    #[test]
    fn no_words_make_a_panic(text in words()) {
        judged(&text);
    }
}
