//! `log { … }`: what marks an entity as a collection of events.
//!
//! This version reads no log, so a block is only checked.

use tenet_base::Span;
use tenet_hir::{EntityId, FieldId, Ty, Type};
use tenet_syntax::ast;

use super::field;
use crate::collect::{Items, Owned};
use crate::context::Context;
use crate::errors::{names, schema};
use crate::expr::Checker;
use crate::types;

/// Checks all blocks.
pub(crate) fn check(ctx: &mut Context<'_>, items: &Items<'_>) {
    for owned in &items.entities {
        if let Some(log) = &owned.item.log {
            check_log(ctx, owned, log);
        }
    }
}

fn check_log(ctx: &mut Context<'_>, owned: &Owned<'_, EntityId, ast::Entity>, log: &ast::Log) {
    let mut has_time = false;
    for line in &log.lines {
        match line {
            ast::LogLine::Path { part, path, span } => {
                let ty = follow(ctx, owned.id, path);
                if *part == ast::LogPart::Time {
                    has_time = true;
                    check_time(ctx, ty.as_ref(), *span);
                }
            }
            ast::LogLine::When(condition) => check_condition(ctx, owned, condition),
        }
    }
    if !has_time {
        ctx.report(schema::log_without_time(log.span));
    }
}

fn check_time(ctx: &mut Context<'_>, ty: Option<&Type>, span: Span) {
    if let Some(ty) = ty
        && !matches!(ty.ty, Ty::Date | Ty::Error)
    {
        let ty = types::describe(&ctx.program, ty);
        ctx.report(schema::log_time(span, &ty));
    }
}

/// The type at the end of a path through records, references and lists.
fn follow(ctx: &mut Context<'_>, entity: EntityId, path: &[ast::Ident]) -> Option<Type> {
    let mut here = Type::entity(entity);
    for name in path {
        while let Ty::List(item) = here.ty {
            here = *item;
        }
        let fields = fields_of(ctx, &here.ty)?;
        let Some(found) = field::find(ctx, &fields, &name.text) else {
            let owner = types::describe(&ctx.program, &here.present());
            let known = field::field_names(&ctx.program, &fields);
            let diagnostic = names::unknown_field(&owner, name, &known);
            ctx.report(diagnostic);
            return None;
        };
        here = ctx.program.fields[found].ty.clone();
    }
    Some(here)
}

/// The fields of what a path leads through; those of the first entity of a union.
fn fields_of(ctx: &Context<'_>, ty: &Ty) -> Option<Vec<FieldId>> {
    if let Ty::Record(record) = ty {
        return Some(ctx.program.records[*record].fields.clone());
    }
    let first = ty.entities().first()?;
    Some(ctx.program.entities[*first].fields.clone())
}

/// The condition of a log names the fields of its entity alone.
fn check_condition(
    ctx: &mut Context<'_>,
    owned: &Owned<'_, EntityId, ast::Entity>,
    condition: &ast::Expr,
) {
    let fields = ctx.program.entities[owned.id].fields.clone();
    let mut checker = Checker::new(ctx, owned.pack);
    for id in fields {
        let field = checker.ctx.program.fields[id].clone();
        checker.bind_silently(&field.name, field.ty, field.span);
    }
    checker.condition(condition);
}
