//! `a otherwise b`.

use tenet_base::Span;
use tenet_hir::{ExprId, ExprKind, Type};
use tenet_syntax::ast;

use super::Checker;
use crate::errors::types as errors;
use crate::{lint, types};

impl Checker<'_, '_> {
    pub(super) fn otherwise(
        &mut self,
        value: &ast::Expr,
        default: &ast::Expr,
        span: Span,
        expected: Option<&Type>,
    ) -> ExprId {
        let nullable = expected.map(|ty| ty.clone().or_null());
        let value_id = self.expression(value, nullable.as_ref());
        let value_ty = self.ty(value_id);
        if !value_ty.nullable && !value_ty.is_error() {
            self.report(lint::needless_otherwise(value, default));
        }
        let hint = value_ty.clone().present();
        let default_id = self.expression(default, Some(&hint));
        let default_ty = self.ty(default_id);
        let Some(ty) = types::join(&self.ctx.program, &hint, &default_ty) else {
            let (first, other) = (self.describe(&hint), self.describe(&default_ty));
            return self.refuse(errors::different_types(default.span, &first, &other));
        };
        self.add(ExprKind::Otherwise(value_id, default_id), ty, span)
    }
}
