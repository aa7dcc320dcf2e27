//! The heads of entities: what they are one of, and where their objects stand.

use std::collections::BTreeMap;

use tenet_hir::EntityId;
use tenet_syntax::ast;

use crate::collect::{Items, Owned};
use crate::context::Context;
use crate::errors::{names, schema};
use crate::names::Named;
use crate::resolve;

/// Fills bases, collections and discriminators.
pub(crate) fn declare(ctx: &mut Context<'_>, items: &Items<'_>) {
    for owned in &items.entities {
        head(ctx, owned);
    }
    cut_cycles(ctx, items);
    children(ctx);
    collections(ctx, items);
}

fn head(ctx: &mut Context<'_>, owned: &Owned<'_, EntityId, ast::Entity>) {
    let base = owned
        .item
        .base
        .as_ref()
        .and_then(|name| base(ctx, owned, name));
    let entity = &mut ctx.program.entities[owned.id];
    entity.base = base;
    entity.collection = owned
        .item
        .from
        .as_ref()
        .map(|from| from.text.trim_matches('/').to_owned());
    entity.discriminator = owned.item.when.as_ref().map(|when| when.text.clone());
    entity.is_log = owned.item.log.is_some();
}

fn base(
    ctx: &mut Context<'_>,
    owned: &Owned<'_, EntityId, ast::Entity>,
    name: &ast::QualifiedName,
) -> Option<EntityId> {
    match resolve::type_name(ctx, owned.pack, name)? {
        Named::Entity(id) => Some(id),
        Named::Broken => None,
        Named::Record(_)
        | Named::Enum(_)
        | Named::Union(..)
        | Named::Param(_)
        | Named::Set(_)
        | Named::Def(_)
        | Named::Template(_) => {
            ctx.report(schema::bad_base(name));
            None
        }
    }
}

/// An entity that is one of itself loses its base, once it is reported.
fn cut_cycles(ctx: &mut Context<'_>, items: &Items<'_>) {
    for owned in &items.entities {
        let mut path = vec![owned.id];
        let mut next = ctx.program.entities[owned.id].base;
        while let Some(here) = next {
            if here == owned.id {
                report_cycle(ctx, &path);
                ctx.program.entities[owned.id].base = None;
                break;
            }
            // A cycle further up is reported at one of its own entities.
            if path.contains(&here) {
                break;
            }
            path.push(here);
            next = ctx.program.entities[here].base;
        }
    }
}

fn report_cycle(ctx: &mut Context<'_>, path: &[EntityId]) {
    let steps: Vec<_> = path
        .iter()
        .map(|id| &ctx.program.entities[*id])
        .map(|entity| (entity.name.clone(), entity.span))
        .collect();
    if let Some(diagnostic) = names::recursion(&steps) {
        ctx.report(diagnostic);
    }
}

fn children(ctx: &mut Context<'_>) {
    let bases: Vec<_> = ctx
        .program
        .entities
        .iter_enumerated()
        .map(|(id, entity)| (id, entity.base))
        .collect();
    for (child, base) in bases {
        if let Some(base) = base {
            ctx.program.entities[base].children.push(child);
        }
    }
}

/// A collection has one entity, and a discriminator a collection to tell objects apart in.
fn collections(ctx: &mut Context<'_>, items: &Items<'_>) {
    let mut owners: BTreeMap<String, EntityId> = BTreeMap::new();
    for owned in &items.entities {
        if let Some(when) = &owned.item.when
            && ctx.program.table_entity(owned.id).is_none()
        {
            ctx.report(schema::no_collection(when, &owned.item.name.text));
        }
        let Some(from) = &owned.item.from else {
            continue;
        };
        let folded = tenet_base::text::fold(from.text.trim_matches('/')).into_owned();
        if let Some(other) = owners.get(&folded).copied() {
            let other = &ctx.program.entities[other];
            let diagnostic = schema::duplicate_collection(from, &other.name, other.span);
            ctx.report(diagnostic);
        } else {
            owners.insert(folded, owned.id);
        }
    }
}
