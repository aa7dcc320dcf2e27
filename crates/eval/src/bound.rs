//! The variables of a case: what they stand for, and the keys that name them.
//!
//! A key never depends on the order of an export or on which other rules run:
//! an object has its own, a record the declared one, a text is its own, and
//! what has none is named by a hash of the fields that the rule reads.

use tenet_base::text;
use tenet_hir::{FieldId, Reads, RecordId, Rule, Ty, Type, VarId};
use tenet_snapshot::ObjectId;

use crate::fingerprint::Fingerprint;
use crate::machine::Machine;
use crate::outcome::Bound;
use crate::truth::Known;
use crate::value::{RefValue, Value};

/// Says what the variables of a rule stand for.
pub(crate) struct Namer {
    reads: Reads,
}

impl Namer {
    /// A namer for a rule.
    pub(crate) fn new(machine: &Machine<'_>, rule: &Rule) -> Self {
        let reads = Reads::of_rule(machine.inputs.program, rule);
        Self { reads }
    }

    /// A namer for values that belong to no rule.
    pub(crate) fn of(reads: Reads) -> Self {
        Self { reads }
    }

    /// What a variable stands for.
    pub(crate) fn bound(&self, machine: &mut Machine<'_>, var: VarId) -> Bound {
        let value = machine.var(var);
        let variable = &machine.inputs.program.vars[var];
        let mut bound = self.describe(machine, &variable.name, (&value, &variable.ty));
        if matches!(value, Ok(Value::Text(_))) {
            bound.exact = machine.is_exact_variable(var);
        }
        bound
    }

    /// What a value is called.
    pub(crate) fn describe<'a>(
        &self,
        machine: &mut Machine<'a>,
        name: &str,
        (value, ty): (&Known<Value<'a>>, &Type),
    ) -> Bound {
        let object = object(machine, value);
        let entity = object.and_then(|object| machine.entity_of(object));
        let program = machine.inputs.program;
        Bound {
            name: name.to_owned(),
            entity: entity.map_or_else(
                || type_name(machine, &ty.ty),
                |entity| program.entities[entity].name.clone(),
            ),
            key: self.key(machine, value),
            exact: is_exact(machine, (value, object)),
            label: machine.print(value),
            object,
        }
    }

    fn key<'a>(&self, machine: &mut Machine<'a>, value: &Known<Value<'a>>) -> String {
        match value {
            Ok(Value::Object(object)) => self.object_key(machine, *object),
            Ok(Value::Ref(key)) => self.ref_key(machine, key),
            Ok(known @ Value::Record(record)) => self.record_key(machine, known, record.record),
            Ok(known @ Value::Made(made)) => self.record_key(machine, known, made.record),
            Ok(_) | Err(_) => machine.print(value),
        }
    }

    fn object_key(&self, machine: &mut Machine<'_>, object: ObjectId) -> String {
        if let Ok(key) = machine.key_symbol(object) {
            return machine.strings().get(key).to_owned();
        }
        let entity = machine.entity_of(object);
        let entity = entity.map(|entity| &machine.inputs.program.entities[entity]);
        let fields = entity.map_or(&[][..], |entity| entity.fields.as_slice());
        // Objects without ids have names at least.
        let label = entity.and_then(|entity| entity.label);
        self.hash(machine, (&Value::Object(object), label), fields)
    }

    fn ref_key<'a>(&self, machine: &mut Machine<'a>, key: &RefValue<'a>) -> String {
        match machine.resolve(key) {
            Ok(object) => self.object_key(machine, object),
            Err(_) => machine.strings().get(key.key).to_owned(),
        }
    }

    fn record_key<'a>(
        &self,
        machine: &mut Machine<'a>,
        value: &Value<'a>,
        record: RecordId,
    ) -> String {
        let declared = &machine.inputs.program.records[record];
        match declared.key {
            Some(key) => {
                let key = machine.field_of(value, key);
                machine.print(&key)
            }
            None => self.hash(machine, (value, None), &declared.fields),
        }
    }

    /// A hash of the label and of the fields that the rule reads, volatile ones left out.
    fn hash<'a>(
        &self,
        machine: &mut Machine<'a>,
        (value, label): (&Value<'a>, Option<FieldId>),
        fields: &[FieldId],
    ) -> String {
        let program = machine.inputs.program;
        let mut read: Vec<FieldId> = fields.to_vec();
        read.retain(|field| {
            let volatile = program.fields[*field].marks.volatile;
            !volatile && (label == Some(*field) || self.reads.fields.contains(field))
        });
        read.sort_by_key(|field| &program.fields[*field].name);
        let mut hash = Fingerprint::new();
        for field in read {
            let cell = machine.field_of(value, field);
            let cell = machine.print(&cell);
            let field = &program.fields[field];
            let compared = if field.marks.exact {
                cell.into()
            } else {
                text::fold(&cell)
            };
            hash = hash.part(&field.name).part(&compared);
        }
        hash.finish()
    }
}

/// Whether the declared key of an object or a record is marked `exact`.
fn is_exact<'a>(
    machine: &mut Machine<'a>,
    (value, object): (&Known<Value<'a>>, Option<ObjectId>),
) -> bool {
    let program = machine.inputs.program;
    let key = match (value, object.and_then(|object| machine.entity_of(object))) {
        (_, Some(entity)) => program.entities[entity].key,
        (Ok(Value::Record(record)), None) => program.records[record.record].key,
        (Ok(Value::Made(made)), None) => program.records[made.record].key,
        (_, None) => None,
    };
    key.is_some_and(|key| program.fields[key].marks.exact)
}

/// The object that a value is, or leads to.
fn object<'a>(machine: &mut Machine<'a>, value: &Known<Value<'a>>) -> Option<ObjectId> {
    if let Ok(Value::Object(object)) = value {
        return Some(*object);
    }
    if let Ok(Value::Ref(key)) = value {
        return machine.resolve(key).ok();
    }
    None
}

/// The name of a type.
fn type_name(machine: &Machine<'_>, ty: &Ty) -> String {
    let program = machine.inputs.program;
    match ty {
        Ty::Error | Ty::Any => String::new(),
        Ty::Bool => "Bool".to_owned(),
        Ty::Int => "Int".to_owned(),
        Ty::Number => "Number".to_owned(),
        Ty::String => "String".to_owned(),
        Ty::Date => "Date".to_owned(),
        Ty::Duration => "Duration".to_owned(),
        Ty::Period => "Period".to_owned(),
        Ty::Severity => "Severity".to_owned(),
        Ty::Enum(id) => program.enums[*id].name.clone(),
        Ty::Record(id) => program.records[*id].name.clone(),
        Ty::Builtin(record) => record.name().to_owned(),
        Ty::Entity(entities) | Ty::Ref(entities) => {
            let names = entities.iter().map(|id| program.entities[*id].name.clone());
            names.collect::<Vec<_>>().join(" | ")
        }
        Ty::List(item) => format!("[{}]", type_name(machine, &item.ty)),
    }
}
