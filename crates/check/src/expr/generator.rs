//! `list(e for x in C where P)`, `min(…)`, `max(…)`, `sum(…)`.

use tenet_base::Span;
use tenet_hir::{ExprId, ExprKind, Generator, Ty, Type, VarId};
use tenet_syntax::ast;

use super::Checker;
use crate::errors::{nulls, types as errors};
use crate::{lint, types};

impl Checker<'_, '_> {
    pub(super) fn generate(
        &mut self,
        kind: Generator,
        arguments: &[ast::Expr],
        span: Span,
    ) -> ExprId {
        let [argument] = arguments else {
            self.look_through(arguments);
            return self.refuse(errors::generator_wanted(kind.name(), span));
        };
        let ast::ExprKind::Generator { value, binding } = &argument.kind else {
            self.look_through(arguments);
            return self.refuse(errors::generator_wanted(kind.name(), argument.span));
        };
        let outer: Vec<VarId> = self.variables().map(|(_, var)| var).collect();
        let mark = self.mark();
        let checked = self.binding(binding);
        let value_id = self.expression(value, None);
        self.release(mark);
        if let Some(condition) = checked.condition {
            for found in lint::about_outer(&self.ctx.program, condition, checked.var, &outer) {
                self.report(found);
            }
        }
        let Some(ty) = self.generated(kind, value, value_id) else {
            return self.poison(span);
        };
        let kind = ExprKind::Generate {
            kind,
            value: value_id,
            binding: checked,
        };
        self.add(kind, ty, span)
    }

    /// The type of what becomes of the values; nothing if they do not fit, which is reported.
    fn generated(&mut self, kind: Generator, value: &ast::Expr, id: ExprId) -> Option<Type> {
        let ty = self.ty(id);
        if ty.is_error() {
            return None;
        }
        if kind == Generator::List {
            return self.listed(value, ty);
        }
        if !self.combines(kind, value, &ty) {
            return None;
        }
        if ty.nullable {
            self.report(nulls::generated(value, kind.name()));
            return None;
        }
        Some(if kind == Generator::Sum {
            ty
        } else {
            ty.or_null()
        })
    }

    /// A list holds each value once, so its values must be such that two can be equal.
    fn listed(&mut self, value: &ast::Expr, ty: Type) -> Option<Type> {
        if types::has_equality(&ty.ty) {
            return Some(Type::list(ty));
        }
        let name = self.describe(&ty.present());
        let diagnostic = errors::incomparable(value.span, &name, &name);
        self.report(diagnostic.help("list one of its fields: `list(x.… for x in …)`"));
        None
    }

    /// Whether values can be ordered, or added up.
    fn combines(&mut self, kind: Generator, value: &ast::Expr, ty: &Type) -> bool {
        let fits = match kind {
            Generator::List => true,
            Generator::Min | Generator::Max => types::is_ordered(&self.ctx.program, &ty.ty),
            Generator::Sum => {
                matches!(ty.ty, Ty::Int | Ty::Number | Ty::Duration | Ty::Any)
            }
        };
        if fits {
            return true;
        }
        let name = self.describe(&ty.clone().present());
        self.report(if kind == Generator::Sum {
            errors::no_sum(value.span, &name)
        } else {
            errors::unordered(value.span, &name)
        });
        false
    }
}
