//! `tenet-snapshot.json`: what whoever took the snapshot says about it.

use std::collections::BTreeMap;

use serde::Deserialize;
use tenet_base::Instant;

/// The name of the file, at the top of a root or of the folder that an archive was made of.
pub(crate) const NAME: &str = "tenet-snapshot.json";

/// What a manifest says.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(crate) struct Manifest {
    pub tenant_id: Option<String>,
    pub initial_domain: Option<String>,
    pub captured_at: Option<String>,
    pub collections: BTreeMap<String, Entry>,
    /// The folder that it stands in, with a slash; it names files from there.
    #[serde(skip)]
    pub folder: String,
    /// Whether it could not be read: whatever it would have said is open.
    #[serde(skip)]
    pub broken: bool,
}

/// What it says about a collection, or about a list of one object.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(crate) struct Entry {
    pub complete: Option<bool>,
    pub filter: Option<String>,
    pub window: Option<Window>,
    pub refused: Option<serde::de::IgnoredAny>,
    pub files: Vec<String>,
}

/// The time that the export of a log covers.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(default)]
pub(crate) struct Window {
    pub from: Option<String>,
    pub to: Option<String>,
}

impl Manifest {
    /// Reads a manifest; or the mistake in it, and its line and column.
    pub(crate) fn parse(text: &str) -> Result<Self, (String, (u64, u64))> {
        serde_json::from_str(text).map_err(|error| {
            let words = error.to_string();
            let words = words.split(" at line ").next().unwrap_or("not a manifest");
            let place = (error.line() as u64, error.column() as u64);
            (words.to_owned(), place)
        })
    }

    /// When the snapshot was taken; an error if it says so in a way that is no date.
    pub(crate) fn captured_at(&self) -> Result<Option<Instant>, &str> {
        match self.captured_at.as_deref() {
            None => Ok(None),
            Some(text) => Instant::parse(text).map(Some).ok_or(text),
        }
    }

    /// A manifest of which nothing is known but that it is there.
    pub(crate) fn broken(folder: &str) -> Self {
        Self {
            folder: folder.to_owned(),
            broken: true,
            ..Self::default()
        }
    }

    /// The path of the manifest from its root.
    pub(crate) fn path(&self) -> String {
        format!("{}{NAME}", self.folder)
    }

    /// The path from the root of a file that the manifest names.
    pub(crate) fn path_from_root(&self, file: &str) -> String {
        format!("{}{}", self.folder, file.trim_start_matches("./"))
    }

    /// The Graph path that the manifest gives a file.
    pub(crate) fn path_of(&self, file: &str) -> Option<&str> {
        let file = file.strip_prefix(&self.folder)?;
        let lists = |entry: &Entry| {
            entry
                .files
                .iter()
                .any(|own| own.trim_start_matches("./") == file)
        };
        let mut entries = self.collections.iter();
        entries
            .find(|(_, entry)| lists(entry))
            .map(|(path, _)| path.as_str())
    }
}

impl Entry {
    /// Whether all of it is there, if the entry says it either way.
    pub(crate) fn is_all(&self) -> Option<bool> {
        let partial = self.filter.is_some() || self.refused.is_some();
        if partial { Some(false) } else { self.complete }
    }

    /// The time that the export covers, if both its ends are dates.
    pub(crate) fn window(&self) -> Option<(Instant, Instant)> {
        let window = self.window.as_ref()?;
        let from = Instant::parse(window.from.as_deref()?)?;
        let to = Instant::parse(window.to.as_deref()?)?;
        Some((from, to))
    }
}
