//! What has to be read: collections, and the fields of their objects.
//!
//! The loader fills one table per collection, one column per field, and skips
//! everything else. Names here are those of the JSON, compared without regard
//! to case.

use std::collections::BTreeSet;

use tenet_base::{IndexVec, define_id, text};

use crate::Canonical;

define_id! {
    /// A collection that is read, and its table.
    pub struct CollectionId
}

/// The collections and fields that a run reads.
#[derive(Debug, Clone, Default)]
pub struct Projection {
    /// The collections, each Graph path once.
    pub collections: IndexVec<CollectionId, Collection>,
    /// The JSON types of all objects that the schema declares, read or not, folded and without
    /// `#`: an object of another type is of a kind that nothing is known about. Nobody said them
    /// if there are none.
    pub kinds: BTreeSet<String>,
}

/// A collection and what is read of each object.
#[derive(Debug, Clone)]
pub struct Collection {
    /// The Graph path without a leading slash: `identity/conditionalAccess/policies`.
    pub path: String,
    /// The JSON types whose objects belong here, whatever file they stand in:
    /// `#microsoft.graph.user`.
    pub types: Vec<String>,
    /// Which of `fields` is the key, if the collection has one.
    pub key: Option<usize>,
    /// Whether keys that differ in case only are two objects.
    pub exact_key: bool,
    /// The fields, one column each.
    pub fields: Vec<FieldPlan>,
    /// How versions of its objects are compared, if that is asked for.
    pub canonical: Option<Canonical>,
}

/// A field of an object or of a record in it.
#[derive(Debug, Clone, PartialEq)]
pub struct FieldPlan {
    /// Where it stands in the object: one key, or several for a JSON path.
    pub path: Vec<String>,
    /// How it is read.
    pub shape: Shape,
    /// Whether `null` is a value of its own; else `null` for a list says nothing.
    pub nullable: bool,
    /// Whether an absent key means `null`.
    pub absent_is_null: bool,
    /// A text that stands for `null`: the all-zero id.
    pub null_text: Option<String>,
}

/// How a value is read.
#[derive(Debug, Clone, PartialEq)]
pub enum Shape {
    /// `true` or `false`.
    Bool,
    /// A whole number.
    Int,
    /// Any number.
    Number,
    /// A text; enum members are read as texts too.
    Text,
    /// An instant.
    Date,
    /// An ISO 8601 duration.
    Duration,
    /// The key of another object, or that object expanded.
    Ref {
        /// The keys of an expanded object that may hold the reference: `id`, or the `by` field.
        key: String,
    },
    /// An object with fields of its own.
    Record(Vec<FieldPlan>),
    /// A list.
    List(Box<Shape>),
}

impl Projection {
    /// The collection of a Graph path.
    pub fn find(&self, path: &str) -> Option<CollectionId> {
        let same = |collection: &Collection| collection.path.eq_ignore_ascii_case(path);
        self.collections
            .iter_enumerated()
            .find(|(_, collection)| same(collection))
            .map(|(id, _)| id)
    }

    /// Whether the types of all objects are told, and this is none of them.
    pub fn is_unknown_kind(&self, kind: &str) -> bool {
        !self.kinds.is_empty() && !self.kinds.contains(&bare_type(kind))
    }

    /// The collection of a Graph path, added if no rule reads it yet.
    pub fn require(&mut self, path: &str) -> CollectionId {
        if let Some(found) = self.find(path) {
            return found;
        }
        let path = path.to_owned();
        self.collections.push(Collection {
            path,
            types: Vec::new(),
            key: None,
            exact_key: false,
            fields: Vec::new(),
            canonical: None,
        })
    }
}

impl Collection {
    /// The column of a field, added or widened so that `plan` can be read from it.
    ///
    /// Two plans for one JSON path share a column: their records are united,
    /// and whoever asked for a list gets one.
    pub fn require(&mut self, plan: FieldPlan) -> usize {
        require(&mut self.fields, plan)
    }

    /// The column of the field at a JSON path.
    pub fn column(&self, path: &[&str]) -> Option<usize> {
        column(&self.fields, path)
    }
}

/// A JSON type without `#`, folded: in this form types are compared.
pub fn bare_type(kind: &str) -> String {
    text::fold(kind.trim_start_matches('#')).into_owned()
}

/// The column of the field at a JSON path among `fields`.
pub fn column(fields: &[FieldPlan], path: &[&str]) -> Option<usize> {
    let same = |field: &FieldPlan| {
        field.path.len() == path.len()
            && field
                .path
                .iter()
                .zip(path)
                .all(|(a, b)| a.eq_ignore_ascii_case(b))
    };
    fields.iter().position(same)
}

fn require(fields: &mut Vec<FieldPlan>, plan: FieldPlan) -> usize {
    let path: Vec<&str> = plan.path.iter().map(String::as_str).collect();
    let Some(at) = column(fields, &path) else {
        fields.push(plan);
        return fields.len() - 1;
    };
    if let Some(field) = fields.get_mut(at) {
        field.nullable |= plan.nullable;
        field.absent_is_null |= plan.absent_is_null;
        unite(&mut field.shape, plan.shape);
    }
    at
}

fn unite(shape: &mut Shape, other: Shape) {
    match (shape, other) {
        (Shape::Record(fields), Shape::Record(more)) => {
            for plan in more {
                require(fields, plan);
            }
        }
        (Shape::List(items), Shape::List(more)) => unite(items, *more),
        // The same JSON field read in two ways that do not fit: the first reader's way stands,
        // and the other finds the field malformed, which is unknown.
        (_, _) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan(path: &str, shape: Shape) -> FieldPlan {
        let path = path.split('/').map(str::to_owned).collect();
        FieldPlan {
            path,
            shape,
            nullable: false,
            absent_is_null: false,
            null_text: None,
        }
    }

    #[test]
    fn one_json_path_is_one_column() {
        let mut projection = Projection::default();
        let users = projection.require("users");
        assert_eq!(projection.require("Users"), users);
        let collection = &mut projection.collections[users];
        let id = collection.require(plan("id", Shape::Text));
        let one = collection.require(plan("a", Shape::Record(vec![plan("x", Shape::Bool)])));
        let two = collection.require(plan("A", Shape::Record(vec![plan("y", Shape::Int)])));
        assert_eq!((id, one, two), (0, 1, 1));
        let Shape::Record(fields) = &collection.fields[1].shape else {
            panic!("a record")
        };
        assert_eq!(fields.len(), 2);
    }
}
