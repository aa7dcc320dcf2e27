//! What a complete snapshot says of fields that are not given: what may be
//! null is null, a list is empty, a record is filled likewise, and anything
//! else was not exported.

use tenet_base::text;
use tenet_hir::{FieldId, FieldPlan, Program, Shape, Ty, Type};

use crate::node::{Node, Object};

/// Fills objects of one entity.
pub(super) struct Fill<'a> {
    pub(super) program: &'a Program,
    /// JSON paths that are taken away, folded.
    pub(super) taken_away: Vec<Vec<String>>,
}

/// The fields that the schema declares of an object, and the folded way to it.
type Owner<'o> = (&'o [FieldId], &'o [String]);

impl Fill<'_> {
    /// Fills the fields that are read of an object. The schema says which of
    /// them may be null; what only targeting reads says so itself.
    pub(super) fn object(&self, object: &mut Object, plans: &[FieldPlan], owner: Owner<'_>) {
        for plan in plans {
            self.field(object, plan, owner);
        }
    }

    fn field(&self, object: &mut Object, plan: &FieldPlan, (fields, way): Owner<'_>) {
        let field = fields.iter().find(|field| {
            let path = &self.program.fields[**field].path;
            path.len() == plan.path.len()
                && path
                    .iter()
                    .zip(&plan.path)
                    .all(|(own, other)| own.eq_ignore_ascii_case(other))
        });
        let ty = field.map(|field| &self.program.fields[*field].ty);
        let folded = plan.path.iter().map(|key| text::fold(key).into_owned());
        let way: Vec<String> = way.iter().cloned().chain(folded).collect();
        let inner = ty.map_or(&[][..], |ty| self.fields_in(ty));
        if let Some(value) = object.at(&plan.path) {
            return self.inside(value, &plan.shape, (inner, &way));
        }
        if self.taken_away.contains(&way) {
            return;
        }
        let nullable = ty.map_or(plan.nullable, |ty| ty.nullable);
        if let Some(value) = self.default(nullable, &plan.shape, (inner, &way)) {
            object.set(&plan.path, value);
        }
    }

    /// Fills what is inside of a value that is given.
    fn inside(&self, value: &mut Node, shape: &Shape, owner: Owner<'_>) {
        match (value, shape) {
            (Node::Object(object), Shape::Record(plans)) => self.object(object, plans, owner),
            (Node::List(items), Shape::List(shape)) => {
                for item in items {
                    self.inside(item, shape, owner);
                }
            }
            (_, _) => {}
        }
    }

    fn default(&self, nullable: bool, shape: &Shape, owner: Owner<'_>) -> Option<Node> {
        if nullable {
            return Some(Node::Null);
        }
        match shape {
            Shape::List(_) => Some(Node::List(Vec::new())),
            Shape::Record(plans) => {
                let mut record = Object::default();
                self.object(&mut record, plans, owner);
                Some(Node::Object(record))
            }
            Shape::Bool
            | Shape::Int
            | Shape::Number
            | Shape::Text
            | Shape::Date
            | Shape::Duration
            | Shape::Ref { .. } => None,
        }
    }

    /// The fields of the record that a type is, or is a list of.
    fn fields_in(&self, ty: &Type) -> &[FieldId] {
        if let Ty::List(item) = &ty.ty {
            return self.fields_in(item);
        }
        if let Ty::Record(record) = &ty.ty {
            return &self.program.records[*record].fields;
        }
        &[]
    }
}
