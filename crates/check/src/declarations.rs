//! Sets and definitions, in the order in which they need each other.

use tenet_hir::{DefId, SetId};
use tenet_syntax::ast;

use crate::collect::{Items, Owned};
use crate::context::Context;
use crate::cycles::{self, Node};
use crate::errors::types as errors;
use crate::expr::Checker;
use crate::resolve::{self, Place};
use crate::types;

/// Checks all sets and definitions.
pub(crate) fn check(ctx: &mut Context<'_>, items: &Items<'_>) {
    for def in &items.defs {
        head(ctx, def);
    }
    for node in cycles::order(ctx, items) {
        match node {
            Node::Set(position) => {
                if let Some(set) = items.sets.get(position) {
                    check_set(ctx, set);
                }
            }
            Node::Def(position) => {
                if let Some(def) = items.defs.get(position) {
                    check_def(ctx, def);
                }
            }
        }
    }
}

/// The types of a definition, which its callers need before its body is checked.
fn head(ctx: &mut Context<'_>, def: &Owned<'_, DefId, ast::Def>) {
    let types: Vec<_> = def
        .item
        .parameters
        .iter()
        .map(|parameter| resolve::resolve(ctx, def.pack, &parameter.ty, Place::Value))
        .collect();
    let result = resolve::resolve(ctx, def.pack, &def.item.result, Place::Value);
    let mut checker = Checker::new(ctx, def.pack);
    let params = def.item.parameters.iter().zip(types);
    let params = params
        .map(|(parameter, ty)| checker.bind(&parameter.name, ty))
        .collect();
    let declared = &mut ctx.program.defs[def.id];
    declared.result = result;
    declared.params = params;
}

fn check_def(ctx: &mut Context<'_>, def: &Owned<'_, DefId, ast::Def>) {
    let declared = ctx.program.defs[def.id].clone();
    let mut checker = Checker::new(ctx, def.pack);
    for (parameter, var) in def.item.parameters.iter().zip(&declared.params) {
        checker.enter(&parameter.name.text, *var);
    }
    let body = checker.value(&def.item.body, &declared.result);
    ctx.program.defs[def.id].body = body;
}

fn check_set(ctx: &mut Context<'_>, set: &Owned<'_, SetId, ast::Set>) {
    let mut checker = Checker::new(ctx, set.pack);
    let body = checker.expression(&set.item.value, None);
    let ty = checker.ty(body);
    if !ty.is_error() && (types::item_of(&ty).is_none() || ty.nullable) {
        let name = checker.describe(&ty);
        checker.refuse(errors::not_a_collection(set.item.value.span, &name));
    }
    ctx.program.sets[set.id].body = body;
}
