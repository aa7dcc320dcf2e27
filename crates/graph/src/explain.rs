//! The whole of an answer: every assignment that was looked at, what each
//! condition said, and which clause decided.

use tenet_base::Symbol;
use tenet_hir::TargetKind;
use tenet_snapshot::{Evidence, ObjectId, ReasonCode};

use crate::clauses::{self, Clause};
use crate::condition::Step;
use crate::graph::Graph;
use crate::intents::Intent;
use crate::reach::Policy;
use crate::{Answer, NodeKind, Proof, conditional_access, intune};

/// Why a policy reaches an object, or does not, or why nobody can know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation {
    /// Whether it does.
    pub answer: Answer,
    /// What decided.
    pub outcome: Outcome,
    /// The assignments and conditions of the policy, in the order of the export.
    pub considered: Vec<Considered>,
    /// What of the object decides beside groups: its platform, who manages it.
    pub conditions: Vec<Condition>,
    /// For an app: what is to become of it, and whether it is.
    pub intents: Vec<(Intent, Answer)>,
    /// What else is documented of such a case.
    pub notes: Vec<&'static str>,
}

/// What decided about an object.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Outcome {
    /// A word for it: `included`, `excluded`, `filtered_out`, `no_include_match`
    /// and so on; of unknown answers the code of a reason.
    pub word: &'static str,
    /// The clause of the targeting semantics.
    pub clause: &'static Clause,
}

/// An assignment or a condition that names somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Considered {
    /// Whether it excludes.
    pub excludes: bool,
    /// What kind of thing it names.
    pub kind: TargetKind,
    /// Its key, as exported; none for all users and the like.
    pub key: Option<Symbol>,
    /// Whether it holds the user, or the account that was asked about.
    pub user: Answer,
    /// Whether it holds the device.
    pub device: Answer,
    /// For an app: what it wants, as exported.
    pub intent: Option<Symbol>,
    /// The policy set that it comes from, by its id as exported.
    pub policy_set: Option<Symbol>,
    /// The filter on it.
    pub filter: Option<FilterSaid>,
    /// What the rules of dynamic groups say whose members were not exported.
    pub rules: Vec<RuleSaid>,
    /// The paths to the object, the shortest of each side.
    pub paths: Vec<Proof>,
    /// Where it stands; none if that is not known.
    pub evidence: Option<Evidence>,
}

/// What a filter said of an object.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FilterSaid {
    /// The id of the filter, as exported.
    pub id: Symbol,
    /// The name of the filter; none if it was not exported.
    pub name: Option<Symbol>,
    /// The rule; none if it was not exported.
    pub rule: Option<Symbol>,
    /// Whether devices that it fits are left out.
    pub excludes: bool,
    /// Whether it fits.
    pub fits: Answer,
    /// What its comparisons looked at, in their order.
    pub steps: Vec<FilterStep>,
}

/// What the rule of a dynamic group, worked out from the snapshot, says of an object.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleSaid {
    /// The id of the group, as exported.
    pub group: Symbol,
    /// The rule; empty if it is not known.
    pub rule: String,
    /// Whether it is about users or about devices.
    pub about: NodeKind,
    /// Whether it makes the object a member.
    pub holds: Answer,
    /// What its comparisons looked at, in their order.
    pub steps: Vec<FilterStep>,
}

/// One comparison of a filter, or of a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FilterStep {
    /// The comparison as it is written.
    pub text: String,
    /// What the object has: a text, or in words that it has none.
    pub value: String,
    /// What came of it.
    pub answer: Answer,
}

/// A condition beside the assignments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Condition {
    /// What it is about: `platform`, `workload`.
    pub about: &'static str,
    /// Whether it lets the policy through.
    pub answer: Answer,
    /// The clause.
    pub clause: &'static Clause,
}

impl From<Step> for FilterStep {
    fn from(step: Step) -> Self {
        Self {
            text: step.text,
            value: step.value,
            answer: step.answer,
        }
    }
}

impl Outcome {
    /// What decided, by a word and a clause.
    pub(crate) fn new(word: &'static str, clause: &'static str) -> Self {
        Self {
            word,
            clause: clauses::clause(clause),
        }
    }

