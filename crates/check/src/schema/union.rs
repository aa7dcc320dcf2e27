//! `type`: named unions of entities.

use tenet_base::Span;
use tenet_hir::{EntityId, PackId};
use tenet_syntax::ast;

use crate::collect::Items;
use crate::context::Context;
use crate::errors::{names, schema};
use crate::names::{Lookup, Named};
use crate::{resolve, types};

/// Fills the members of named unions; unions of unions are spread out.
pub(crate) fn declare(ctx: &mut Context<'_>, items: &Items<'_>) {
    for owned in &items.aliases {
        for member in &owned.item.members {
            check_member(ctx, owned.pack, member);
        }
    }
    for owned in &items.aliases {
        let (members, cyclic) = spread(ctx, items, owned.pack, owned.id);
        if cyclic && let Some(diagnostic) = names::recursion(&[step(owned.item)]) {
            ctx.report(diagnostic);
        }
        if let Some(union) = ctx.program.scopes[owned.pack].unions.get_mut(owned.id) {
            union.members = types::sorted(members);
        }
    }
}

fn step(item: &ast::Alias) -> (String, Span) {
    (item.name.text.clone(), item.name.span)
}

fn check_member(ctx: &mut Context<'_>, pack: PackId, member: &ast::QualifiedName) {
    match resolve::type_name(ctx, pack, member) {
        Some(Named::Entity(_) | Named::Union(..) | Named::Broken) | None => {}
        Some(
            Named::Record(_)
            | Named::Enum(_)
            | Named::Param(_)
            | Named::Set(_)
            | Named::Def(_)
            | Named::Template(_),
        ) => ctx.report(schema::union_member(member)),
    }
}

/// The entities of a union through the unions in it, and whether it is in itself.
fn spread(
    ctx: &Context<'_>,
    items: &Items<'_>,
    pack: PackId,
    position: usize,
) -> (Vec<EntityId>, bool) {
    let mut members = Vec::new();
    let mut cyclic = false;
    let mut seen = vec![(pack, position)];
    let mut at = 0;
    while let Some((pack, here)) = seen.get(at).copied() {
        at += 1;
        let alias = items
            .aliases
            .iter()
            .find(|alias| (alias.pack, alias.id) == (pack, here));
        for name in alias.into_iter().flat_map(|alias| &alias.item.members) {
            let found = ctx.names.qualified(pack, name);
            if let Lookup::Found(Named::Entity(id)) = found {
                members.push(id);
            } else if let Lookup::Found(Named::Union(of, inner)) = found {
                cyclic |= Some(&(of, inner)) == seen.first();
                if !seen.contains(&(of, inner)) {
                    seen.push((of, inner));
                }
            }
        }
    }
    (members, cyclic)
}
