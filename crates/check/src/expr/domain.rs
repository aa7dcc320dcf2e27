//! `reaches`, and the words before `of`.

use tenet_base::Span;
use tenet_hir::{Builtin, BuiltinRecord, Domain, ExprId, ExprKind, Ty, Type};
use tenet_syntax::ast;

use super::Checker;
use crate::errors::{types as errors, unsupported};

/// The collections whose objects stand in the directory and may be members of groups.
pub(super) const DIRECTORY: [&str; 4] = ["users", "devices", "groups", "servicePrincipals"];

/// The collections whose objects policies reach.
const REACHED: [&str; 4] = [
    "users",
    "devices",
    "deviceManagement/managedDevices",
    "servicePrincipals",
];

/// The collections whose objects `targets of` gives.
const TARGETS: [&str; 3] = ["users", "devices", "deviceManagement/managedDevices"];

impl Checker<'_, '_> {
    pub(super) fn reaches(&mut self, policy: &ast::Expr, target: &ast::Expr, span: Span) -> ExprId {
        let policy_id = self.expression(policy, None);
        let target_id = self.expression(target, None);
        let policy_fits = self.is_targeted(policy_id, policy);
        let target_fits = self.is_among(target_id, target, &REACHED);
        if !policy_fits || !target_fits {
            return self.poison(span);
        }
        let kind = ExprKind::Reaches {
            policy: policy_id,
            object: target_id,
        };
        self.add(kind, Type::BOOL, span)
    }

    /// `intents(app, x)`.
    pub(super) fn intents(&mut self, app: &ast::Expr, object: &ast::Expr, span: Span) -> ExprId {
        let app_id = self.expression(app, None);
        let object_id = self.expression(object, None);
        let app_fits = self.is_app(app_id, app);
        let object_fits = self.is_among(object_id, object, &TARGETS);
        if !app_fits || !object_fits {
            return self.poison(span);
        }
        let kind = ExprKind::Builtin(Builtin::Intents, vec![app_id, object_id]);
        self.add(kind, Builtin::Intents.result(), span)
    }

    fn is_app(&mut self, id: ExprId, expr: &ast::Expr) -> bool {
        let ty = self.ty(id);
        if ty.is_error() {
            return false;
        }
        if !self.all_stand_in(&ty.ty, &["deviceAppManagement/mobileApps"]) {
            let name = self.describe(&ty);
            self.report(errors::not_an_app(expr.span, &name));
            return false;
        }
        self.not_null(id, expr)
    }

    /// Whether an expression gives something that has targeting.
    fn is_targeted(&mut self, id: ExprId, expr: &ast::Expr) -> bool {
        let ty = self.ty(id);
        if ty.is_error() {
            return false;
        }
        let entities = ty.ty.entities();
        let targeted = |entity| self.ctx.program.entities[entity].targeting.is_some();
        if entities.is_empty() || !entities.iter().copied().all(targeted) {
            let name = self.describe(&ty);
            self.report(errors::no_targeting(expr.span, &name));
            return false;
        }
        self.not_null(id, expr)
    }

    /// Whether an expression gives an object of one of these collections, which can be reached.
    fn is_among(&mut self, id: ExprId, expr: &ast::Expr, paths: &[&str]) -> bool {
        let ty = self.ty(id);
        if ty.is_error() {
            return false;
        }
        if !self.all_stand_in(&ty.ty, paths) {
            let name = self.describe(&ty);
            self.report(errors::not_targetable(expr.span, &name));
            return false;
        }
        self.not_null(id, expr)
    }

    /// Whether a value is an object, whatever its entity, of one of these collections.
    pub(super) fn all_stand_in(&self, ty: &Ty, paths: &[&str]) -> bool {
        let entities = ty.entities();
        !entities.is_empty() && entities.iter().all(|entity| self.stands_in(*entity, paths))
    }

    pub(super) fn domain(
        &mut self,
        word: ast::DomainWord,
        operand: &ast::Expr,
        span: Span,
    ) -> ExprId {
        match word {
            ast::DomainWord::Changes => self.refuse(unsupported::changes(span)),
            ast::DomainWord::Members => self.members(operand, span),
            ast::DomainWord::Groups => self.groups_of(operand, span),
            ast::DomainWord::Targets => {
                let item = Type::of(Ty::Ref(self.of_collections(&TARGETS)));
                self.of_policy(Domain::Targets, operand, item, span)
            }
            ast::DomainWord::Inclusions => {
                let item = Type::of(Ty::Builtin(BuiltinRecord::Inclusion));
                self.of_policy(Domain::Inclusions, operand, item, span)
            }
            ast::DomainWord::Exclusions => {
                let item = Type::of(Ty::Builtin(BuiltinRecord::Inclusion));
                self.of_policy(Domain::Exclusions, operand, item, span)
            }
        }
    }

    fn of_policy(&mut self, word: Domain, operand: &ast::Expr, item: Type, span: Span) -> ExprId {
        let id = self.expression(operand, None);
        if !self.is_targeted(id, operand) {
            return self.poison(span);
        }
        self.add(ExprKind::Domain(word, id), Type::list(item), span)
    }

    fn members(&mut self, operand: &ast::Expr, span: Span) -> ExprId {
        let id = self.expression(operand, None);
        let ty = self.ty(id);
        if ty.is_error() {
            return self.poison(span);
        }
        if !self.all_stand_in(&ty.ty, &["groups"]) {
            let name = self.describe(&ty);
            return self.refuse(errors::not_a_group(operand.span, &name));
        }
        if !self.not_null(id, operand) {
            return self.poison(span);
        }
        let item = Type::of(Ty::Ref(self.of_collections(&DIRECTORY)));
        self.add(
            ExprKind::Domain(Domain::Members, id),
            Type::list(item),
            span,
        )
    }

    fn groups_of(&mut self, operand: &ast::Expr, span: Span) -> ExprId {
        let id = self.expression(operand, None);
        let ty = self.ty(id);
        if ty.is_error() {
            return self.poison(span);
        }
        if !self.all_stand_in(&ty.ty, &DIRECTORY) {
            let name = self.describe(&ty);
            return self.refuse(errors::not_a_member(operand.span, &name));
        }
        if !self.not_null(id, operand) {
            return self.poison(span);
        }
        let item = Type::of(Ty::Ref(self.groups()));
        self.add(ExprKind::Domain(Domain::Groups, id), Type::list(item), span)
    }
}
