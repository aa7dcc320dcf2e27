//! Lists that a file may add to which cannot be read, or does not say whose list it is.
//!
//! An expanded list says by itself that it is all. A file that should hold that
//! list and was refused or cut off says that something went wrong when it was
//! exported, so the list is open whatever the expansion holds.

use std::collections::BTreeSet;

use tenet_base::{HashSet, IndexVec, Strings, Symbol, id::Id as _};
use tenet_hir::CollectionId;

use super::Outcome;
use super::assemble::Loaded;
use crate::plan::Plans;
use crate::recognise::{Container, List};
use crate::table::Merge;
use crate::walk::{Head, Form};
use crate::{Column, DataFileId, Presence, Row, Table};

/// What is in doubt.
#[derive(Debug, Default)]
struct Doubts {
    /// Lists whose own file cannot be read to its end.
    lists: Vec<List>,
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
    for list in &doubts.lists {
        if let Some((id, column)) = find(loaded.plans, list)
            && let Some(row) = owner(loaded.plans, &tables[id], id, strings, &list.key)
            && let Some(column) = tables[id].columns.get_mut(column)
        {
            open_cell(column, row);
        }
    }
    if !doubts.ownerless.is_empty() {
        let answered = answered(loaded.plans, outcomes, tables, strings);
        for (root, name) in &doubts.ownerless {
            open_all(loaded, tables, &answered, (*root, name));
        }
    }
}

impl Doubts {
    fn of(loaded: &Loaded<'_>, outcomes: &[Outcome]) -> Self {
        let mut doubts = Self::default();
        let files = loaded.files.found.iter().zip(loaded.paths);
        for ((found, path), outcome) in files.zip(outcomes) {
            let (container, readable) = match outcome {
                Outcome::Skipped => continue,
                Outcome::Unopened(_) => {
                    let nothing = Head::default();
                    let told = Container::of(loaded.plans, path, &nothing, None);
                    (told, false)
                }
                Outcome::Read(reading, _) => {
                    let whole = reading.walked.stop.is_none() && reading.not_objects.count == 0;
                    let answers = !matches!(reading.walked.form, Form::Refused | Form::Other)
                        && !reading.walked.head.void;
                    (reading.container.clone(), whole && answers)
                }
            };
            if container.owner_unknown && loaded.plans.is_list_of_refs(path.name) {
                let name = path.name.to_ascii_lowercase();
                doubts.ownerless.insert((found.file.root, name));
            }
            doubts.lists.extend(container.list.filter(|_| !readable));
        }
        doubts
    }
}

/// The table and the column of a list.
fn find(plans: &Plans<'_>, list: &List) -> Option<(CollectionId, usize)> {
    let id = plans.projection.find(&list.owner)?;
    plans.list(id, &list.name).map(|(column, _)| (id, column))
}

/// The row that stands for the object with a key.
fn owner(
    plans: &Plans<'_>,
    table: &Table,
    id: CollectionId,
    strings: &Strings,
    key: &str,
) -> Option<Row> {
    let key: Option<Symbol> = if plans.projection.collections[id].exact_key {
        strings.find(key)
    } else {
        strings.find_folded(key)
    };
    table.by_key.get(&key?).copied()
}

/// The lists that were answered by themselves.
fn answered(
    plans: &Plans<'_>,
    outcomes: &[Outcome],
    tables: &IndexVec<CollectionId, Table>,
    strings: &Strings,
) -> Answered {
    let lists = outcomes.iter().filter_map(|outcome| match outcome {
        Outcome::Read(reading, _) => reading.container.list.as_ref(),
        Outcome::Skipped | Outcome::Unopened(_) => None,
    });
    let known = lists.filter_map(|list| {
        let (id, column) = find(plans, list)?;
        let row = owner(plans, &tables[id], id, strings, &list.key)?;
        Some((id, column, row))
    });
    known.collect()
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
