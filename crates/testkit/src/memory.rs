//! A world in memory.

use std::collections::BTreeMap;

use tenet_base::world::Kind;
use tenet_base::{Entry, Instant, Source, World, WorldError};

/// Files by path; folders are what leads to them. There is no clock.
#[derive(Debug, Clone, Default)]
pub struct Memory {
    /// The files.
    pub files: BTreeMap<String, Vec<u8>>,
}

impl Memory {
    /// Adds a file, in place of one at the same path.
    pub fn add(&mut self, path: impl Into<String>, bytes: impl Into<Vec<u8>>) {
        self.files.insert(path.into(), bytes.into());
    }
}

impl World for Memory {
    fn kind(&self, path: &str) -> Option<Kind> {
        if self.files.contains_key(path) {
            return Some(Kind::File);
        }
        let folder = format!("{path}/");
        let mut after = self.files.range(folder.clone()..);
        let inside = after
            .next()
            .is_some_and(|(file, _)| file.starts_with(&folder));
        inside.then_some(Kind::Folder)
    }

    fn list(&self, folder: &str) -> Result<Vec<Entry>, WorldError> {
        let folder = format!("{folder}/");
        let files = self.files.range(folder.clone()..);
        let below = files.map_while(|(path, bytes)| {
            let path = path.strip_prefix(&folder)?.to_owned();
            let size = bytes.len() as u64;
            Some(Entry { path, size })
        });
        Ok(below.collect())
    }

    fn open(&self, path: &str) -> Result<Box<dyn Source>, WorldError> {
        match self.files.get(path) {
            Some(bytes) => Ok(Box::new(bytes.clone())),
            None => Err(WorldError::NotFound(path.to_owned())),
        }
    }

    fn clock(&self) -> Option<Instant> {
        None
    }
}
