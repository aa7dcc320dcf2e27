//! The keys of a manifest: spelt as people and their tools spell them, in any
//! case, with Graph paths as they stand in a request; and those that nobody knows.

use serde_json::{Map, Value};
use tenet_base::{suggest, text};

/// What a manifest says somewhere. A manifest is a page, no export: it is held as a whole.
pub(super) type Told = Value;

/// Keys of the manifest itself.
const TOP: [&str; 4] = ["tenantId", "initialDomain", "capturedAt", "collections"];

/// Keys of a collection.
const ENTRY: [&str; 7] = [
    "complete",
    "selected",
    "filter",
    "window",
    "refused",
    "truncatedAt",
    "files",
];

/// Keys of a collection that say nothing about what is there.
const SILENT: [&str; 6] = [
    "graphPath",
    "apiVersion",
    "capturedAt",
    "permission",
    "permissionUsed",
    "pageCount",
];

/// Keys of a window.
const WINDOW: [&str; 2] = ["from", "to"];

/// What Graph paths begin with in a request.
const VERSIONS: [&str; 2] = ["v1.0/", "beta/"];

/// A manifest whose keys are spelt as they are read.
pub(super) struct Spelt {
    pub(super) json: Value,
    pub(super) unknown: Vec<Unknown>,
}

/// A key that nobody knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Unknown {
    /// The collection that it is about, or none.
    pub(crate) collection: Option<String>,
    /// As it is written.
    pub(crate) key: String,
    /// The key that was probably meant.
    pub(crate) meant: Option<String>,
}

/// Spells the keys of a manifest.
pub(super) fn spelt(json: Value) -> Spelt {
    let mut unknown = Vec::new();
    let Value::Object(top) = json else {
        return Spelt { json, unknown };
    };
    let mut top = keys(top, &TOP, &[], (None, &mut unknown));
    if let Some(Value::Object(collections)) = top.get_mut("collections") {
        let own = std::mem::take(collections);
        for (path, entry) in own {
            let path = graph_path(&path);
            let entry = spelt_entry(entry, (&path, &mut unknown));
            // Two entries for one collection may say different things: neither is sure.
            if collections.insert(path.clone(), entry).is_some() {
                let collection = Some(path.clone());
                let meant = None;
                unknown.push(Unknown {
                    collection,
                    key: path,
                    meant,
                });
            }
        }
    }
    let json = Value::Object(top);
    Spelt { json, unknown }
}

fn spelt_entry(entry: Value, (path, unknown): (&str, &mut Vec<Unknown>)) -> Value {
    let Value::Object(entry) = entry else {
        return entry;
    };
    let mut entry = keys(entry, &ENTRY, &SILENT, (Some(path), unknown));
    if let Some(Value::Object(window)) = entry.get_mut("window") {
        *window = keys(std::mem::take(window), &WINDOW, &[], (Some(path), unknown));
    }
    Value::Object(entry)
}

/// An object with its keys as `known` spells them; what is not known is noted.
fn keys(
    object: Map<String, Value>,
    known: &[&str],
    silent: &[&str],
    (collection, unknown): (Option<&str>, &mut Vec<Unknown>),
) -> Map<String, Value> {
    let mut spelt = Map::new();
    for (key, value) in object {
        let same = |other: &&&str| text::same(other, &key);
        if let Some(own) = known.iter().find(same) {
            spelt.insert((*own).to_owned(), value);
        } else if !silent.iter().any(|own| text::same(own, &key)) {
            let names = known.iter().chain(silent).copied();
            unknown.push(Unknown {
                collection: collection.map(str::to_owned),
                meant: suggest::nearest(&key, names).map(str::to_owned),
                key,
            });
        }
    }
    spelt
}

/// The path of a collection as the schema names it.
fn graph_path(written: &str) -> String {
    let mut path = written.trim_matches('/');
    for version in VERSIONS {
        let begins = path.get(..version.len());
        if begins.is_some_and(|begins| begins.eq_ignore_ascii_case(version)) {
            path = path.get(version.len()..).unwrap_or(path);
        }
    }
    path.to_owned()
}
