//! `==`, `!=` and the comparisons of order.

use tenet_base::Span;
use tenet_hir::{Comparison, EnumId, ExprId, ExprKind, Ty, Type};
use tenet_syntax::ast;

use super::Checker;
use crate::errors::{nulls, types as errors};
use crate::types;

/// Where a comparison stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct At {
    pub(super) operator: Span,
    pub(super) whole: Span,
}

impl Checker<'_, '_> {
    pub(super) fn compare(&mut self, expr: &ast::Expr) -> ExprId {
        let ast::ExprKind::Compare {
            operator,
            operator_span,
            left,
            right,
        } = &expr.kind
        else {
            return self.poison(expr.span);
        };
        let at = At {
            operator: *operator_span,
            whole: expr.span,
        };
        let comparison = comparison(*operator);
        if let Some(id) = self.compared_with_null(comparison, at, left, right) {
            return id;
        }
        let (left_id, right_id) = self.sides(left, right);
        let (left_ty, right_ty) = (self.ty(left_id), self.ty(right_id));
        if left_ty.is_error() || right_ty.is_error() {
            return self.poison(at.whole);
        }
        if !types::comparable(&self.ctx.program, &left_ty.ty, &right_ty.ty) {
            return self.incomparable(at, (left, &left_ty), (right, &right_ty));
        }
        let fine = match comparison {
            Comparison::Equal | Comparison::NotEqual => {
                self.one_null_at_most(at.whole, (left, left_id), (right, right_id))
            }
            Comparison::Less
            | Comparison::LessOrEqual
            | Comparison::Greater
            | Comparison::GreaterOrEqual => self.ordered(at, (left, left_id), (right, right_id)),
        };
        if !fine {
            return self.poison(at.whole);
        }
        self.add(
            ExprKind::Compare(comparison, left_id, right_id),
            Type::BOOL,
            at.whole,
        )
    }

    /// Both sides; the one that says what the other means comes first.
    pub(super) fn sides(&mut self, left: &ast::Expr, right: &ast::Expr) -> (ExprId, ExprId) {
        if self.needs_context(left) && !self.needs_context(right) {
            let right = self.expression(right, None);
            let expected = self.ty(right);
            return (self.hinted(left, &expected), right);
        }
        let left = self.expression(left, None);
        let expected = self.ty(left);
        (left, self.hinted(right, &expected))
    }

    /// Checks an expression beside another; a mistake there leaves nothing to say here.
    fn hinted(&mut self, expr: &ast::Expr, beside: &Type) -> ExprId {
        if beside.is_error() && self.needs_context(expr) {
            return self.poison(expr.span);
        }
        self.expression(expr, Some(&beside.clone().present()))
    }

    /// `x == null` has a spelling of its own.
    fn compared_with_null(
        &mut self,
        comparison: Comparison,
        at: At,
        left: &ast::Expr,
        right: &ast::Expr,
    ) -> Option<ExprId> {
        let is_null = |side: &ast::Expr| matches!(side.kind, ast::ExprKind::Null);
        let other = match (is_null(left), is_null(right)) {
            (false, false) => return None,
            (true, _) => right,
            (false, true) => left,
        };
        if !self.needs_context(other) {
            self.expression(other, None);
        }
        let equal = comparison == Comparison::Equal;
        Some(self.refuse(nulls::compared(at.whole, other, equal)))
    }

    fn incomparable(
        &mut self,
        at: At,
        left: (&ast::Expr, &Type),
        right: (&ast::Expr, &Type),
    ) -> ExprId {
        let (left_name, right_name) = (self.describe(left.1), self.describe(right.1));
        let diagnostic = errors::incomparable(at.operator, &left_name, &right_name);
        let help = self
            .meant(left.1, right)
            .or_else(|| self.meant(right.1, left));
        let listed = types::item_of(left.1).or(types::item_of(right.1));
        let help = help.or(listed.map(|_| "a list is searched: `x in list`".to_owned()));
        self.refuse(match help {
            Some(help) => diagnostic.help(help),
            None => diagnostic,
        })
    }

    /// What was probably meant by a value beside one of that type.
    pub(super) fn meant(&self, beside: &Type, value: (&ast::Expr, &Type)) -> Option<String> {
        if let Some(entity) = beside.ty.entities().first()
            && value.1.ty.entities().is_empty()
        {
            let key = self.ctx.program.entities[*entity].key?;
            let key = &self.ctx.program.fields[key].name;
            return Some(format!("name the field that is meant: `….{key}`"));
        }
        if let (Ty::String, Ty::Enum(id)) = (&beside.ty, &value.1.ty) {
            return self.meant_text(*id, value.0);
        }
        let ast::ExprKind::String(text) = &value.0.kind else {
            return None;
        };
        match &beside.ty {
            Ty::Enum(id) => {
                let members = &self.ctx.program.enums[*id].variants;
                let member = members.iter().find(|member| {
                    tenet_base::text::same(&member.name, text)
                        || tenet_base::text::same(&member.wire, text)
                })?;
                Some(format!(
                    "write the member without quotes: `{}`",
                    member.name
                ))
            }
            Ty::Date | Ty::Duration => {
                Some("dates and durations are written without quotes".to_owned())
            }
            Ty::Error
            | Ty::Any
            | Ty::Bool
            | Ty::Int
            | Ty::Number
            | Ty::String
            | Ty::Period
            | Ty::Severity
            | Ty::Record(_)
            | Ty::Builtin(_)
            | Ty::Entity(_)
            | Ty::Ref(_)
            | Ty::List(_) => None,
        }
    }

    /// The text that a member of an enumeration has in exports.
    fn meant_text(&self, id: EnumId, member: &ast::Expr) -> Option<String> {
        let ast::ExprKind::Member { name, .. } = &member.kind else {
            return None;
        };
        let mut members = self.ctx.program.enums[id].variants.iter();
        let member = members.find(|member| member.name == name.text)?;
        Some(format!("a text stands in quotes: `\"{}\"`", member.wire))
    }

    /// Two things that are not there never count as equal.
    pub(super) fn one_null_at_most(
        &mut self,
        whole: Span,
        left: (&ast::Expr, ExprId),
        right: (&ast::Expr, ExprId),
    ) -> bool {
        let both = self.ty(left.1).nullable && self.ty(right.1).nullable;
        if both {
            self.report(nulls::two(whole, left.0, right.0));
        }
        !both
    }

    fn ordered(&mut self, at: At, left: (&ast::Expr, ExprId), right: (&ast::Expr, ExprId)) -> bool {
        let ty = self.ty(left.1);
        if !types::is_ordered(&self.ctx.program, &ty.ty) {
            let name = self.describe(&ty.present());
            self.report(errors::unordered(at.operator, &name));
            return false;
        }
        let left = self.not_null(left.1, left.0);
        self.not_null(right.1, right.0) && left
    }
}

fn comparison(operator: ast::CompareOperator) -> Comparison {
    match operator {
        ast::CompareOperator::Equal => Comparison::Equal,
        ast::CompareOperator::NotEqual => Comparison::NotEqual,
        ast::CompareOperator::Less => Comparison::Less,
        ast::CompareOperator::LessOrEqual => Comparison::LessOrEqual,
        ast::CompareOperator::Greater => Comparison::Greater,
        ast::CompareOperator::GreaterOrEqual => Comparison::GreaterOrEqual,
    }
}
