//! Findings and diagnostics to bytes, for people and for machines.
//!
//! In: what a run gave, that is the [`Outcome`](tenet_eval::Outcome) with the
//! program and the snapshot that it is about, and the
//! [`Diagnostic`](tenet_base::Diagnostic)s of any stage. Out: texts: a page for
//! a terminal, the JSON report of version 1, the catalogue of rules, the pages of
//! the schema, the page of a code, the answers of a query, the differences of two
//! texts.
//!
//! A [`Report`] stands between the two: it owns all it says, keys and names are
//! texts in it, and places are lines and columns. Whoever renders it needs
//! neither the program nor the snapshot.
//!
//! Nothing here asks a terminal, a clock or the environment: how wide the page
//! is and whether it has colours is told by the caller. Nothing is judged here
//! either: what a report says was decided before.

pub mod build;
pub mod changes;
pub mod diagnostics;
pub mod diff;
pub mod explain;
pub mod human;
pub mod inspect;
pub mod json;
pub mod model;
pub mod permissions;
pub mod profile;
pub mod query;
pub mod reach;
pub mod request;
pub mod rules;
pub mod scenarios;
pub mod schema;
pub mod style;

mod frame;
mod markdown;
mod origin;
mod page;
mod table;
mod text;

pub use build::{Depth, Located, Run};
pub use diagnostics::Origins;
pub use json::SCHEMA;
pub use model::Report;
pub use style::Style;

#[cfg(test)]
mod fixture;
