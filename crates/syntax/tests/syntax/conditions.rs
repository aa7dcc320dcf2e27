//! Conditions of Microsoft 365 with a slip in them, what is said of it, and where.

use tenet_syntax::condition::{ConditionError, parse};

fn wrong(text: &str) -> ConditionError {
    match parse(text) {
        Err(error) => error,
        Ok(tree) => panic!("{text} is read as {tree:?}"),
    }
}

/// A text, what its error underlines, and what the message or the help says.
#[track_caller]
fn says(text: &str, underlined: &str, words: &str) {
    let error = wrong(text);
    assert_eq!(text.get(error.span.clone()), Some(underlined), "{error:?}");
    let help = error.help.as_deref().unwrap_or_default();
    assert!(
        error.message.contains(words) || help.contains(words),
        "{error:?}"
    );
}

#[test]
fn an_operator_has_its_mend() {
    says(r#"user.city == "a""#, "==", "write `-eq`");
    says(r#"user.city != "a""#, "!=", "write `-ne`");
    says(
        r#"user.city -startWith "a""#,
        "-startWith",
        "did you mean `-startsWith`?",
    );
    says(
        r#"user.city notContain "a""#,
        "notContain",
        "did you mean `-notContains`?",
    );
    says(r#"user.city -is "a""#, "-is", "is no operator");
    says("user.city -not null", "-not", "write `-ne`");
    says(
        r#"user.city -eq "a" && user.city -eq "b""#,
        "&&",
        "write `-and`",
    );
    says(
        r#"user.city -eq "a" || user.city -eq "b""#,
        "||",
        "write `-or`",
    );
}

#[test]
fn a_quote_that_is_missing_is_told_where_it_was_opened() {
    says(r#"user.city -eq "a"#, "\"a", "not closed");
    says(
        "user.city -eq \u{201c}a\u{201d}",
        "\u{201c}a\u{201d}",
        "straight",
    );
}

#[test]
fn a_bracket_that_is_missing_is_told_where_it_was_opened() {
    says(r#"(user.city -eq "a""#, "(", "`)` where");
    says(
        r#"user.city -eq "b" -and (user.city -eq ")""#,
        "(",
        "is not closed",
    );
    says(r#"user.city -in ["a", "b""#, "[", "`]` where");
    says(r#"user.city -eq "a")"#, ")", "closes nothing");
}

#[test]
fn direct_reports_stand_alone() {
    says(
        r#"Direct Reports for "m" -and user.city -eq "a""#,
        "-and",
        "write it alone",
    );
}

#[test]
fn a_message_shows_what_nobody_sees() {
    for hidden in ["\u{202e}", "\u{2066}", "\0"] {
        let error = wrong(&format!("user.city {hidden}-eq \"a\""));
        assert!(error.message.is_ascii(), "{error:?}");
        assert!(!error.message.contains('\0'), "{error:?}");
    }
}

#[test]
fn size_is_refused_with_a_place() {
    let long = format!("user.city -eq \"{}\"", "ß".repeat(3_072));
    assert_eq!(wrong(&long).span.end, long.len());
    let deep = "(".repeat(10_000);
    assert!(wrong(&deep).span.start > 0);
    says(&"(".repeat(65), "(", "nested");
}
