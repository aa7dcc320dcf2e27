//! Values of given objects: by the type of their field, written out.
//!
//! They differ from values of rules: a record may leave fields out, since an
//! export may, and a reference is written as the key that an export holds.

use tenet_base::Span;
use tenet_hir::{EntityId, ExprKind, FieldId, GivenValue, Literal, RecordId, Ty, Type};
use tenet_syntax::ast;

use crate::errors::{names, scenarios as errors, types as type_errors};
use crate::expr::Checker;
use crate::schema::field::{field_names, find};
use crate::{resolve, types};

impl Checker<'_, '_> {
    /// The fields that are given, each once; `owner` is what they are of.
    pub(super) fn given_fields(
        &mut self,
        owner: &str,
        fields: &[FieldId],
        pairs: &[ast::Pair],
    ) -> Vec<(FieldId, GivenValue)> {
        let mut given: Vec<(FieldId, &ast::Ident)> = Vec::new();
        let mut values = Vec::new();
        for pair in pairs {
            let Some(field) = find(self.ctx, fields, &pair.name.text) else {
                let known = field_names(&self.ctx.program, fields);
                let diagnostic = names::unknown_field(owner, &pair.name, &known);
                self.report(diagnostic);
                continue;
            };
            if self.ctx.program.fields[field].computed.is_some() {
                self.report(errors::worked_out(owner, &pair.name));
                continue;
            }
            if self.clashes(field, &pair.name, &given) {
                continue;
            }
            given.push((field, &pair.name));
            values.extend(
                self.given_field(field, &pair.value)
                    .map(|value| (field, value)),
            );
        }
        values
    }

    /// Whether a field is given already, or another that is read from the same place.
    fn clashes(
        &mut self,
        field: FieldId,
        name: &ast::Ident,
        given: &[(FieldId, &ast::Ident)],
    ) -> bool {
        let declared = &self.ctx.program.fields;
        let path = &declared[field].path;
        let other = given.iter().find(|(other, _)| {
            let other = &declared[*other].path;
            other.starts_with(path) || path.starts_with(other)
        });
        let Some((other, first)) = other else {
            return false;
        };
        let diagnostic = if *other == field {
            type_errors::repeated_pair(name.span, first.span, &name.text)
        } else {
            errors::same_place(name, first)
        };
        self.report(diagnostic);
        true
    }

    /// The value of a field; none where a mistake was reported.
    fn given_field(&mut self, field: FieldId, value: &ast::Expr) -> Option<GivenValue> {
        let declared = &self.ctx.program.fields[field];
        let (ty, by) = (declared.ty.clone(), declared.by);
        self.given_value(value, &ty, by)
    }

    fn given_value(
        &mut self,
        value: &ast::Expr,
        ty: &Type,
        by: Option<FieldId>,
    ) -> Option<GivenValue> {
        if ty.is_error() {
            return None;
        }
        if let ast::ExprKind::Unknown(_) = &value.kind {
            return Some(GivenValue::Unknown);
        }
        match (&ty.ty, &value.kind) {
            (_, ast::ExprKind::Null) => self.given_null(ty, value.span),
            (Ty::List(item), ast::ExprKind::List(items)) => Some(self.given_list(items, item, by)),
            (Ty::Record(record), ast::ExprKind::Object(literal)) => {
                self.given_record(*record, literal, ty)
            }
            (Ty::Ref(_), ast::ExprKind::String(key)) => Some(GivenValue::Key(key.clone(), None)),
            (Ty::Ref(entities), ast::ExprKind::Object(literal)) => {
                self.given_reference(entities, by, literal)
            }
            (_, _) => self.given_scalar(value, ty),
        }
    }

    fn given_list(&mut self, items: &[ast::Expr], ty: &Type, by: Option<FieldId>) -> GivenValue {
        let mut given = Vec::with_capacity(items.len());
        for item in items {
            // A list is there with all its items, or it is not there.
            if matches!(item.kind, ast::ExprKind::Unknown(_)) {
                self.report(errors::unknown_item(item.span));
            }
            given.extend(self.given_value(item, ty, by));
        }
        GivenValue::List(given)
    }

