//! Exports to typed columns, with diagnostics on the data.
//!
//! In: the [`World`](tenet_base::World), the roots of a snapshot, and the
//! [`Projection`](tenet_hir::Projection) that says what the rules read. Out: a
//! [`Snapshot`]: one [`Table`] per collection, what is missing of it, and the
//! place of every object.
//!
//! No document tree of a file is ever built, nothing is skipped without a
//! word, and nothing here decides what a missing value means for a rule.

pub mod coverage;
pub mod object;
pub mod place;
pub mod reason;
pub mod table;

pub use coverage::{Coverage, Gap, GapKind, Status};
pub use object::{Evidence, ObjectId, Role, Step};
pub use place::{DataFile, DataFileId, Place};
pub use reason::{Reason, ReasonCode};
pub use table::{
    Column, Conflict, ListSlot, Merge, Presence, RecordSlot, Row, Slot, Snapshot, Table, Values,
};
