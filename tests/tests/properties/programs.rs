//! The evaluator says what the semantics say, on conditions made at random; and
//! what the checker lets pass meets null only under an unknown guard.

use std::collections::BTreeMap;

use tenet_testkit::naive::Verdict;
use tenet_testkit::{Bench, Random, Tenant, conditions};

use super::scale::seeds;

/// Rules in a pack: enough of them to make reading the schema cheap.
const RULES: usize = 360;

#[test]
fn conditions_made_at_random_are_judged_as_the_semantics_say() {
    let mut random = Random::new(2);
    let text: String = (0..RULES)
        .map(|n| conditions::rule(&mut random, n))
        .collect();
    let (bench, mistakes) = Bench::of(&text);
    let count = bench.rules.len();
    assert!(count >= 300, "{count} compile:\n{}", mistakes.join("\n"));
    let mut verdicts: BTreeMap<Verdict, usize> = BTreeMap::new();
    let mut differences = Vec::new();
    for seed in seeds(12) {
        let tenant = Tenant::generate(seed);
        for (rule, judged) in bench.judge(&tenant.world(), "tenant") {
            for case in &judged.verdicts.cases {
                *verdicts.entry(case.verdict).or_default() += 1;
            }
            let found = bench.differences(&judged).into_iter();
            let rule = bench.text(&rule);
            differences.extend(found.map(|one| format!("seed {seed}: {one}\n{rule}")));
        }
    }
    let first: Vec<String> = differences.iter().take(6).cloned().collect();
    assert!(
        first.is_empty(),
        "{} differences:\n{}",
        differences.len(),
        first.join("\n")
    );
    let all: usize = verdicts.values().sum();
    assert!(
        verdicts.values().all(|count| count * 10 > all),
        "{verdicts:?}"
    );
}
