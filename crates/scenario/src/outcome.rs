//! What running a scenario gave: every expectation met, or what came instead.

use tenet_eval::{Bound, Finding, Inspection, NotApplicable, RuleOutcome};
use tenet_hir::{ExpectedStatus, RuleId, ScenarioId};

use crate::recorded::Recording;

/// What running a scenario gave.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    /// The scenario.
    pub scenario: ScenarioId,
    /// The expectations that are not met, in their order; empty if all are.
    pub unmet: Vec<Unmet>,
    /// Why it could not be run, in words; empty if it was.
    pub broken: Vec<String>,
}

/// An expectation that is not met.
#[derive(Debug, Clone, PartialEq)]
pub struct Unmet {
    /// Its position among the expectations of the scenario.
    pub expectation: usize,
    /// What came instead.
    pub found: Found,
    /// What the conditions were for the cases that it is about.
    pub inspected: Vec<Inspection>,
}

/// What came instead of what was expected.
#[derive(Debug, Clone, PartialEq)]
pub enum Found {
    /// The rule has another status.
    Rule(RuleOutcome),
    /// The case has another status.
    Case(Case),
    /// No case fits; all cases of the rule, and why there are none if that is so.
    NoCase(RuleId, Vec<Case>, Option<NotApplicable>),
    /// Several cases fit.
    Cases(RuleId, Vec<Case>),
    /// The status is right, and no finding says what was expected; what they say.
    Otherwise(RuleId, Vec<String>),
    /// Other verdicts were recorded, or none; those that came.
    Recorded(Recording, String),
}

/// A case and what became of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Case {
    /// The rule.
    pub rule: RuleId,
    /// Its variables.
    pub bindings: Vec<Bound>,
    /// Its status.
    pub status: ExpectedStatus,
    /// What was found of it; empty if it is satisfied.
    pub findings: Vec<Finding>,
}

impl Outcome {
    /// Whether it was run, and all came as expected.
    pub fn is_met(&self) -> bool {
        self.unmet.is_empty() && self.broken.is_empty()
    }
}
