//! Judging a selection of rules, in parallel.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;

use tenet_base::{Duration, Instant};
use tenet_graph::Graph;
use tenet_hir::{ExprId, Layout, ParamId, Program, RuleId};
use tenet_snapshot::Snapshot;

use crate::machine::Machine;
use crate::outcome::{Outcome, Refusal, RuleOutcome};
use crate::profile::{Clock, RuleProfile, Watch};
use crate::rules;

/// What is judged.
#[derive(Debug, Clone, Copy)]
pub struct Inputs<'a> {
    /// The rules and what they use.
    pub program: &'a Program,
    /// Where its fields are found in the tables.
    pub layout: &'a Layout,
    /// The tables.
    pub snapshot: &'a Snapshot,
    /// Membership and targeting.
    pub graph: &'a Graph<'a>,
    /// When the snapshot was captured, or what stands in for it.
    pub now: Option<Instant>,
    /// Parameters with another value than the program gives them: constants of their types.
    pub params: &'a [(ParamId, ExprId)],
}

impl Inputs<'_> {
    /// The value of a parameter.
    pub fn param(&self, param: ParamId) -> ExprId {
        let set = self.params.iter().find(|(set, _)| *set == param);
        set.map_or(self.program.params[param].value, |(_, value)| *value)
    }
}

/// How it is judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Settings {
    /// How many threads share the rules; they change nothing but the time it takes.
    pub threads: usize,
    /// Whether loops are planned; that changes nothing but the time it takes.
    pub plan: bool,
    /// How often the innermost loop of a rule may turn: what would turn more
    /// often is refused.
    pub max_cases: u64,
}

/// How often the innermost loop of a rule may turn, unless a user says otherwise.
pub const MAX_CASES: u64 = 10_000_000;

impl Default for Settings {
    fn default() -> Self {
        Self {
            threads: 1,
            plan: true,
            max_cases: MAX_CASES,
        }
    }
}

/// Expressions nest as deep as the parser lets them, and definitions multiply that.
const STACK: usize = 64 << 20;

/// Judges rules; the outcome has each once, in the order of the program.
pub fn judge(inputs: &Inputs<'_>, rules: &[RuleId], settings: Settings) -> Outcome {
    run(inputs, rules, (settings, None)).0
}

/// The same, and how it went, in the order of the program.
pub fn judge_profiled(
    inputs: &Inputs<'_>,
    rules: &[RuleId],
    settings: Settings,
    clock: Clock<'_>,
) -> (Outcome, Vec<RuleProfile>) {
    run(inputs, rules, (settings, Some(clock)))
}

fn run(
    inputs: &Inputs<'_>,
    rules: &[RuleId],
    (settings, clock): (Settings, Option<Clock<'_>>),
) -> (Outcome, Vec<RuleProfile>) {
    let mut selected = rules.to_vec();
    selected.sort_unstable();
    selected.dedup();
    let threads = settings.threads.clamp(1, selected.len().max(1));
    let queue = Queue {
        clock,
        rules: &selected,
        next: AtomicUsize::new(0),
        done: Mutex::default(),
    };
    thread::scope(|scope| {
        for _ in 0..threads {
            let worker = thread::Builder::new().stack_size(STACK);
            // Where the system gives no more threads, those that run do the work.
            if worker
                .spawn_scoped(scope, || queue.work(inputs, settings))
                .is_err()
            {
                queue.work(inputs, settings);
                break;
            }
        }
    });
    let done = queue.done.into_inner();
    let mut done = done.unwrap_or_else(PoisonError::into_inner);
    done.rules.sort_by_key(|outcome| outcome.rule);
    done.refused.sort_by_key(|refusal| refusal.rule);
    done.profiles.sort_by_key(|profile| profile.rule);
    let outcome = Outcome {
        now: inputs.now,
        rules: done.rules,
        refused: done.refused,
    };
    (outcome, done.profiles)
}

/// Rules that wait, and the outcomes of those that are done.
struct Queue<'q> {
    clock: Option<Clock<'q>>,
    rules: &'q [RuleId],
    next: AtomicUsize,
    done: Mutex<Done>,
}

/// What came of the rules that are done.
#[derive(Default)]
struct Done {
    rules: Vec<RuleOutcome>,
    refused: Vec<Refusal>,
    profiles: Vec<RuleProfile>,
}

impl Queue<'_> {
    fn work(&self, inputs: &Inputs<'_>, settings: Settings) {
        let mut machine = Machine::new(*inputs, settings.plan);
        while let Some(rule) = self.rules.get(self.next.fetch_add(1, Ordering::Relaxed)) {
            machine.watch = self.clock.map(|_| Watch::new());
            let start = self.clock.and_then(|clock| clock());
            let outcome = rules::judge(&mut machine, *rule, settings);
            let end = self.clock.and_then(|clock| clock());
            let time = end.zip(start).and_then(|(end, start)| end.since(start));
            self.keep(outcome, machine.watch.take(), time);
        }
    }

    fn keep(
        &self,
        outcome: Result<RuleOutcome, Refusal>,
        watch: Option<Watch>,
        time: Option<Duration>,
    ) {
        let mut done = self.done.lock().unwrap_or_else(PoisonError::into_inner);
        match outcome {
            Ok(outcome) => {
                done.profiles.extend(watch.map(|watch| RuleProfile {
                    rule: outcome.rule,
                    time,
                    cases: outcome.cases,
                    loops: watch.into_values().collect(),
                }));
                done.rules.push(outcome);
            }
            Err(refusal) => done.refused.push(refusal),
        }
    }
}

/// Runs something on a thread whose stack holds what a program can nest.
pub(crate) fn with_stack<T: Send>(run: impl FnOnce() -> T + Send) -> Option<T> {
    thread::scope(|scope| {
        let worker = thread::Builder::new().stack_size(STACK);
        let worker = worker.spawn_scoped(scope, run).ok()?;
        worker.join().ok()
    })
}
