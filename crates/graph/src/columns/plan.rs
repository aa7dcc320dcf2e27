//! Short ways to say how a field is read.

use tenet_hir::{FieldPlan, Shape};

/// A text that may be null.
pub(crate) fn text(name: &str) -> FieldPlan {
    plan(name, Shape::Text, true)
}

/// A text that is never null.
pub(crate) fn word(name: &str) -> FieldPlan {
    plan(name, Shape::Text, false)
}

/// The key of another object.
pub(crate) fn reference(name: &str, key: &str) -> FieldPlan {
    let key = key.to_owned();
    plan(name, Shape::Ref { key }, true)
}

/// True or false.
pub(crate) fn truth(name: &str) -> FieldPlan {
    plan(name, Shape::Bool, false)
}

/// True, false or null.
pub(crate) fn flag(name: &str) -> FieldPlan {
    plan(name, Shape::Bool, true)
}

/// A whole number.
pub(crate) fn number(name: &str) -> FieldPlan {
    plan(name, Shape::Int, true)
}

/// A date that may be null.
pub(crate) fn date(name: &str) -> FieldPlan {
    plan(name, Shape::Date, true)
}

/// A list of texts.
pub(crate) fn texts(name: &str) -> FieldPlan {
    plan(name, Shape::List(Box::new(Shape::Text)), false)
}

/// A list of keys of other objects.
pub(crate) fn references(name: &str) -> FieldPlan {
    let key = "id".to_owned();
    plan(name, Shape::List(Box::new(Shape::Ref { key })), false)
}

/// A record.
pub(crate) fn record(name: &str, fields: Vec<FieldPlan>) -> FieldPlan {
    plan(name, Shape::Record(fields), false)
}

/// A record that may be null.
pub(crate) fn optional(name: &str, fields: Vec<FieldPlan>) -> FieldPlan {
    plan(name, Shape::Record(fields), true)
}

/// A list of records.
pub(crate) fn records(name: &str, fields: Vec<FieldPlan>) -> FieldPlan {
    plan(name, Shape::List(Box::new(Shape::Record(fields))), false)
}

fn plan(name: &str, shape: Shape, nullable: bool) -> FieldPlan {
    FieldPlan {
        path: vec![name.to_owned()],
        shape,
        nullable,
        absent_is_null: false,
        null_text: None,
    }
}
