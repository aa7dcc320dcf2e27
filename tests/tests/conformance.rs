//! The runner of written cases: what it refuses, and what it finds.

#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test reads its files from disk, and fails where it has nothing to hold"
)]

use std::fs;
use std::path::Path;

use tenet_tests::conformance::tenant::Engine;
use tenet_tests::conformance::{Outcome, file, run};

fn outcomes(cases: &str) -> Vec<Outcome> {
    let text = format!(r#"{{"schema":"targeting-cases/1","cases":[{cases}]}}"#);
    run(&Engine::new().unwrap(), &file::read(&text).unwrap())
}

fn complaint(case: &str) -> String {
    let outcomes = outcomes(case);
    let outcome = outcomes.first().unwrap();
    outcome.complaint.clone().unwrap_or_default()
}

#[test]
fn what_is_not_known_fails_and_says_so() {
    for (case, said) in [
        (
            r#"{"id":"1","area":"weather","expected":"true"}"#,
            "nothing is known of `weather`",
        ),
        (
            r#"{"id":"1","area":"membership","op":"guess","expected":"true"}"#,
            "nothing is known of `membership/guess`",
        ),
        (
            r#"{"id":"1","area":"membership","op":"directMembers","groups":{},"group":"A","moon":1,"expected":[]}"#,
            "unknown field `moon`",
        ),
        (
            r#"{"id":"1","area":"assignment","policy":{"kind":"toaster"},"snapshot":{},"subject":{"user":"u"},"expected":"reached"}"#,
            "`toaster` are not known",
        ),
    ] {
        let found = complaint(case);
        assert!(found.contains(said), "{found}");
    }
}

#[test]
fn a_wrong_answer_fails_and_any_right_one_is_met() {
    let case = |expected: &str| {
        format!(
            r#"{{"id":"1","area":"membership","op":"transitiveMembers","group":"A",
                "groups":{{"A":{{"members":["u1","B"]}},"B":{{"members":["u2"]}}}},"expected":{expected}}}"#
        )
    };
    assert_eq!(complaint(&case(r#"["B","u2","u1"]"#)), "");
    assert_eq!(
        complaint(&case(r#"["u1"],"accept":"unknown""#)),
        "got [B, u1, u2]"
    );
}

#[test]
fn a_recorded_reason_is_held_against_the_one_found() {
    let case = |reason: &str| {
        format!(
            r#"{{"id":"1","area":"membership","op":"transitiveMembers","group":"A",
                "groups":{{"A":{{"members":["u1","B"]}},"B":{{}}}},"expected":"unknown","reason":["{reason}"]}}"#
        )
    };
    assert_eq!(complaint(&case("members_unknown")), "");
    assert_eq!(
        complaint(&case("undocumented")),
        "unknown for members_unknown, and recorded is undocumented"
    );
}

#[test]
fn every_written_case_is_met() {
    let engine = Engine::new().unwrap();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("conformance");
    let mut paths: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|it| it.unwrap().path())
        .collect();
    paths.sort();
    let mut count = 0;
    let mut failed = Vec::new();
    for path in paths {
        let cases = file::read(&fs::read_to_string(path).unwrap()).unwrap();
        let outcomes = run(&engine, &cases);
        count += outcomes.len();
        let wrong = outcomes.iter().filter(|outcome| !outcome.is_met());
        failed.extend(wrong.map(Outcome::to_string));
    }
    assert!(count >= 301, "only {count} cases");
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}