    fn given_null(&mut self, ty: &Type, span: Span) -> Option<GivenValue> {
        if ty.nullable {
            return Some(GivenValue::Constant(Literal::Null));
        }
        let wanted = self.describe(ty);
        self.report(
            type_errors::mismatch(span, &wanted, "null")
                .help("a field that was not exported is left out"),
        );
        None
    }

    fn given_record(
        &mut self,
        wanted: RecordId,
        literal: &ast::ObjectLiteral,
        ty: &Type,
    ) -> Option<GivenValue> {
        if let Some(name) = &literal.ty {
            let named = self.record_named(name)?;
            if named != wanted {
                let wanted = self.describe(ty);
                self.report(type_errors::mismatch(name.span, &wanted, &name.name.text));
                return None;
            }
        }
        let record = &self.ctx.program.records[wanted];
        let (name, fields) = (record.name.clone(), record.fields.clone());
        let given = self.given_fields(&name, &fields, &literal.pairs);
        Some(GivenValue::Record(wanted, given))
    }

    /// `User { id: "u1" }` where a reference is asked for: its key, and what it is.
    fn given_reference(
        &mut self,
        entities: &[EntityId],
        by: Option<FieldId>,
        literal: &ast::ObjectLiteral,
    ) -> Option<GivenValue> {
        let named = match &literal.ty {
            None => None,
            Some(name) => Some(self.referred(entities, name)?),
        };
        let program = &self.ctx.program;
        let first = named.or(entities.first().copied())?;
        let key = by.or(program.entities[first].key)?;
        let owner = program.entities[first].name.clone();
        let given = self.given_fields(&owner, &[key], &literal.pairs);
        let text = given.into_iter().find_map(|(_, value)| match value {
            GivenValue::Constant(Literal::String(text)) => Some(text),
            GivenValue::Constant(_)
            | GivenValue::Unknown
            | GivenValue::Key(..)
            | GivenValue::List(_)
            | GivenValue::Record(..) => None,
        });
        if text.is_none() && literal.pairs.is_empty() {
            let name = self.ctx.program.fields[key].name.clone();
            self.report(type_errors::missing_pair(literal.span, &owner, &name));
        }
        text.map(|text| GivenValue::Key(text, named))
    }

    /// The entity that a reference names, which must be one of those that it may lead to.
    fn referred(&mut self, entities: &[EntityId], name: &ast::QualifiedName) -> Option<EntityId> {
        let found = resolve::entities_of(self.ctx, self.pack, name);
        let [one] = found.as_slice() else {
            return None;
        };
        if types::all_one_of(&self.ctx.program, &[*one], entities) {
            return Some(*one);
        }
        let wanted = self.describe(&Type::of(Ty::Ref(entities.to_vec())));
        self.report(type_errors::mismatch(name.span, &wanted, &name.name.text));
        None
    }

    fn given_scalar(&mut self, value: &ast::Expr, ty: &Type) -> Option<GivenValue> {
        let id = self.expression(value, Some(ty));
        let found = self.ty(id);
        if !types::fits(&self.ctx.program, &found, ty) {
            let (wanted, found) = (self.describe(ty), self.describe(&found));
            self.report(type_errors::mismatch(value.span, &wanted, &found));
            return None;
        }
        let program = &self.ctx.program;
        if let ExprKind::Literal(literal) = &program.exprs[id].kind {
            return Some(GivenValue::Constant(literal.clone()));
        }
        if let ExprKind::Negate(inner) = &program.exprs[id].kind
            && let ExprKind::Literal(literal) = &program.exprs[*inner].kind
        {
            return negative(literal).map(GivenValue::Constant);
        }
        if matches!(program.exprs[id].kind, ExprKind::Error) {
            return None;
        }
        self.report(errors::computed(value.span));
        None
    }
}

fn negative(literal: &Literal) -> Option<Literal> {
    match literal {
        Literal::Int(value) => value.checked_neg().map(Literal::Int),
        Literal::Number(value) => Some(Literal::Number(-value)),
        Literal::Null
        | Literal::Bool(_)
        | Literal::String(_)
        | Literal::Date(_)
        | Literal::Duration(_)
        | Literal::Enum(..)
        | Literal::Severity(_) => None,
    }
}
