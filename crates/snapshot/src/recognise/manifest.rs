//! `tenet-snapshot.json`: what whoever took the snapshot says about it.

mod keys;

use std::collections::BTreeMap;

use serde::Deserialize;
use tenet_base::{Instant, text};

use keys::{Told, Unknown};

/// The name of the file, at the top of a root or of the folder that an archive was made of.
pub(crate) const NAME: &str = "tenet-snapshot.json";

/// What a manifest says.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(crate) struct Manifest {
    pub tenant_id: Option<String>,
    pub initial_domain: Option<String>,
    pub captured_at: Option<String>,
    /// By Graph path, without a slash or a version before it.
    pub collections: BTreeMap<String, Entry>,
    /// The folder that it stands in, with a slash; it names files from there.
    #[serde(skip)]
    pub folder: String,
    /// Whether it could not be read, or says something that nobody knows and
    /// that may be a slip: whatever it would have said is open.
    #[serde(skip)]
    pub broken: bool,
    /// Keys that nobody knows.
    #[serde(skip)]
    pub unknown: Vec<Unknown>,
}

/// What it says about a collection, or about a list of one object.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(crate) struct Entry {
    pub complete: Option<bool>,
    /// The fields that were asked for: one that was not may have any value.
    pub selected: Option<Vec<String>>,
    /// None or empty: unfiltered.
    pub filter: Option<String>,
    pub window: Option<Window>,
    /// `null` and `false`: it was not refused.
    pub refused: Option<Told>,
    /// After how many objects the export was cut off.
    pub truncated_at: Option<u64>,
    pub files: Vec<String>,
    /// Keys that nobody knows; one of them may say that it is not complete.
    #[serde(skip)]
    pub unknown: Vec<String>,
}

/// The time that the export of a log covers.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(default)]
pub(crate) struct Window {
    pub from: Option<String>,
    pub to: Option<String>,
}

impl Manifest {
    /// Reads a manifest; or the mistake in it, and its line and column if it is one of JSON.
    pub(crate) fn parse(text: &str) -> Result<Self, (String, Option<(u64, u64)>)> {
        let json = serde_json::from_str(text).map_err(|error| {
            let place = (error.line() as u64, error.column() as u64);
            (words(&error), Some(place))
        })?;
        let spelt = keys::spelt(json);
        let mut manifest: Self =
            serde_json::from_value(spelt.json).map_err(|error| (words(&error), None))?;
        for unknown in &spelt.unknown {
            let entry = unknown.collection.as_ref();
            match entry.and_then(|path| manifest.collections.get_mut(path)) {
                Some(entry) => entry.unknown.push(unknown.key.clone()),
                None => manifest.broken |= unknown.meant.is_some(),
            }
        }
        manifest.unknown = spelt.unknown;
        Ok(manifest)
    }

    /// What it says about a collection.
    pub(crate) fn entries(&self, path: &str) -> impl Iterator<Item = &Entry> {
        let entries = self.collections.iter();
        let own = move |(own, _): &(&String, &Entry)| text::same(own, path);
        entries.filter(own).map(|(_, entry)| entry)
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
        let partial = self.filter().is_some()
            || self.is_refused()
            || self.truncated_at.is_some()
            || !self.unknown.is_empty();
        if partial { Some(false) } else { self.complete }
    }

    /// The filter that it was exported with.
    pub(crate) fn filter(&self) -> Option<&str> {
        self.filter
            .as_deref()
            .filter(|filter| !filter.trim().is_empty())
    }

    /// Whether the tenant refused it.
    pub(crate) fn is_refused(&self) -> bool {
        self.refused
            .as_ref()
            .is_some_and(|refused| !matches!(refused, Told::Bool(false)))
    }

    /// The time that the export covers; in words what is wrong with it if it is none.
    pub(crate) fn window(&self) -> Result<Option<(Instant, Instant)>, String> {
        let Some(window) = &self.window else {
            return Ok(None);
        };
        let from = end("from", window.from.as_deref())?;
        let to = end("to", window.to.as_deref())?;
        if to < from {
            return Err("ends before it begins".to_owned());
        }
        Ok(Some((from, to)))
    }
}

/// An end of a window.
fn end(name: &str, text: Option<&str>) -> Result<Instant, String> {
    let text = text.ok_or_else(|| format!("has no `{name}`"))?;
    Instant::parse(text).ok_or_else(|| format!("has `{text}` as its `{name}`, which is no date"))
}

fn words(error: &serde_json::Error) -> String {
    let words = error.to_string();
    let words = words.split(" at line ").next().unwrap_or("not a manifest");
    words.to_owned()
}
