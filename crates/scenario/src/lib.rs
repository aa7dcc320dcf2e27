//! Scenarios: an export made of words, judged, and held against what was expected.
//!
//! In: a [`Program`](tenet_hir::Program) with its
//! [`Scenario`](tenet_hir::Scenario)s. Each is written as the JSON files and
//! the manifest that an export of it would hold, and these are loaded and
//! judged as any export is: what a scenario shows is what a check does. Out:
//! for each an [`Outcome`], every expectation met or not, with what came
//! instead and what the conditions were that decided; and the report of all.
//!
//! Nothing here judges by itself, reads a file but through the world, or
//! prints. The files of a scenario are held in memory and never written.

pub mod export;
pub mod outcome;
pub mod recorded;
pub mod report;
pub mod run;
pub mod verdicts;

mod compare;
mod node;
mod plan;
mod world;

pub use outcome::{Case, Found, Outcome, Unmet};
pub use recorded::Recording;
pub use report::report;
pub use run::{Job, run};
