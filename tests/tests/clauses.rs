//! The clauses of the semantics that Markdown cannot say: fingerprints, what
//! loops look at, what is refused. Each test is named by its clause.
//!
//! The last test holds the page of the semantics against all tests.

#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test reads its files from disk, and fails without them"
)]

#[path = "clauses/cost.rs"]
mod cost;
#[path = "clauses/fingerprints.rs"]
mod fingerprints;
#[path = "clauses/named.rs"]
mod named;
#[path = "clauses/order.rs"]
mod order;

use tenet_eval::{LoopProfile, Outcome, RuleProfile, RuleStatus, Settings};
use tenet_hir::RuleId;
use tenet_testkit::Scene;

/// What judging rules over collections gives.
struct Run {
    outcome: Outcome,
    profiles: Vec<RuleProfile>,
}

/// Rules over complete collections: their paths, and their objects as JSON.
fn scene(source: &str, collections: &[(&str, String)]) -> Scene {
    let mut scene = Scene {
        source: source.to_owned(),
        ..Scene::default()
    };
    for (path, objects) in collections {
        scene.add_collection(path, objects, false);
    }
    scene
}

fn run(scene: &Scene, settings: Settings) -> Run {
    let program = scene.check().unwrap();
    let rules: Vec<RuleId> = program.rules.ids().collect();
    let (outcome, profiles) = scene.run(&program, |inputs| {
        tenet_eval::judge_profiled(inputs, &rules, settings, &|| None)
    });
    Run { outcome, profiles }
}

impl Run {
    /// The fingerprints of the findings of all rules, in order.
    fn fingerprints(&self) -> Vec<&str> {
        let findings = self.outcome.rules.iter().flat_map(|rule| &rule.findings);
        findings.map(|one| one.fingerprint.as_str()).collect()
    }

    /// The last loop of the first rule.
    fn inner(&self) -> &LoopProfile {
        self.profiles.first().unwrap().loops.last().unwrap()
    }

    /// The status of the first rule.
    fn status(&self) -> RuleStatus {
        self.outcome.rules.first().unwrap().status
    }
}

/// Objects with numbers, put together as JSON.
fn objects(count: usize, object: impl Fn(usize) -> String) -> String {
    let all: Vec<String> = (0..count).map(object).collect();
    all.join(",")
}
