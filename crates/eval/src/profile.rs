//! How long rules took, and how their loops went about it.
//!
//! Times are no part of an [`Outcome`](crate::Outcome): they are never the same twice.

use std::collections::BTreeMap;

use tenet_base::{Duration, Instant};
use tenet_hir::{ExprId, RuleId, VarId};

use crate::machine::Machine;

/// Tells the time; the evaluator has no clock of its own.
pub type Clock<'c> = &'c (dyn Fn() -> Option<Instant> + Sync);

/// How judging one rule went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleProfile {
    /// The rule.
    pub rule: RuleId,
    /// How long it took; none without a clock.
    pub time: Option<Duration>,
    /// How many cases were judged.
    pub cases: u64,
    /// Its loops that ran, in the order of the program.
    pub loops: Vec<LoopProfile>,
}

/// How a loop went about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoopProfile {
    /// The variable that goes through a collection.
    pub var: VarId,
    /// The collection.
    pub source: ExprId,
    /// How its members were found.
    pub access: Access,
    /// How often the loop ran.
    pub runs: u64,
    /// How many members were looked at, in all runs together, at most.
    pub members: u64,
}

/// How the members that a loop looks at are found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Access {
    /// One after the other, in a collection that depends on other variables.
    Each,
    /// One after the other, but for those that the condition itself rules out.
    Scan,
    /// By a key, or by one of several.
    Keys {
        /// What the members are indexed by.
        keys: Vec<ExprId>,
        /// How many members have an unknown key, and fit whatever is asked.
        vague: u64,
    },
    /// By the graph: whom a policy may reach, or which policies may reach an object.
    Reach {
        /// How many members the graph does not tell of, and that fit whatever is asked.
        vague: u64,
    },
    /// By the graph: members of a group, or groups of a member.
    Graph {
        /// How many members the graph does not tell of, and that fit whatever is asked.
        vague: u64,
    },
}

/// What is noted while a rule is judged, if anything is.
pub(crate) type Watch = BTreeMap<VarId, LoopProfile>;

impl Machine<'_> {
    /// Notes a run of a loop, and how it found its members if it looked them up.
    pub(crate) fn watch(
        &mut self,
        (var, source): (VarId, ExprId),
        members: usize,
        access: impl FnOnce() -> Option<Access>,
    ) {
        if self.watch.is_none() {
            return;
        }
        let fixed = self.is_fixed(source);
        let Some(watch) = &mut self.watch else { return };
        let noted = watch.entry(var).or_insert_with(|| LoopProfile {
            var,
            source,
            access: if fixed { Access::Scan } else { Access::Each },
            runs: 0,
            members: 0,
        });
        noted.runs += 1;
        noted.members += members as u64;
        if let Some(access) = access() {
            noted.access = access;
        }
    }
}
