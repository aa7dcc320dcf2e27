//! `date(s, "DD/MM/YYYY")` and `capture(s, /…(…)…/)`: texts read by a form
//! that stands in the rule and is compiled with it.

use tenet_base::Span;
use tenet_hir::{Builtin, Case, DateFormat, ExprId, ExprKind, Form, Pattern, Ty, Type};
use tenet_syntax::ast;

use super::Checker;
use crate::errors::types as errors;

impl Checker<'_, '_> {
    pub(super) fn date(&mut self, text: &ast::Expr, format: &ast::Expr, span: Span) -> ExprId {
        let form = self.format(format);
        self.parse(Builtin::Date, text, form, span)
    }

    pub(super) fn capture(&mut self, text: &ast::Expr, regex: &ast::Expr, span: Span) -> ExprId {
        let form = self.regex(regex);
        self.parse(Builtin::Capture, text, form, span)
    }

    fn format(&mut self, format: &ast::Expr) -> Option<Form> {
        let ast::ExprKind::String(written) = &format.kind else {
            self.report(errors::form_wanted(format.span, "date", "\"DD/MM/YYYY\""));
            return None;
        };
        match DateFormat::parse(written) {
            Ok(format) => Some(Form::Date(format)),
            Err(why) => {
                self.report(errors::bad_format(format.span, &why));
                None
            }
        }
    }

    fn regex(&mut self, regex: &ast::Expr) -> Option<Form> {
        let ast::ExprKind::Regex(written) = &regex.kind else {
            self.report(errors::form_wanted(regex.span, "capture", "/^(.*)@/"));
            return None;
        };
        match Pattern::regex(written, Case::Folded) {
            Ok(pattern) if pattern.has_group() => Some(Form::Capture(pattern)),
            Ok(_) => {
                self.report(errors::no_capture(regex.span));
                None
            }
            Err(error) => {
                self.report(errors::bad_pattern(regex.span, &error.message));
                None
            }
        }
    }

    fn parse(
        &mut self,
        function: Builtin,
        text: &ast::Expr,
        form: Option<Form>,
        span: Span,
    ) -> ExprId {
        let wanted = Type::of(Ty::String);
        let id = self.expression(text, Some(&wanted));
        let id = self.operand(id, text, &wanted);
        match form {
            Some(form) => self.pure(ExprKind::Parse(id, form), function.result(), span),
            None => self.poison(span),
        }
    }
}
