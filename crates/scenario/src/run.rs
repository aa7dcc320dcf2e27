//! Running scenarios, in parallel.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;

use tenet_base::{Diagnostic, World};
use tenet_eval::{Inputs, Settings};
use tenet_graph::Graph;
use tenet_hir::{PackId, Program, Scenario, ScenarioId};
use tenet_snapshot::{Options, Root, Snapshot};

use crate::outcome::Outcome;
use crate::plan::{self, Plan, Plans};
use crate::world::{Beside, ROOT};
use crate::{compare, export};

/// What is run.
#[derive(Clone, Copy)]
pub struct Job<'j> {
    /// Where exports that scenarios name are read from.
    pub world: &'j dyn World,
    /// A program without errors.
    pub program: &'j Program,
    /// The path of an export that a scenario of a pack names.
    pub export_path: &'j (dyn Fn(PackId, &str) -> String + Sync),
    /// The file that holds what was recorded of a scenario, if there is one.
    pub recorded: &'j (dyn Fn(&Scenario) -> Option<String> + Sync),
    /// How many threads share the scenarios; they change nothing but the time it takes.
    pub threads: usize,
}

/// Runs scenarios; the outcomes have each once, in the order of the program.
pub fn run(job: &Job<'_>, scenarios: &[ScenarioId]) -> Vec<Outcome> {
    let mut selected = scenarios.to_vec();
    selected.sort_unstable();
    selected.dedup();
    let mut plans = Plans::default();
    for scenario in &selected {
        plans.add(job.program, &job.program.scenarios[*scenario]);
    }
    let queue = Queue {
        job,
        plans,
        scenarios: &selected,
        next: AtomicUsize::new(0),
        done: Mutex::new(Vec::with_capacity(selected.len())),
    };
    thread::scope(|scope| {
        for _ in 1..job.threads.clamp(1, selected.len().max(1)) {
            // Where the system gives no more threads, those that run do the work.
            if thread::Builder::new()
                .spawn_scoped(scope, || queue.work())
                .is_err()
            {
                break;
            }
        }
        queue.work();
    });
    let mut outcomes = queue
        .done
        .into_inner()
        .unwrap_or_else(PoisonError::into_inner);
    outcomes.sort_by_key(|outcome| outcome.scenario);
    outcomes
}

/// Scenarios that wait, and the outcomes of those that are done.
struct Queue<'q> {
    job: &'q Job<'q>,
    plans: Plans,
    scenarios: &'q [ScenarioId],
    next: AtomicUsize,
    done: Mutex<Vec<Outcome>>,
}

impl Queue<'_> {
    fn work(&self) {
        while let Some(scenario) = self
            .scenarios
            .get(self.next.fetch_add(1, Ordering::Relaxed))
        {
            let outcome = self.one(*scenario);
            let mut done = self.done.lock().unwrap_or_else(PoisonError::into_inner);
            done.push(outcome);
        }
    }

    fn one(&self, id: ScenarioId) -> Outcome {
        let scenario = &self.job.program.scenarios[id];
        let rules = plan::rules(self.job.program, scenario);
        let mut outcome = Outcome {
            scenario: id,
            unmet: Vec::new(),
            broken: Vec::new(),
        };
        let Some(plan) = self.plans.get(&rules) else {
            return outcome;
        };
        match self.load(scenario, plan) {
            Err(broken) => outcome.broken = broken,
            Ok((snapshot, own)) => {
                let plan = own.as_ref().unwrap_or(plan);
                let graph = Graph::build(&snapshot, plan.columns.clone());
                let inputs = Inputs {
                    program: self.job.program,
                    layout: &plan.layout,
                    snapshot: &snapshot,
                    graph: &graph,
                    now: scenario.now.or(snapshot.captured_at),
                    params: &scenario.params,
                };
                let judged = tenet_eval::judge(&inputs, &rules, Settings::default());
                outcome.unmet = compare::unmet(&inputs, scenario, (&judged, self.job.recorded));
            }
        }
        outcome
    }

    /// The snapshot that a scenario gives; or what is wrong with an export that it names.
    /// And its plan, if it has one of its own.
    fn load(
        &self,
        scenario: &Scenario,
        plan: &Plan,
    ) -> Result<(Snapshot, Option<Plan>), Vec<String>> {
        let world = Beside {
            host: self.job.world,
            files: export::files(self.job.program, &plan.layout.projection, scenario),
        };
        let exports = scenario.given.exports.iter();
        let exports = exports.map(|path| (self.job.export_path)(scenario.pack, path));
        let roots: Vec<Root> = std::iter::once(ROOT.to_owned())
            .chain(exports)
            .map(|path| Root {
                name: path.clone(),
                path,
                ..Root::default()
            })
            .collect();
        let own = plan.for_export(&world, &roots);
        let projection = &own.as_ref().unwrap_or(plan).layout.projection;
        let (snapshot, found) =
            tenet_snapshot::load(&world, &roots, projection, &Options::default());
        // What a scenario gives itself may be nothing at all; an export on disk may not.
        let broken = found
            .iter()
            .filter(|it| it.is_error() && !it.message.contains(ROOT));
        let broken: Vec<String> = broken.map(|it: &Diagnostic| it.message.clone()).collect();
        if broken.is_empty() {
            Ok((snapshot, own))
        } else {
            Err(broken)
        }
    }
}

impl std::fmt::Debug for Job<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Job")
            .field("threads", &self.threads)
            .finish_non_exhaustive()
    }
}
