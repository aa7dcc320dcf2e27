//! What a snapshot holds, and what the rules miss in it.

use std::collections::BTreeMap;

use tenet_hir::{CollectionId, EntityId, FieldId, Layout, Program};
use tenet_report::Report;
use tenet_report::inspect::{Inspection, Lack, RootContents};
use tenet_snapshot::{Row, Slot, Table};

use crate::compile::Compiled;
use crate::run::Loaded;

/// What a snapshot holds, beside the report of the rules that were judged on it.
pub fn inspect(compiled: &Compiled, loaded: &Loaded, report: Report) -> Inspection {
    Inspection {
        roots: roots(loaded),
        lacks: lacks(&compiled.program, loaded),
        report,
    }
}

fn roots(loaded: &Loaded) -> Vec<RootContents> {
    let files = &loaded.snapshot.files;
    let layouts = loaded.snapshot.layouts.iter();
    let named = (0u32..).zip(&loaded.snapshot.roots).zip(layouts);
    let contents = named.map(|((at, name), layout)| {
        let own = files.iter().filter(|file| file.root == at);
        let (count, bytes) = own.fold((0, 0), |(count, bytes), file| {
            (count + 1, bytes + file.size)
        });
        RootContents {
            name: name.clone(),
            layout: layout.map(|layout| layout.name().to_owned()),
            files: count,
            bytes,
        }
    });
    contents.collect()
}

/// The fields that rules read and that not every object has.
fn lacks(program: &Program, loaded: &Loaded) -> Vec<Lack> {
    let layout = &loaded.layout;
    let mut found: BTreeMap<(String, String), Lack> = BTreeMap::new();
    for (id, collection) in layout.projection.collections.iter_enumerated() {
        let (Some(owner), Some(table)) = (layout.owner(id), loaded.snapshot.tables.try_get(id))
        else {
            continue;
        };
        for entity in program.descendants(owner) {
            let rows = rows(program, loaded, table, entity);
            for field in &program.entities[entity].own_fields {
                if let Some(lack) = lack(program, layout, (id, table), (*field, &rows)) {
                    let key = (collection.path.clone(), lack.field.clone());
                    found.entry(key).or_insert(Lack {
                        collection: collection.path.clone(),
                        ..lack
                    });
                }
            }
        }
    }
    found.into_values().collect()
}

/// The objects of a table that are of an entity: all, or those with one of its JSON types.
fn rows(program: &Program, loaded: &Loaded, table: &Table, entity: EntityId) -> Vec<Row> {
    let tree = program.descendants(entity);
    let types = tree
        .iter()
        .filter_map(|one| program.entities[*one].discriminator.as_deref());
    let types: Vec<&str> = types.collect();
    let all = program.entities[entity].discriminator.is_none();
    let strings = &loaded.snapshot.strings;
    let is = |row: &Row| {
        let said = table.type_of(*row).map(|said| strings.get(said));
        let fits = |said: &str| types.iter().any(|one| one.eq_ignore_ascii_case(said));
        all || said.is_some_and(fits)
    };
    table.objects.iter().copied().filter(is).collect()
}

fn lack(
    program: &Program,
    layout: &Layout,
    (id, table): (CollectionId, &Table),
    (field, rows): (FieldId, &[Row]),
) -> Option<Lack> {
    let declared = &program.fields[field];
    let column = layout.column(id, field)?;
    if declared.absent_is_null {
        return None;
    }
    let without = rows
        .iter()
        .filter(|row| matches!(table.slot(column, **row), Slot::Absent));
    let without = without.count() as u64;
    (without > 0).then(|| Lack {
        collection: String::new(),
        field: declared.path.join("/"),
        without,
        objects: rows.len() as u64,
    })
}
