//! Following references: by key, or by another field.

use std::rc::Rc;

use tenet_base::{HashMap, Symbol};
use tenet_hir::{CollectionId, EntityId, FieldId};
use tenet_snapshot::{ObjectId, Row, Slot};

use crate::machine::{Home, Machine};
use crate::reasons::{Gather, Reasons};
use crate::truth::Known;
use crate::value::RefValue;
use crate::why;

/// What a look-up in one table found.
enum Hit {
    None,
    One(Row),
    Several,
}

impl<'a> Machine<'a> {
    /// The object that a reference leads to. What leads nowhere is unknown,
    /// even where the collection is complete: deletion is never told by a null.
    pub(crate) fn resolve(&mut self, key: &RefValue<'a>) -> Known<ObjectId> {
        let mut found: Vec<ObjectId> = Vec::new();
        let homes = self.homes_of(key.entities);
        for collection in homes.iter().filter_map(|home| home.collection) {
            match self.find(collection, key) {
                Hit::None => {}
                Hit::One(row) => found.push(ObjectId { collection, row }),
                Hit::Several => return self.ambiguous(&homes, key),
            }
        }
        match found.as_slice() {
            [one] => Ok(*one),
            [] => Err(self.dangling(&homes, key)),
            [_, _, ..] => self.ambiguous(&homes, key),
        }
    }

    /// Where objects of an entity stand, in order of declaration.
    pub(crate) fn homes(&mut self, entity: EntityId) -> Rc<[Home<'a>]> {
        if let Some(homes) = self.memory.homes.get(&entity) {
            return Rc::clone(homes);
        }
        let (program, layout) = (self.inputs.program, self.inputs.layout);
        let tables = program.tables_of(entity).into_iter();
        let homes: Rc<[Home<'a>]> = tables
            .map(|table| Home {
                path: program.entities[table].collection.as_deref().unwrap_or(""),
                collection: layout.collection(table),
            })
            .collect();
        self.memory.homes.insert(entity, Rc::clone(&homes));
        homes
    }

    fn homes_of(&mut self, entities: &[EntityId]) -> Rc<[Home<'a>]> {
        if let [one] = entities {
            return self.homes(*one);
        }
        let mut all: Vec<Home<'a>> = Vec::new();
        for entity in entities {
            for home in self.homes(*entity).iter() {
                if all.iter().all(|known| known.path != home.path) {
                    all.push(*home);
                }
            }
        }
        all.into()
    }

    fn find(&mut self, collection: CollectionId, key: &RefValue<'a>) -> Hit {
        if let Some(by) = key.by {
            return self.find_by(collection, by, key.key);
        }
        let exact = self
            .inputs
            .layout
            .projection
            .collections
            .try_get(collection)
            .is_some_and(|collection| collection.exact_key);
        let symbol = self.as_compared(key.key, exact);
        let row = self
            .table(collection)
            .and_then(|table| table.by_key.get(&symbol));
        row.map_or(Hit::None, |row| Hit::One(*row))
    }

    fn find_by(&mut self, collection: CollectionId, by: FieldId, key: Symbol) -> Hit {
        let exact = self.inputs.program.fields[by].marks.exact;
        if !self.memory.indexes.contains_key(&(collection, by)) {
            let index = self.index(collection, by, exact);
            self.memory.indexes.insert((collection, by), index);
        }
        let symbol = self.as_compared(key, exact);
        let index = self.memory.indexes.get(&(collection, by));
        match index.and_then(|index| index.get(&symbol)) {
            Some(Some(row)) => Hit::One(*row),
            Some(None) => Hit::Several,
            None => Hit::None,
        }
    }

    /// The rows of a table by a field; none where several have the same value.
    fn index(
        &self,
        collection: CollectionId,
        by: FieldId,
        exact: bool,
    ) -> HashMap<Symbol, Option<Row>> {
        let mut index = HashMap::default();
        let column = self.inputs.layout.column(collection, by);
        let Some((column, table)) = column.zip(self.table(collection)) else {
            return index;
        };
        for row in &table.objects {
            if let Slot::Text(key) | Slot::Ref(key, _) = table.slot(column, *row) {
                index
                    .entry(self.as_compared(key, exact))
                    .and_modify(|row| *row = None)
                    .or_insert(Some(*row));
            }
        }
        index
    }

    fn as_compared(&self, key: Symbol, exact: bool) -> Symbol {
        if exact {
            return key;
        }
        self.strings().folded(key)
    }

    fn dangling(&mut self, homes: &[Home<'a>], key: &RefValue<'a>) -> Reasons {
        let paths: Vec<&str> = homes.iter().map(|home| home.path).collect();
        let text = self.strings().get(key.key);
        let mut gather = Gather::default();
        let reason = Reasons::one(self.reasons.id(why::dangling(&paths, text)));
        gather.add(&reason);
        for home in homes {
            gather.add_some(self.incomplete(home).as_ref());
        }
        gather.finish().unwrap_or(reason)
    }

    fn ambiguous<T>(&mut self, homes: &[Home<'a>], key: &RefValue<'a>) -> Known<T> {
        let paths: Vec<&str> = homes.iter().map(|home| home.path).collect();
        let text = self.strings().get(key.key);
        self.unknown(why::ambiguous(&paths, text))
    }

    /// Why a collection is not complete, if it is not.
    pub(super) fn incomplete(&mut self, home: &Home<'a>) -> Option<Reasons> {
        let table = home
            .collection
            .and_then(|collection| self.table(collection));
        if table.is_some_and(tenet_snapshot::Table::is_complete) {
            return None;
        }
        let coverage = table.and_then(|table| table.coverage.as_ref());
        let reason = why::incomplete(home.path, coverage);
        Some(Reasons::one(self.reasons.id(reason)))
    }

    /// The key of an object as exported.
    pub(crate) fn key_symbol(&mut self, object: ObjectId) -> Known<Symbol> {
        let collections = &self.inputs.layout.projection.collections;
        let column = collections
            .try_get(object.collection)
            .and_then(|collection| collection.key);
        let table = self.table(object.collection);
        let slot = column.zip(table).map_or(Slot::Absent, |(column, table)| {
            table.slot(column, object.row)
        });
        if let Slot::Text(key) | Slot::Ref(key, _) = slot {
            return Ok(key);
        }
        let path = self.path(object.collection);
        self.unknown(why::field_not_exported(path, "id"))
    }
}
