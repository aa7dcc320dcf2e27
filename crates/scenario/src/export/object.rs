//! A given object as JSON: what it gives, under the names of an export.

use tenet_base::Duration;
use tenet_hir::{EntityId, FieldId, GivenObject, GivenValue, Literal, Program, Ty};

use crate::node::{Node, Object};

/// The key of the JSON type.
const TYPE: &str = "@odata.type";

/// Writes what an object gives.
pub(super) fn write(program: &Program, given: &GivenObject) -> Object {
    let mut object = Object::default();
    fields(program, &mut object, &given.fields);
    // The schema may declare the type as a field: what is given there stands.
    if let Some(kind) = json_type(program, given.entity) {
        object.set(&[TYPE.to_owned()], Node::Text(kind));
    }
    object
}

/// The JSON type of an object of exactly that entity; none where no type tells
/// the objects of the collection apart.
fn json_type(program: &Program, entity: EntityId) -> Option<String> {
    let declared = &program.entities[entity];
    if let Some(own) = &declared.discriminator {
        return Some(own.clone());
    }
    let table = program.table_entity(entity)?;
    let mut tree = program.descendants(table).into_iter();
    let told = tree.any(|one| program.entities[one].discriminator.is_some());
    // A type that no entity declares says that it is none of those that do.
    told.then(|| format!("#tenet.{}", declared.name))
}

fn fields(program: &Program, object: &mut Object, given: &[(FieldId, GivenValue)]) {
    for (field, given) in given {
        let value = value(program, *field, given);
        object.set(&program.fields[*field].path, value);
    }
}

fn value(program: &Program, field: FieldId, given: &GivenValue) -> Node {
    match given {
        GivenValue::Unknown => Node::Absent,
        GivenValue::Constant(literal) => constant(program, literal),
        GivenValue::Key(key, entity) => reference(program, field, key, *entity),
        GivenValue::List(items) => {
            let items = items.iter().map(|item| value(program, field, item));
            Node::List(items.collect())
        }
        GivenValue::Record(_, given) => {
            let mut record = Object::default();
            fields(program, &mut record, given);
            Node::Object(record)
        }
    }
}

fn constant(program: &Program, literal: &Literal) -> Node {
    match literal {
        Literal::Null => Node::Null,
        Literal::Bool(value) => Node::Bool(*value),
        Literal::Int(value) => Node::Int(*value),
        Literal::Number(value) => Node::Number(*value),
        Literal::String(text) => Node::text(text),
        Literal::Date(date) => Node::text(date.to_string()),
        Literal::Duration(length) => Node::Text(iso(*length)),
        Literal::Enum(id, position) => {
            let member = program.enums[*id].variants.get(*position as usize);
            member.map_or(Node::Null, |member| Node::text(&member.wire))
        }
        Literal::Severity(severity) => Node::text(severity.name()),
    }
}

fn iso(length: Duration) -> String {
    let seconds = length.seconds();
    let sign = if seconds < 0 { "-" } else { "" };
    format!("{sign}PT{}S", seconds.unsigned_abs())
}

/// A key, or an expanded object where the scenario says of what kind it is.
fn reference(program: &Program, field: FieldId, key: &str, entity: Option<EntityId>) -> Node {
    let kind = entity.and_then(|entity| program.entities[entity].discriminator.as_ref());
    let Some(kind) = kind else {
        return Node::text(key);
    };
    Node::Object(
        Object::default()
            .with(TYPE, Node::text(kind))
            .with(&key_name(program, field), Node::text(key)),
    )
}

/// The JSON name of the key by which a field refers, as the loader looks for it.
fn key_name(program: &Program, field: FieldId) -> String {
    let declared = &program.fields[field];
    let mut ty = &declared.ty;
    while let Ty::List(item) = &ty.ty {
        ty = item;
    }
    let first = ty.ty.entities().first();
    let key = declared.by;
    let key = key.or_else(|| first.and_then(|entity| program.entities[*entity].key));
    let name = key.and_then(|key| program.fields[key].path.last().cloned());
    name.unwrap_or_else(|| "id".to_owned())
}
