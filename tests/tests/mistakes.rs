//! Mistakes are all told in one run, whatever stands beside them.

use tenet_testkit::Rules;

const SCHEMA: &str = r#"
entity User from "users" {
    key id: String
    userPrincipalName: String
    nickname: String?
    lastSignIn: Date?
    active: Bool
}
entity Policy from "policies" { key id: String state: State }
enum State { enabled, disabled, report_only = "reportOnly" }
"#;

const FIRST: &str = r#"
rule A-1 "a" {
    duty customer
    severity low
    for user in User where user.userPrincpalName starts with "svc-"
    require user.active message "m"
}
rule A-2 "a" {
    duty customer
    severity low
    for user in User
    require user.active && user.nickname is present message "m"
}
"#;

const SECOND: &str = r#"
rule B-1 "b" {
    duty customer
    severity low
    for user in User
    require user.lastSignIn is not present or user.lastSignIn < 2026-02-30 message "m"
}
rule B-2 "b" {
    duty customer
    severity low
    for user in User
    require user.lastSignIn > 2026-01-01 message "m"
}
"#;

const THIRD: &str = r#"
rule C-1 "c" {
    duty customer
    severity low
    for policy in Policy
    require policy.state == enabeld message "m"
}
"#;

/// Checks three files and compares each diagnostic: code, underlined text, mend.
fn check(second: &str, expected: &[(&str, &str, Option<&str>)]) {
    let files = [
        ("a.tenet", FIRST),
        ("b.tenet", second),
        ("c.tenet", THIRD),
        ("schema.tenet", SCHEMA),
    ];
    let checked = Rules::new().pack("mistakes", &files).check();
    let found: Vec<_> = checked
        .diagnostics
        .iter()
        .map(|diagnostic| {
            let fix = diagnostic.fix.as_ref().map(|fix| fix.replacement.as_str());
            (diagnostic.code.id, checked.underlined(diagnostic), fix)
        })
        .collect();
    assert_eq!(found, expected);
}

#[test]
fn five_mistakes_in_three_files_are_five_errors() {
    check(
        SECOND,
        &[
            ("T0104", "userPrincpalName", Some("userPrincipalName")),
            ("S0009", "&&", Some("and")),
            ("T0211", "2026-02-30", None),
            ("T0302", "user.lastSignIn", None),
            ("T0107", "enabeld", Some("enabled")),
        ],
    );
}

#[test]
fn a_syntax_error_hides_none_of_them() {
    let second = format!("rule B-0 \"b\" {{\n    duty customer\n    for user in\n}}\n{SECOND}");
    check(
        &second,
        &[
            ("T0104", "userPrincpalName", Some("userPrincipalName")),
            ("S0009", "&&", Some("and")),
            ("S0001", "}", None),
            ("T0211", "2026-02-30", None),
            ("T0302", "user.lastSignIn", None),
            ("T0107", "enabeld", Some("enabled")),
        ],
    );
}

#[test]
fn long_chains_and_deep_nesting_are_checked() {
    let many = vec!["user.active"; 10_000].join(" and ");
    let guards = vec!["user.nickname is present"; 10_000].join(" or ");
    let deep = format!("{}user.active{}", "(not ".repeat(60), ")".repeat(60));
    let nested = format!(
        "{}user.active",
        (0..100)
            .map(|n| format!("some v{n} in User where "))
            .collect::<Vec<_>>()
            .concat()
    );
    let text = format!(
        "{SCHEMA}
        def a(user: User) -> Bool = {many}
        def b(user: User) -> Bool = {guards}
        def c(user: User) -> Bool = {deep}
        def d(user: User) -> Bool = {nested}"
    );
    let codes = Rules::new()
        .pack("long", &[("a.tenet", &text)])
        .check()
        .codes();
    assert!(codes.iter().all(|code| *code == "L0001"), "{codes:?}");
}

#[test]
fn a_chain_of_ten_thousand_sets_is_ordered() {
    let sets: Vec<String> = (0..10_000)
        .map(|n| format!("set s{n} = (user in s{} where user.active)\n", n + 1))
        .collect();
    let text = format!("{SCHEMA}{}set s10000 = User\n", sets.concat());
    let checked = Rules::new().pack("chain", &[("a.tenet", &text)]).check();
    assert_eq!(checked.lines(), Vec::<String>::new());
}
