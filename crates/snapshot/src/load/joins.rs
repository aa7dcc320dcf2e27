//! Lists in files beside the files of the objects that have them.

use std::collections::BTreeMap;

use tenet_base::id::Id as _;

use super::assemble::Loaded;
use crate::read::Reading;
use crate::{DataFileId, Row, Table};

/// Files with a list, each with the file of the object that has it.
#[derive(Debug, Default)]
pub(crate) struct Joins {
    owners: BTreeMap<DataFileId, DataFileId>,
}

impl Joins {
    /// Notes whose list a file holds. False if it holds the list of an object that is in
    /// no file, which is then said of it: nothing can be made of the list.
    pub(super) fn note(&mut self, loaded: &Loaded<'_>, at: usize, reading: &mut Reading) -> bool {
        let list = reading.container.list.as_ref();
        let Some(owner) = list.and_then(|list| list.file()) else {
            return true;
        };
        let root = loaded
            .files
            .found
            .get(at)
            .map_or(0, |found| found.file.root);
        if let Some(owner) = loaded.files.find(root, owner) {
            let file = DataFileId::from_index(at);
            self.owners.insert(file, DataFileId::from_index(owner));
            return true;
        }
        reading.container.owner_unknown = true;
        false
    }

    /// The file of the object whose list stands in a file.
    pub(crate) fn owner(&self, file: DataFileId) -> Option<DataFileId> {
        self.owners.get(&file).copied()
    }

    /// The first row of each file that holds the owner of a list.
    pub(crate) fn rows(&self, table: &Table) -> BTreeMap<DataFileId, Row> {
        let mut rows = BTreeMap::new();
        if self.owners.is_empty() {
            return rows;
        }
        let wanted: std::collections::BTreeSet<DataFileId> =
            self.owners.values().copied().collect();
        for (row, place) in (0..).zip(&table.places) {
            if wanted.contains(&place.file) {
                rows.entry(place.file).or_insert(row);
            }
        }
        rows
    }
}
