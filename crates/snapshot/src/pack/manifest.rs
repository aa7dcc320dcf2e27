//! What a packed snapshot says of itself.

use serde::{Deserialize, Serialize};
use tenet_base::Instant;

use crate::{Layout, Register, Root, Told};

/// The member that holds the manifest.
pub(super) const NAME: &str = "manifest.json";
/// The member that lists the files and their digests.
pub(super) const FILES: &str = "files.json";
/// The member that lists the tables.
pub(super) const TABLES: &str = "tables.json";

/// What the roots were, and what was told of them.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(super) struct Manifest {
    /// The version of the program that packed it.
    pub tool: String,
    /// Collections that the user vouched for in all roots.
    pub complete: Vec<String>,
    pub roots: Vec<PackedRoot>,
}

/// A root as it was.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct PackedRoot {
    pub name: String,
    pub kind: RootKind,
    /// The layout that the user said, as on a command line.
    pub layout: Option<String>,
    /// The time of capture that the user said, in ticks of 100 ns from 1970.
    pub captured_at: Option<i64>,
    pub complete: Vec<String>,
    pub registers: Vec<Register>,
}

/// What a root was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum RootKind {
    Folder,
    File,
    /// A `.zip`, kept whole.
    Archive,
}

/// A file of a root.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct FileEntry {
    pub root: u32,
    pub path: String,
    pub digest: String,
}

/// Tables that were loaded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct TablesEntry {
    /// What they were loaded for: see `key`.
    pub key: String,
    /// The member that holds what is no column.
    pub member: String,
}

impl PackedRoot {
    pub(super) fn new(root: &Root, kind: RootKind, layout: Option<Layout>) -> Self {
        Self {
            name: root.name.clone(),
            kind,
            layout: layout.map(|layout| layout.flag().to_owned()),
            captured_at: root.told.captured_at.map(Instant::ticks),
            complete: root.told.complete.clone(),
            registers: root.told.registers.clone(),
        }
    }

    /// The root in a packed snapshot with a path; `told` is what the user says of that.
    pub(super) fn root(&self, path: &str, told: &Told) -> Root {
        let own = self.captured_at.and_then(Instant::from_ticks);
        let registers = self.registers.iter().chain(&told.registers);
        let complete = self.complete.iter().chain(&told.complete);
        Root {
            path: path.to_owned(),
            name: self.name.clone(),
            told: Told {
                captured_at: told.captured_at.or(own),
                complete: complete.cloned().collect(),
                registers: registers.cloned().collect(),
            },
        }
    }

    pub(super) fn layout(&self) -> Option<Layout> {
        self.layout.as_deref().and_then(Layout::of_flag)
    }
}

/// The folder of a root in the archive.
pub(super) fn folder(root: usize) -> String {
    format!("roots/{}/", root + 1)
}
