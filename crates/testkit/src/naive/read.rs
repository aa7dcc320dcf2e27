//! Reading the tables into owned values.

use tenet_hir::{CollectionId, EntityId, FieldId, Owner, Severity, Ty, Type};
use tenet_snapshot::{ObjectId, RecordSlot, Slot, Table};

use super::World;
use super::text::{fold, same};
use super::value::{List, Outcome, Reference, Tri, Value, Why, why};

impl World<'_> {
    /// A field of an object.
    pub(super) fn object_field(&self, object: ObjectId, field: FieldId) -> Outcome {
        let Some(column) = self.layout.column(object.collection, field) else {
            return Outcome::unknown("field_not_exported");
        };
        let slot = self.table(object.collection).slot(column, object.row);
        self.read(slot, &self.program.fields[field].ty, field)
    }

    /// The fields of a record of which columns were loaded.
    fn record_fields(&self, record: RecordSlot<'_>, ty: &Ty) -> Vec<(FieldId, Outcome)> {
        let Ty::Record(id) = ty else {
            return Vec::new();
        };
        let fields = self.program.fields.iter_enumerated();
        let own = fields.filter(|(_, field)| field.owner == Owner::Record(*id));
        own.map(|(field, declared)| {
            let slot = self.layout.record_column(field);
            let slot = slot.map_or(Slot::Absent, |column| record.slot(column));
            (field, self.read(slot, &declared.ty, field))
        })
        .collect()
    }

    fn read(&self, slot: Slot<'_>, ty: &Type, field: FieldId) -> Outcome {
        let value = match (slot, &ty.ty) {
            (Slot::Absent, _) => return Outcome::unknown("field_not_exported"),
            (Slot::Null, _) if ty.nullable => Value::Null,
            (Slot::Conflict(_), _) => return Outcome::unknown("conflicting_copies"),
            (Slot::Bool(value), Ty::Bool) => Value::Bool(value),
            (Slot::Int(value), Ty::Int | Ty::Number) => Value::Int(value),
            (Slot::Number(value), Ty::Number) => Value::Number(value),
            (Slot::Date(value), Ty::Date) => Value::Date(value),
            (Slot::Duration(value), Ty::Duration) => Value::Duration(value),
            (Slot::Text(text) | Slot::Ref(text, _), Ty::String) => Value::Text(self.get(text)),
            (Slot::Text(text), Ty::Enum(_) | Ty::Severity) => self.member(&self.get(text), &ty.ty),
            (Slot::Text(key), Ty::Ref(entities)) => {
                self.reference((self.get(key), None), entities, field)
            }
            (Slot::Ref(key, kind), Ty::Ref(entities)) => {
                let kind = kind.map(|kind| self.get(kind));
                self.reference((self.get(key), kind), entities, field)
            }
            (Slot::Record(record), Ty::Record(_)) => {
                Value::Record(self.record_fields(record, &ty.ty))
            }
            (Slot::List(list), Ty::List(item)) => Value::List(List {
                items: list
                    .iter()
                    .map(|slot| (self.read(slot, item, field), Tri::True))
                    .collect(),
                open: if list.open {
                    why("collection_incomplete")
                } else {
                    Why::new()
                },
                over_entity: false,
            }),
            (_, _) => return Outcome::unknown("malformed"),
        };
        Outcome::Known(value)
    }

    fn reference(
        &self,
        (key, kind): (String, Option<String>),
        entities: &[EntityId],
        field: FieldId,
    ) -> Value {
        Value::Ref(Reference {
            key,
            kind,
            by: self.program.fields[field].by,
            entities: entities.to_vec(),
        })
    }

    /// The member of an enumeration that a text names, else the text.
    fn member(&self, text: &str, ty: &Ty) -> Value {
        if let Ty::Enum(id) = ty {
            let variants = &self.program.enums[*id].variants;
            let position = variants.iter().position(|one| same(&one.wire, text, false));
            if let Some(position) = position {
                return Value::Enum(*id, position as u32);
            }
        } else {
            let mut all = Severity::ALL.into_iter();
            if let Some(severity) = all.find(|one| same(one.name(), text, false)) {
                return Value::Severity(severity);
            }
        }
        Value::Text(text.to_owned())
    }

    /// Semantics 2: all objects of an entity, and whether there may be more.
    pub(super) fn all(&self, entity: EntityId) -> List {
        let mut list = List {
            over_entity: true,
            ..List::default()
        };
        for collection in self.tables(entity) {
            let Some(collection) = collection else {
                list.open.insert("collection_incomplete".to_owned());
                continue;
            };
            let table = self.table(collection);
            if !table.is_complete() {
                list.open.insert("collection_incomplete".to_owned());
            }
            for row in &table.objects {
                let row = *row;
                let object = ObjectId { collection, row };
                let member = self.object_is(object, entity);
                if member != Tri::False {
                    list.items
                        .push((Outcome::Known(Value::Object(object)), member));
                }
            }
        }
        list
    }

    /// Whether an object is one of an entity, by its JSON type.
    pub(super) fn object_is(&self, object: ObjectId, entity: EntityId) -> Tri {
        let Some(owner) = self.layout.owner(object.collection) else {
            return Tri::Unknown(why("malformed"));
        };
        if self.program.is_one_of(owner, entity) {
            return Tri::True;
        }
        if !self.program.is_one_of(entity, owner) {
            return Tri::False;
        }
        let Some(kind) = self.table(object.collection).type_of(object.row) else {
            return Tri::Unknown(why("type_not_exported"));
        };
        let kind = self.get(kind);
        let declared = self.program.descendants(owner).into_iter().find(|one| {
            let own = self.program.entities[*one].discriminator.as_ref();
            own.is_some_and(|own| same(own, &kind, false))
        });
        Tri::of(declared.is_some_and(|one| self.program.is_one_of(one, entity)))
    }

    /// Semantics 15: the object that a reference leads to.
    pub(super) fn resolve(&self, reference: &Reference) -> Result<ObjectId, Why> {
        let mut found: Vec<ObjectId> = Vec::new();
        let mut dangling = why("dangling_reference");
        for entity in &reference.entities {
            for collection in self.tables(*entity) {
                let Some(collection) = collection else {
                    dangling.insert("collection_incomplete".to_owned());
                    continue;
                };
                if !self.table(collection).is_complete() {
                    dangling.insert("collection_incomplete".to_owned());
                }
                found.extend(self.named(collection, reference));
            }
        }
        found.sort();
        found.dedup();
        match found.as_slice() {
            [one] => Ok(*one),
            [] => Err(dangling),
            [_, _, ..] => Err(why("ambiguous_reference")),
        }
    }

    /// The objects of a table that a reference names.
    fn named(&self, collection: CollectionId, reference: &Reference) -> Vec<ObjectId> {
        let plan = &self.layout.projection.collections[collection];
        let (column, exact) = match reference.by {
            Some(by) => (
                self.layout.column(collection, by),
                self.program.fields[by].marks.exact,
            ),
            None => (plan.key, plan.exact_key),
        };
        let Some(column) = column else {
            return Vec::new();
        };
        let table = self.table(collection);
        let rows = table.objects.iter().copied();
        let rows = rows.filter(|row| match table.slot(column, *row) {
            Slot::Text(key) | Slot::Ref(key, _) => same(&self.get(key), &reference.key, exact),
            _ => false,
        });
        rows.map(|row| ObjectId { collection, row }).collect()
    }

    /// The key of an object.
    pub(super) fn key(&self, object: ObjectId) -> Result<String, Why> {
        let plan = &self.layout.projection.collections[object.collection];
        let table = self.table(object.collection);
        let slot = plan
            .key
            .map_or(Slot::Absent, |column| table.slot(column, object.row));
        match slot {
            Slot::Text(key) | Slot::Ref(key, _) => Ok(self.get(key)),
            _ => Err(why("field_not_exported")),
        }
    }

    /// The key of an object as it stands in a fingerprint.
    pub(super) fn folded_key(&self, object: ObjectId) -> String {
        self.key(object)
            .map_or_else(|_| "?".to_owned(), |key| fold(&key))
    }

    pub(super) fn get(&self, symbol: tenet_base::Symbol) -> String {
        self.snapshot.strings.get(symbol).to_owned()
    }

    fn table(&self, collection: CollectionId) -> &Table {
        &self.snapshot.tables[collection]
    }

    fn tables(&self, entity: EntityId) -> Vec<Option<CollectionId>> {
        let tables = self.program.tables_of(entity);
        tables
            .into_iter()
            .map(|table| self.layout.collection(table))
            .collect()
    }
}
