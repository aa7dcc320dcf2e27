//! Who is a member of what, and which policy reaches whom, with paths as proof.
//!
//! In: loaded tables and the columns that [`needs`] asked for. Out: a
//! [`Graph`] that answers in three values: yes, no, or unknown with reasons.
//! The clauses named beside an answer are those of the targeting semantics in
//! the book.
//!
//! Nothing here reads a file or knows the language of rules; petgraph's
//! indices never leave this crate.

pub mod answer;
mod candidates;
mod cells;
pub mod clauses;
pub mod columns;
pub mod condition;
mod conditional_access;
pub mod consumers;
mod directory;
pub mod dynamic;
pub mod explain;
mod filters;
pub mod findings;
pub mod graph;
mod holding;
mod intune;
mod joins;
mod membership;
pub mod needs;
pub mod nesting;
mod population;
mod populations;
pub mod proof;
mod reach;
mod reached;
mod subject;
pub mod support;
mod truth;
mod words;

/// The ids of Microsoft's own applications and plans that targeting knows.
pub fn known_ids() -> impl Iterator<Item = &'static str> {
    conditional_access::suites::all().chain([intune::licence::INTUNE])
}

pub use answer::{Answer, Inclusion, Members, Narrowing, Node, NodeKind};
pub use clauses::{Certainty, Clause};
pub use columns::rules::RuleProperties;
pub use columns::{Columns, require};
pub use conditional_access::demand::{Demand, Grant, combine};
pub use conditional_access::sign_in::{
    Account, Application, Device, Effect, SignIn, SignInCondition,
};
pub use dynamic::PossibleMembers;
pub use explain::Explanation;
pub use graph::Graph;
pub use intune::intents;
pub use needs::{Needs, RuleNeeds};
pub use proof::{Edge, EdgeKind, Proof};
pub use reached::Reach;
