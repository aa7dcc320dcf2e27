//! `and`, `or`, `not`, `if`: each part is checked where those before it hold.

use tenet_base::Span;
use tenet_hir::{ExprId, ExprKind, Literal, Ty, Type};
use tenet_syntax::ast;

use super::Checker;
use crate::errors::types as errors;
use crate::types;

impl Checker<'_, '_> {
    pub(super) fn not(&mut self, operand: &ast::Expr, span: Span) -> ExprId {
        let id = self.condition(operand);
        self.add(ExprKind::Not(id), Type::BOOL, span)
    }

    /// `a and b and …`, `a or b or …`: a part of an `or` is looked at only
    /// where those before it are false.
    pub(super) fn chain(&mut self, parts: &[ast::Expr], conjunction: bool, span: Span) -> ExprId {
        let mark = self.mark();
        let mut checked = Vec::with_capacity(parts.len());
        for part in parts {
            let id = self.condition(part);
            self.assume(id, conjunction);
            checked.push(id);
        }
        self.release(mark);
        let kind = if conjunction {
            ExprKind::And(checked)
        } else {
            ExprKind::Or(checked)
        };
        self.add(kind, Type::BOOL, span)
    }

    pub(super) fn if_then(&mut self, expr: &ast::Expr, expected: Option<&Type>) -> ExprId {
        let ast::ExprKind::If {
            condition,
            then,
            otherwise,
        } = &expr.kind
        else {
            return self.poison(expr.span);
        };
        let condition = self.condition(condition);
        let Some(otherwise) = otherwise else {
            return self.implication(condition, then, expr.span);
        };
        let then_id = self.branch(condition, true, then, expected);
        let then_ty = self.ty(then_id);
        let hint = expected.cloned().unwrap_or_else(|| then_ty.clone());
        let otherwise_id = self.branch(condition, false, otherwise, Some(&hint));
        let otherwise_ty = self.ty(otherwise_id);
        let Some(ty) = types::join(&self.ctx.program, &then_ty, &otherwise_ty) else {
            let (first, other) = (self.describe(&then_ty), self.describe(&otherwise_ty));
            return self.refuse(errors::different_types(otherwise.span, &first, &other));
        };
        let kind = ExprKind::If {
            condition,
            then: then_id,
            otherwise: otherwise_id,
        };
        self.add(kind, ty, expr.span)
    }

    /// `if P then Q` alone: true where P is false.
    fn implication(&mut self, condition: ExprId, then: &ast::Expr, span: Span) -> ExprId {
        let mark = self.mark();
        self.assume(condition, true);
        let then = self.condition(then);
        self.release(mark);
        let otherwise = self.constant(Literal::Bool(true), Ty::Bool, span.at_end());
        self.add(
            ExprKind::If {
                condition,
                then,
                otherwise,
            },
            Type::BOOL,
            span,
        )
    }

    fn branch(
        &mut self,
        condition: ExprId,
        truth: bool,
        branch: &ast::Expr,
        expected: Option<&Type>,
    ) -> ExprId {
        let mark = self.mark();
        self.assume(condition, truth);
        let id = self.expression(branch, expected);
        self.release(mark);
        id
    }
}
