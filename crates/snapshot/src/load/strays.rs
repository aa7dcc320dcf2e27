//! Objects of a complete collection that only answers of something else name.
//!
//! The answers of a collection that are all of it say which objects there are.
//! A member that they lack was deleted since, or came later; it is a reference
//! that leads to nothing. Were it an object, an export without the answer that
//! names it would say more about the collection than one with it.

use std::collections::BTreeMap;

use tenet_base::{HashSet, IndexVec, id::Id as _};
use tenet_hir::CollectionId;

use super::Outcome;
use super::report::Report;
use crate::{Coverage, DataFileId, Row, Table};

/// Whether a file holds objects of this very collection, as far as it says.
pub(super) fn is_own(outcomes: &[Outcome], file: DataFileId, collection: CollectionId) -> bool {
    let outcome = outcomes.get(file.index());
    outcome.is_some_and(|outcome| holds(outcome, collection))
}

/// Whether some file holds objects of this very collection. Where none does,
/// whoever vouches for the collection means the objects in other answers.
pub(super) fn has_own(outcomes: &[Outcome], collection: CollectionId) -> bool {
    outcomes.iter().any(|outcome| holds(outcome, collection))
}

fn holds(outcome: &Outcome, collection: CollectionId) -> bool {
    outcome.parts().iter().any(|reading| {
        let container = &reading.container;
        container.collection == Some(collection)
            && container.list.is_none()
            && !container.owner_unknown
    })
}

/// Leaves out what complete collections lack, and tells so.
pub(super) fn leave_out(
    tables: &mut IndexVec<CollectionId, Table>,
    elsewhere: Vec<Vec<Row>>,
    coverage: &mut BTreeMap<String, Coverage>,
    report: &mut Report<'_, '_>,
) {
    let projection = report.projection();
    let collections = projection.collections.iter();
    for ((table, collection), rows) in tables.iter_mut().zip(collections).zip(elsewhere) {
        if rows.is_empty() || !table.is_complete() {
            continue;
        }
        report.strays(table, &collection.path, &rows);
        take(table, &rows);
        let objects = table.objects.len() as u32;
        let told = coverage
            .iter_mut()
            .filter(|(path, _)| path.eq_ignore_ascii_case(&collection.path));
        let own = table.coverage.iter_mut();
        for coverage in told.map(|(_, coverage)| coverage).chain(own) {
            coverage.objects = objects;
        }
    }
}

fn take(table: &mut Table, rows: &[Row]) {
    let rows: HashSet<Row> = rows.iter().copied().collect();
    table.objects.retain(|row| !rows.contains(row));
    table.by_key.retain(|_, row| !rows.contains(row));
}
