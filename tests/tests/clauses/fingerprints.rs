//! Clause 21: what a fingerprint is made of.

use tenet_eval::Settings;

use super::{Run, run, scene};

const SCHEMA: &str = r#"
entity User from "users" { key id: String name: String level: Int }
entity Code from "codes" { exact key id: String size: Int }
"#;

const USERS: &str = r#"{"id": "u1", "name": "Ann", "level": 1}"#;

fn judged(rules: &str, users: &str) -> Run {
    let scene = scene(&format!("{SCHEMA}{rules}"), &[("users", users.to_owned())]);
    run(&scene, Settings::default())
}

/// The fingerprints of the findings of one rule about users.
fn of_rule(body: &str, users: &str) -> Vec<String> {
    of_source(
        &format!("rule T-1 \"t\" {{ duty customer severity low {body} }}"),
        users,
    )
}

fn of_source(rules: &str, users: &str) -> Vec<String> {
    let run = judged(rules, users);
    run.fingerprints().iter().map(ToString::to_string).collect()
}

const PLAIN: &str = r#"for u in User require u.level > 5 message "low: {u.level}""#;

#[test]
fn clause_21_values_in_a_message_do_not_count() {
    let other = r#"{"id": "u1", "name": "Bob", "level": 2}"#;
    assert_eq!(of_rule(PLAIN, USERS), of_rule(PLAIN, other));
    let hole = PLAIN.replace("{u.level}", "{u.name}");
    assert_eq!(of_rule(PLAIN, USERS), of_rule(&hole, USERS));
}

#[test]
fn clause_21_the_key_counts_and_its_case_does_not() {
    let shouted = USERS.replace("u1", "U1");
    let other = USERS.replace("u1", "u2");
    assert_eq!(of_rule(PLAIN, USERS), of_rule(PLAIN, &shouted));
    assert_ne!(of_rule(PLAIN, USERS), of_rule(PLAIN, &other));
}

#[test]
fn clause_21_an_exact_key_counts_as_it_is_spelt() {
    let rules = r#"rule T-1 "t" { duty customer severity low for c in Code require c.size > 5 message "m" }"#;
    let codes = r#"{"id": "ab", "size": 1}, {"id": "AB", "size": 2}"#;
    let scene = scene(&format!("{SCHEMA}{rules}"), &[("codes", codes.to_owned())]);
    let run = run(&scene, Settings::default());
    let found = run.fingerprints();
    assert_eq!(found.len(), 2);
    assert_ne!(found.first(), found.last());
}

#[test]
fn clause_21_rule_and_variable_count() {
    let rule = |id: &str| format!("rule {id} \"t\" {{ duty customer severity low {PLAIN} }}");
    assert_ne!(
        of_source(&rule("T-1"), USERS),
        of_source(&rule("T-2"), USERS)
    );
    let renamed = r#"for v in User require v.level > 5 message "low: {v.level}""#;
    assert_ne!(of_rule(PLAIN, USERS), of_rule(renamed, USERS));
}

#[test]
fn clause_21_a_clause_with_another_message_changes_nothing() {
    let more = r#"for u in User
        require u.name == "x" message "another"
        require u.level > 5 message "low: {u.level}""#;
    let (alone, beside) = (of_rule(PLAIN, USERS), of_rule(more, USERS));
    assert_eq!(beside.len(), 2);
    assert_eq!(alone.first(), beside.get(1));
}

#[test]
fn clause_21_clauses_of_one_message_are_numbered() {
    let two = r#"for u in User
        require u.level > 5 message "low: {u.level}"
        forbid u.name == "ann" message "low: {u.name}""#;
    let (alone, both) = (of_rule(PLAIN, USERS), of_rule(two, USERS));
    assert_eq!(alone.first(), both.first());
    assert_ne!(both.first(), both.get(1));
}

#[test]
fn clause_21_other_cases_and_the_order_of_the_export_change_nothing() {
    let more = format!(r#"{{"id": "a0", "level": 1}}, {USERS}, {{"id": "u9", "level": 9}}"#);
    let found = of_rule(PLAIN, &more);
    assert_eq!(found.len(), 2);
    assert_eq!(of_rule(PLAIN, USERS).first(), found.get(1));
}

#[test]
fn clause_21_a_condition_that_is_rewritten_changes_nothing() {
    let rewritten = r#"for u in User forbid u.level <= 5 message "low: {u.level}""#;
    assert_eq!(of_rule(PLAIN, USERS), of_rule(rewritten, USERS));
}
