//! The one door to the outside: files as sized sources of bytes, and the clock.

use crate::Instant;

/// A file found below a root.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    /// The path from the root, with `/` between its parts.
    pub path: String,
    /// Its size in bytes.
    pub size: u64,
}

/// What a host offers. `cli` has the real one, tests have one in memory.
///
/// Answers must not change while a run lasts: a file may be read again, to
/// show the place of a finding.
pub trait World: Sync {
    /// Whether `path` is a folder or a file; `None` if there is nothing.
    fn kind(&self, path: &str) -> Option<Kind>;

    /// All files below the folder, links not followed, in any order.
    fn list(&self, folder: &str) -> Result<Vec<Entry>, WorldError>;

    /// Opens a file to read from.
    fn open(&self, path: &str) -> Result<Box<dyn Source>, WorldError>;

    /// The wall clock, for progress and for messages about it; never for a verdict.
    fn clock(&self) -> Option<Instant>;
}

/// What a path leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A file.
    File,
    /// A folder.
    Folder,
}

/// The bytes of a file, to be read anywhere and more than once.
pub trait Source: Send + Sync {
    /// How many bytes there are.
    fn size(&self) -> u64;

    /// Fills `buffer` from `offset` on, and says how many bytes it got: fewer
    /// than asked only at the end of the file.
    fn read_at(&self, offset: u64, buffer: &mut [u8]) -> Result<usize, WorldError>;

    /// Whether nobody wrote to it since it was opened, as far as the host can tell.
    fn is_unchanged(&self) -> bool {
        true
    }
}

/// Why the world could not answer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WorldError {
    /// Nothing is there.
    #[error("`{0}` does not exist")]
    NotFound(String),
    /// It is there and may not be read.
    #[error("`{0}` may not be read")]
    Denied(String),
    /// Anything else, in the host's words.
    #[error("`{path}` could not be read: {why}")]
    Failed {
        /// The path asked for.
        path: String,
        /// What the host said.
        why: String,
    },
}

/// Bytes in memory as a source.
impl Source for Vec<u8> {
    fn size(&self) -> u64 {
        self.len() as u64
    }

    fn read_at(&self, offset: u64, buffer: &mut [u8]) -> Result<usize, WorldError> {
        Ok(copy_from(self, offset, buffer))
    }
}

/// Bytes of the program itself as a source.
impl Source for &'static [u8] {
    fn size(&self) -> u64 {
        self.len() as u64
    }

    fn read_at(&self, offset: u64, buffer: &mut [u8]) -> Result<usize, WorldError> {
        Ok(copy_from(self, offset, buffer))
    }
}

fn copy_from(bytes: &[u8], offset: u64, buffer: &mut [u8]) -> usize {
    let rest = usize::try_from(offset)
        .ok()
        .and_then(|at| bytes.get(at..))
        .unwrap_or(&[]);
    let count = rest.len().min(buffer.len());
    if let (Some(to), Some(from)) = (buffer.get_mut(..count), rest.get(..count)) {
        to.copy_from_slice(from);
    }
    count
}
