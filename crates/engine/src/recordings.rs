//! Recorded verdicts: where they are kept, and which nobody needs any more.

use std::collections::BTreeSet;

use tenet_base::World;
use tenet_base::id::Id;
use tenet_hir::{ExpectationKind, PackId, Scenario, ScenarioId};
use tenet_report::scenarios::RecordingResult;
use tenet_scenario::recorded::{self, ENDING, FOLDER, NEW_ENDING};
use tenet_scenario::{Found, Outcome, Recording};

use crate::compile::Compiled;
use crate::packs::read_text;
use crate::paths::join;

/// The file that holds the recorded verdicts of a scenario.
pub(crate) fn path(compiled: &Compiled, scenario: &Scenario) -> String {
    let folder = join(folder(compiled, scenario.pack), FOLDER);
    let name = recorded::name(source(compiled, scenario), scenario);
    format!("{folder}/{name}{ENDING}")
}

/// The file of a scenario as its pack has it, wherever the command was run.
fn source<'c>(compiled: &'c Compiled, scenario: &Scenario) -> &'c str {
    let path = compiled.sources.file(scenario.span.file).path.as_str();
    let inside = path.strip_prefix(folder(compiled, scenario.pack));
    inside.map_or(path, |inside| inside.trim_start_matches('/'))
}

fn folder(compiled: &Compiled, pack: PackId) -> &str {
    let folder = compiled.folders.get(pack.index());
    folder.map_or(".", String::as_str)
}

/// What is recorded of a scenario.
pub(crate) fn read(world: &dyn World, compiled: &Compiled, scenario: &Scenario) -> Option<String> {
    read_text(world, &path(compiled, scenario)).ok()
}

/// What became of the recordings of scenarios that were run.
pub(crate) fn results(compiled: &Compiled, outcomes: &[Outcome]) -> Vec<RecordingResult> {
    let ran = outcomes.iter().filter(|outcome| outcome.broken.is_empty());
    let recorded = ran.filter(|outcome| is_recorded(compiled, outcome.scenario));
    recorded.map(|outcome| result(compiled, outcome)).collect()
}

fn is_recorded(compiled: &Compiled, scenario: ScenarioId) -> bool {
    let mut expected = compiled.program.scenarios[scenario].expectations.iter();
    expected.any(|one| matches!(one.kind, ExpectationKind::Snapshot))
}

fn result(compiled: &Compiled, outcome: &Outcome) -> RecordingResult {
    let scenario = &compiled.program.scenarios[outcome.scenario];
    let source = source(compiled, scenario);
    let mut result = RecordingResult {
        path: path(compiled, scenario),
        title: scenario.title.clone(),
        old: None,
        new: None,
    };
    for unmet in &outcome.unmet {
        if let Found::Recorded(recording, verdicts) = &unmet.found {
            result.new = Some(recorded::write(source, scenario, verdicts));
            if let Recording::Different(old) = recording {
                result.old = Some(old.clone());
            }
        }
    }
    result
}

/// Recordings of the packs that were asked for, accepted or not, that no
/// scenario refers to any more.
pub fn unreferenced(world: &dyn World, compiled: &Compiled) -> Vec<String> {
    let scenarios = compiled.program.scenarios.iter_enumerated();
    let recorded = scenarios.filter(|(id, _)| is_recorded(compiled, *id));
    let used: BTreeSet<String> = recorded
        .map(|(_, scenario)| path(compiled, scenario))
        .collect();
    let mut left = Vec::new();
    for pack in &compiled.asked {
        let folder = join(folder(compiled, *pack), FOLDER);
        for entry in world.list(&folder).unwrap_or_default() {
            let path = format!("{folder}/{}", entry.path);
            let accepted = path.strip_suffix(NEW_ENDING);
            let accepted = accepted.map(|stem| format!("{stem}{ENDING}"));
            let is_recording = accepted.is_some() || path.ends_with(ENDING);
            if is_recording && !used.contains(accepted.as_ref().unwrap_or(&path)) {
                left.push(path);
            }
        }
    }
    left.sort();
    left
}

/// The verdicts in a recording.
pub fn recorded_verdicts(file: &str) -> String {
    recorded::read(file)
}
