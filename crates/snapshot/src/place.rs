//! Where an object stands: a file and an offset.

use tenet_base::define_id;

define_id! {
    /// A file of an export.
    pub struct DataFileId
}

/// A file of an export.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DataFile {
    /// Which root it was found in, from 0.
    pub root: u32,
    /// Its path from the root, with `/`; for a member of a zip, the path in the zip.
    pub path: String,
    /// Its size in bytes; unpacked, for a member of a zip.
    pub size: u64,
}

/// Where an object begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The file.
    pub file: DataFileId,
    /// Offset of its first byte, of the decoded text for UTF-16, of the
    /// unpacked member for a zip.
    pub offset: u64,
}
