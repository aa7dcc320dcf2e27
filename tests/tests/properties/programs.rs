//! The evaluator says what the semantics say, on conditions made at random; and
//! what the checker lets pass meets null only under an unknown guard.

use std::collections::BTreeMap;

use tenet_testkit::naive::Verdict;
use tenet_testkit::{Bench, Random, Tenant, conditions};

use super::scale::seeds;

/// Rules in a pack: enough of them to make reading the schema cheap.
const RULES: usize = 360;

/// Tenants that each pack judges.
const TENANTS: u64 = 12;

#[test]
fn conditions_made_at_random_are_judged_as_the_semantics_say() {
    let mut verdicts: BTreeMap<Verdict, usize> = BTreeMap::new();
    let mut differences = Vec::new();
    for pack in seeds(1) {
        let bench = pack_of(pack);
        for seed in pack * TENANTS..(pack + 1) * TENANTS {
            let tenant = if seed % 2 == 0 {
                Tenant::generate(seed)
            } else {
                Tenant::crowded(seed)
            };
            for (rule, judged) in bench.judge(&tenant.world(), "tenant") {
                for case in &judged.verdicts.cases {
                    *verdicts.entry(case.verdict).or_default() += 1;
                }
                let found = bench.differences(&judged).into_iter();
                let rule = bench.text(&rule);
                differences.extend(found.map(|one| format!("seed {seed}: {one}\n{rule}")));
            }
        }
    }
    assert_none(&differences);
    let all: usize = verdicts.values().sum();
    assert!(
        verdicts.values().all(|count| count * 10 > all),
        "{verdicts:?}"
    );
}

fn pack_of(seed: u64) -> Bench {
    let mut random = Random::new(seed);
    let rules = (0..RULES).map(|number| conditions::rule(&mut random, number));
    let (bench, mistakes) = Bench::of(&rules.collect::<String>());
    let count = bench.rules.len();
    assert!(count >= 300, "{count} compile:\n{}", mistakes.join("\n"));
    bench
}

fn assert_none(differences: &[String]) {
    let first: Vec<&str> = differences.iter().take(6).map(String::as_str).collect();
    let (count, first) = (differences.len(), first.join("\n"));
    assert!(first.is_empty(), "{count} differences:\n{first}");
}
