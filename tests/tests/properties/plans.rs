//! What a plan finds is what looking at every member finds: verdicts, findings,
//! their order, their reasons, and all that a report says of them.
//!
//! The rules are made of joins, and the tenants are small and crowded: names
//! that are equal, keys that are unknown, copies that disagree, open
//! collections. So a plan that leaves a member out shows in one of the pairs.

use std::collections::BTreeMap;

use tenet_eval::Settings;
use tenet_snapshot::ReasonCode;
use tenet_testkit::naive::{Status, Verdicts};
use tenet_testkit::{Bench, Memory, Random, Tenant, conditions};

use super::runs::{EXPORT, add_policies, compile_pack, run_with};
use super::scale::seeds;

/// Packs of rules that are tried.
const PACKS: u64 = 8;

/// Rules in a pack, some of which the checker refuses.
const RULES: usize = 60;

/// Tenants that each pack judges.
const TENANTS: u64 = 10;

/// The folder of the made rules.
const MADE: &str = "policies/made";

/// What the made rules stand on.
const MANIFEST: &str = "[pack]\nname = \"made\"\nversion = \"0.1.0\"\n\n[dependencies]\n\
    graph = { path = \"../graph-schema\", open = true }\n\
    sop = { path = \"../msmd-sop\", open = true }\n";

#[test]
fn plans_find_what_looking_at_every_member_finds() {
    let mut seen: BTreeMap<Status, usize> = BTreeMap::new();
    let mut differences = Vec::new();
    let mut nulls = 0;
    for pack in seeds(PACKS) {
        let made = Made::of(pack);
        for seed in pack * TENANTS..(pack + 1) * TENANTS {
            let world = Tenant::crowded(seed).world();
            for (rule, judged) in made.bench.judge(&world, EXPORT) {
                *seen.entry(judged.verdicts.status).or_default() += 1;
                nulls += usize::from(met_null(&judged.verdicts));
                let found = made.bench.differences(&judged).into_iter();
                let rule = made.bench.text(&rule);
                differences.extend(found.map(|one| format!("seed {seed}: {one}\n{rule}")));
            }
        }
    }
    let pairs: usize = seen.values().sum();
    println!("{pairs} pairs of a rule and a tenant: {seen:?}; null was met in {nulls}");
    assert_none(&differences);
    let least = usize::try_from(seeds(2500).end).unwrap_or(usize::MAX);
    assert!(pairs >= least, "{pairs} pairs");
    assert!(nulls > 0, "no null was met under an unknown guard");
    assert!(seen.values().all(|count| count * 20 > pairs), "{seen:?}");
}

#[test]
fn plans_are_reported_in_the_bytes_of_looking_at_every_member() {
    for pack in seeds(2) {
        let made = Made::of(pack);
        let rules = made.compiling();
        for seed in pack * TENANTS..(pack + 1) * TENANTS {
            let mut world = Tenant::crowded(seed).world();
            add_policies(&mut world);
            world.add(format!("{MADE}/tenet.toml"), MANIFEST);
            world.add(format!("{MADE}/made.tenet"), rules.as_str());
            let (planned, looped) = (report(&world, true), report(&world, false));
            for (line, (planned, looped)) in planned.lines().zip(looped.lines()).enumerate() {
                assert_eq!(planned, looped, "seed {seed}, line {}", line + 1);
            }
            assert_eq!(planned.len(), looped.len(), "seed {seed}");
            assert!(planned.contains("\"GEN-"), "{planned}");
        }
    }
}

fn report(world: &Memory, plan: bool) -> String {
    let settings = Settings {
        plan,
        max_cases: u64::MAX,
        ..Settings::default()
    };
    run_with(world, &compile_pack(world, MADE), settings)
}

/// A pack of made rules.
struct Made {
    bench: Bench,
}

impl Made {
    fn of(seed: u64) -> Self {
        let mut random = Random::new(!seed);
        let rules = (0..RULES).map(|number| conditions::joined_rule(&mut random, number));
        let text = with_definitions(&rules.collect::<String>());
        let (bench, mistakes) = Bench::of(&text);
        let count = bench.rules.len();
        assert!(count >= 40, "{count} compile:\n{}", mistakes.join("\n"));
        Self { bench }
    }

    /// The text of the rules that compile.
    fn compiling(&self) -> String {
        let program = &self.bench.program;
        let rules = self.bench.rules.iter().map(|rule| &program.rules[*rule].id);
        let rules: Vec<String> = rules
            .map(|id| format!("rule {}", self.bench.text(id)))
            .collect();
        with_definitions(&rules.join("\n"))
    }
}

fn with_definitions(rules: &str) -> String {
    format!("{}{rules}", conditions::definitions())
}

/// Whether null was met where a guard was unknown.
fn met_null(verdicts: &Verdicts) -> bool {
    let mut reasons = verdicts.cases.iter().flat_map(|case| &case.reasons);
    reasons.any(|reason| reason.code == ReasonCode::GuardUndetermined)
}

fn assert_none(differences: &[String]) {
    let first: Vec<&str> = differences.iter().take(6).map(String::as_str).collect();
    let (count, first) = (differences.len(), first.join("\n"));
    assert!(first.is_empty(), "{count} differences:\n{first}");
}
