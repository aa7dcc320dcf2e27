//! Tables of objects: typed columns, and what became of copies.
//!
//! A row is one occurrence of an object in an export. Occurrences with the same
//! key are copies of one object; the first of them stands for it, and its
//! cells are taken from whichever copy has them. Cells are read as [`Slot`]s,
//! which say apart what is absent, null, malformed and contradictory.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use tenet_base::{Duration, HashMap, IndexVec, Instant, Strings, Symbol};
use tenet_hir::CollectionId;

use crate::versions::Held;
use crate::{Coverage, DataFile, DataFileId, Layout, Place};

/// A row of a table.
pub type Row = u32;

/// What was read of the exports.
#[derive(Debug)]
pub struct Snapshot {
    /// The strings of all tables.
    pub strings: Strings,
    /// One table for each collection of the projection.
    pub tables: IndexVec<CollectionId, Table>,
    /// All files of all roots, read or not, sorted by root and path.
    pub files: IndexVec<DataFileId, DataFile>,
    /// The roots as the user named them.
    pub roots: Vec<String>,
    /// When the snapshot was taken, if it says so.
    pub captured_at: Option<Instant>,
    /// The tenant's id or initial domain, if the snapshot says so.
    pub tenant: Option<String>,
    /// What is there of every collection that some file holds or names, read by
    /// a rule or not, by Graph path.
    pub coverage: BTreeMap<String, Coverage>,
    /// What wrote each root, as far as it is told.
    pub layouts: Vec<Option<Layout>>,
    /// `blake3:` over paths and contents of all files that were read.
    pub digest: String,
}

/// The objects of one collection.
#[derive(Debug, Default)]
pub struct Table {
    /// One row for each object, sorted by folded key, then by place.
    pub objects: Vec<Row>,
    /// The row that stands for the object with a key: the folded symbol of it,
    /// or the symbol itself where keys are exact.
    pub by_key: HashMap<Symbol, Row>,
    /// The columns, in the order of the collection's fields.
    pub columns: Vec<Column>,
    /// The JSON type of each row (`#microsoft.graph.…`), where the export says it.
    pub types: Vec<Option<Symbol>>,
    /// Where each row stands.
    pub places: Vec<Place>,
    /// What is there of the collection.
    pub coverage: Option<Coverage>,
    /// Lists whose items stand in several files: by the file that the row stands in and the
    /// name of the list, the number of the first item in each file.
    pub spread: BTreeMap<(DataFileId, String), Vec<(u32, DataFileId)>>,
    /// Keys that the objects have and nothing reads, as they are spelt;
    /// annotations (`@odata.etag`) are none.
    pub others: BTreeSet<String>,
    /// What versions of the objects are compared by.
    pub versions: Held,
}

/// A column: for each row whether there is a value, and the value.
#[derive(Debug, Clone)]
pub struct Column {
    /// What each row has.
    pub presence: Vec<Presence>,
    /// The values; whatever stands where `presence` says that there is none means nothing.
    pub values: Values,
    /// For rows whose presence is [`Presence::Merged`].
    pub merged: HashMap<Row, Merge>,
}

/// What a row has in a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Presence {
    /// The key is not in the object.
    Absent,
    /// The value is `null`.
    Null,
    /// The value is there.
    Known,
    /// A list is there, and may be cut off.
    Open,
    /// The value is not of the shape that the schema says.
    Malformed,
    /// Several copies were put together: see [`Column::merged`].
    Merged,
}

/// What putting copies together gave for a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Merge {
    /// Another copy has the value.
    From(Row),
    /// Two copies have different values.
    Conflict(Conflict),
}

/// Two copies of an object that disagree on a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Conflict {
    /// One of them.
    pub first: Row,
    /// The other.
    pub second: Row,
}

/// The values of a column, by shape.
#[derive(Debug, Clone)]
pub enum Values {
    /// `true` or `false`.
    Bool(Vec<bool>),
    /// Whole numbers.
    Int(Vec<i64>),
    /// Numbers.
    Number(Vec<f64>),
    /// Texts.
    Text(Vec<Option<Symbol>>),
    /// Instants.
    Date(Vec<Option<Instant>>),
    /// Durations.
    Duration(Vec<Duration>),
    /// Keys of other objects, and the JSON type of each where the export says it.
    Ref {
        /// The keys.
        keys: Vec<Option<Symbol>>,
        /// The JSON types; shorter than `keys` if none of the rest has one.
        types: Vec<Option<Symbol>>,
    },
    /// Records: each field is a column with the same rows.
    Record(Vec<Column>),
    /// Lists: where the items of each row end, and the items of all rows.
    List {
        /// Ends of the rows' ranges in `items`.
        ends: Vec<u32>,
        /// The items.
        items: Box<Column>,
    },
}

