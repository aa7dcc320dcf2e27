//! What stands in the members with tables, in the wire format of postcard.
//!
//! Nothing here nests: how columns stand in one another is said by the
//! projection, and not by bytes that somebody may have made up.

use serde::{Deserialize, Serialize};

/// The member with the texts of all tables.
pub(super) const TEXTS: &str = "tables/texts";

/// Texts, one behind the other.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Texts {
    pub text: String,
    /// How many bytes each has.
    pub lengths: Vec<u32>,
}

/// A load, but for its columns.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Load {
    pub tables: Vec<Table>,
    pub captured_at: Option<i64>,
    pub tenant: Option<String>,
    /// By Graph path, sorted.
    pub coverage: Vec<(String, Coverage)>,
    /// Flags of layouts.
    pub layouts: Vec<Option<String>>,
    pub digest: String,
    pub diagnostics: Vec<Told>,
}

/// A list whose items stand in several files: its first file, its name, and with each
/// first item the file that it and those behind it stand in.
pub(super) type Spread = (u32, String, Vec<(u32, u32)>);

/// A table, but for its columns.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Table {
    pub objects: Vec<u32>,
    /// Texts and rows, sorted.
    pub by_key: Vec<(u32, u32)>,
    pub types: Vec<u32>,
    pub files: Vec<u32>,
    pub offsets: Vec<u64>,
    pub coverage: Option<Coverage>,
    pub others: Vec<String>,
    /// File and name of each list whose items stand in several files, with the first item in each.
    pub spread: Vec<Spread>,
    /// The members that hold the columns.
    pub columns: Vec<String>,
}

/// A column without those in it, which follow it.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Flat {
    pub presence: Vec<u8>,
    /// Sorted by row.
    pub merged: Vec<(u32, Merge)>,
    pub values: Values,
}

#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub(super) enum Merge {
    From(u32),
    Conflict(u32, u32),
}

/// The values of a column; texts by their numbers, 0 for none.
#[derive(Debug, Serialize, Deserialize)]
pub(super) enum Values {
    Bool(Vec<bool>),
    Int(Vec<i64>),
    Number(Vec<f64>),
    Text(Vec<u32>),
    Date(Vec<Option<i64>>),
    Duration(Vec<i64>),
    Ref { keys: Vec<u32>, types: Vec<u32> },
    Record,
    List(Vec<u32>),
}

#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Coverage {
    pub status: u8,
    pub gaps: Vec<Gap>,
    pub window: Option<(i64, i64)>,
    pub objects: u32,
    pub files: u32,
}

#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Gap {
    pub kind: u8,
    pub text: String,
    pub place: Option<Place>,
}

#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Place {
    pub root: u32,
    pub file: String,
    pub position: Option<(u64, u64)>,
    pub excerpt: Option<(String, u32, u32)>,
}

/// A diagnostic of the load.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Told {
    pub code: String,
    pub severity: u8,
    pub message: String,
    pub primary: Label,
    pub secondary: Vec<Label>,
    pub notes: Vec<String>,
    pub help: Option<String>,
}

/// A label; without a place it is of the run.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Label {
    pub place: Option<Place>,
    pub text: String,
}
