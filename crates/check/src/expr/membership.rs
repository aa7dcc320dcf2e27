//! `x in C` and `x directly in g`: in a collection, or in a group.

use tenet_base::Span;
use tenet_hir::{ExprId, ExprKind, Ty, Type};
use tenet_syntax::ast;

use super::Checker;
use super::domain::DIRECTORY;
use crate::errors::{nulls, types as errors};
use crate::types;

impl Checker<'_, '_> {
    pub(super) fn membership(&mut self, expr: &ast::Expr) -> ExprId {
        let ast::ExprKind::In {
            negated,
            directly,
            item,
            collection,
        } = &expr.kind
        else {
            return self.poison(expr.span);
        };
        let found = self.is_in(*directly, item, collection, expr.span);
        self.negate_if(*negated, found, expr.span)
    }

    fn is_in(
        &mut self,
        directly: bool,
        item: &ast::Expr,
        collection: &ast::Expr,
        span: Span,
    ) -> ExprId {
        let (item_id, collection_id) = self.item_and_collection(item, collection);
        let (item_ty, collection_ty) = (self.ty(item_id), self.ty(collection_id));
        if item_ty.is_error() || collection_ty.is_error() {
            return self.poison(span);
        }
        if self.all_stand_in(&collection_ty.ty, &["groups"]) {
            return self.in_group(directly, (item, item_id), (collection, collection_id), span);
        }
        if directly {
            let name = self.describe(&collection_ty);
            return self.refuse(errors::not_a_group(collection.span, &name));
        }
        let Some(member) = types::item_of(&collection_ty).cloned() else {
            return self.no_members(collection, &collection_ty);
        };
        if !self.not_null(collection_id, collection) {
            return self.poison(span);
        }
        if !types::comparable(&self.ctx.program, &item_ty.ty, &member.ty) {
            let help = self.meant_items(&item_ty, collection);
            let (item_name, member) = (self.describe(&item_ty), self.describe(&member));
            let diagnostic = errors::incomparable(span, &item_name, &member);
            return self.refuse(match help {
                Some(help) => diagnostic.help(help),
                None => diagnostic,
            });
        }
        if item_ty.nullable && member.nullable {
            return self.refuse(nulls::two_in(span, item, collection));
        }
        self.add(ExprKind::In(item_id, collection_id), Type::BOOL, span)
    }

    /// What was probably meant by the first item of a list that is written out.
    fn meant_items(&self, item: &Type, collection: &ast::Expr) -> Option<String> {
        let ast::ExprKind::List(items) = &collection.kind else {
            return None;
        };
        let string = Type::of(Ty::String);
        items
            .iter()
            .find_map(|one| self.meant(item, (one, &string)))
    }

    /// Both sides; the one that says what the other means comes first.
    fn item_and_collection(
        &mut self,
        item: &ast::Expr,
        collection: &ast::Expr,
    ) -> (ExprId, ExprId) {
        if self.needs_context(item) {
            let collection = self.expression(collection, None);
            let ty = self.ty(collection);
            if ty.is_error() {
                return (self.poison(item.span), collection);
            }
            let expected = types::item_of(&ty).map(|item| item.clone().present());
            return (self.expression(item, expected.as_ref()), collection);
        }
        let item = self.expression(item, None);
        let ty = self.ty(item);
        if ty.is_error() && self.needs_context(collection) {
            return (item, self.poison(collection.span));
        }
        let expected = Type::list(ty.present());
        (item, self.expression(collection, Some(&expected)))
    }

    fn in_group(
        &mut self,
        directly: bool,
        member: (&ast::Expr, ExprId),
        group: (&ast::Expr, ExprId),
        span: Span,
    ) -> ExprId {
        let ty = self.ty(member.1);
        if !self.all_stand_in(&ty.ty, &DIRECTORY) {
            let name = self.describe(&ty.present());
            return self.refuse(errors::not_a_member(member.0.span, &name));
        }
        if !self.not_null(group.1, group.0) {
            return self.poison(span);
        }
        let kind = ExprKind::InGroup {
            member: member.1,
            group: group.1,
            directly,
        };
        self.add(kind, Type::BOOL, span)
    }

    /// `in` on something that has no members.
    pub(super) fn no_members(&mut self, collection: &ast::Expr, ty: &Type) -> ExprId {
        let name = self.describe(ty);
        let mut diagnostic = errors::not_a_collection(collection.span, &name);
        if matches!(ty.ty, Ty::String) {
            diagnostic = diagnostic.help("a text contains another: `text contains \"…\"`");
        } else if self.all_stand_in(&ty.ty, &["groups"]) {
            diagnostic = diagnostic.help("say `members of …`");
        } else if !ty.ty.entities().is_empty() {
            diagnostic = diagnostic.help("compare with `==`");
        }
        self.refuse(diagnostic)
    }
}
