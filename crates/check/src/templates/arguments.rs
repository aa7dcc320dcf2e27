//! The arguments of a use: a constant or a set for each parameter.

use std::collections::BTreeMap;

use tenet_base::Span;
use tenet_hir::{ExprId, ExprKind, PackId, Program, Ty, Type, VarId};
use tenet_syntax::ast;

use super::{Template, declared, parameters};
use crate::collect::Owned;
use crate::context::Context;
use crate::errors::templates as errors;
use crate::expr::Checker;
use crate::{params, types};

/// What a use gives for each parameter; an error stands for what is missing or wrong.
pub(super) fn check(
    ctx: &mut Context<'_>,
    usage: &Owned<'_, (), ast::Use>,
    template: &Template<'_>,
) -> BTreeMap<VarId, ExprId> {
    let mut given: BTreeMap<VarId, (ExprId, Span)> = BTreeMap::new();
    for argument in &usage.item.arguments {
        let mut known = parameters(template);
        let name = &argument.name;
        let Some((position, _, var)) = known.find(|(_, known, _)| known.text == name.text) else {
            let known: Vec<&str> = parameters(template)
                .map(|(_, name, _)| name.text.as_str())
                .collect();
            let template = &template.item.name.text;
            ctx.report(errors::unknown_argument(template, name, &known));
            continue;
        };
        if let Some((_, first)) = given.get(&var) {
            ctx.report(errors::argument_twice(name, *first));
            continue;
        }
        let place = declared(template, position);
        let value = value(ctx, usage.pack, &argument.value, (var, place));
        given.insert(var, (value, name.span));
    }
    let mut arguments: BTreeMap<VarId, ExprId> = BTreeMap::new();
    arguments.extend(given.iter().map(|(var, (value, _))| (*var, *value)));
    missing(ctx, usage.item, template, &mut arguments);
    arguments
}

fn missing(
    ctx: &mut Context<'_>,
    usage: &ast::Use,
    template: &Template<'_>,
    arguments: &mut BTreeMap<VarId, ExprId>,
) {
    let mut missing = Vec::new();
    for (_, name, var) in parameters(template) {
        if arguments.contains_key(&var) {
            continue;
        }
        // A second parameter of a name can be given nothing, and was reported.
        let mut alike = parameters(template).filter(|(_, known, _)| known.text == name.text);
        if alike.next().is_some_and(|(_, _, first)| first == var) {
            let ty = describe(&ctx.program, &ctx.program.vars[var].ty);
            missing.push((name.text.clone(), ty));
        }
        let poison = ctx.poison(usage.span);
        arguments.insert(var, poison);
    }
    if !missing.is_empty() {
        let place = template.item.name.span;
        ctx.report(errors::missing_arguments(usage, &missing, place));
    }
}

fn value(
    ctx: &mut Context<'_>,
    pack: PackId,
    written: &ast::Expr,
    (var, declared): (VarId, Span),
) -> ExprId {
    let ty = ctx.program.vars[var].ty.clone();
    let told = ctx.told();
    let value = if is_set(&ty) && !is_name(written) {
        ctx.report(errors::argument_is_no_set(written.span, declared));
        ctx.poison(written.span)
    } else {
        let value = Checker::new(ctx, pack).value(written, &ty);
        for diagnostic in ctx.take_from(told) {
            ctx.report(diagnostic.also(declared, "declared here"));
        }
        value
    };
    if is_set(&ty) || ctx.has_errors_since(told) {
        return value;
    }
    let computed = params::first_computed(&ctx.program, value, |kind| {
        matches!(kind, ExprKind::Param(_))
    });
    if let Some(computed) = computed {
        let span = ctx.program.exprs[computed].span;
        ctx.report(errors::computed_argument(span, declared));
        return ctx.poison(written.span);
    }
    value
}

/// A type as the parameters of templates spell it.
fn describe(program: &Program, ty: &Type) -> String {
    match types::item_of(ty) {
        Some(item) if is_set(ty) => format!("set of {}", types::describe(program, item)),
        Some(_) | None => types::describe(program, ty),
    }
}

/// Whether a parameter stands for objects, which only a set has.
fn is_set(ty: &Type) -> bool {
    matches!(&ty.ty, Ty::List(item) if matches!(item.ty, Ty::Entity(_)))
}

/// Whether an argument is a name: of a set or an entity, of this pack or another.
fn is_name(written: &ast::Expr) -> bool {
    matches!(
        written.kind,
        ast::ExprKind::Error
            | ast::ExprKind::Name(_)
            | ast::ExprKind::TypeName(_)
            | ast::ExprKind::Member { .. }
    )
}
