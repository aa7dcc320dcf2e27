//! What is there of each collection.

use std::collections::BTreeMap;

use tenet_hir::CollectionId;
use tenet_snapshot::{Coverage, Snapshot};

use super::Run;
use super::undeclared::undeclared;
use crate::model::Collection;

/// The collections that a file holds and those that a rule reads, by path.
pub(super) fn collections(run: &Run<'_>) -> Vec<Collection> {
    let (snapshot, layout) = (run.snapshot, run.layout);
    let mut found: BTreeMap<String, Collection> = BTreeMap::new();
    for (path, coverage) in &snapshot.coverage {
        found.insert(path.clone(), entry(path, false, coverage.clone()));
    }
    for (id, collection) in layout.projection.collections.iter_enumerated() {
        let coverage = of_table(snapshot, id)
            .or_else(|| snapshot.coverage.get(&collection.path).cloned())
            .unwrap_or_else(Coverage::absent);
        let path = &collection.path;
        let undeclared = undeclared(run.program, layout, snapshot, id);
        let entry = Collection {
            undeclared,
            ..entry(path, true, coverage)
        };
        found.insert(path.clone(), entry);
    }
    found.into_values().collect()
}

fn of_table(snapshot: &Snapshot, id: CollectionId) -> Option<Coverage> {
    snapshot.tables.try_get(id)?.coverage.clone()
}

fn entry(path: &str, read: bool, coverage: Coverage) -> Collection {
    Collection {
        path: path.to_owned(),
        read,
        coverage,
        undeclared: Vec::new(),
    }
}
