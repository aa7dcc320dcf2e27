//! Where a field of the schema is found in the tables that were loaded.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    CollectionId, EntityId, FieldId, FieldPlan, Program, Projection, Reads, RecordId, Shape, Ty,
    Type, bare_type,
};

/// The projection of a selection of rules, and the way from fields to columns.
#[derive(Debug, Clone, Default)]
pub struct Layout {
    /// What is loaded.
    pub projection: Projection,
    /// The collection of each entity that owns one and is read.
    collections: BTreeMap<EntityId, CollectionId>,
    /// The entity that owns each collection.
    owners: BTreeMap<CollectionId, EntityId>,
    /// The column of a field in a table.
    columns: BTreeMap<(CollectionId, FieldId), usize>,
    /// The column of a field in its record; the same wherever the record stands.
    record_columns: BTreeMap<FieldId, usize>,
    /// The fields of each record that are read, in the order of their columns.
    record_fields: BTreeMap<RecordId, Vec<FieldPlan>>,
}

impl Layout {
    /// What has to be loaded for `reads`.
    pub fn new(program: &Program, reads: &Reads) -> Self {
        let mut layout = Self::default();
        layout.projection.kinds = kinds(program);
        for record in program.records.ids() {
            layout.plan_record(program, reads, record);
        }
        for entity in &reads.entities {
            for table in program.tables_of(*entity) {
                layout.add(program, reads, table);
            }
        }
        layout
    }

    /// The collection of an entity that owns one, if it is loaded.
    pub fn collection(&self, entity: EntityId) -> Option<CollectionId> {
        self.collections.get(&entity).copied()
    }

    /// The entity that owns a collection; none for what only targeting reads.
    pub fn owner(&self, collection: CollectionId) -> Option<EntityId> {
        self.owners.get(&collection).copied()
    }

    /// The column of a field, named as any static type names it, in a table.
    pub fn column(&self, collection: CollectionId, field: FieldId) -> Option<usize> {
        self.columns.get(&(collection, field)).copied()
    }

    /// The column of a field in its record.
    pub fn record_column(&self, field: FieldId) -> Option<usize> {
        self.record_columns.get(&field).copied()
    }

    fn add(&mut self, program: &Program, reads: &Reads, table: EntityId) {
        if self.collections.contains_key(&table) {
            return;
        }
        let path = program.entities[table]
            .collection
            .clone()
            .unwrap_or_default();
        let id = self.projection.require(&path);
        self.collections.insert(table, id);
        self.owners.insert(id, table);
        let tree = program.descendants(table);
        let types = tree
            .iter()
            .filter_map(|entity| program.entities[*entity].discriminator.clone());
        self.projection.collections[id].types.extend(types);
        if let Some(key) = program.entities[table].key {
            let column = self.add_field(program, id, key);
            self.projection.collections[id].key = Some(column);
            self.projection.collections[id].exact_key = program.fields[key].marks.exact;
        }
        for entity in tree {
            self.add_entity_fields(program, reads, id, entity);
        }
        self.map_inherited(program, reads, table, id);
    }

    /// Fields of an entity of the table's tree: those that are read, under this
    /// name or an ancestor's, and the label.
    fn add_entity_fields(
        &mut self,
        program: &Program,
        reads: &Reads,
        id: CollectionId,
        entity: EntityId,
    ) {
        let wanted = |field: FieldId| {
            let declared = &program.fields[field];
            let name = &declared.name;
            if declared.computed.is_some() {
                return false;
            }
            Some(field) == program.entities[entity].label
                || reads.fields.iter().any(|read| {
                    program.fields[*read].name == *name && related(program, entity, *read)
                })
        };
        for field in &program.entities[entity].fields {
            if wanted(*field) {
                self.add_field(program, id, *field);
            }
        }
    }

    /// A field that an ancestor declares leads to the column of the field that stands for it here.
    fn map_inherited(
        &mut self,
        program: &Program,
        reads: &Reads,
        table: EntityId,
        id: CollectionId,
    ) {
        let inherited = ancestors(program, table).into_iter().flat_map(|entity| {
            let entity = &program.entities[entity];
            entity
                .fields
                .iter()
                .copied()
                .chain(entity.label)
                .chain(entity.key)
        });
        for field in inherited
            .chain(reads.fields.iter().copied())
            .collect::<Vec<_>>()
        {
            // A union of entities reads a field under one entity's name for it; the name is what they share.
            let stands = program.field_in(table, field);
            if let Some(column) = self.columns.get(&(id, stands)).copied() {
                self.columns.entry((id, field)).or_insert(column);
            }
        }
    }

