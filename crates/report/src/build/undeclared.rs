//! Keys of exported objects that the schema does not declare: a rule's author
//! may look for one of them, and a rule cannot read it before the schema does.

use std::collections::BTreeSet;

use tenet_base::text;
use tenet_hir::{CollectionId, EntityId, Layout, Program};
use tenet_snapshot::Snapshot;

/// The keys of a collection's objects that the schema does not declare, sorted,
/// as the exports spell them.
pub(super) fn undeclared(
    program: &Program,
    layout: &Layout,
    snapshot: &Snapshot,
    id: CollectionId,
) -> Vec<String> {
    // What only targeting reads has no schema that could declare it.
    let (Some(owner), Some(table)) = (layout.owner(id), snapshot.tables.try_get(id)) else {
        return Vec::new();
    };
    let declared = declared(program, owner);
    let keys = table.others.iter();
    keys.filter(|key| !declared.contains(text::fold(key).as_ref()))
        .cloned()
        .collect()
}

/// The folded keys that the schema declares for the objects of a table.
fn declared(program: &Program, table: EntityId) -> BTreeSet<String> {
    let entities = program.descendants(table).into_iter();
    let fields = entities.flat_map(|entity| program.entities[entity].fields.iter());
    let keys = fields.filter_map(|field| program.fields[*field].path.first());
    keys.map(|key| text::fold(key).into_owned()).collect()
}
