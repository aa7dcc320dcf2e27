//! What every other crate of Tenet stands on: where things are, what they are
//! called, when they were, and how a mistake is told.
//!
//! In: nothing. Out: [`Span`] and [`SourceMap`], [`Symbol`] and its interner,
//! typed ids, [`Instant`] and [`Duration`], [`Diagnostic`] and the registry of
//! codes, and the [`World`] through which the outside is seen.
//!
//! This crate never reads a file, a clock or the environment, and knows no
//! terminal: it only says what a host must offer.

pub mod code;
pub mod diagnostic;
pub mod id;
pub mod map;
pub mod source;
pub mod suggest;
pub mod symbol;
pub mod text;
pub mod time;
pub mod world;

pub use code::{Code, Level};
pub use diagnostic::{DataLocation, Diagnostic, Fix, Label, Location, Severity};
pub use id::IndexVec;
pub use map::{HashMap, HashSet};
pub use source::{FileId, SourceMap, Span};
pub use symbol::{Interner, Strings, Symbol};
pub use time::{Duration, Instant};
pub use world::{Entry, Source, World, WorldError};
