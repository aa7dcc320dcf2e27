//! The runner of written cases: what it refuses, and what it finds.

#![expect(
    clippy::unwrap_used,
    reason = "a test fails where it has nothing to hold"
)]

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