    fn add_field(&mut self, program: &Program, id: CollectionId, field: FieldId) -> usize {
        let plan = self.plan(program, field);
        let column = self.projection.collections[id].require(plan);
        self.columns.insert((id, field), column);
        column
    }

    fn plan(&self, program: &Program, field: FieldId) -> FieldPlan {
        let field = &program.fields[field];
        FieldPlan {
            path: field.path.clone(),
            shape: self.shape(program, &field.ty, field.by),
            nullable: field.ty.nullable,
            absent_is_null: field.absent_is_null,
            null_text: field.null_text.clone(),
        }
    }

    fn plan_record(&mut self, program: &Program, reads: &Reads, record: RecordId) {
        // A record that holds itself is read one level deep: what is below stays absent, hence unknown.
        if self.record_fields.contains_key(&record) {
            return;
        }
        self.record_fields.insert(record, Vec::new());
        let mut collection = crate::Collection {
            path: String::new(),
            types: Vec::new(),
            key: None,
            exact_key: false,
            fields: Vec::new(),
            canonical: None,
        };
        let declared = &program.records[record];
        for field in &declared.fields {
            if reads.fields.contains(field) || declared.key == Some(*field) {
                if let Some(inner) = record_of(&program.fields[*field].ty) {
                    self.plan_record(program, reads, inner);
                }
                let column = collection.require(self.plan(program, *field));
                self.record_columns.insert(*field, column);
            }
        }
        self.record_fields.insert(record, collection.fields);
    }

    fn shape(&self, program: &Program, ty: &Type, by: Option<FieldId>) -> Shape {
        match &ty.ty {
            Ty::Bool => Shape::Bool,
            Ty::Int => Shape::Int,
            Ty::Number => Shape::Number,
            Ty::Date => Shape::Date,
            Ty::Duration => Shape::Duration,
            Ty::Record(record) => {
                Shape::Record(self.record_fields.get(record).cloned().unwrap_or_default())
            }
            Ty::List(item) => Shape::List(Box::new(self.shape(program, item, by))),
            Ty::Ref(entities) | Ty::Entity(entities) => {
                let key = by.or_else(|| {
                    entities
                        .first()
                        .and_then(|entity| program.entities[*entity].key)
                });
                let path = key.and_then(|key| program.fields[key].path.last().cloned());
                Shape::Ref {
                    key: path.unwrap_or_else(|| "id".to_owned()),
                }
            }
            Ty::String
            | Ty::Enum(_)
            | Ty::Severity
            | Ty::Period
            | Ty::Builtin(_)
            | Ty::Error
            | Ty::Any => Shape::Text,
        }
    }
}

/// The JSON types of the objects of all collections, read or not.
fn kinds(program: &Program) -> BTreeSet<String> {
    let entities = program.entities.iter_enumerated();
    let of_table = entities.filter(|(id, _)| program.table_entity(*id).is_some());
    let kinds = of_table.filter_map(|(_, entity)| entity.discriminator.as_deref());
    kinds.map(bare_type).collect()
}

fn record_of(ty: &Type) -> Option<RecordId> {
    match &ty.ty {
        Ty::Record(record) => Some(*record),
        Ty::List(item) => record_of(item),
        Ty::Error
        | Ty::Any
        | Ty::Bool
        | Ty::Int
        | Ty::Number
        | Ty::String
        | Ty::Date
        | Ty::Duration
        | Ty::Period
        | Ty::Enum(_)
        | Ty::Severity
        | Ty::Builtin(_)
        | Ty::Entity(_)
        | Ty::Ref(_) => None,
    }
}

/// Whether a field is declared by an entity, an ancestor or a descendant of it.
fn related(program: &Program, entity: EntityId, field: FieldId) -> bool {
    match program.fields[field].owner {
        crate::Owner::Entity(owner) => {
            program.is_one_of(entity, owner) || program.is_one_of(owner, entity)
        }
        crate::Owner::Record(_) => false,
    }
}

fn ancestors(program: &Program, entity: EntityId) -> Vec<EntityId> {
    let mut found = Vec::new();
    let mut next = program.entities[entity].base;
    while let Some(here) = next {
        found.push(here);
        next = program.entities[here].base;
    }
    found
}
