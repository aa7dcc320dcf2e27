//! `+`, `-`, `*`: on numbers, dates and durations, and `+` on collections.

use tenet_base::Span;
use tenet_hir::{Arithmetic, ExprId, ExprKind, Literal, Ty, Type};
use tenet_syntax::ast;

use super::Checker;
use super::literal;
use crate::errors::types as errors;
use crate::types;

impl Checker<'_, '_> {
    pub(super) fn negate(
        &mut self,
        operand: &ast::Expr,
        span: Span,
        expected: Option<&Type>,
    ) -> ExprId {
        // The least whole number has no positive counterpart, so a sign is read with its digits.
        if let ast::ExprKind::Int(digits) = &operand.kind {
            let signed = format!("-{digits}");
            return match literal::int(&signed) {
                Ok(value) => self.constant(Literal::Int(value), Ty::Int, span),
                Err(_) => self.refuse(errors::out_of_range(span, &signed)),
            };
        }
        let id = self.expression(operand, expected);
        let ty = self.ty(id);
        if let ExprKind::Literal(Literal::Number(value)) = &self.ctx.program.exprs[id].kind {
            let value = -*value;
            return self.constant(Literal::Number(value), Ty::Number, span);
        }
        match ty.ty {
            Ty::Error => self.poison(span),
            Ty::Int | Ty::Number | Ty::Duration | Ty::Any => {
                if !self.not_null(id, operand) {
                    return self.poison(span);
                }
                self.add(ExprKind::Negate(id), ty, span)
            }
            Ty::Bool
            | Ty::String
            | Ty::Date
            | Ty::Period
            | Ty::Enum(_)
            | Ty::Severity
            | Ty::Record(_)
            | Ty::Builtin(_)
            | Ty::Entity(_)
            | Ty::Ref(_)
            | Ty::List(_) => {
                let name = self.describe(&ty);
                self.refuse(errors::negated(span, &name))
            }
        }
    }

    pub(super) fn arithmetic(&mut self, expr: &ast::Expr) -> ExprId {
        let ast::ExprKind::Arithmetic {
            operator,
            left,
            right,
        } = &expr.kind
        else {
            return self.poison(expr.span);
        };
        let span = expr.span;
        let (left_id, right_id) = self.sides(left, right);
        let (left_ty, right_ty) = (self.ty(left_id), self.ty(right_id));
        if left_ty.is_error() || right_ty.is_error() {
            return self.poison(span);
        }
        let (operation, sign) = operation(*operator);
        let united = self.united(operation, &left_ty, &right_ty);
        let ty = united
            .clone()
            .or_else(|| result(operation, &left_ty.ty, &right_ty.ty).map(Type::of));
        let Some(ty) = ty else {
            let (left, right) = (self.describe(&left_ty), self.describe(&right_ty));
            let mut diagnostic = errors::arithmetic(span, sign, &left, &right);
            let text = matches!(left_ty.ty, Ty::String) || matches!(right_ty.ty, Ty::String);
            if text && operation == Arithmetic::Add {
                diagnostic = diagnostic.help("texts are joined with `concat(a, b)`");
            }
            return self.refuse(diagnostic);
        };
        let left_there = self.not_null(left_id, left);
        if !self.not_null(right_id, right) || !left_there {
            return self.poison(span);
        }
        let kind = match united {
            Some(_) => ExprKind::Union(left_id, right_id),
            None => ExprKind::Arithmetic(operation, left_id, right_id),
        };
        self.add(kind, ty, span)
    }

    /// The type of two collections together.
    fn united(&self, operation: Arithmetic, left: &Type, right: &Type) -> Option<Type> {
        let both = types::item_of(left).zip(types::item_of(right));
        let (left, right) = both.filter(|_| operation == Arithmetic::Add)?;
        types::join(&self.ctx.program, left, right).map(Type::list)
    }
}

fn operation(operator: ast::ArithmeticOperator) -> (Arithmetic, &'static str) {
    match operator {
        ast::ArithmeticOperator::Add => (Arithmetic::Add, "+"),
        ast::ArithmeticOperator::Subtract => (Arithmetic::Subtract, "-"),
        ast::ArithmeticOperator::Multiply => (Arithmetic::Multiply, "*"),
    }
}

/// What an operation gives on values of these types.
fn result(operation: Arithmetic, left: &Ty, right: &Ty) -> Option<Ty> {
    match (operation, left, right) {
        (_, Ty::Any, other) | (_, other, Ty::Any) => Some(other.clone()),
        (_, Ty::Int, Ty::Int) => Some(Ty::Int),
        (_, Ty::Int | Ty::Number, Ty::Int | Ty::Number) => Some(Ty::Number),
        (Arithmetic::Add | Arithmetic::Subtract, Ty::Date, Ty::Duration)
        | (Arithmetic::Add, Ty::Duration, Ty::Date) => Some(Ty::Date),
        (Arithmetic::Subtract, Ty::Date, Ty::Date)
        | (Arithmetic::Add | Arithmetic::Subtract, Ty::Duration, Ty::Duration)
        | (Arithmetic::Multiply, Ty::Duration, Ty::Int)
        | (Arithmetic::Multiply, Ty::Int, Ty::Duration) => Some(Ty::Duration),
        (_, _, _) => None,
    }
}
