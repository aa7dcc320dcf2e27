//! The naive evaluator: the semantics of rules once more, as plainly as they
//! can be written, to hold the real evaluator against.
//!
//! In: a typed program, the tables and the graph. Out: for each rule its
//! status, for each case its verdict and why it is unknown. Values are owned
//! and copied at will; every combination of the variables is gone through;
//! nothing is remembered, looked up ahead or recorded. Membership and targeting
//! are asked of the graph, which has oracles of its own.
//!
//! It also watches what the real evaluator only defends itself against: a null
//! where the checker promised that there is none. See [`Verdicts::nulls`].

mod arithmetic;
mod call;
mod collection;
mod compare;
mod during;
mod expr;
mod field;
mod generator;
mod logic;
mod number;
mod parse;
mod reference;
mod rules;
mod value;

use std::collections::{BTreeMap, BTreeSet};

use tenet_base::Instant;
use tenet_graph::Graph;
use tenet_hir::{ExprId, Layout, Program, RuleId, VarId};
use tenet_snapshot::{Reason, Snapshot};

use value::{Known, Value};

/// What is judged.
#[derive(Debug, Clone, Copy)]
pub struct Naive<'a> {
    /// The rules and what they use.
    pub program: &'a Program,
    /// Where fields are found in the tables.
    pub layout: &'a Layout,
    /// The tables.
    pub snapshot: &'a Snapshot,
    /// Membership and targeting.
    pub graph: &'a Graph<'a>,
    /// When the snapshot was taken.
    pub now: Option<Instant>,
}

/// What judging a rule gave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdicts {
    /// The status of the rule.
    pub status: Status,
    /// Its cases, sorted by what they are about.
    pub cases: Vec<Case>,
    /// Why there may be cases that nobody saw, or why it is unknown whether there is any.
    pub open: BTreeSet<Reason>,
    /// Expressions of a type that excludes null which were null although no
    /// guard was unknown: the checker or the evaluator is wrong.
    pub nulls: BTreeSet<ExprId>,
}

/// The status of a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// Every case is satisfied, and no case can be missing.
    Passed,
    /// A case is violated.
    Failed,
    /// No case is violated, and a case or a collection is undetermined.
    Undetermined,
    /// `when` is false, or there is no case.
    NotApplicable,
    /// No case is violated or undetermined, and one is waived.
    Waived,
}

/// A combination of a rule's variables.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Case {
    /// The variables and the folded keys of what they stand for; none where the
    /// value is a record without a key.
    pub bindings: Vec<(String, Option<String>)>,
    /// Whether it is one for certain: no `where` around it is unknown.
    pub certain: bool,
    /// What holds of it.
    pub verdict: Verdict,
    /// Why it is undetermined; empty unless it is.
    pub reasons: BTreeSet<Reason>,
}

/// What holds of a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// Every clause holds.
    Satisfied,
    /// A clause does not hold, and the case is one for certain.
    Violated,
    /// Anything else.
    Undetermined,
    /// A clause does not hold and none is unknown, the case is one for certain, and a waiver accepts it.
    Waived,
}

impl Naive<'_> {
    /// Judges a rule.
    pub fn judge(&self, rule: RuleId) -> Verdicts {
        let mut run = Run::new(*self);
        run.judge(&self.program.rules[rule])
    }
}

/// One evaluation: what the variables stand for now.
#[derive(Debug)]
struct Run<'a> {
    naive: Naive<'a>,
    variables: BTreeMap<VarId, Known<Value>>,
    /// The expression that a variable has its value from: a `let`'s, an
    /// argument, or the collection that it ranges over.
    origins: BTreeMap<VarId, ExprId>,
    /// How many guards around the expression that is evaluated are unknown.
    unknown_guards: u32,
    nulls: BTreeSet<ExprId>,
}

impl<'a> Run<'a> {
    fn new(naive: Naive<'a>) -> Self {
        Self {
            naive,
            variables: BTreeMap::new(),
            origins: BTreeMap::new(),
            unknown_guards: 0,
            nulls: BTreeSet::new(),
        }
    }
}
