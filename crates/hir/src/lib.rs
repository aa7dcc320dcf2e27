//! The typed program: what `check` makes, what `snapshot` loads by and what
//! `eval` runs.
//!
//! In: nothing; `check` fills it. Out: the schema with every entity, record
//! and enum; parameters, sets, definitions and rules whose names are ids and
//! whose expressions have types; and the [`Projection`], which says which
//! collections and fields have to be read.
//!
//! A name that was not resolved cannot be expressed here. Nothing here reads
//! data, and nothing here knows how the source was spelt, but for spans.

pub mod projection;

pub use projection::{Collection, CollectionId, FieldPlan, Projection, Shape};