    /// What keeps an answer unknown: the code of the reason that says most.
    pub(crate) fn unknown(answer: &Answer) -> Self {
        let Answer::Unknown(reasons) = answer else {
            return Self::new("included", "V1");
        };
        let codes = reasons.iter().map(|reason| reason.code);
        let most = codes.max_by_key(|code| weight(*code));
        let code = most.unwrap_or(ReasonCode::Undocumented);
        Self::new(code.word(), clause_of(code))
    }
}

/// Which of several reasons is told first: what cannot be known at all before
/// what was not exported.
fn weight(code: ReasonCode) -> u8 {
    match code {
        ReasonCode::MixedExclusionUnsupported => 9,
        ReasonCode::FilterUnsupportedWorkload => 8,
        ReasonCode::TargetKindUnsupported => 7,
        ReasonCode::DeviceJoinAmbiguous | ReasonCode::DeviceJoinMissing => 6,
        ReasonCode::DanglingGroup => 5,
        ReasonCode::FilterUnknown => 4,
        ReasonCode::ExclusionMembershipUnknown => 3,
        ReasonCode::Undocumented => 2,
        ReasonCode::PropertyNotCollected => 1,
        ReasonCode::Author
        | ReasonCode::CollectionIncomplete
        | ReasonCode::LogWindow(_)
        | ReasonCode::FieldNotExported
        | ReasonCode::Malformed
        | ReasonCode::ConflictingCopies
        | ReasonCode::DanglingReference
        | ReasonCode::AmbiguousReference
        | ReasonCode::TypeNotExported
        | ReasonCode::NoCaptureTime
        | ReasonCode::GuardUndetermined
        | ReasonCode::Overflow
        | ReasonCode::MembersUnknown
        | ReasonCode::NotEvaluated(_) => 0,
    }
}

/// The clause that a reason comes from.
fn clause_of(code: ReasonCode) -> &'static str {
    match code {
        ReasonCode::MixedExclusionUnsupported => "I7",
        ReasonCode::FilterUnsupportedWorkload => "I14",
        ReasonCode::TargetKindUnsupported => "I1",
        ReasonCode::DeviceJoinAmbiguous => "J5",
        ReasonCode::DeviceJoinMissing => "J4",
        ReasonCode::DanglingGroup => "O6",
        ReasonCode::FilterUnknown => "I13",
        ReasonCode::MembersUnknown => "G14",
        ReasonCode::NotEvaluated(clause) => clause,
        ReasonCode::ExclusionMembershipUnknown
        | ReasonCode::Undocumented
        | ReasonCode::PropertyNotCollected
        | ReasonCode::Author
        | ReasonCode::CollectionIncomplete
        | ReasonCode::LogWindow(_)
        | ReasonCode::FieldNotExported
        | ReasonCode::Malformed
        | ReasonCode::ConflictingCopies
        | ReasonCode::DanglingReference
        | ReasonCode::AmbiguousReference
        | ReasonCode::TypeNotExported
        | ReasonCode::NoCaptureTime
        | ReasonCode::GuardUndetermined
        | ReasonCode::Overflow => "V2",
    }
}

impl Graph<'_> {
    /// Why a policy reaches an object, or does not.
    pub fn explain(&self, policy: ObjectId, object: ObjectId) -> Explanation {
        let found = self
            .known_policy(policy)
            .and_then(|policy| Ok((policy, self.subjects().of_row(object)?)));
        let (policy, subject) = match found {
            Ok(found) => found,
            Err(reason) => return Explanation::unknown(Answer::unknown(reason)),
        };
        match policy {
            Policy::Intune(policy) => intune::explain::explain(self, policy, &subject, object),
            Policy::ConditionalAccess(policy) => {
                conditional_access::explain::explain(self, policy, &subject)
            }
        }
    }
}

impl Explanation {
    fn unknown(answer: Answer) -> Self {
        Self {
            outcome: Outcome::unknown(&answer),
            answer,
            considered: Vec::new(),
            conditions: Vec::new(),
            intents: Vec::new(),
            notes: Vec::new(),
        }
    }

    /// All paths by which the object is included, the shortest first.
    pub fn inclusions(&self) -> impl Iterator<Item = &Proof> {
        let included = self.considered.iter().filter(|one| !one.excludes);
        included.flat_map(|one| &one.paths)
    }
}
