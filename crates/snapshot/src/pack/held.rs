//! A packed snapshot in memory, as a world that holds nothing else.

use std::sync::Arc;

use tenet_base::world::{Entry, Kind, WorldError};
use tenet_base::{Instant, Source, World};

/// A packed snapshot in memory.
#[derive(Clone)]
pub struct Held(Arc<[u8]>);

impl Held {
    /// The path by which it is opened as a world.
    pub const PATH: &'static str = "packed.tsnap";

    pub(super) fn new(bytes: Vec<u8>) -> Self {
        Self(bytes.into())
    }

    pub(super) fn bytes(&self) -> &[u8] {
        &self.0
    }
}

impl World for Held {
    fn kind(&self, path: &str) -> Option<Kind> {
        (path == Self::PATH).then_some(Kind::File)
    }

    fn list(&self, folder: &str) -> Result<Vec<Entry>, WorldError> {
        Err(WorldError::NotFound(folder.to_owned()))
    }

    fn open(&self, path: &str) -> Result<Box<dyn Source>, WorldError> {
        if path == Self::PATH {
            Ok(Box::new(self.clone()))
        } else {
            Err(WorldError::NotFound(path.to_owned()))
        }
    }

    fn clock(&self) -> Option<Instant> {
        None
    }
}

impl Source for Held {
    fn size(&self) -> u64 {
        self.0.len() as u64
    }

    fn read_at(&self, offset: u64, buffer: &mut [u8]) -> Result<usize, WorldError> {
        let start = usize::try_from(offset).unwrap_or(usize::MAX);
        let rest = self.0.get(start..).unwrap_or(&[]);
        let count = rest.len().min(buffer.len());
        if let (Some(to), Some(from)) = (buffer.get_mut(..count), rest.get(..count)) {
            to.copy_from_slice(from);
        }
        Ok(count)
    }
}

impl std::fmt::Debug for Held {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Held")
            .field("bytes", &self.0.len())
            .finish()
    }
}
