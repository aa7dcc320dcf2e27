//! Objects whose tool writes no `assignments` where there are none.
//!
//! The key is absent for other reasons, too: the request for it failed, or it
//! was left out of the export. So it means none only where other objects of the
//! same backup have assignments, and no report of the backup names the object.

use std::collections::{BTreeMap, BTreeSet};

use tenet_base::{HashSet, IndexVec, Strings, Symbol, id::Id as _};
use tenet_hir::{Collection, CollectionId, FieldPlan};

use super::Outcome;
use super::assemble::Loaded;
use super::naming::{NAMES, name_column};
use crate::layout::Role;
use crate::read::Reading;
use crate::walk::Form;
use crate::{Column, DataFileId, Presence, Row, Slot, Table};

const KEY: &str = "assignments";

/// A backup: a root, and the folders that lead to it.
type Backup = (u32, String);

/// What is known of a backup.
#[derive(Debug, Default)]
struct Known {
    /// Whether an object of it has assignments.
    has_assigned: bool,
    /// Names of objects that its report calls assigned.
    named: HashSet<Symbol>,
    /// Whether the report cannot be read.
    doubtful: bool,
}

/// Tells objects without assignments from those whose assignments are not in the export.
pub(super) fn settle(
    loaded: &Loaded<'_>,
    outcomes: &[Outcome],
    tables: &mut IndexVec<CollectionId, Table>,
    strings: &Strings,
) {
    let backups: Vec<Option<Backup>> = (0..outcomes.len()).map(|at| backup(loaded, at)).collect();
    if backups.iter().all(Option::is_none) {
        return;
    }
    let of = |file: DataFileId| backups.get(file.index()).and_then(Option::as_ref);
    let mut known = reported(loaded, &backups, outcomes, strings);
    let collections = &loaded.plans.projection.collections;
    for (table, collection) in tables.iter().zip(collections) {
        let assigned = assigned(table, collection).filter_map(of);
        for backup in assigned.collect::<BTreeSet<_>>() {
            known.entry(backup.clone()).or_default().has_assigned = true;
        }
    }
    for (table, collection) in tables.iter_mut().zip(collections) {
        let rows = unassigned(table, collection, strings, &|file| known.get(of(file)?));
        let column = column(collection).and_then(|at| table.columns.get_mut(at));
        if let Some(column) = column {
            for row in rows {
                set_known(column, row);
            }
        }
    }
}

/// The backup that a file is of, if its tool leaves empty assignments out.
fn backup(loaded: &Loaded<'_>, at: usize) -> Option<Backup> {
    let (found, path) = (loaded.files.found.get(at)?, loaded.paths.get(at)?);
    let layout = loaded.layouts.get(found.file.root as usize)?.as_ref()?;
    let base = layout.conventions().base(path)?;
    let folders = path.folders().get(..base)?;
    Some((found.file.root, folders.join("/")))
}

/// What the reports of backups say.
fn reported(
    loaded: &Loaded<'_>,
    backups: &[Option<Backup>],
    outcomes: &[Outcome],
    strings: &Strings,
) -> BTreeMap<Backup, Known> {
    let mut known: BTreeMap<Backup, Known> = BTreeMap::new();
    for ((backup, role), outcome) in backups.iter().zip(loaded.roles).zip(outcomes) {
        let (Some(backup), Role::Aside(_)) = (backup, role) else {
            continue;
        };
        let own = known.entry(backup.clone()).or_default();
        let contents = match outcome {
            Outcome::Skipped => continue,
            Outcome::Unopened(_) => {
                own.doubtful = true;
                continue;
            }
            Outcome::Read(contents, _) => contents,
        };
        own.doubtful |= !contents.parts.iter().all(is_report);
        let names = contents.told.assigned.iter();
        own.named
            .extend(names.filter_map(|name| strings.find_folded(name)));
    }
    known
}

/// Whether a report was read to its end, and is a list of what it is to hold.
fn is_report(part: &Reading) -> bool {
    let listed = matches!(part.walked.form, Form::Array | Form::Single);
    listed && part.walked.stop.is_none() && part.not_objects.count == 0
}

fn column(collection: &Collection) -> Option<usize> {
    let is =
        |field: &FieldPlan| matches!(field.path.as_slice(), [key] if key.eq_ignore_ascii_case(KEY));
    collection.fields.iter().position(is)
}

/// The files of objects that have assignments.
fn assigned<'t>(
    table: &'t Table,
    collection: &Collection,
) -> impl Iterator<Item = DataFileId> + 't {
    let column = column(collection).and_then(|at| table.columns.get(at));
    let rows = (0..).zip(&table.places);
    let has = move |row: Row| match column.map(|column| column.slot(row)) {
        Some(Slot::List(list)) => !list.is_empty(),
        Some(_) | None => false,
    };
    rows.filter(move |(row, _)| has(*row))
        .map(|(_, place)| place.file)
}

/// The rows whose assignments are none.
fn unassigned<'k>(
    table: &Table,
    collection: &Collection,
    strings: &Strings,
    known: &dyn Fn(DataFileId) -> Option<&'k Known>,
) -> Vec<Row> {
    let (Some(column), Some(name)) = (column(collection), name_column(collection, NAMES)) else {
        return Vec::new();
    };
    let is_none = |row: &Row| {
        let place = table.places.get(*row as usize);
        let Some(known) = place.and_then(|place| known(place.file)) else {
            return false;
        };
        let absent = matches!(table.slot(column, *row), Slot::Absent);
        let named = if let Slot::Text(name) = table.slot(name, *row) {
            known.named.contains(&strings.folded(name))
        } else {
            true
        };
        absent && known.has_assigned && !known.doubtful && !named
    };
    (0..table.rows() as Row).filter(is_none).collect()
}

fn set_known(column: &mut Column, row: Row) {
    if let Some(presence) = column.presence.get_mut(row as usize) {
        *presence = Presence::Known;
    }
}
