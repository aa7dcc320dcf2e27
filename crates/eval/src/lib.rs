//! Judges a typed program over a snapshot, in three values.
//!
//! In: the [`Program`](tenet_hir::Program), the loaded
//! [`Snapshot`](tenet_snapshot::Snapshot) and its
//! [`Graph`](tenet_graph). Out: an [`Outcome`]: for every rule its status, and
//! for every case that is not satisfied a [`Finding`] with its evidence.
//!
//! Beside that, [`unmatched`] lists the names that rules look for and nothing has.
//!
//! Evaluation is pure and deterministic: no clock, no file, no order that a
//! thread decides. It cannot fail: what can go wrong was refused before the
//! run, or is unknown with a reason.

pub mod events;
pub mod inspect;
pub mod judge;
pub mod network;
mod outcome;
pub mod profile;
pub mod query;

mod bound;
mod cases;
mod certificate;
mod exec;
mod fingerprint;
mod interval;
mod machine;
mod names;
mod plan;
mod reasons;
mod rules;
mod text;
mod trace;
mod truth;
mod value;
mod waivers;
mod why;

#[cfg(test)]
mod tests;

pub use certificate::Certificate;
pub use events::{Event, events};
pub use inspect::{Condition, ConditionRole, Inspection, Part, inspect, list_cases};
pub use judge::{Inputs, MAX_CASES, Settings, judge, judge_profiled};
pub use names::{Relation, Unmatched, WrittenText, unmatched};
pub use outcome::{
    Bound, Finding, FindingStatus, Force, NotApplicable, Outcome, Refusal, RuleOutcome, RuleStatus,
    WaiverOutcome, Waiving,
};
pub use profile::{Access, Clock, LoopProfile, RuleProfile};
pub use query::{QueryAnswer, QueryResult, QueryRow, query};
