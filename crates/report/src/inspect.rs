//! What a snapshot holds, which rules can be decided with it, and what to
//! export for the others.

mod human;
mod json;

use crate::model::Report;

/// What a snapshot holds.
#[derive(Debug, Clone, PartialEq)]
pub struct Inspection {
    /// What judging the rules gave: the collections, and what is undetermined.
    pub report: Report,
    /// What was found in each root.
    pub roots: Vec<RootContents>,
    /// Fields that rules read and that not every object has, by collection and name.
    pub lacks: Vec<Lack>,
}

/// What was found in a root.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RootContents {
    /// The root, as the user named it.
    pub name: String,
    /// The tool that wrote it, as far as the names of its files tell it.
    pub layout: Option<String>,
    /// How many files it has, read or not.
    pub files: u64,
    /// How many bytes they have.
    pub bytes: u64,
}

/// A field that not every object has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lack {
    /// The Graph path of the collection.
    pub collection: String,
    /// The field, its keys joined by `/`.
    pub field: String,
    /// How many objects lack it.
    pub without: u64,
    /// Of how many that could have it.
    pub objects: u64,
}

pub use human::render;
pub use json::json;
