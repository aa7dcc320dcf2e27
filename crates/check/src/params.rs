//! Parameters: their constants, and what a pack's user sets instead.

mod setting;

use tenet_hir::{ExprId, ExprKind, PackId, ParamId, ParamValue, Program};
use tenet_syntax::ast;

use crate::collect::{Items, Owned};
use crate::context::Context;
use crate::errors::rules as errors;
use crate::expr::Checker;
use crate::names::{Lookup, Named};
use crate::resolve::{self, Place};

/// Checks the declared values.
pub(crate) fn check(ctx: &mut Context<'_>, items: &Items<'_>) {
    for param in &items.params {
        check_param(ctx, param);
    }
}

fn check_param(ctx: &mut Context<'_>, param: &Owned<'_, ParamId, ast::Param>) {
    let ty = resolve::resolve(ctx, param.pack, &param.item.ty, Place::Value);
    ctx.program.params[param.id].ty = ty.clone();
    let value = Checker::new(ctx, param.pack).value(&param.item.value, &ty);
    if let Some(computed) = computed(&ctx.program, value) {
        let span = ctx.program.exprs[computed].span;
        ctx.report(errors::not_constant(span));
    }
    ctx.program.params[param.id].value = value;
}

/// The first part of a value that is no constant.
pub(crate) fn computed(program: &Program, value: ExprId) -> Option<ExprId> {
    first_computed(program, value, |_| false)
}

/// The first part of a value that is neither a constant nor one of those that `also` takes.
pub(crate) fn first_computed(
    program: &Program,
    value: ExprId,
    also: impl Fn(&ExprKind) -> bool,
) -> Option<ExprId> {
    let mut todo = vec![value];
    while let Some(here) = todo.pop() {
        let kind = &program.exprs[here].kind;
        let constant = matches!(
            kind,
            ExprKind::Literal(_) | ExprKind::List(_) | ExprKind::Record(..) | ExprKind::Error
        );
        if !constant && !also(kind) {
            return Some(here);
        }
        todo.extend(program.parts(here));
    }
    None
}

/// Sets what the users of packs set; of two settings of a parameter the later holds.
pub(crate) fn override_all(ctx: &mut Context<'_>) {
    for (pack, source) in ctx.sources() {
        for (name, value, origin) in &source.params {
            if let Some(param) = find(ctx, pack, name, origin) {
                set(ctx, param, value, (name, origin));
            }
        }
    }
}

fn set(ctx: &mut Context<'_>, param: ParamId, value: &ParamValue, (name, origin): (&str, &str)) {
    let declared = ctx.program.params[param].clone();
    match setting::build(ctx, value, &declared.ty, declared.span) {
        Ok(id) => {
            let overridden = Some((setting::spell(value), origin.to_owned()));
            let declared = &mut ctx.program.params[param];
            declared.value = id;
            declared.overridden = overridden;
        }
        Err(why) => ctx.report(errors::bad_override(name, origin, &why, declared.span)),
    }
}

/// The parameter of that name: the pack's own or an open pack's, one by its
/// alias, else one of any pack below.
fn find(ctx: &mut Context<'_>, pack: PackId, name: &str, origin: &str) -> Option<ParamId> {
    let found = match name.split_once('.') {
        Some((alias, name)) => ctx.names.of_alias(pack, alias, name),
        None => ctx.names.plain(pack, name),
    };
    match found {
        Lookup::Found(Named::Param(id)) => Some(id),
        Lookup::Found(Named::Broken) => None,
        Lookup::Ambiguous(_) => {
            ctx.report(errors::ambiguous_parameter(name, origin));
            None
        }
        Lookup::Found(_) | Lookup::Missing | Lookup::NoPack => below(ctx, pack, name, origin),
    }
}

fn below(ctx: &mut Context<'_>, pack: PackId, name: &str, origin: &str) -> Option<ParamId> {
    let mut known: Vec<String> = Vec::new();
    for below in ctx.names.below(pack) {
        for (own, named) in ctx.names.own(below) {
            if let Named::Param(id) = named {
                if own == name {
                    return Some(id);
                }
                known.push(own.to_owned());
            }
        }
    }
    let known: Vec<&str> = known.iter().map(String::as_str).collect();
    let diagnostic = errors::unknown_parameter(name, origin, &known);
    ctx.report(diagnostic);
    None
}
