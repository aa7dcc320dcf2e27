//! The evaluator says what the semantics say, on the rules that ship.

use std::collections::BTreeMap;

use tenet_testkit::naive::Status;
use tenet_testkit::{Bench, Tenant};

use super::scale::seeds;

#[test]
fn the_rules_that_ship_are_judged_as_the_semantics_say() {
    let bench = Bench::bundled();
    let mut seen: BTreeMap<(String, Status), u32> = BTreeMap::new();
    let mut differences = Vec::new();
    for seed in seeds(240) {
        let tenant = Tenant::generate(seed);
        for (rule, judged) in bench.judge(&tenant.world(), "tenant") {
            let status = judged.verdicts.status;
            *seen.entry((rule.clone(), status)).or_default() += 1;
            let found = bench.differences(&judged).into_iter();
            differences.extend(found.map(|one| format!("seed {seed}, {rule}: {one}")));
        }
    }
    assert!(
        differences.is_empty(),
        "{} differences:\n{}",
        differences.len(),
        first(&differences)
    );
    assert_mixture(&seen);
}

/// Rules that made tenants break often, waived by what they often lack.
const WAIVED: &str = r#"
rule W-1 "enabled" {
    duty customer severity low
    for user in User
    let name = user.userPrincipalName
    require user.accountEnabled message "m"
}
waiver W-1 {
    where some group in Group where user in group
    until 2999-12-31 reason "r" approved_by "a"
}
waiver W-1 {
    where length(name) < 24
    until 2999-12-31 reason "r" approved_by "a"
}
waiver W-1 { until 2000-12-31 reason "r" approved_by "a" }
rule W-2 "two clauses" {
    duty customer severity low
    for policy in ConditionalAccessPolicy where policy.state != disabled
    for user in User
    forbid policy reaches user message "m"
    require user.accountEnabled message "n"
}
waiver W-2 {
    where not (policy reaches user) or user.accountEnabled
    until 2999-12-31 reason "r" approved_by "a"
}
rule W-3 "no case" { duty customer severity low require count(User) < 2 message "m" }
waiver W-3 { where count(Group) > 0 until 2999-12-31 reason "r" approved_by "a" }
"#;

#[test]
fn waivers_waive_as_the_semantics_say() {
    let (bench, mistakes) = Bench::of(WAIVED);
    assert_eq!(mistakes, Vec::<String>::new());
    let mut seen: BTreeMap<Status, u32> = BTreeMap::new();
    let mut differences = Vec::new();
    for seed in seeds(120) {
        let tenant = Tenant::generate(seed);
        for (rule, judged) in bench.judge(&tenant.world(), "tenant") {
            *seen.entry(judged.verdicts.status).or_default() += 1;
            let found = bench.differences(&judged).into_iter();
            differences.extend(found.map(|one| format!("seed {seed}, {rule}: {one}")));
        }
    }
    assert!(differences.is_empty(), "{}", first(&differences));
    for status in [Status::Waived, Status::Failed, Status::Undetermined] {
        let count = seen.get(&status).copied().unwrap_or(0);
        assert!(count >= 6, "{status:?} {count} times: {seen:?}");
    }
}

/// Every rule is seen to pass, to fail and to be undetermined, each often
/// enough for a mistake in any of them to be noticed.
fn assert_mixture(seen: &BTreeMap<(String, Status), u32>) {
    for rule in ["GRP-M1a", "GRP-M2", "SVC-C3a", "SVC-C3c", "SVC-M1a"] {
        for status in [Status::Passed, Status::Failed, Status::Undetermined] {
            let count = seen.get(&(rule.to_owned(), status)).copied().unwrap_or(0);
            assert!(count >= 12, "{rule} is {status:?} {count} times: {seen:#?}");
        }
    }
}

fn first(differences: &[String]) -> String {
    differences
        .iter()
        .take(12)
        .cloned()
        .collect::<Vec<_>>()
        .join("\n")
}
