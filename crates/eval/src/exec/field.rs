//! Reading fields of objects and records.

use std::rc::Rc;

use tenet_base::{Symbol, text};
use tenet_graph::Inclusion;
use tenet_hir::{
    BuiltinEnum, BuiltinField, EntityId, EnumId, ExprId, FieldId, RecordId, Severity, TargetKind,
    Ty, Type,
};
use tenet_snapshot::{Conflict, ListSlot, ObjectId, Slot};

use crate::machine::Machine;
use crate::reasons::Reasons;
use crate::truth::Known;
use crate::value::{Collection, Item, MadeRecord, RecordValue, RefValue, Text, Value};
use crate::why;

/// The field of an object, or of a record in it, that is read.
#[derive(Debug, Clone, Copy)]
struct Cell {
    object: ObjectId,
    field: FieldId,
}

impl<'a> Machine<'a> {
    pub(super) fn field(
        &mut self,
        base: ExprId,
        field: FieldId,
        null_safe: bool,
    ) -> Known<Value<'a>> {
        let base = self.value(base)?;
        if null_safe && matches!(base, Value::Null) {
            return Ok(Value::Null);
        }
        let base = self.present(base)?;
        self.field_of(&base, field)
    }

    /// A field of a value that is there.
    pub(crate) fn field_of(&mut self, base: &Value<'a>, field: FieldId) -> Known<Value<'a>> {
        if let Value::Object(object) = base {
            self.object_field(*object, field)
        } else if let Value::Ref(key) = base {
            let object = self.resolve(key)?;
            self.object_field(object, field)
        } else if let Value::Record(record) = base {
            self.record_field(record, field)
        } else if let Value::Made(made) = base {
            self.made_field(made, field)
        } else {
            self.misfit()
        }
    }

    /// A field of an object.
    pub(crate) fn object_field(&mut self, object: ObjectId, field: FieldId) -> Known<Value<'a>> {
        if let Some(what) = self.inputs.program.fields[field].computed {
            return self.computed(object, (field, what));
        }
        let column = self.inputs.layout.column(object.collection, field);
        let table = self.table(object.collection);
        let slot = column.zip(table).map_or(Slot::Absent, |(column, table)| {
            table.slot(column, object.row)
        });
        if let Some(column) = column {
            self.note_field(object, column);
        }
        self.read(slot, Cell { object, field })
    }

    /// A field of a record in an object.
    fn record_field(&mut self, record: &RecordValue<'a>, field: FieldId) -> Known<Value<'a>> {
        let column = self.inputs.layout.record_column(field);
        let slot = column.map_or(Slot::Absent, |column| record.slot.slot(column));
        self.note_record(record, field);
        let object = record.object;
        self.read(slot, Cell { object, field })
    }

    /// A field of a record that was made: what was not given is null where that is allowed.
    fn made_field(&mut self, made: &MadeRecord<'a>, field: FieldId) -> Known<Value<'a>> {
        let given = made.fields.iter().find(|(name, _)| *name == field);
        if let Some((_, value)) = given {
            return value.clone();
        }
        let field = &self.inputs.program.fields[field];
        if field.ty.nullable {
            return Ok(Value::Null);
        }
        let record = &self.inputs.program.records[made.record].name;
        self.unknown(why::field_not_exported(record, &field.name))
    }

    fn read(&mut self, slot: Slot<'a>, cell: Cell) -> Known<Value<'a>> {
        let program = self.inputs.program;
        self.typed(slot, &program.fields[cell.field].ty, cell)
    }

    /// A cell as its type says.
    fn typed(&mut self, slot: Slot<'a>, ty: &'a Type, cell: Cell) -> Known<Value<'a>> {
        match (slot, &ty.ty) {
            (Slot::Absent, _) => Err(self.absent(cell)),
            (Slot::Null, _) => self.null(ty, cell),
            (Slot::Conflict(conflict), _) => self.conflict(conflict, cell),
            (Slot::Bool(value), Ty::Bool) => Ok(Value::Bool(value)),
            (Slot::Int(value), Ty::Int | Ty::Number) => Ok(Value::Int(value)),
            (Slot::Number(value), Ty::Number) => Ok(Value::Number(value)),
            (Slot::Date(value), Ty::Date) => Ok(Value::Date(value)),
            (Slot::Duration(value), Ty::Duration) => Ok(Value::Duration(value)),
            (Slot::Text(text) | Slot::Ref(text, _), Ty::String) => {
                Ok(Value::Text(Text::Symbol(text)))
            }
            (Slot::Text(text), Ty::Enum(id)) => Ok(self.variant(*id, text)),
            (Slot::Text(text), Ty::Severity) => Ok(self.severity(text)),
            (Slot::Text(key), Ty::Ref(entities) | Ty::Entity(entities)) => {
                Ok(self.reference((key, None), entities, cell))
            }
            (Slot::Ref(key, kind), Ty::Ref(entities) | Ty::Entity(entities)) => {
                Ok(self.reference((key, kind), entities, cell))
            }
            (Slot::Record(slot), Ty::Record(record)) => Ok(Value::Record(RecordValue {
                record: *record,
                slot,
                object: cell.object,
            })),
            (Slot::List(list), Ty::List(item)) => Ok(self.items(list, item, cell)),
            (_, _) => self.malformed(cell),
        }
    }

    fn reference(
        &self,
        (key, kind): (Symbol, Option<Symbol>),
        entities: &'a [EntityId],
        cell: Cell,
    ) -> Value<'a> {
        Value::Ref(RefValue {
            key,
            kind,
            by: self.inputs.program.fields[cell.field].by,
            entities,
        })
    }

    fn items(&mut self, list: ListSlot<'a>, item: &'a Type, cell: Cell) -> Value<'a> {
        let items = list
            .iter()
            .map(|slot| Item {
                value: self.typed(slot, item, cell),
                doubt: None,
            })
            .collect();
        let open = list.open.then(|| {
            let (collection, field) = self.cell_names(cell);
            Reasons::one(self.reasons.id(why::list_cut_off(collection, field)))
        });
        Value::List(Rc::new(Collection {
            items,
            open,
            elsewhere: false,
        }))
    }

    /// The member that a text names; the text itself if none does.
    fn variant(&mut self, id: EnumId, symbol: Symbol) -> Value<'a> {
        let folded = self.strings().folded(symbol);
        let (enums, strings) = (&self.inputs.program.enums, self.strings());
        let found = self.memory.variants.entry((id, folded)).or_insert_with(|| {
            let wanted = strings.get(folded);
            let mut variants = enums[id].variants.iter();
            let position = variants.position(|variant| text::fold(&variant.wire) == wanted);
            position.map(|position| position as u32)
        });
        found.map_or(Value::Text(Text::Symbol(symbol)), |position| {
            Value::Enum(id, position)
        })
    }

    fn severity(&self, symbol: Symbol) -> Value<'a> {
        let written = self.strings().get(symbol);
        let found = Severity::ALL
            .into_iter()
            .find(|severity| text::same(severity.name(), written));
        found.map_or(Value::Text(Text::Symbol(symbol)), Value::Severity)
    }

    fn absent(&mut self, cell: Cell) -> Reasons {
        let key = (cell.field, cell.object.collection);
        if let Some(id) = self.memory.absent.get(&key) {
            return Reasons::one(*id);
        }
        let (collection, field) = self.cell_names(cell);
        let id = self.reasons.id(why::field_not_exported(collection, field));
        self.memory.absent.insert(key, id);
        Reasons::one(id)
    }

    fn null(&mut self, ty: &Type, cell: Cell) -> Known<Value<'a>> {
        if ty.nullable {
            return Ok(Value::Null);
        }
        let (collection, field) = self.cell_names(cell);
        self.unknown(why::unexpected_null(collection, field))
    }

    fn malformed(&mut self, cell: Cell) -> Known<Value<'a>> {
        let (collection, field) = self.cell_names(cell);
        self.unknown(why::malformed(collection, field))
    }

    fn conflict(&mut self, conflict: Conflict, cell: Cell) -> Known<Value<'a>> {
        let snapshot = self.inputs.snapshot;
        let table = self.table(cell.object.collection);
        let file = |row: u32| {
            let place = table.and_then(|table| table.places.get(row as usize));
            place
                .and_then(|place| snapshot.files.try_get(place.file))
                .map_or("", |file| file.path.as_str())
        };
        let mut files = [file(conflict.first), file(conflict.second)];
        files.sort_unstable();
        let [first, second] = files;
        let (collection, field) = self.cell_names(cell);
        self.unknown(why::conflict(collection, field, (first, second)))
    }

    /// The collection and the field of a cell as reasons name them.
    fn cell_names(&self, cell: Cell) -> (&'a str, &'a str) {
        let field = &self.inputs.program.fields[cell.field];
        (self.path(cell.object.collection), &field.name)
    }

    pub(super) fn make_record(
        &mut self,
        record: RecordId,
        fields: &[(FieldId, ExprId)],
    ) -> Value<'a> {
        let fields = fields
            .iter()
            .map(|(field, value)| (*field, self.value(*value)))
            .collect();
        Value::Made(Rc::new(MadeRecord { record, fields }))
    }

    /// A field of an item of `inclusions of p`.
    pub(super) fn builtin_field(
        &mut self,
        expr: ExprId,
        (base, field): (ExprId, BuiltinField),
        null_safe: bool,
    ) -> Known<Value<'a>> {
        let base = self.value(base)?;
        if null_safe && matches!(base, Value::Null) {
            return Ok(Value::Null);
        }
        let base = self.present(base)?;
        if let Value::Actor(actor) = &base
            && let Some(part) = Self::actor_field(actor, field)
        {
            return part;
        }
        if let Value::Inclusion(inclusion) = &base {
            self.inclusion_field(expr, inclusion, field)
        } else if let Value::Certificate(certificate) = &base {
            self.certificate_field(certificate, field)
        } else {
            self.misfit()
        }
    }

    fn inclusion_field(
        &mut self,
        expr: ExprId,
        inclusion: &Inclusion,
        field: BuiltinField,
    ) -> Known<Value<'a>> {
        self.note_evidence(&inclusion.evidence);
        match field {
            BuiltinField::InclusionKind => Ok(Value::Enum(
                BuiltinEnum::TargetKind.id(),
                inclusion.kind.position(),
            )),
            BuiltinField::InclusionGroup => Ok(self.inclusion_group(expr, inclusion)),
            BuiltinField::InclusionIntent => self.inclusion_intent(inclusion),
            BuiltinField::InclusionFiltered => self.inclusion_filtered(inclusion),
            BuiltinField::ActorUser
            | BuiltinField::ActorApp
            | BuiltinField::CertificateSubject
            | BuiltinField::CertificateIssuer
            | BuiltinField::CertificateSerial
            | BuiltinField::CertificateNotBefore
            | BuiltinField::CertificateNotAfter
            | BuiltinField::CertificateThumbprint => self.misfit(),
        }
    }

    /// What is to become of an app; null for what is none.
    fn inclusion_intent(&mut self, inclusion: &Inclusion) -> Known<Value<'a>> {
        match &inclusion.intent {
            Ok(Some(intent)) => Ok(self.variant(BuiltinEnum::Intent.id(), *intent)),
            Ok(None) => Ok(Value::Null),
            Err(reason) => self.unknown(reason.clone()),
        }
    }

    /// The group that is named; null where something else is.
    fn inclusion_group(&self, expr: ExprId, inclusion: &Inclusion) -> Value<'a> {
        let key = inclusion
            .key
            .filter(|_| inclusion.kind == TargetKind::Group);
        let entities = entities(&self.inputs.program.exprs[expr].ty.ty);
        key.map_or(Value::Null, |key| {
            Value::Ref(RefValue {
                key,
                kind: None,
                by: None,
                entities,
            })
        })
    }

    fn inclusion_filtered(&mut self, inclusion: &Inclusion) -> Known<Value<'a>> {
        if let Some(filtered) = inclusion.filtered {
            return Ok(Value::Bool(filtered));
        }
        let collection = self.path(inclusion.evidence.object.collection);
        self.unknown(why::filter_not_exported(collection))
    }
}

/// The entities of a type of objects or references.
pub(super) fn entities(ty: &Ty) -> &[EntityId] {
    if let Ty::Entity(entities) | Ty::Ref(entities) = ty {
        return entities;
    }
    &[]
}
