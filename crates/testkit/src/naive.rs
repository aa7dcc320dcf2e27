//! A second evaluator, for checking the first.
//!
//! It is written from the numbered semantics of the language alone and is as
//! plain as can be: every value is owned and copied, every operand of every
//! condition is evaluated, nothing is remembered, nothing is planned, and no
//! proof is kept. What it says of a rule, the real evaluator must say too.

mod call;
mod cases;
mod choice;
mod collections;
mod compare;
mod expr;
mod membership;
mod read;
mod scalar;
mod text;
mod value;

use std::collections::BTreeSet;

use tenet_base::Instant;
use tenet_eval::{FindingStatus, RuleOutcome, RuleStatus};
use tenet_graph::Graph;
use tenet_hir::{Layout, Program, RuleId};
use tenet_snapshot::Snapshot;

/// What is judged.
#[derive(Debug, Clone, Copy)]
pub struct World<'a> {
    /// The rules and what they use.
    pub program: &'a Program,
    /// Where its fields are found.
    pub layout: &'a Layout,
    /// The tables.
    pub snapshot: &'a Snapshot,
    /// Membership and targeting, which this evaluator takes as given.
    pub graph: &'a Graph<'a>,
    /// When the snapshot was captured.
    pub now: Option<Instant>,
}

/// What is said of a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// Its status.
    pub status: RuleStatus,
    /// How many cases were judged, how many are violated, how many undetermined.
    pub counts: (u64, u64, u64),
    /// What is not satisfied.
    pub lines: BTreeSet<Line>,
}

/// A case and clause that is not satisfied, or a collection that is open.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Line {
    /// The folded keys of its variables.
    pub keys: Vec<String>,
    /// The clause, if it is about one.
    pub clause: Option<u32>,
    /// Violated or undetermined.
    pub status: FindingStatus,
    /// The codes of the reasons.
    pub codes: BTreeSet<String>,
}

/// Judges a rule.
pub fn judge(world: &World<'_>, rule: RuleId) -> Verdict {
    cases::judge(world, rule)
}

/// What the real evaluator said, in the same terms.
pub fn verdict(outcome: &RuleOutcome) -> Verdict {
    let lines = outcome.findings.iter().map(|finding| {
        let keys = finding.bindings.iter().map(|bound| text::fold(&bound.key));
        let codes = finding.reasons.iter().map(|reason| reason.code.to_string());
        Line {
            keys: keys.collect(),
            clause: finding.clause,
            status: finding.status,
            codes: codes.collect(),
        }
    });
    Verdict {
        status: outcome.status,
        counts: (outcome.cases, outcome.violated, outcome.undetermined),
        lines: lines.collect(),
    }
}
