//! Name tables of an export whose ids are not those of the objects beside them.
//!
//! Such a table is kept over exports; objects that were made anew since have
//! other ids than it says. Nothing is read from it, but other tools do.

use tenet_base::{IndexVec, Strings, Symbol, id::Id as _, text};
use tenet_hir::CollectionId;

use super::Outcome;
use super::assemble::Loaded;
use super::naming::{NAMES, name_column};
use super::report::Report;
use crate::{Row, Slot, Table, copies};

/// Tells of tables that give groups of the same root other ids.
pub(super) fn tell(
    loaded: &Loaded<'_>,
    outcomes: &[Outcome],
    (tables, strings): (&IndexVec<CollectionId, Table>, &Strings),
    report: &mut Report<'_, '_>,
) {
    let Some(id) = loaded.plans.projection.find("groups") else {
        return;
    };
    let (table, collection) = (&tables[id], &loaded.plans.projection.collections[id]);
    let key = collection.key.and_then(|key| table.columns.get(key));
    let (Some(key), Some(name)) = (key, name_column(collection, NAMES)) else {
        return;
    };
    for (at, (found, outcome)) in loaded.files.found.iter().zip(outcomes).enumerate() {
        let Outcome::Read(contents, _) = outcome else {
            continue;
        };
        let in_root = |row: &Row| {
            let file = table
                .places
                .get(*row as usize)
                .map(|place| place.file.index());
            let own = file.and_then(|file| loaded.files.found.get(file));
            own.is_some_and(|own| own.file.root == found.file.root)
        };
        let is_stale = |(told, id): &&(String, String)| {
            let rows = (0..table.rows() as Row).filter(in_root);
            let is_named = |row: &Row| {
                let own = table.slot(name, *row);
                matches!(own, Slot::Text(own) if text::same(strings.get(own), told))
            };
            let named = rows.filter(is_named);
            let ids: Vec<Symbol> = named.filter_map(|row| copies::key_of(key, row)).collect();
            let is_same = |own: &Symbol| text::same(strings.get(*own), id);
            !ids.is_empty() && !ids.iter().any(is_same)
        };
        let stale = contents.told.groups.iter().filter(is_stale).count();
        if stale > 0 {
            report.stale_names(at, stale as u64);
        }
    }
}
