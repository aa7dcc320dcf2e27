//! With less data the scenarios of the rules that ship are only known less.
//!
//! Each rule has scenarios that it passes, fails and leaves open, so that here,
//! unlike on made tenants, every rule has something to lose.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use tenet_eval::{Inputs, RuleOutcome, RuleStatus, Settings};
use tenet_graph::{Columns, Graph};
use tenet_hir::{ExpectationKind, Layout, Program, Reads, RuleId, Scenario};
use tenet_snapshot::{Options, Root};
use tenet_testkit::bench::plan;
use tenet_testkit::rules::bundled;
use tenet_testkit::{Json, Memory, Removal, Rules};

use super::monotone::{assert_none, learnt};

type Files = BTreeMap<String, Json>;

#[test]
fn with_less_data_every_rule_that_ships_is_only_known_less() {
    let program = program();
    let mut broken = Vec::new();
    let mut lost: BTreeSet<(&str, &str)> = BTreeSet::new();
    for scenario in &program.scenarios {
        let given = Given::new(&program, scenario);
        let files = given.files();
        let before = given.judge(&files);
        for removal in Removal::all(&given.layout.projection) {
            let Some(less) = without(&removal, &files) else {
                continue;
            };
            for (before, after) in before.iter().zip(given.judge(&less)) {
                let rule = program.rules[after.rule].id.as_str();
                if before.status != after.status {
                    lost.insert((rule, word(before.status)));
                }
                let found = learnt(before, &after, is_key(&program, &removal)).into_iter();
                let title = &scenario.title;
                broken
                    .extend(found.map(|one| format!("{title}, without {removal}, {rule}: {one}")));
            }
        }
    }
    assert_none(&broken);
    let both = program.rules.iter().flat_map(|rule| {
        let both = ["passed", "failed"];
        both.map(|status| (rule.id.as_str(), status))
    });
    let never: Vec<_> = both.filter(|one| !lost.contains(one)).collect();
    assert!(
        never.is_empty(),
        "no removal takes these verdicts away: {never:?}"
    );
}

/// Whether objects of a collection are told apart by what is removed.
fn is_key(program: &Program, removal: &Removal) -> bool {
    let entities = program.entities.iter();
    let mut own =
        entities.filter(|entity| entity.collection.as_deref() == Some(&removal.collection));
    own.any(|entity| {
        let key = entity.key.map(|key| &program.fields[key].path);
        key == Some(&removal.field)
    })
}

fn word(status: RuleStatus) -> &'static str {
    match status {
        RuleStatus::Passed => "passed",
        RuleStatus::Failed => "failed",
        RuleStatus::Undetermined => "undetermined",
        RuleStatus::NotApplicable => "not applicable",
        RuleStatus::Waived => "waived",
    }
}

/// The rules that ship, with their scenarios, which are not bundled.
#[expect(
    clippy::disallowed_methods,
    reason = "a test reads its files from disk"
)]
fn program() -> Program {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../policies/msmd-sop/tests");
    let files = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let mut tests: Vec<(String, String)> = files
        .filter(|path| path.is_file())
        .map(|path| {
            (
                path.display().to_string(),
                fs::read_to_string(&path).unwrap(),
            )
        })
        .collect();
    tests.sort();
    let tests = tests
        .iter()
        .map(|(path, text)| (path.as_str(), text.as_str()));
    let sop: Vec<(&str, &str)> = bundled("msmd-sop").into_iter().chain(tests).collect();
    let checked = Rules::new()
        .pack("graph", &bundled("graph-schema"))
        .pack("sop", &sop)
        .check();
    let errors = checked.diagnostics.iter().filter(|one| one.is_error());
    assert_eq!(errors.count(), 0);
    checked.program
}

/// A scenario and what its rules need.
struct Given<'p> {
    program: &'p Program,
    scenario: &'p Scenario,
    rules: Vec<RuleId>,
    layout: Layout,
    columns: Columns,
}

impl<'p> Given<'p> {
    fn new(program: &'p Program, scenario: &'p Scenario) -> Self {
        let expectations = scenario.expectations.iter();
        let rules: BTreeSet<RuleId> = expectations
            .filter_map(|one| match &one.kind {
                ExpectationKind::Verdict { rule, .. } => Some(*rule),
                ExpectationKind::Snapshot => None,
            })
            .collect();
        let mut reads = Reads::default();
        for rule in &rules {
            reads.extend(Reads::of_rule(program, &program.rules[*rule]));
        }
        let (layout, columns) = plan(program, &reads);
        Self {
            program,
            scenario,
            rules: rules.into_iter().collect(),
            layout,
            columns,
        }
    }

    /// The scenario's export, each collection in a file that its path names.
    fn files(&self) -> Files {
        let projection = &self.layout.projection;
        let own = tenet_scenario::export::files(self.program, projection, self.scenario);
        let mut manifest = own["tenet-snapshot.json"].clone();
        let mut files = Files::new();
        for (number, collection) in projection.collections.iter().enumerate() {
            let name = format!("given-{number}-objects.json");
            if let Some(text) = own.get(&name) {
                let path = format!("{}.json", collection.path);
                manifest = manifest.replace(&name, &path);
                let objects = Json::parse(text).unwrap();
                files.insert(path, Json::object([("value", objects)]));
            }
        }
        let manifest = Json::parse(&manifest).unwrap();
        files.insert("tenet-snapshot.json".to_owned(), manifest);
        files
    }

    fn judge(&self, files: &Files) -> Vec<RuleOutcome> {
        let mut world = Memory::default();
        for (path, json) in files {
            world.add(format!("given/{path}"), json.to_string());
        }
        let root = Root {
            path: "given".to_owned(),
            name: "given".to_owned(),
            ..Root::default()
        };
        let projection = &self.layout.projection;
        let snapshot = tenet_snapshot::load(&world, &[root], projection, &Options::default()).0;
        let graph = Graph::build(&snapshot, self.columns.clone());
        let inputs = Inputs {
            program: self.program,
            layout: &self.layout,
            snapshot: &snapshot,
            graph: &graph,
            now: self.scenario.now.or(snapshot.captured_at),
            params: &self.scenario.params,
        };
        tenet_eval::judge(&inputs, &self.rules, Settings::default()).rules
    }
}

/// The files without something; none if it is not there.
fn without(removal: &Removal, files: &Files) -> Option<Files> {
    let (mut less, count) = removal.apply(files);
    if removal.field.is_empty() {
        let entry = ["collections".to_owned(), removal.collection.clone()];
        less.get_mut("tenet-snapshot.json")?.remove(&entry);
    }
    (count > 0).then_some(less)
}
