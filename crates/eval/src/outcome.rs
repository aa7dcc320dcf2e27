//! What judging gives: statuses, findings, proofs.

use std::borrow::Cow;

use tenet_base::{Instant, text};
use tenet_graph::Proof;
use tenet_hir::{RuleId, Severity, VarId};
use tenet_snapshot::{Evidence, ObjectId, Reason};

/// What judging a selection of rules gave.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    /// What `now` was, if it was known.
    pub now: Option<Instant>,
    /// The rules that were selected, in natural order of their ids.
    pub rules: Vec<RuleOutcome>,
    /// Those of them that were not judged, since they would have taken too long.
    pub refused: Vec<Refusal>,
}

/// A rule whose loops would turn too often.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// The rule.
    pub rule: RuleId,
    /// How often the innermost loop would turn.
    pub turns: u64,
    /// How often that may be.
    pub limit: u64,
    /// The loops that stand inside of each other, outermost first: their
    /// variables and how many members of each would be looked at.
    pub loops: Vec<(VarId, u64)>,
}

/// What judging one rule gave.
#[derive(Debug, Clone, PartialEq)]
pub struct RuleOutcome {
    /// The rule.
    pub rule: RuleId,
    /// Its status.
    pub status: RuleStatus,
    /// How many cases were judged.
    pub cases: u64,
    /// How many of them are violated.
    pub violated: u64,
    /// How many of them would be violated and are waived.
    pub waived: u64,
    /// How many of them are undetermined.
    pub undetermined: u64,
    /// What the rule's waivers did, in their order.
    pub waivers: Vec<WaiverOutcome>,
    /// Findings in the order of the cases' folded keys, then of the clauses;
    /// last those without bindings, about a collection as a whole.
    pub findings: Vec<Finding>,
    /// Why the rule is not applicable, if that is its status.
    pub not_applicable: Option<NotApplicable>,
}

/// The status of a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RuleStatus {
    /// Every case is satisfied, and no case can be missing.
    Passed,
    /// A case is violated.
    Failed,
    /// No case is violated, and a case or a collection is undetermined.
    Undetermined,
    /// `when` is false, or there is no case.
    NotApplicable,
    /// A case would be violated and each such is waived; nothing is undetermined.
    Waived,
}

/// What a waiver did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WaiverOutcome {
    /// Whether it holds.
    pub force: Force,
    /// How many violated cases it is for, whether it holds or not.
    pub matched: u64,
    /// Of how many violated or undetermined cases it is unknown whether it is for them.
    pub possible: u64,
}

/// Whether a waiver holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Force {
    /// It does.
    Holds,
    /// Its last day is over.
    Ended,
    /// Nobody knows what `now` is.
    Unknown,
}

/// Why a rule is not applicable.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotApplicable {
    /// Its `when` is false.
    When,
    /// The `for` of this variable has no member.
    Empty(String),
}

/// A case that is not satisfied, or a collection that leaves the rule undetermined.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// What it is.
    pub status: FindingStatus,
    /// The variables of the case, in order; empty for a finding about a collection.
    pub bindings: Vec<Bound>,
    /// Which clause of the rule, from 0; none if the case's own guard is unknown.
    pub clause: Option<u32>,
    /// How bad.
    pub severity: Severity,
    /// The clause's message, filled in; for an undetermined finding what is not known.
    pub message: String,
    /// The clause's mend, filled in.
    pub fix: Option<String>,
    /// Why it is undetermined, or why the severity of a violation is not known,
    /// for which the worst is taken: sorted, each once.
    pub reasons: Vec<Reason>,
    /// What decided: the parts of the export that the condition looked at.
    pub evidence: Vec<Evidence>,
    /// The path that decided, if the condition asks about membership or targeting.
    pub proof: Option<Proof>,
    /// The waiver that accepts it, or that may.
    pub waiver: Option<Waiving>,
    /// The same in every run that finds the same: over pack, rule, variables,
    /// folded keys and the clause.
    pub fingerprint: String,
}

/// The status of a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FindingStatus {
    /// The case breaks the rule.
    Violated,
    /// Nobody can know.
    Undetermined,
    /// The case breaks the rule, and that is accepted.
    Waived,
}

/// What a waiver has to do with a finding.
#[derive(Debug, Clone, PartialEq)]
pub struct Waiving {
    /// Its position among the waivers of the rule.
    pub waiver: usize,
    /// Whether it accepts the case; else it may.
    pub applies: bool,
    /// Why it is not known whether it accepts a violated case; sorted, each once.
    pub reasons: Vec<Reason>,
}

/// A variable of a case and what it stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bound {
    /// The variable.
    pub name: String,
    /// The entity or record of its value, or the name of its type.
    pub entity: String,
    /// The key, as exported.
    pub key: String,
    /// Whether the key is compared by code point, not by its folded form.
    pub exact: bool,
    /// What it is called in messages.
    pub label: String,
    /// The object, if it is one.
    pub object: Option<ObjectId>,
}

impl Bound {
    /// The key as it is compared: two values of one variable are the same if
    /// they agree in it.
    pub fn compared(&self) -> Cow<'_, str> {
        if self.exact {
            Cow::Borrowed(&self.key)
        } else {
            text::fold(&self.key)
        }
    }
}
