//! A world in which the files of a scenario lie beside those of the host.

use std::collections::BTreeMap;

use tenet_base::world::Kind;
use tenet_base::{Entry, Instant, Source, World, WorldError};

/// Where the files of a scenario lie; no file of a user can be called so.
pub(crate) const ROOT: &str = "<scenario>";

/// The files of a scenario beside those of the host.
pub(crate) struct Beside<'w> {
    pub(crate) host: &'w dyn World,
    /// The files by their path from the root.
    pub(crate) files: BTreeMap<String, String>,
}

impl World for Beside<'_> {
    fn kind(&self, path: &str) -> Option<Kind> {
        match own(path) {
            None => self.host.kind(path),
            Some("") => Some(Kind::Folder),
            Some(file) => self.files.contains_key(file).then_some(Kind::File),
        }
    }

    fn list(&self, folder: &str) -> Result<Vec<Entry>, WorldError> {
        if own(folder).is_none() {
            return self.host.list(folder);
        }
        let entry = |(path, text): (&String, &String)| Entry {
            path: path.clone(),
            size: text.len() as u64,
        };
        Ok(self.files.iter().map(entry).collect())
    }

    fn open(&self, path: &str) -> Result<Box<dyn Source>, WorldError> {
        let Some(file) = own(path) else {
            return self.host.open(path);
        };
        match self.files.get(file) {
            Some(text) => Ok(Box::new(text.clone().into_bytes())),
            None => Err(WorldError::NotFound(path.to_owned())),
        }
    }

    fn clock(&self) -> Option<Instant> {
        self.host.clock()
    }
}

/// The path of a file of the scenario from its root.
fn own(path: &str) -> Option<&str> {
    let inside = path.strip_prefix(ROOT)?;
    Some(inside.trim_start_matches('/'))
}
