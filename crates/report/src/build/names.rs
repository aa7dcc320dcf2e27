//! Keys come back as texts, and objects get their names.

use tenet_base::Symbol;
use tenet_hir::{CollectionId, Layout, Program};
use tenet_snapshot::{Row, Slot, Snapshot, Table};

/// Looks up what things are called.
pub(super) struct Names<'a> {
    program: &'a Program,
    layout: &'a Layout,
    snapshot: &'a Snapshot,
}

impl<'a> Names<'a> {
    pub(super) fn new(program: &'a Program, layout: &'a Layout, snapshot: &'a Snapshot) -> Self {
        Self {
            program,
            layout,
            snapshot,
        }
    }

    /// The text of a symbol.
    pub(super) fn text(&self, symbol: Symbol) -> &'a str {
        self.snapshot.strings.get(symbol)
    }

    /// The key of an object by its text.
    pub(super) fn find(&self, key: &str) -> Option<Symbol> {
        self.snapshot.strings.find_folded(key)
    }

    /// What the object with a key is called, if a table holds it and its name was read.
    pub(super) fn label(&self, key: Symbol) -> Option<String> {
        let folded = self.snapshot.strings.folded(key);
        let mut tables = self.snapshot.tables.iter_enumerated();
        tables.find_map(|(id, table)| {
            let row = table.by_key.get(&folded).or_else(|| table.by_key.get(&key));
            self.label_of(id, table, *row?)
        })
    }

    /// The Graph paths of what a reason names: an entity, or a path as it is.
    pub(super) fn collections(&self, entity: &str) -> Vec<String> {
        if entity.contains('/') || self.layout.projection.find(entity).is_some() {
            return vec![entity.to_owned()];
        }
        let mut entities = self.program.entities.iter_enumerated();
        let Some((id, _)) = entities.find(|(_, candidate)| candidate.name == entity) else {
            return Vec::new();
        };
        let tables = self.program.tables_of(id);
        let paths = tables
            .iter()
            .filter_map(|table| self.program.entities[*table].collection.clone());
        paths.collect()
    }

    fn label_of(&self, id: CollectionId, table: &Table, row: Row) -> Option<String> {
        let column = self.label_column(id).or_else(|| self.display_name(id))?;
        match table.slot(column, row) {
            Slot::Text(text) => Some(self.text(text).to_owned()),
            Slot::Absent
            | Slot::Null
            | Slot::Malformed
            | Slot::Conflict(_)
            | Slot::Bool(_)
            | Slot::Int(_)
            | Slot::Number(_)
            | Slot::Date(_)
            | Slot::Duration(_)
            | Slot::Ref(..)
            | Slot::Record(_)
            | Slot::List(_) => None,
        }
    }

    fn label_column(&self, id: CollectionId) -> Option<usize> {
        let owner = self.layout.owner(id)?;
        let label = self.program.entities[owner].label?;
        self.layout.column(id, label)
    }

    /// What targeting alone reads belongs to no entity of the rules.
    fn display_name(&self, id: CollectionId) -> Option<usize> {
        let collection = self.layout.projection.collections.try_get(id)?;
        collection.column(&["displayName"])
    }
}
