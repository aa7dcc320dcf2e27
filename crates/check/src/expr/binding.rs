//! `x in C where P`: the one binding form.

use tenet_base::Span;
use tenet_hir::{Binding, ExprId, ExprKind, Type};
use tenet_syntax::ast;

use super::Checker;
use crate::types;

impl Checker<'_, '_> {
    /// Binds the variable and assumes the condition; the caller leaves the scope.
    pub(crate) fn binding(&mut self, binding: &ast::Binding) -> Binding {
        let source = self.expression(&binding.source, None);
        let item = self.item_type(source, &binding.source);
        let var = self.bind(&binding.name, item);
        let condition = binding.condition.as_ref().map(|condition| {
            let id = self.condition(condition);
            self.assume(id, true);
            id
        });
        Binding {
            var,
            source,
            condition,
        }
    }

    /// The type of the members of what is ranged over.
    fn item_type(&mut self, id: ExprId, source: &ast::Expr) -> Type {
        let ty = self.ty(id);
        if ty.is_error() {
            return Type::ERROR;
        }
        let Some(item) = types::item_of(&ty).cloned() else {
            self.no_members(source, &ty);
            return Type::ERROR;
        };
        if self.not_null(id, source) {
            item
        } else {
            Type::ERROR
        }
    }

    /// `(x in C where P)`.
    pub(super) fn comprehension(&mut self, binding: &ast::Binding, span: Span) -> ExprId {
        let mark = self.mark();
        let checked = self.binding(binding);
        // The members keep the type that the condition has narrowed them to.
        let form = self.pure(
            ExprKind::Var(checked.var),
            self.ctx.program.vars[checked.var].ty.clone(),
            binding.name.span,
        );
        let item = self.ty(form);
        self.release(mark);
        let ty = if item.is_error() {
            Type::ERROR
        } else {
            Type::list(item)
        };
        self.add(ExprKind::Filter(checked), ty, span)
    }
}
