//! Inheritance: fields, keys, labels and marks go down the trees of entities.

use tenet_hir::{EntityId, FieldId, Program};

use crate::collect::{Items, Owned};
use crate::context::Context;
use crate::errors::schema;
use crate::types;

use super::field;
use tenet_syntax::ast;

/// Fills what each entity has, its bases first.
pub(crate) fn inherit(ctx: &mut Context<'_>, items: &Items<'_>) {
    let mut order: Vec<&Owned<'_, EntityId, ast::Entity>> = items.entities.iter().collect();
    order.sort_by_cached_key(|owned| depth(&ctx.program, owned.id));
    for owned in order {
        inherit_one(ctx, owned);
    }
}

fn depth(program: &Program, entity: EntityId) -> usize {
    let mut depth = 0;
    let mut next = program.entities[entity].base;
    while let Some(here) = next {
        depth += 1;
        next = program.entities[here].base;
    }
    depth
}

fn inherit_one(ctx: &mut Context<'_>, owned: &Owned<'_, EntityId, ast::Entity>) {
    let own = ctx.program.entities[owned.id].own_fields.clone();
    let base = ctx.program.entities[owned.id]
        .base
        .map(|base| ctx.program.entities[base].clone());
    let mut fields = base
        .as_ref()
        .map(|base| base.fields.clone())
        .unwrap_or_default();
    for field in &own {
        replace(ctx, &mut fields, *field, owned.item);
    }
    let key = key(
        ctx,
        owned.item,
        &own,
        base.as_ref().and_then(|base| base.key),
    );
    let entity = &mut ctx.program.entities[owned.id];
    entity.fields = fields;
    entity.key = key;
    if let Some(base) = base {
        entity.is_log |= base.is_log;
    }
}

/// Adds a field, in the place of an inherited one of the same name.
fn replace(ctx: &mut Context<'_>, fields: &mut Vec<FieldId>, field: FieldId, item: &ast::Entity) {
    let name = ctx.program.fields[field].name.clone();
    let inherited = fields
        .iter_mut()
        .find(|other| ctx.program.fields[**other].name == name);
    let Some(slot) = inherited else {
        fields.push(field);
        return;
    };
    let (new, old) = (&ctx.program.fields[field], &ctx.program.fields[*slot]);
    let written = item.fields.iter().find(|written| written.name.text == name);
    if let Some(written) = written
        && !types::fits(&ctx.program, &new.ty, &old.ty)
    {
        let new_ty = types::describe(&ctx.program, &new.ty);
        let old_ty = types::describe(&ctx.program, &old.ty);
        let diagnostic = schema::incompatible(&written.name, &new_ty, &old_ty, old.span);
        *slot = field;
        ctx.report(diagnostic);
        return;
    }
    *slot = field;
}

fn key(
    ctx: &mut Context<'_>,
    item: &ast::Entity,
    own: &[FieldId],
    inherited: Option<FieldId>,
) -> Option<FieldId> {
    let mut key = inherited;
    for written in field::keys(&item.fields) {
        let found = field::find(ctx, own, &written.name.text);
        let again = key.is_some_and(|key| ctx.program.fields[key].name != written.name.text);
        if let (true, Some(first)) = (again, key) {
            let diagnostic = schema::second_key(written.name.span, ctx.program.fields[first].span);
            ctx.report(diagnostic);
        } else {
            key = found;
        }
    }
    // A key that is declared again under its name stays the key.
    let name = key.map(|key| ctx.program.fields[key].name.clone());
    name.and_then(|name| field::find(ctx, own, &name)).or(key)
}
