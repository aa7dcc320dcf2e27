//! Whether a checked expression fits its place.

use tenet_hir::{ExprId, Literal, Ty, Type};
use tenet_syntax::ast;

use super::Checker;
use crate::errors::{nulls, types as errors};
use crate::types;

impl Checker<'_, '_> {
    /// An operand or argument: of that type, and never null unless the type says so.
    pub(crate) fn operand(&mut self, id: ExprId, expr: &ast::Expr, wanted: &Type) -> ExprId {
        let found = self.ty(id);
        if types::fits(&self.ctx.program, &found, wanted) {
            return id;
        }
        if !types::fits_present(&self.ctx.program, &found.ty, &wanted.ty) {
            return self.mismatch(expr, &found, wanted);
        }
        let default = default_of(wanted);
        self.report(nulls::operand(expr, &default));
        self.poison(expr.span)
    }

    /// A value that is given to a place: a result, an argument's default, a field.
    pub(crate) fn value(&mut self, expr: &ast::Expr, wanted: &Type) -> ExprId {
        let id = self.expression(expr, Some(wanted));
        let found = self.ty(id);
        if types::fits(&self.ctx.program, &found, wanted) {
            return id;
        }
        if !types::fits_present(&self.ctx.program, &found.ty, &wanted.ty) {
            return self.mismatch(expr, &found, wanted);
        }
        let default = default_of(wanted);
        let name = self.describe(wanted);
        self.report(nulls::result(expr, &name, &default));
        self.poison(expr.span)
    }

    /// An operand of any type that must be there.
    pub(crate) fn not_null(&mut self, id: ExprId, expr: &ast::Expr) -> bool {
        let found = self.ty(id);
        if found.nullable && !found.is_error() {
            let default = default_of(&found);
            self.report(nulls::operand(expr, &default));
            return false;
        }
        true
    }

    fn mismatch(&mut self, expr: &ast::Expr, found: &Type, wanted: &Type) -> ExprId {
        let (wanted_name, found_name) = (self.describe(wanted), self.describe(found));
        let mut diagnostic = errors::mismatch(expr.span, &wanted_name, &found_name);
        if let Some(help) = self.mismatch_help(expr, found, wanted) {
            diagnostic = diagnostic.help(help);
        }
        self.report(diagnostic);
        self.poison(expr.span)
    }

    /// What was probably meant instead.
    fn mismatch_help(&self, expr: &ast::Expr, found: &Type, wanted: &Type) -> Option<String> {
        if let (Ty::Enum(id), ast::ExprKind::Name(name)) = (&wanted.ty, &expr.kind) {
            let owner = &self.ctx.program.enums[*id];
            let has = owner.variants.iter().any(|member| member.name == name.text);
            return has.then(|| {
                format!(
                    "`{0}` is a variable here; write `{1}.{0}`",
                    name.text, owner.name
                )
            });
        }
        match (&found.ty, &wanted.ty) {
            (Ty::Entity(_) | Ty::Ref(_), Ty::String) => {
                Some("name the field that is meant: its key or its name".to_owned())
            }
            (Ty::List(_), Ty::Bool) => {
                Some("say `is not empty`, or `some … in … where …`".to_owned())
            }
            (_, Ty::Bool) => Some("a condition is a comparison or a test".to_owned()),
            (_, _) => None,
        }
    }

    /// A constant.
    pub(crate) fn constant(&mut self, literal: Literal, ty: Ty, span: tenet_base::Span) -> ExprId {
        self.add(tenet_hir::ExprKind::Literal(literal), Type::of(ty), span)
    }
}

/// A default that reads well in a help.
fn default_of(ty: &Type) -> String {
    match &ty.ty {
        Ty::Bool => "false".to_owned(),
        Ty::Int | Ty::Number => "0".to_owned(),
        Ty::String => "\"\"".to_owned(),
        Ty::List(_) => "[]".to_owned(),
        Ty::Date => "now".to_owned(),
        Ty::Error
        | Ty::Any
        | Ty::Duration
        | Ty::Period
        | Ty::Enum(_)
        | Ty::Severity
        | Ty::Record(_)
        | Ty::Builtin(_)
        | Ty::Entity(_)
        | Ty::Ref(_) => "…".to_owned(),
    }
}
