//! `L during …`, and `actor(e)`: logs are read over a time.

use tenet_base::Span;
use tenet_hir::{BuiltinRecord, ExprId, ExprKind, Ty, Type, Window};
use tenet_syntax::ast;

use super::Checker;
use crate::errors::types as errors;
use crate::lint;

impl Checker<'_, '_> {
    pub(super) fn during(
        &mut self,
        source: &ast::Expr,
        window: &ast::Window,
        span: Span,
    ) -> ExprId {
        let outside = std::mem::take(&mut self.logs_read);
        named_logs(source, &mut self.logs_read);
        let events = self.expression(source, None);
        self.logs_read = outside;
        let window = self.window(window);
        if let Some(found) = lint::empty_window(&self.ctx.program, window) {
            self.report(found);
        }
        let ty = self.ty(events);
        if ty.is_error() {
            return self.poison(span);
        }
        let item = crate::types::item_of(&ty);
        let is_log = item.is_some_and(|item| self.are_events(&item.ty));
        if !is_log {
            let name = self.describe(&ty);
            return self.refuse(errors::not_a_log(source.span, &name));
        }
        self.add(ExprKind::During { events, window }, ty, span)
    }

    fn window(&mut self, window: &ast::Window) -> Window {
        match window {
            ast::Window::Last(length) => Window::Last(self.end(length, Ty::Duration)),
            ast::Window::Between(from, to) => {
                Window::Between(self.end(from, Ty::Date), self.end(to, Ty::Date))
            }
        }
    }

    fn end(&mut self, expr: &ast::Expr, ty: Ty) -> ExprId {
        let wanted = Type::of(ty);
        let id = self.expression(expr, Some(&wanted));
        self.operand(id, expr, &wanted)
    }

    /// Whether all objects of a type are events of logs.
    fn are_events(&self, ty: &Ty) -> bool {
        let mut entities = ty.entities().iter();
        !ty.entities().is_empty() && entities.all(|entity| self.ctx.program.is_log(*entity))
    }

    /// A log of a type that says nothing of who did its events.
    fn nobody_told(&self, ty: &Ty) -> Option<String> {
        let program = &self.ctx.program;
        let mut logs = ty.entities().iter().filter(|entity| {
            let logs = program.logs_of(**entity);
            logs.iter()
                .any(|log| log.user.is_none() && log.app.is_none())
        });
        logs.next()
            .map(|entity| program.entities[*entity].name.clone())
    }

    /// `actor(e)`.
    pub(super) fn actor(&mut self, arguments: &[ast::Expr], span: Span) -> ExprId {
        let [event] = arguments else {
            self.report(errors::argument_count(span, "actor", 1, arguments.len()));
            self.look_through(arguments);
            return self.poison(span);
        };
        let id = self.expression(event, None);
        let ty = self.ty(id);
        if ty.is_error() {
            return self.poison(span);
        }
        if !self.are_events(&ty.ty) {
            let name = self.describe(&ty);
            return self.refuse(errors::not_an_event(event.span, &name));
        }
        if let Some(log) = self.nobody_told(&ty.ty) {
            return self.refuse(errors::nobody_told(event.span, &log));
        }
        if !self.not_null(id, event) {
            return self.poison(span);
        }
        let actor = Type::of(Ty::Builtin(BuiltinRecord::Actor));
        self.pure(ExprKind::Actor(id), actor, span)
    }
}

/// The places where the source of a `during` may name a log: itself, the sides
/// of a union, and what a comprehension ranges over.
fn named_logs(source: &ast::Expr, places: &mut Vec<Span>) {
    if let ast::ExprKind::TypeName(name) = &source.kind {
        places.push(name.span);
    }
    if let ast::ExprKind::Arithmetic { left, right, .. } = &source.kind {
        named_logs(left, places);
        named_logs(right, places);
    }
    if let ast::ExprKind::Comprehension(binding) = &source.kind {
        named_logs(&binding.source, places);
    }
}
