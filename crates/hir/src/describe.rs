//! How a type is spelt, for messages and for the pages of the schema.

use crate::{EntityId, Program, Ty, Type};

/// A type as it is written in rules, with `?` where it may be null.
pub fn describe(program: &Program, ty: &Type) -> String {
    let mark = if ty.nullable && !matches!(ty.ty, Ty::Any) {
        "?"
    } else {
        ""
    };
    format!("{}{mark}", describe_present(program, ty))
}

fn describe_present(program: &Program, ty: &Type) -> String {
    match &ty.ty {
        Ty::Error | Ty::Any if ty.nullable => "null".to_owned(),
        Ty::Error | Ty::Any => "any value".to_owned(),
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
        Ty::Entity(entities) => names(program, entities),
        Ty::Ref(entities) => format!("ref {}", names(program, entities)),
        Ty::List(item) => format!("[{}]", describe(program, item)),
    }
}

/// Entities as a union is written.
fn names(program: &Program, entities: &[EntityId]) -> String {
    let names: Vec<&str> = entities
        .iter()
        .map(|entity| program.entities[*entity].name.as_str())
        .collect();
    names.join(" | ")
}
