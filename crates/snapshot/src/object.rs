//! Objects of a run, and places in them.

use tenet_hir::CollectionId;

use crate::Row;

/// An object: a table and the row that stands for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ObjectId {
    /// The table.
    pub collection: CollectionId,
    /// The row.
    pub row: Row,
}

/// A part of an object that something was decided by.
///
/// It costs nothing until it is reported: then the object is read once more
/// to find the line and the column.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Evidence {
    /// What the part had to do with it.
    pub role: Role,
    /// The object; for a copy, the row of the copy that was read.
    pub object: ObjectId,
    /// The way from the object to the part; empty for the object as a whole.
    pub path: Vec<Step>,
}

/// What a part of an object had to do with a verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// A value that a condition looked at.
    Leaf,
    /// An edge of a path: a membership, an assignment.
    Edge,
}

/// A step into an object.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// The value of a key, whatever its case.
    Key(String),
    /// An item of a list, from 0.
    Item(u32),
}
