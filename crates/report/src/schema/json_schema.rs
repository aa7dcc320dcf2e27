//! The JSON Schema of a collection: what an editor checks a register by while people write it.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};
use tenet_hir::{EntityId, Field, FieldId, Program, RecordId, Severity, Ty, Type};

use crate::json::pretty;

/// Where the dialect is described.
const DIALECT: &str = "https://json-schema.org/draft/2020-12/schema";

/// The JSON Schema of a file with objects of an entity: a list of them, or the same under `value`.
///
/// A key that is left out is not known, so the key of the object alone is required. If
/// `strict`, no key is allowed that the schema does not declare, which finds slips.
pub fn json_schema(program: &Program, entity: EntityId, strict: bool) -> String {
    let declared = &program.entities[entity];
    let mut build = Build {
        program,
        strict,
        records: BTreeSet::new(),
    };
    let object = build.object((&declared.fields, declared.key), &declared.doc);
    let mut definitions = Map::new();
    let mut done = BTreeSet::new();
    while let Some(record) = build.records.difference(&done).next().copied() {
        done.insert(record);
        let own = &program.records[record];
        let object = build.object((&own.fields, own.key), &own.doc);
        definitions.insert(own.name.clone(), object);
    }
    definitions.insert(declared.name.clone(), object);
    let reference = reference(&declared.name);
    let list = json!({ "type": "array", "items": reference });
    let wrapped = json!({
        "type": "object",
        "properties": { "value": list.clone() },
        "required": ["value"],
    });
    pretty(&json!({
        "$schema": DIALECT,
        "title": declared.collection.as_deref().unwrap_or(&declared.name),
        "anyOf": [list, wrapped],
        "$defs": definitions,
    }))
}

fn reference(name: &str) -> Value {
    json!({ "$ref": format!("#/$defs/{name}") })
}

struct Build<'p> {
    program: &'p Program,
    strict: bool,
    /// The records that were met.
    records: BTreeSet<RecordId>,
}

impl Build<'_> {
    fn object(&mut self, (fields, key): (&[FieldId], Option<FieldId>), doc: &str) -> Value {
        let mut object = self.nothing();
        for field in fields {
            let declared = &self.program.fields[*field];
            if declared.computed.is_none() {
                let value = self.field(declared);
                self.put(&mut object, &declared.path, value);
            }
        }
        let key = key.and_then(|key| self.program.fields[key].path.first());
        if let Some(key) = key {
            object.insert("required".to_owned(), json!([key]));
        }
        describe(&mut object, doc);
        Value::Object(object)
    }

    fn nothing(&self) -> Map<String, Value> {
        let mut object = Map::new();
        object.insert("type".to_owned(), json!("object"));
        object.insert("properties".to_owned(), json!({}));
        if self.strict {
            object.insert("additionalProperties".to_owned(), json!(false));
        }
        object
    }

    /// Puts the value of a field at its path; fields of one inner object share it.
    fn put(&self, object: &mut Map<String, Value>, path: &[String], value: Value) {
        let Some(Value::Object(properties)) = object.get_mut("properties") else {
            return;
        };
        match path {
            [] => {}
            [key] => {
                properties.insert(key.clone(), value);
            }
            [key, rest @ ..] => {
                let inner = properties.entry(key.clone());
                let inner = inner.or_insert_with(|| Value::Object(self.nothing()));
                if let Value::Object(inner) = inner {
                    self.put(inner, rest, value);
                }
            }
        }
    }

    fn field(&mut self, field: &Field) -> Value {
        let mut value = self.value(&field.ty);
        if let Value::Object(value) = &mut value {
            describe(value, &field.doc);
        }
        value
    }

    fn value(&mut self, ty: &Type) -> Value {
        let own = match &ty.ty {
            Ty::Bool => json!({ "type": "boolean" }),
            Ty::Int => json!({ "type": "integer" }),
            Ty::Number => json!({ "type": "number" }),
            Ty::Date => json!({
                "anyOf": [
                    { "type": "string", "format": "date-time" },
                    { "type": "string", "format": "date" },
                ],
            }),
            Ty::Duration => json!({ "type": "string", "format": "duration" }),
            Ty::Enum(id) => {
                let variants = self.program.enums[*id].variants.iter();
                let words: Vec<&String> = variants.map(|variant| &variant.wire).collect();
                json!({ "enum": words })
            }
            Ty::Severity => json!({ "enum": Severity::ALL.map(Severity::name) }),
            Ty::Record(record) => {
                self.records.insert(*record);
                reference(&self.program.records[*record].name)
            }
            Ty::List(item) => json!({ "type": "array", "items": self.value(item) }),
            Ty::String | Ty::Entity(_) | Ty::Ref(_) => json!({ "type": "string" }),
            // No field has one of these types.
            Ty::Error | Ty::Any | Ty::Period | Ty::Builtin(_) => json!({}),
        };
        if ty.nullable {
            return json!({ "anyOf": [own, { "type": "null" }] });
        }
        own
    }
}

/// The first paragraph of a documentation; what follows is for those who export.
fn describe(object: &mut Map<String, Value>, doc: &str) {
    let first = doc.split("\n\n").next().unwrap_or_default();
    if !first.is_empty() {
        object.insert("description".to_owned(), json!(first));
    }
}
