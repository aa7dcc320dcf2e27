//! Exports to typed columns, with diagnostics on the data.
//!
//! In: the [`World`](tenet_base::World), the roots of a snapshot, and the
//! [`Projection`](tenet_hir::Projection) that says what the rules read. Out: a
//! [`Snapshot`]: one [`Table`] per collection, what is missing of it, and the
//! place of every object.
//!
//! [`load`] reads each file once, in windows cut at object boundaries and in
//! parallel over files; [`locate`] and [`Locator`] read an object again when
//! something is reported, for its line, column and JSON pointer. The result
//! is the same with any number of threads and any order of files.
//!
//! No document tree of a file is ever built, nothing is skipped without a
//! word, and nothing here decides what a missing value means for a rule.

mod archive;
mod build;
mod completeness;
mod copies;
pub mod coverage;
mod diagnose;
mod digest;
mod encoding;
mod files;
mod json;
pub mod layout;
mod load;
mod locate;
pub mod object;
pub mod pack;
mod part;
pub mod place;
mod plan;
mod position;
mod read;
pub mod reason;
mod recognise;
pub mod redact;
pub mod register;
pub mod table;
mod texts;
mod value;
pub mod versions;
mod walk;
mod window;
mod yaml;

pub use coverage::{Coverage, Gap, GapKind, Status};
pub use digest::Digest;
pub use layout::Layout;
pub use load::{Options, Progress, Root, Told, load};
pub use locate::{Located, Locator, Request, locate};
pub use object::{Evidence, ObjectId, Role, Step};
pub use place::{DataFile, DataFileId, Place};
pub use reason::{Reason, ReasonCode};
pub use register::Register;
pub use table::{
    Column, Conflict, ListSlot, Merge, Presence, RecordSlot, Row, Slot, Snapshot, Table, Values,
};
pub use texts::json_texts;
