//! `is present`, `is known`, `is empty`, `is SomeEntity`.

use tenet_base::Span;
use tenet_hir::{EntityId, ExprId, ExprKind, State, Ty, Type};
use tenet_syntax::ast;

use super::Checker;
use crate::errors::types as errors;
use crate::types;

impl Checker<'_, '_> {
    pub(super) fn is(&mut self, expr: &ast::Expr) -> ExprId {
        let ast::ExprKind::Is {
            negated,
            subject,
            test,
        } = &expr.kind
        else {
            return self.poison(expr.span);
        };
        let found = self.tested_state(subject, test, expr.span);
        self.negate_if(*negated, found, expr.span)
    }

    fn tested_state(&mut self, subject: &ast::Expr, test: &ast::IsTest, span: Span) -> ExprId {
        match test {
            ast::IsTest::Present => self.is_state(subject, State::Present, span),
            ast::IsTest::Known => self.is_state(subject, State::Known, span),
            ast::IsTest::Empty => self.is_empty(subject, span),
            ast::IsTest::Type(name) => self.is_entity(subject, name, span),
        }
    }

    fn is_state(&mut self, subject: &ast::Expr, state: State, span: Span) -> ExprId {
        let id = self.expression(subject, None);
        if self.ty(id).is_error() {
            return self.poison(span);
        }
        self.add(ExprKind::Is(id, state), Type::BOOL, span)
    }

    fn is_empty(&mut self, subject: &ast::Expr, span: Span) -> ExprId {
        let id = self.expression(subject, None);
        let ty = self.ty(id);
        if ty.is_error() {
            return self.poison(span);
        }
        if types::item_of(&ty).is_none() {
            let name = self.describe(&ty);
            let mut diagnostic = errors::not_a_collection(subject.span, &name);
            if matches!(ty.ty, Ty::String) {
                diagnostic = diagnostic.help("a text is `blank(…)`; what may be null `is present`");
            }
            return self.refuse(diagnostic);
        }
        if !self.not_null(id, subject) {
            return self.poison(span);
        }
        self.add(ExprKind::Is(id, State::Empty), Type::BOOL, span)
    }

    fn is_entity(&mut self, subject: &ast::Expr, name: &ast::QualifiedName, span: Span) -> ExprId {
        let id = self.expression(subject, None);
        let wanted = self.tested(name);
        let ty = self.ty(id);
        if wanted.is_empty() || ty.is_error() {
            return self.poison(span);
        }
        let entities = ty.ty.entities();
        let possible: Vec<EntityId> = wanted
            .into_iter()
            .filter(|wanted| types::overlap(&self.ctx.program, entities, &[*wanted]))
            .collect();
        if possible.is_empty() {
            let found = self.describe(&ty.present());
            return self.refuse(errors::never_is(name.span, &found, &name.name.text));
        }
        self.is_one_of(id, &possible, span)
    }

    /// A test for a union asks for each of its entities.
    fn is_one_of(&mut self, id: ExprId, entities: &[EntityId], span: Span) -> ExprId {
        let mut tests: Vec<ExprId> = entities
            .iter()
            .map(|entity| self.add(ExprKind::IsEntity(id, *entity), Type::BOOL, span))
            .collect();
        match (tests.len(), tests.pop()) {
            (1, Some(only)) => only,
            (_, Some(last)) => {
                tests.push(last);
                self.add(ExprKind::Or(tests), Type::BOOL, span)
            }
            (_, None) => self.poison(span),
        }
    }
}
