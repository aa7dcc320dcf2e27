//! Lists that a file may add to which cannot be read, or does not say whose list it is.
//!
//! An expanded list says by itself that it is all. A file that should hold that
//! list and was refused or cut off says that something went wrong when it was
//! exported, so the list is open whatever the expansion holds.

use std::collections::BTreeSet;

use tenet_base::{HashSet, IndexVec, Strings, id::Id as _};
use tenet_hir::CollectionId;

use super::Outcome;
use super::assemble::Loaded;
use crate::plan::Plans;
use crate::read::Reading;
use crate::recognise::{Container, List, Whose};
use crate::table::Merge;
use crate::walk::Form;
use crate::{Column, DataFileId, Presence, Row, Table, copies};

/// What is in doubt.
#[derive(Debug, Default)]
struct Doubts {
    /// Lists whose own file cannot be read to its end.
    lists: Vec<(u32, List)>,
    /// Names of lists of which a root holds one without its owner.
    ownerless: BTreeSet<(u32, String)>,
}

/// A list of one object that was answered by itself: its table and column, and the owner's row.
type Answered = HashSet<(CollectionId, usize, Row)>;

/// Opens the lists that are in doubt, after copies were put together.
pub(super) fn open(
    loaded: &Loaded<'_>,
    outcomes: &[Outcome],
    tables: &mut IndexVec<CollectionId, Table>,
    strings: &Strings,
) {
    let doubts = Doubts::of(loaded, outcomes);
    let rows = Rows { loaded, strings };
    for (root, list) in &doubts.lists {
        if let Some((id, column)) = find(loaded.plans, list)
            && let Some(row) = rows.owner(&tables[id], id, (*root, list))
            && let Some(column) = tables[id].columns.get_mut(column)
        {
            open_cell(column, row);
        }
    }
    if !doubts.ownerless.is_empty() {
        let answered = rows.answered(outcomes, tables);
        for (root, name) in &doubts.ownerless {
            open_all(loaded, tables, &answered, (*root, name));
        }
    }
}

impl Doubts {
    fn of(loaded: &Loaded<'_>, outcomes: &[Outcome]) -> Self {
        let mut doubts = Self::default();
        for (at, outcome) in outcomes.iter().enumerate() {
            match outcome {
                Outcome::Skipped => {}
                Outcome::Unopened(_) => {
                    doubts.add(loaded, at, &loaded.container_by_path(at), false);
                }
                Outcome::Read(contents, _) => {
                    for reading in &contents.parts {
                        doubts.add(loaded, at, &reading.container, is_readable(reading));
                    }
                }
            }
        }
        doubts
    }

    fn add(&mut self, loaded: &Loaded<'_>, at: usize, container: &Container, readable: bool) {
        let (Some(found), Some(path)) = (loaded.files.found.get(at), loaded.paths.get(at)) else {
            return;
        };
        if container.owner_unknown && loaded.plans.is_list_of_refs(path.name) {
            let name = path.name.to_ascii_lowercase();
            self.ownerless.insert((found.file.root, name));
        }
        let list = container.list.iter().filter(|_| !readable);
        self.lists
            .extend(list.map(|list| (found.file.root, list.clone())));
    }
}

/// Whether a file is an answer with all of the list that it holds.
fn is_readable(reading: &Reading) -> bool {
    let whole = reading.walked.stop.is_none() && reading.not_objects.count == 0;
    let answers = !matches!(reading.walked.form, Form::Refused | Form::Other);
    whole && answers && !reading.walked.head.void
}

/// What rows are looked up by.
struct Rows<'r> {
    loaded: &'r Loaded<'r>,
    strings: &'r Strings,
}

/// The table and the column of a list.
fn find(plans: &Plans<'_>, list: &List) -> Option<(CollectionId, usize)> {
    let id = plans.projection.find(&list.owner)?;
    plans.list(id, &list.name).map(|(column, _)| (id, column))
}

impl Rows<'_> {
    /// The row that stands for the object whose list it is.
    fn owner(&self, table: &Table, id: CollectionId, (root, list): (u32, &List)) -> Option<Row> {
        let collection = &self.loaded.plans.projection.collections[id];
        let fold = |key: &str| {
            if collection.exact_key {
                self.strings.find(key)
            } else {
                self.strings.find_folded(key)
            }
        };
        match &list.whose {
            Whose::Id(id) => table.by_key.get(&fold(id)?).copied(),
            Whose::File(file) => {
                let file = DataFileId::from_index(self.loaded.files.find(root, file)?);
                let mut rows = (0..).zip(&table.places);
                let (row, _) = rows.find(|(_, place)| place.file == file)?;
                let key = copies::key_of(table.columns.get(collection.key?)?, row);
                let first = key.and_then(|key| fold(self.strings.get(key)));
                let first = first.and_then(|key| table.by_key.get(&key));
                Some(first.copied().unwrap_or(row))
            }
        }
    }

    /// The lists that were answered by themselves.
    fn answered(&self, outcomes: &[Outcome], tables: &IndexVec<CollectionId, Table>) -> Answered {
        let files = self.loaded.files.found.iter().zip(outcomes);
        let lists = files.flat_map(|(found, outcome)| {
            let lists = outcome.parts().iter();
            let lists = lists.filter_map(|reading| reading.container.list.as_ref());
            lists.map(|list| (found.file.root, list))
        });
        let known = lists.filter_map(|list| {
            let (id, column) = find(self.loaded.plans, list.1)?;
            let row = self.owner(&tables[id], id, list)?;
            Some((id, column, row))
        });
        known.collect()
    }
}

/// Opens all lists of a name in a root that no answer of their own tells.
fn open_all(
    loaded: &Loaded<'_>,
    tables: &mut IndexVec<CollectionId, Table>,
    answered: &Answered,
    (root, name): (u32, &str),
) {
    let root_of = |file: DataFileId| {
        let found = loaded.files.found.get(file.index());
        found.map(|found| found.file.root)
    };
    for id in loaded.plans.projection.collections.ids() {
        let Some((at, _)) = loaded.plans.list(id, name) else {
            continue;
        };
        let Table {
            objects,
            places,
            columns,
            ..
        } = &mut tables[id];
        let Some(column) = columns.get_mut(at) else {
            continue;
        };
        for row in objects
            .iter()
            .filter(|row| !answered.contains(&(id, at, **row)))
        {
            let place = places.get(column.source(*row) as usize);
            if place.and_then(|place| root_of(place.file)) == Some(root) {
                open_cell(column, *row);
            }
        }
    }
}

/// Opens the list of an object, wherever its value is taken from.
fn open_cell(column: &mut Column, row: Row) {
    if let Some(Merge::Conflict(_)) = column.merged.get(&row) {
        return;
    }
    let source = column.source(row);
    if let Some(presence) = column.presence.get_mut(source as usize)
        && *presence == Presence::Known
    {
        *presence = Presence::Open;
    }
}
