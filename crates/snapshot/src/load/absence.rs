//! Absent keys that mean null: where the schema says so, and the key was asked for.

use tenet_hir::{Collection, FieldPlan, Shape};

use crate::recognise::Manifest;
use crate::{Column, Presence, Table, Values};

/// The fields that the exports of a collection asked for.
pub(super) struct Selected<'m> {
    /// As each manifest says it that says it.
    lists: Vec<&'m [String]>,
    /// Whether a manifest may have said it and cannot be understood.
    doubtful: bool,
}

impl<'m> Selected<'m> {
    /// What the manifests say about a collection.
    pub(super) fn of(manifests: &'m [Option<Manifest>], path: &str) -> Self {
        let told = || manifests.iter().flatten();
        let entries = || told().flat_map(|manifest| manifest.entries(path));
        let lists = entries().filter_map(|entry| entry.selected.as_deref());
        Self {
            // An empty list says that nobody chose, and Graph gave what it gives.
            lists: lists.filter(|list| !list.is_empty()).collect(),
            doubtful: told().any(|manifest| manifest.broken)
                || entries().any(|entry| !entry.unknown.is_empty()),
        }
    }

    /// Whether a field, or what it is part of, was asked for in every export.
    fn has(&self, path: &[&str]) -> bool {
        let covers = |own: &String| {
            let keys: Vec<&str> = own.trim_matches('/').split('/').collect();
            let same = keys
                .iter()
                .zip(path)
                .all(|(a, b)| a.trim().eq_ignore_ascii_case(b));
            keys.len() <= path.len() && same
        };
        !self.doubtful && self.lists.iter().all(|list| list.iter().any(covers))
    }
}

/// Turns what is absent into null where the schema says that it means null,
/// but for what was not asked for.
pub(super) fn to_null(table: &mut Table, collection: &Collection, selected: &Selected<'_>) {
    for (column, field) in table.columns.iter_mut().zip(&collection.fields) {
        field_to_null(column, field, &[], selected);
    }
}

fn field_to_null(column: &mut Column, field: &FieldPlan, above: &[&str], selected: &Selected<'_>) {
    let own = field.path.iter().map(String::as_str);
    let path: Vec<&str> = above.iter().copied().chain(own).collect();
    if field.absent_is_null && selected.has(&path) {
        let absent = |presence: &&mut Presence| **presence == Presence::Absent;
        let presences = column.presence.iter_mut().filter(absent);
        presences.for_each(|presence| *presence = Presence::Null);
    }
    inside(column, &field.shape, &path, selected);
}

fn inside(column: &mut Column, shape: &Shape, path: &[&str], selected: &Selected<'_>) {
    match (shape, &mut column.values) {
        (Shape::Record(fields), Values::Record(columns)) => {
            for (column, field) in columns.iter_mut().zip(fields) {
                field_to_null(column, field, path, selected);
            }
        }
        (Shape::List(item), Values::List { items, .. }) => inside(items, item, path, selected),
        (_, _) => {}
    }
}