/// A cell as it is read.
#[derive(Debug, Clone, Copy)]
pub enum Slot<'a> {
    /// The key is not in the object.
    Absent,
    /// The value is `null`.
    Null,
    /// The value is not of the shape that the schema says.
    Malformed,
    /// Two copies of the object disagree.
    Conflict(Conflict),
    /// A value.
    Bool(bool),
    /// A value.
    Int(i64),
    /// A value.
    Number(f64),
    /// A value.
    Text(Symbol),
    /// A value.
    Date(Instant),
    /// A value.
    Duration(Duration),
    /// The key of another object, and its JSON type where the export says it.
    Ref(Symbol, Option<Symbol>),
    /// A record.
    Record(RecordSlot<'a>),
    /// A list.
    List(ListSlot<'a>),
}

/// A record in a column: the columns of its fields, and its row in them.
#[derive(Debug, Clone, Copy)]
pub struct RecordSlot<'a> {
    /// The fields.
    pub columns: &'a [Column],
    /// The row.
    pub row: Row,
}

/// A list in a column: its items, and which of them.
#[derive(Debug, Clone, Copy)]
pub struct ListSlot<'a> {
    /// The items of all lists of the column.
    pub items: &'a Column,
    /// First row of this list in `items`.
    pub start: Row,
    /// Row after the last.
    pub end: Row,
    /// Whether items may be missing.
    pub open: bool,
}

impl Table {
    /// How many rows there are, copies counted each.
    pub fn rows(&self) -> usize {
        self.places.len()
    }

    /// What a row has in a column.
    pub fn slot(&self, column: usize, row: Row) -> Slot<'_> {
        self.columns
            .get(column)
            .map_or(Slot::Absent, |column| column.slot(row))
    }

    /// The JSON type of an object.
    pub fn type_of(&self, row: Row) -> Option<Symbol> {
        self.types.get(row as usize).copied().flatten()
    }

    /// Whether every object of the collection is there.
    pub fn is_complete(&self) -> bool {
        self.coverage.as_ref().is_some_and(Coverage::is_complete)
    }
}

impl Column {
    /// What a row has, copies put together.
    pub fn slot(&self, row: Row) -> Slot<'_> {
        match self
            .presence
            .get(row as usize)
            .copied()
            .unwrap_or(Presence::Absent)
        {
            Presence::Absent => Slot::Absent,
            Presence::Null => Slot::Null,
            Presence::Malformed => Slot::Malformed,
            Presence::Known => self.values.slot(row, false),
            Presence::Open => self.values.slot(row, true),
            Presence::Merged => self.merged_slot(row),
        }
    }

    /// The row that the value of `row` is taken from: its own, or that of a copy.
    pub fn source(&self, row: Row) -> Row {
        match self.merged.get(&row) {
            Some(Merge::From(other)) => *other,
            Some(Merge::Conflict(_)) | None => row,
        }
    }

    fn merged_slot(&self, row: Row) -> Slot<'_> {
        match self.merged.get(&row) {
            // A copy's own cell is never merged, so this ends.
            Some(Merge::From(other)) if *other != row => self.slot(*other),
            Some(Merge::Conflict(conflict)) => Slot::Conflict(*conflict),
            Some(Merge::From(_)) | None => Slot::Absent,
        }
    }
}

impl Values {
    fn slot(&self, row: Row, open: bool) -> Slot<'_> {
        let at = row as usize;
        match self {
            Self::Bool(values) => values
                .get(at)
                .map_or(Slot::Absent, |value| Slot::Bool(*value)),
            Self::Int(values) => values
                .get(at)
                .map_or(Slot::Absent, |value| Slot::Int(*value)),
            Self::Number(values) => values
                .get(at)
                .map_or(Slot::Absent, |value| Slot::Number(*value)),
            Self::Text(values) => values
                .get(at)
                .copied()
                .flatten()
                .map_or(Slot::Absent, Slot::Text),
            Self::Date(values) => values
                .get(at)
                .copied()
                .flatten()
                .map_or(Slot::Absent, Slot::Date),
            Self::Duration(values) => values
                .get(at)
                .map_or(Slot::Absent, |value| Slot::Duration(*value)),
            Self::Ref { keys, types } => {
                let kind = types.get(at).copied().flatten();
                keys.get(at)
                    .copied()
                    .flatten()
                    .map_or(Slot::Absent, |key| Slot::Ref(key, kind))
            }
            Self::Record(columns) => Slot::Record(RecordSlot { columns, row }),
            Self::List { ends, items } => {
                let Range { start, end } = range(ends, row);
                Slot::List(ListSlot {
                    items,
                    start,
                    end,
                    open,
                })
            }
        }
    }
}

impl<'a> RecordSlot<'a> {
    /// What the record has in a field.
    pub fn slot(self, column: usize) -> Slot<'a> {
        self.columns
            .get(column)
            .map_or(Slot::Absent, |column| column.slot(self.row))
    }
}

impl<'a> ListSlot<'a> {
    /// The items, in order.
    pub fn iter(self) -> impl Iterator<Item = Slot<'a>> {
        (self.start..self.end).map(move |row| self.items.slot(row))
    }

    /// How many items are there.
    pub fn len(self) -> usize {
        self.end.saturating_sub(self.start) as usize
    }

    /// Whether no item is there.
    pub fn is_empty(self) -> bool {
        self.start >= self.end
    }
}

/// The items of a row.
fn range(ends: &[u32], row: Row) -> Range<Row> {
    let end = ends.get(row as usize).copied().unwrap_or(0);
    let before = row
        .checked_sub(1)
        .and_then(|before| ends.get(before as usize));
    before.copied().unwrap_or(0)..end
}
