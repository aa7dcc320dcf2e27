//! `some`, `no`, `every`.

use tenet_hir::{ExprId, ExprKind, QuantifierKind, Type, VarId};
use tenet_syntax::ast;

use super::Checker;
use crate::lint;

impl Checker<'_, '_> {
    pub(super) fn quantifier(&mut self, expr: &ast::Expr) -> ExprId {
        let ast::ExprKind::Quantifier {
            kind,
            binding,
            satisfies,
        } = &expr.kind
        else {
            return self.poison(expr.span);
        };
        let outer: Vec<VarId> = self.variables().map(|(_, var)| var).collect();
        let mark = self.mark();
        let checked = self.binding(binding);
        let satisfies = satisfies.as_deref().map(|body| self.condition(body));
        self.release(mark);
        for body in checked.condition.into_iter().chain(satisfies) {
            for found in lint::about_outer(&self.ctx.program, body, checked.var, &outer) {
                self.report(found);
            }
        }
        let kind = match kind {
            ast::QuantifierKind::Some => QuantifierKind::Some,
            ast::QuantifierKind::No => QuantifierKind::No,
            ast::QuantifierKind::Every => QuantifierKind::Every,
        };
        let kind = ExprKind::Quantifier {
            kind,
            binding: checked,
            satisfies,
        };
        self.add(kind, Type::BOOL, expr.span)
    }
}
