//! What is there of a collection, and what is not.

use tenet_base::{DataLocation, Instant};

/// What an export holds of a collection.
#[derive(Debug, Clone, PartialEq)]
pub struct Coverage {
    /// The sum of it.
    pub status: Status,
    /// Why it is not complete, in the order of the files; empty if it is.
    pub gaps: Vec<Gap>,
    /// For a log: the time that it covers, as the manifest says. Being vouched
    /// for as complete says nothing of time.
    pub window: Option<(Instant, Instant)>,
    /// How many objects were read, copies counted once.
    pub objects: u32,
    /// In how many files.
    pub files: u32,
}

/// How much of a collection is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Status {
    /// All of it, as far as an export can show.
    Complete,
    /// Some of it.
    Partial,
    /// The tenant refused to give it.
    Refused,
    /// No file holds any of it.
    Absent,
}

/// A reason why a collection is not complete.
#[derive(Debug, Clone, PartialEq)]
pub struct Gap {
    /// What kind of reason.
    pub kind: GapKind,
    /// The reason in words: "the last page has a `nextLink`".
    pub text: String,
    /// The file that shows it.
    pub place: Option<DataLocation>,
}

/// Kinds of reasons why a collection is not complete.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum GapKind {
    /// No file holds it.
    NotExported,
    /// The tenant answered with an error.
    Refused,
    /// The last page names a further one.
    NextPage,
    /// `@odata.count` says more or fewer.
    Count,
    /// Single objects, a bare array or NDJSON: nothing says that it is all.
    NoChain,
    /// A file that could belong to it cannot be read.
    Damaged,
    /// The manifest says so.
    Manifest,
}

impl Coverage {
    /// The coverage of a collection that no file holds.
    pub fn absent() -> Self {
        let text = "no file holds it".to_owned();
        let gaps = vec![Gap {
            kind: GapKind::NotExported,
            text,
            place: None,
        }];
        Self {
            status: Status::Absent,
            gaps,
            window: None,
            objects: 0,
            files: 0,
        }
    }

    /// Whether every object of the collection is there.
    pub fn is_complete(&self) -> bool {
        self.status == Status::Complete
    }
}
