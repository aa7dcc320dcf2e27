//! Judging a selection of rules, in parallel.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;

use tenet_base::Instant;
use tenet_graph::Graph;
use tenet_hir::{ExprId, Layout, ParamId, Program, RuleId};
use tenet_snapshot::Snapshot;

use crate::machine::Machine;
use crate::outcome::{Outcome, RuleOutcome};
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
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            threads: 1,
            plan: true,
        }
    }
}

/// Expressions nest as deep as the parser lets them, and definitions multiply that.
const STACK: usize = 64 << 20;

/// Judges rules; the outcome has each once, in the order of the program.
pub fn judge(inputs: &Inputs<'_>, rules: &[RuleId], settings: Settings) -> Outcome {
    let mut selected = rules.to_vec();
    selected.sort_unstable();
    selected.dedup();
    let threads = settings.threads.clamp(1, selected.len().max(1));
    let queue = Queue {
        rules: &selected,
        next: AtomicUsize::new(0),
        done: Mutex::new(Vec::with_capacity(selected.len())),
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
    let mut rules = queue
        .done
        .into_inner()
        .unwrap_or_else(PoisonError::into_inner);
    rules.sort_by_key(|outcome| outcome.rule);
    Outcome {
        now: inputs.now,
        rules,
    }
}

/// Rules that wait, and the outcomes of those that are done.
struct Queue<'q> {
    rules: &'q [RuleId],
    next: AtomicUsize,
    done: Mutex<Vec<RuleOutcome>>,
}

impl Queue<'_> {
    fn work(&self, inputs: &Inputs<'_>, settings: Settings) {
        let mut machine = Machine::new(*inputs, settings.plan);
        while let Some(rule) = self.rules.get(self.next.fetch_add(1, Ordering::Relaxed)) {
            let outcome = rules::judge(&mut machine, *rule);
            let mut done = self.done.lock().unwrap_or_else(PoisonError::into_inner);
            done.push(outcome);
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
