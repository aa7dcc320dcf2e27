//! References and kinds of objects.

use tenet_base::{Symbol, text};
use tenet_graph::NodeKind;
use tenet_hir::{CollectionId, EntityId, ExprId, FieldId};
use tenet_snapshot::{ObjectId, Reason, ReasonCode, Row, Slot};

use super::Run;
use super::value::{Known, Reasons, Reference, Truth, Value, unknown, unknown_field};

impl Run<'_> {
    /// The one object that a reference leads to: every object of every table
    /// that it may be of is held against it.
    pub(super) fn resolve(&self, reference: &Reference) -> Known<ObjectId> {
        let tables = self.tables(&reference.entities);
        let mut found = Vec::new();
        for table in &tables {
            if let Some(collection) = self.naive.layout.collection(*table) {
                let rows = self.rows_named(collection, reference);
                found.extend(rows.into_iter().map(|row| ObjectId { collection, row }));
            }
        }
        match found.as_slice() {
            [one] => Ok(*one),
            [] => {
                let dangling = Reason::new(ReasonCode::DanglingReference, "");
                let incomplete = tables.iter().filter_map(|table| self.incomplete(*table));
                Err(incomplete.chain([dangling]).collect())
            }
            [_, _, ..] => unknown(ReasonCode::AmbiguousReference),
        }
    }

    fn tables(&self, entities: &[EntityId]) -> Vec<EntityId> {
        let mut tables: Vec<EntityId> = Vec::new();
        for entity in entities {
            for table in self.naive.program.tables_of(*entity) {
                if !tables.contains(&table) {
                    tables.push(table);
                }
            }
        }
        tables
    }

    fn rows_named(&self, collection: CollectionId, reference: &Reference) -> Vec<Row> {
        let plan = &self.naive.layout.projection.collections[collection];
        let (column, exact) = match reference.by {
            Some(by) => (
                self.naive.layout.column(collection, by),
                self.is_exact_field(by),
            ),
            None => (plan.key, plan.exact_key),
        };
        let table = &self.naive.snapshot.tables[collection];
        let strings = &self.naive.snapshot.strings;
        let named = |row: &Row| match column.map(|column| table.slot(column, *row)) {
            Some(Slot::Text(key) | Slot::Ref(key, _)) if exact => strings.get(key) == reference.key,
            Some(Slot::Text(key) | Slot::Ref(key, _)) => {
                text::same(strings.get(key), &reference.key)
            }
            Some(_) | None => false,
        };
        table.objects.iter().copied().filter(named).collect()
    }

    fn is_exact_field(&self, field: FieldId) -> bool {
        self.naive.program.fields[field].marks.exact
    }

    /// The object that a value is or leads to.
    pub(super) fn object(&self, value: &Value) -> Known<ObjectId> {
        match value {
            Value::Object(object) => Ok(*object),
            Value::Reference(reference) => self.resolve(reference),
            Value::Null => unknown(ReasonCode::GuardUndetermined),
            _ => unknown(ReasonCode::Malformed),
        }
    }

    /// The key by which the graph knows an object or a reference.
    pub(super) fn node(&self, value: &Value) -> Known<Symbol> {
        let strings = &self.naive.snapshot.strings;
        let key = match value {
            Value::Reference(reference) if reference.by.is_none() => reference.key.clone(),
            value => self.key_text(self.object(value)?)?,
        };
        match strings.find_folded(&key) {
            Some(symbol) => Ok(symbol),
            None => unknown(ReasonCode::DanglingReference),
        }
    }

    /// The folded key of an object.
    pub(super) fn key_text(&self, object: ObjectId) -> Known<String> {
        let plan = &self.naive.layout.projection.collections[object.collection];
        let table = &self.naive.snapshot.tables[object.collection];
        match plan.key.map(|column| table.slot(column, object.row)) {
            Some(Slot::Text(key) | Slot::Ref(key, _)) => {
                Ok(text::fold(self.naive.snapshot.strings.get(key)).into_owned())
            }
            Some(_) | None => unknown_field(ReasonCode::FieldNotExported, &plan.path, "id"),
        }
    }

    pub(super) fn is_entity(&mut self, inner: ExprId, entity: EntityId) -> Truth {
        match self.value(inner)? {
            Value::Object(object) => self.object_is(object, entity),
            Value::Reference(reference) => self.reference_is(&reference, entity),
            Value::Null if self.naive.program.exprs[inner].ty.nullable => Ok(false),
            Value::Null => unknown(ReasonCode::GuardUndetermined),
            _ => unknown(ReasonCode::Malformed),
        }
    }

    /// Whether an object is one of an entity, by its table or by its JSON type.
    pub(super) fn object_is(&self, object: ObjectId, entity: EntityId) -> Truth {
        let program = self.naive.program;
        let Some(owner) = self.naive.layout.owner(object.collection) else {
            return unknown(ReasonCode::Malformed);
        };
        if program.is_one_of(owner, entity) {
            return Ok(true);
        }
        if !program.is_one_of(entity, owner) {
            return Ok(false);
        }
        let snapshot = self.naive.snapshot;
        if let Some(kind) = snapshot.tables[object.collection].type_of(object.row) {
            return Ok(self.is_type_of(snapshot.strings.get(kind), entity));
        }
        let collection = program.entities[owner].collection.clone();
        let reason = Reason::new(ReasonCode::TypeNotExported, "");
        let reason = reason.entity(collection.unwrap_or_default());
        Err(Reasons::from([reason.field("@odata.type")]))
    }

    /// Whether a JSON type is declared by an entity or one below it.
    fn is_type_of(&self, kind: &str, entity: EntityId) -> bool {
        let program = self.naive.program;
        let below = program.descendants(entity).into_iter();
        below
            .filter_map(|entity| program.entities[entity].discriminator.as_deref())
            .any(|own| text::same(own, kind))
    }

    fn reference_is(&self, reference: &Reference, entity: EntityId) -> Truth {
        let program = self.naive.program;
        let mut below = program.descendants(entity).into_iter();
        let told = below.any(|entity| program.entities[entity].discriminator.is_some());
        if let Some(kind) = reference.kind.as_deref().filter(|_| told) {
            return Ok(self.is_type_of(kind, entity));
        }
        self.object_is(self.resolve(reference)?, entity)
    }

    /// What a reference leads to, by the JSON type beside it or the one thing it may be.
    pub(super) fn node_kind(&self, reference: &Reference) -> NodeKind {
        let program = self.naive.program;
        let declared = match reference.entities.as_slice() {
            [one] => program.entities[*one].collection.clone(),
            _ => None,
        };
        let kinds = [
            (NodeKind::User, "#microsoft.graph.user", "users"),
            (NodeKind::Device, "#microsoft.graph.device", "devices"),
            (NodeKind::Group, "#microsoft.graph.group", "groups"),
            (
                NodeKind::ServicePrincipal,
                "#microsoft.graph.servicePrincipal",
                "servicePrincipals",
            ),
        ];
        let fits = |kind: &str, path: &str| match (&reference.kind, &declared) {
            (Some(written), _) => text::same(written, kind),
            (None, Some(declared)) => text::same(declared, path),
            (None, None) => false,
        };
        let found = kinds.into_iter().find(|(_, kind, path)| fits(kind, path));
        found.map_or(NodeKind::Other, |(kind, _, _)| kind)
    }
}
