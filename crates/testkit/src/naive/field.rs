//! Fields of objects, of records, and of what references lead to.

use std::collections::BTreeMap;

use tenet_base::{Symbol, text};
use tenet_eval::Certificate;
use tenet_graph::Node;
use tenet_hir::{
    BuiltinEnum, BuiltinField, Computed, EntityId, EnumId, ExprId, FieldId, RecordId, Severity,
    TargetKind, Ty, Type,
};
use tenet_snapshot::{ObjectId, Reason, ReasonCode, RecordSlot, Slot};

use super::Run;
use super::collection::{entities, json_type};
use super::value::{
    Collection, Fields, Known, Member, Reasons, Reference, Value, unknown, unknown_field,
};

/// The field that is read, and the collection of the object that it is in.
#[derive(Clone, Copy)]
struct Cell<'p> {
    path: &'p str,
    field: FieldId,
}

impl Run<'_> {
    pub(super) fn field(&mut self, base: ExprId, field: FieldId, null_safe: bool) -> Known<Value> {
        match self.value(base)? {
            Value::Null if null_safe => Ok(Value::Null),
            Value::Null => unknown(ReasonCode::GuardUndetermined),
            Value::Record(record) => self.record_field(&record, field),
            value => self.object_field(self.object(&value)?, field),
        }
    }

    fn object_field(&self, object: ObjectId, field: FieldId) -> Known<Value> {
        let path = &self.naive.layout.projection.collections[object.collection].path;
        if let Some(what) = self.naive.program.fields[field].computed {
            return self.computed(object, (field, what));
        }
        let column = self.naive.layout.column(object.collection, field);
        let table = &self.naive.snapshot.tables[object.collection];
        let slot = column.map_or(Slot::Absent, |column| table.slot(column, object.row));
        self.read(
            slot,
            &self.naive.program.fields[field].ty,
            Cell { path, field },
        )
    }

    /// What the rule of a group makes members; the graph tells it.
    fn computed(&self, group: ObjectId, (field, what): (FieldId, Computed)) -> Known<Value> {
        let key = self.key_text(group)?;
        let strings = &self.naive.snapshot.strings;
        let key = strings.find_folded(&key);
        let Some(key) = key else {
            return unknown(ReasonCode::Malformed);
        };
        let found = self.naive.graph.computed(key, what);
        let list = &self.naive.program.fields[field].ty.ty;
        let kinds = if let Ty::List(item) = list {
            entities(&item.ty)
        } else {
            Vec::new()
        };
        let member = |node: &Node, doubt: Vec<Reason>| Member {
            value: Ok(Value::Reference(Reference {
                key: strings.get(node.key).to_owned(),
                kind: json_type(node.kind).map(str::to_owned),
                by: None,
                entities: kinds.clone(),
            })),
            doubt: doubt.into_iter().collect(),
        };
        let certain = found.certain.iter().map(|node| member(node, Vec::new()));
        let possible = found.possible.iter();
        let possible = possible.map(|(node, reasons)| member(node, reasons.clone()));
        Ok(Value::List(Collection {
            members: certain.chain(possible).collect(),
            open: found.open.into_iter().collect(),
            of_objects: false,
        }))
    }

    fn record_field(&self, record: &Fields, field: FieldId) -> Known<Value> {
        if let Some(value) = record.fields.get(&field) {
            return value.clone();
        }
        let program = self.naive.program;
        if program.fields[field].ty.nullable {
            return Ok(Value::Null);
        }
        let record = &program.records[record.record].name;
        unknown_field(
            ReasonCode::FieldNotExported,
            record,
            &program.fields[field].name,
        )
    }

    /// A cell as its type says; what does not fit it is malformed.
    fn read(&self, slot: Slot<'_>, ty: &Type, cell: Cell<'_>) -> Known<Value> {
        let name = &self.naive.program.fields[cell.field].name;
        let broken = |code| unknown_field(code, cell.path, name);
        match slot {
            Slot::Absent => broken(ReasonCode::FieldNotExported),
            Slot::Conflict(_) => broken(ReasonCode::ConflictingCopies),
            Slot::Null if ty.nullable => Ok(Value::Null),
            Slot::Null | Slot::Malformed => broken(ReasonCode::Malformed),
            slot => match self.fitting(slot, ty, cell) {
                Some(value) => Ok(value),
                None => broken(ReasonCode::Malformed),
            },
        }
    }

    fn fitting(&self, slot: Slot<'_>, ty: &Type, cell: Cell<'_>) -> Option<Value> {
        match (slot, &ty.ty) {
            (Slot::Bool(value), Ty::Bool) => Some(Value::Bool(value)),
            (Slot::Int(value), Ty::Int | Ty::Number) => Some(Value::Int(value)),
            (Slot::Number(value), Ty::Number) => Some(Value::Number(value)),
            (Slot::Date(value), Ty::Date) => Some(Value::Date(value)),
            (Slot::Duration(value), Ty::Duration) => Some(Value::Duration(value)),
            (Slot::Text(key), _) => self.written(key, None, &ty.ty, cell.field),
            (Slot::Ref(key, kind), _) => self.written(key, kind, &ty.ty, cell.field),
            (Slot::Record(record), Ty::Record(id)) => {
                Some(Value::Record(self.record(record, *id, cell.path)))
            }
            (Slot::List(list), Ty::List(item)) => {
                let members = list
                    .iter()
                    .map(|slot| Member::definite(self.read(slot, item, cell)));
                let field = &self.naive.program.fields[cell.field].name;
                let cut = Reason::new(ReasonCode::CollectionIncomplete, "");
                let cut = cut.entity(cell.path).field(field);
                Some(Value::List(Collection {
                    members: members.collect(),
                    open: list.open.then_some(cut).into_iter().collect::<Reasons>(),
                    of_objects: false,
                }))
            }
            (_, _) => None,
        }
    }

    /// What a text of the export is by its type.
    fn written(&self, key: Symbol, kind: Option<Symbol>, ty: &Ty, field: FieldId) -> Option<Value> {
        let strings = &self.naive.snapshot.strings;
        let written = strings.get(key);
        match ty {
            Ty::String => Some(Value::Text(written.to_owned())),
            Ty::Enum(id) => Some(self.member(*id, written)),
            Ty::Severity => Some(severity(written)),
            Ty::Ref(_) | Ty::Entity(_) => Some(Value::Reference(Reference {
                key: written.to_owned(),
                kind: kind.map(|kind| strings.get(kind).to_owned()),
                by: self.naive.program.fields[field].by,
                entities: entities(ty),
            })),
            _ => None,
        }
    }

    /// The member of an enumeration; a text that none has stays a text.
    pub(super) fn member(&self, id: EnumId, written: &str) -> Value {
        let mut variants = self.naive.program.enums[id].variants.iter();
        let position = variants.position(|variant| text::same(&variant.wire, written));
        match position.and_then(|position| u32::try_from(position).ok()) {
            Some(position) => Value::Member(position),
            None => Value::Text(written.to_owned()),
        }
    }

    /// All fields of a record at once.
    fn record(&self, slot: RecordSlot<'_>, id: RecordId, path: &str) -> Fields {
        let program = self.naive.program;
        let mut fields = BTreeMap::new();
        for field in &program.records[id].fields {
            let column = self.naive.layout.record_column(*field);
            let cell = Cell {
                path,
                field: *field,
            };
            let found = column.map_or(Slot::Absent, |column| slot.slot(column));
            fields.insert(*field, self.read(found, &program.fields[*field].ty, cell));
        }
        Fields { record: id, fields }
    }

    /// A field of an item of `inclusions of p`.
    pub(super) fn builtin_field(
        &mut self,
        expr: ExprId,
        base: ExprId,
        (field, null_safe): (BuiltinField, bool),
    ) -> Known<Value> {
        let inclusion = match self.value(base)? {
            Value::Null if null_safe => return Ok(Value::Null),
            Value::Null => return unknown(ReasonCode::GuardUndetermined),
            Value::Actor(parts) => {
                return match field {
                    BuiltinField::ActorUser => parts.0,
                    BuiltinField::ActorApp => parts.1,
                    _ => unknown(ReasonCode::Malformed),
                };
            }
            Value::Certificate(read) => return certificate(*read, field),
            Value::Inclusion(inclusion) => inclusion,
            _ => return unknown(ReasonCode::Malformed),
        };
        match field {
            BuiltinField::InclusionKind => {
                Ok(self.member(BuiltinEnum::TargetKind.id(), inclusion.kind.name()))
            }
            BuiltinField::InclusionIntent => match inclusion.intent {
                Ok(Some(intent)) => {
                    let written = self.naive.snapshot.strings.get(intent);
                    Ok(self.member(BuiltinEnum::Intent.id(), written))
                }
                Ok(None) => Ok(Value::Null),
                Err(reason) => Err(Reasons::from([reason])),
            },
            BuiltinField::InclusionGroup => match inclusion.key {
                Some(key) if inclusion.kind == TargetKind::Group => {
                    let entities = entities(&self.naive.program.exprs[expr].ty.ty);
                    Ok(Value::Reference(self.group(key, entities)))
                }
                Some(_) | None => Ok(Value::Null),
            },
            BuiltinField::ActorUser
            | BuiltinField::ActorApp
            | BuiltinField::CertificateSubject
            | BuiltinField::CertificateIssuer
            | BuiltinField::CertificateSerial
            | BuiltinField::CertificateNotBefore
            | BuiltinField::CertificateNotAfter
            | BuiltinField::CertificateThumbprint => unknown(ReasonCode::Malformed),
            BuiltinField::InclusionFiltered => {
                let collection = inclusion.evidence.object.collection;
                let path = &self.naive.layout.projection.collections[collection].path;
                let field = "deviceAndAppManagementAssignmentFilterType";
                inclusion.filtered.map_or_else(
                    || unknown_field(ReasonCode::FieldNotExported, path, field),
                    |filtered| Ok(Value::Bool(filtered)),
                )
            }
        }
    }

    fn group(&self, key: Symbol, entities: Vec<EntityId>) -> Reference {
        Reference {
            key: self.naive.snapshot.strings.get(key).to_owned(),
            kind: None,
            by: None,
            entities,
        }
    }
}

fn severity(written: &str) -> Value {
    let found = Severity::ALL
        .into_iter()
        .find(|severity| text::same(severity.name(), written));
    found.map_or_else(|| Value::Text(written.to_owned()), Value::Severity)
}

/// A field of a certificate.
fn certificate(read: Certificate, field: BuiltinField) -> Known<Value> {
    match field {
        BuiltinField::CertificateSubject => Ok(Value::Text(read.subject)),
        BuiltinField::CertificateIssuer => Ok(Value::Text(read.issuer)),
        BuiltinField::CertificateSerial => Ok(Value::Text(read.serial)),
        BuiltinField::CertificateNotBefore => Ok(Value::Date(read.not_before)),
        BuiltinField::CertificateNotAfter => Ok(Value::Date(read.not_after)),
        BuiltinField::CertificateThumbprint => Ok(Value::Text(read.thumbprint)),
        _ => unknown(ReasonCode::Malformed),
    }
}
