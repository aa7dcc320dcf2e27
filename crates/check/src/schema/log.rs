//! `log { … }`: what marks an entity as a collection of events, and says when
//! they were and who did them.
//!
//! Ways that `during` and `actor` follow become expressions over a variable
//! for the event, so that they are read and evaluated as any other.

use tenet_base::Span;
use tenet_hir as hir;
use tenet_hir::{EntityId, ExprId, ExprKind, FieldId, Ty, Type, VarId};
use tenet_syntax::ast;

use super::field;
use crate::collect::{Items, Owned};
use crate::context::Context;
use crate::errors::{names, schema};
use crate::expr::Checker;
use crate::types;

/// Follows the ways of all blocks.
pub(crate) fn declare(ctx: &mut Context<'_>, items: &Items<'_>) {
    for owned in &items.entities {
        if let Some(log) = &owned.item.log {
            let found = ways(ctx, owned, log);
            ctx.program.entities[owned.id].log = Some(found);
        }
    }
}

/// Checks the conditions of all blocks, which may name sets and definitions.
pub(crate) fn check(ctx: &mut Context<'_>, items: &Items<'_>) {
    for owned in &items.entities {
        let lines = owned.item.log.iter().flat_map(|log| &log.lines);
        for line in lines {
            if let ast::LogLine::When(condition) = line {
                let done = check_condition(ctx, owned, condition);
                if let Some(log) = &mut ctx.program.entities[owned.id].log {
                    log.done = Some(done);
                }
            }
        }
    }
}

/// A way through fields, from the event.
struct Way {
    fields: Vec<FieldId>,
    ty: Type,
    /// Whether it leads through a list.
    many: bool,
}

fn ways(
    ctx: &mut Context<'_>,
    owned: &Owned<'_, EntityId, ast::Entity>,
    log: &ast::Log,
) -> hir::Log {
    let event = ctx.variable("event", Type::entity(owned.id), owned.item.name.span);
    let mut found = hir::Log {
        event: Some(event),
        ..hir::Log::default()
    };
    let mut said: Vec<ast::LogPart> = Vec::new();
    for line in &log.lines {
        match line {
            ast::LogLine::Path { part, span, .. } if is_single(*part) && said.contains(part) => {
                ctx.report(schema::log_part_twice(*span));
            }
            ast::LogLine::Path { part, path, span } => {
                said.push(*part);
                if let Some(way) = follow(ctx, owned.id, path) {
                    add_part(ctx, &mut found, (*part, &way), *span);
                }
            }
            ast::LogLine::When(_) => {}
        }
    }
    if !said.contains(&ast::LogPart::Time) {
        ctx.report(schema::log_without_time(log.span));
    }
    let table = ctx.program.table_entity(owned.id);
    if let Some(table) = table.filter(|table| !ctx.program.entities[*table].is_log) {
        let name = ctx.program.entities[table].name.clone();
        ctx.report(schema::log_in_part(log.span, &name));
    }
    found
}

/// Whether an event has one of it.
const fn is_single(part: ast::LogPart) -> bool {
    match part {
        ast::LogPart::Time | ast::LogPart::User | ast::LogPart::App | ast::LogPart::Group => true,
        ast::LogPart::Object | ast::LogPart::Field => false,
    }
}

fn add_part(
    ctx: &mut Context<'_>,
    log: &mut hir::Log,
    (part, way): (ast::LogPart, &Way),
    span: Span,
) {
    match part {
        ast::LogPart::Time => {
            if matches!(way.ty.ty, Ty::Date | Ty::Error) && !way.many {
                log.time = value(ctx, log, way, span);
            } else {
                let ty = types::describe(&ctx.program, &way.ty);
                ctx.report(schema::log_time(span, &ty));
            }
        }
        ast::LogPart::User => log.user = actor(ctx, log, (way, "users"), span),
        ast::LogPart::App => log.app = actor(ctx, log, (way, "servicePrincipals"), span),
        ast::LogPart::Object => log.objects.push(way.fields.clone()),
        ast::LogPart::Group => log.group = Some(way.fields.clone()),
        ast::LogPart::Field => log.changed.push(way.fields.clone()),
    }
}

/// Who did it: a reference to one object of that collection.
fn actor(
    ctx: &mut Context<'_>,
    log: &hir::Log,
    (way, collection): (&Way, &str),
    span: Span,
) -> Option<ExprId> {
    let program = &ctx.program;
    let fits = |entity: &EntityId| {
        let table = program.table_entity(*entity);
        let path = table.and_then(|table| program.entities[table].collection.as_deref());
        path.is_some_and(|path| path.eq_ignore_ascii_case(collection))
    };
    let entities = way.ty.ty.entities();
    if way.many || entities.is_empty() || !entities.iter().all(fits) {
        let ty = types::describe(program, &way.ty);
        ctx.report(schema::log_actor(span, &ty, collection));
        return Some(ctx.poison(span));
    }
    value(ctx, log, way, span)
}

/// The expression that reads what a way leads to; null where something on it is.
fn value(ctx: &mut Context<'_>, log: &hir::Log, way: &Way, span: Span) -> Option<ExprId> {
    let event = log.event?;
    let ty = ctx.program.vars[event].ty.clone();
    let mut here = ctx.add(ExprKind::Var(event), ty, span);
    let mut nullable = false;
    for field in &way.fields {
        let kind = ExprKind::Field {
            base: here,
            field: *field,
            null_safe: nullable,
        };
        let declared = ctx.program.fields[*field].ty.clone();
        nullable |= declared.nullable;
        let ty = if nullable {
            declared.or_null()
        } else {
            declared
        };
        here = ctx.add(kind, ty, span);
    }
    Some(here)
}

/// The way that a path takes through records, references and lists.
fn follow(ctx: &mut Context<'_>, entity: EntityId, path: &[ast::Ident]) -> Option<Way> {
    let mut way = Way {
        fields: Vec::new(),
        ty: Type::entity(entity),
        many: false,
    };
    for name in path {
        let fields = fields_of(ctx, &way.ty.ty)?;
        let Some(found) = field::find(ctx, &fields, &name.text) else {
            let owner = types::describe(&ctx.program, &way.ty.present());
            let known = field::field_names(&ctx.program, &fields);
            let diagnostic = names::unknown_field(&owner, name, &known);
            ctx.report(diagnostic);
            return None;
        };
        way.fields.push(found);
        way.ty = ctx.program.fields[found].ty.clone();
        while let Ty::List(item) = way.ty.ty {
            way.ty = *item;
            way.many = true;
        }
    }
    Some(way)
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
) -> hir::LogCondition {
    let own = ctx.program.entities[owned.id].fields.clone();
    let mut checker = Checker::new(ctx, owned.pack);
    let fields: Vec<(VarId, FieldId)> = own
        .into_iter()
        .map(|id| {
            let field = checker.ctx.program.fields[id].clone();
            let var = checker.bind_silently(&field.name, field.ty, field.span);
            (var, id)
        })
        .collect();
    hir::LogCondition {
        condition: checker.condition(condition),
        fields,
    }
}
