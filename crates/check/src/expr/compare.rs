//! `==`, `!=` and the comparisons of order.

use tenet_base::Span;
use tenet_hir::{Comparison, ExprId, ExprKind, Type};
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
            return self.incomparable(at, &left_ty, &right_ty);
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

    fn incomparable(&mut self, at: At, left: &Type, right: &Type) -> ExprId {
        let (left_name, right_name) = (self.describe(left), self.describe(right));
        let mut diagnostic = errors::incomparable(at.operator, &left_name, &right_name);
        if types::item_of(left).is_some() || types::item_of(right).is_some() {
            diagnostic = diagnostic.help("lists are searched: `x in list`, `count(list) == 1`");
        } else if !types::entities(&left.ty).is_empty() || !types::entities(&right.ty).is_empty() {
            diagnostic = diagnostic.help("compare fields that hold the same kind of value");
        }
        self.refuse(diagnostic)
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
