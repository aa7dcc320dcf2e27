//! Keys, labels and targeting of entities.

use tenet_hir::{Computed, EntityId, FieldId, Targeting, Ty};
use tenet_syntax::ast;

use super::field;
use crate::collect::{Items, Owned};
use crate::context::Context;
use crate::errors::schema;
use crate::types;

/// Fills labels and targeting, and checks keys.
pub(crate) fn check(ctx: &mut Context<'_>, items: &Items<'_>) {
    for owned in &items.entities {
        own_marks(ctx, owned);
    }
    hand_down(ctx);
    for owned in &items.entities {
        check_key(ctx, owned);
    }
    for owned in &items.entities {
        computed(ctx, owned);
    }
    for owned in &items.records {
        not_computed(ctx, &owned.item.fields);
        let key = ctx.program.records[owned.id].key;
        check_key_type(ctx, key, &owned.item.fields);
    }
}

fn own_marks(ctx: &mut Context<'_>, owned: &Owned<'_, EntityId, ast::Entity>) {
    if let Some(name) = &owned.item.label {
        let found = field::find(ctx, &ctx.program.entities[owned.id].fields, &name.text);
        if found.is_none() {
            let diagnostic = field::unknown(ctx, owned.id, name);
            ctx.report(diagnostic);
        }
        ctx.program.entities[owned.id].label = found;
    }
    if let Some(word) = &owned.item.targeting {
        let words = Targeting::ALL.map(|targeting| targeting.words().0);
        let found = Targeting::ALL
            .into_iter()
            .find(|targeting| targeting.words().0 == word.text);
        if found.is_none() {
            ctx.report(schema::unknown_targeting(word, &words));
        }
        ctx.program.entities[owned.id].targeting = found;
    }
}

/// What works out each field that is marked so.
fn computed(ctx: &mut Context<'_>, owned: &Owned<'_, EntityId, ast::Entity>) {
    for field in owned.item.fields.iter().filter(|field| is_computed(field)) {
        let own = &ctx.program.entities[owned.id].own_fields;
        let Some(id) = field::find(ctx, own, &field.name.text) else {
            continue;
        };
        let ty = &ctx.program.fields[id].ty;
        let found = Computed::of(&ctx.program, owned.id, &field.name.text, ty);
        if found.is_none() {
            ctx.report(schema::not_computed(&field.name));
        }
        ctx.program.fields[id].computed = found;
    }
}

/// No field of a record is worked out.
fn not_computed(ctx: &mut Context<'_>, fields: &[ast::Field]) {
    for field in fields.iter().filter(|field| is_computed(field)) {
        ctx.report(schema::not_computed(&field.name));
    }
}

fn is_computed(field: &ast::Field) -> bool {
    let mut modifiers = field.modifiers.iter();
    modifiers.any(|modifier| modifier.kind == ast::ModifierKind::Computed)
}

/// Labels and targeting go down the trees; there are no cycles any more.
fn hand_down(ctx: &mut Context<'_>) {
    let mut todo: Vec<EntityId> = ctx
        .program
        .entities
        .iter_enumerated()
        .filter(|(_, entity)| entity.base.is_none())
        .map(|(id, _)| id)
        .collect();
    while let Some(here) = todo.pop() {
        let entity = ctx.program.entities[here].clone();
        for child in &entity.children {
            let inherited = entity
                .label
                .map(|label| ctx.program.field_in(*child, label));
            let below = &mut ctx.program.entities[*child];
            below.label = below.label.or(inherited);
            below.targeting = below.targeting.or(entity.targeting);
        }
        todo.extend(entity.children);
    }
}

fn check_key(ctx: &mut Context<'_>, owned: &Owned<'_, EntityId, ast::Entity>) {
    let key = ctx.program.entities[owned.id].key;
    if key.is_none() && owned.item.from.is_some() {
        ctx.report(schema::no_key(&owned.item.name));
    }
    check_key_type(ctx, key, &owned.item.fields);
}

/// A key is a plain value that is never null; an inherited one is checked where it is declared.
fn check_key_type(ctx: &mut Context<'_>, key: Option<FieldId>, fields: &[ast::Field]) {
    let Some(key) = key else { return };
    let declared = &ctx.program.fields[key];
    let written = fields.iter().find(|field| field.name.span == declared.span);
    let plain = match &declared.ty.ty {
        Ty::List(_) | Ty::Record(_) | Ty::Builtin(_) | Ty::Period => false,
        Ty::Error
        | Ty::Any
        | Ty::Bool
        | Ty::Int
        | Ty::Number
        | Ty::String
        | Ty::Date
        | Ty::Duration
        | Ty::Enum(_)
        | Ty::Severity
        | Ty::Entity(_)
        | Ty::Ref(_) => !declared.ty.nullable,
    };
    if let Some(written) = written
        && !plain
    {
        let ty = types::describe(&ctx.program, &declared.ty);
        ctx.report(schema::bad_key(&written.name, &ty));
    }
}
