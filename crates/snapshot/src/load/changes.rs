//! Answers of changes: what they say comes after what the rest of their root says.
//!
//! Such an answer ends in a `deltaLink`. Its objects hold what they have now, and
//! one that is gone stands there with `@removed` and its id alone.

use std::collections::BTreeMap;

use tenet_base::{HashSet, Strings, Symbol, id::Id as _};
use tenet_hir::CollectionId;

use super::Outcome;
use super::assemble::Loaded;
use crate::walk::Link;
use crate::{DataFileId, Row, Table};

/// What the answers of changes say.
#[derive(Debug, Default)]
pub(crate) struct Changes {
    /// The root of each file, and whether it is an answer of changes.
    files: Vec<(u32, bool)>,
    /// The root and the folded key of each object that is gone.
    removed: BTreeMap<CollectionId, HashSet<(u32, Symbol)>>,
}

impl Changes {
    pub(super) fn of(loaded: &Loaded<'_>, outcomes: &[Outcome], strings: &Strings) -> Self {
        let mut changes = Self::default();
        for (found, outcome) in loaded.files.found.iter().zip(outcomes) {
            let root = found.file.root;
            let mut parts = outcome.parts().iter();
            let is_delta = parts.any(|part| part.walked.head.link == Link::Delta);
            changes.files.push((root, is_delta));
            for part in outcome.parts() {
                for (collection, key) in &part.removed {
                    let exact = loaded.plans.projection.collections[*collection].exact_key;
                    let key = if exact { *key } else { strings.folded(*key) };
                    let of_collection = changes.removed.entry(*collection).or_default();
                    of_collection.insert((root, key));
                }
            }
        }
        changes
    }

    fn file(&self, table: &Table, row: Row) -> (u32, bool) {
        let file: Option<DataFileId> = table.places.get(row as usize).map(|place| place.file);
        let known = file.and_then(|file| self.files.get(file.index()));
        known.copied().unwrap_or_default()
    }

    /// Whether what a row says comes after what another says of the same object.
    pub(crate) fn is_later(&self, table: &Table, row: Row, other: Row) -> bool {
        let (root, is_delta) = self.file(table, row);
        let (other_root, other_is_delta) = self.file(table, other);
        is_delta && !other_is_delta && root == other_root
    }

    /// Whether any file is an answer of changes.
    pub(crate) fn is_empty(&self) -> bool {
        !self.files.iter().any(|(_, is_delta)| *is_delta) && self.removed.is_empty()
    }

    /// Takes out the objects of a collection that are gone: those of which every
    /// occurrence stands in the root that says so, and none in an answer of changes.
    /// Gives the rows.
    pub(crate) fn take_out(
        &self,
        id: CollectionId,
        table: &mut Table,
        copies: &BTreeMap<Row, Vec<Row>>,
    ) -> Vec<Row> {
        let Some(removed) = self.removed.get(&id) else {
            return Vec::new();
        };
        let gone = |(key, row): (&Symbol, &Row)| {
            let others = copies.get(row).into_iter().flatten();
            let mut all = others.chain([row]).map(|row| self.file(table, *row));
            let is_gone = all.all(|(root, is_delta)| !is_delta && removed.contains(&(root, *key)));
            is_gone.then_some((*key, *row))
        };
        let mut gone: Vec<(Symbol, Row)> = table.by_key.iter().filter_map(gone).collect();
        gone.sort_unstable_by_key(|(_, row)| *row);
        let rows: HashSet<Row> = gone.iter().map(|(_, row)| *row).collect();
        table.objects.retain(|row| !rows.contains(row));
        for (key, _) in &gone {
            table.by_key.remove(key);
        }
        gone.into_iter().map(|(_, row)| row).collect()
    }
}
