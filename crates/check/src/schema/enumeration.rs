//! `enum` and `ordered enum`.

use std::collections::BTreeMap;

use tenet_base::Span;
use tenet_hir as hir;
use tenet_syntax::ast;

use crate::collect::Items;
use crate::context::Context;
use crate::errors::schema;

/// Fills the members of enumerations.
pub(crate) fn declare(ctx: &mut Context<'_>, items: &Items<'_>) {
    for owned in &items.enums {
        let mut names: BTreeMap<&str, Span> = BTreeMap::new();
        let mut wires: BTreeMap<String, Span> = BTreeMap::new();
        for variant in &owned.item.variants {
            if let Some(first) = names.insert(&variant.name.text, variant.name.span) {
                ctx.report(schema::duplicate_field(&variant.name, first));
                continue;
            }
            let member = member(variant);
            let folded = tenet_base::text::fold(&member.wire).into_owned();
            if let Some(first) = wires.insert(folded, variant.span) {
                ctx.report(schema::duplicate_wire(variant.span, &member.wire, first));
            }
            ctx.program.enums[owned.id].variants.push(member);
        }
    }
}

fn member(variant: &ast::Variant) -> hir::Variant {
    let wire = variant
        .wire
        .as_ref()
        .map_or(&variant.name.text, |wire| &wire.text);
    hir::Variant {
        name: variant.name.text.clone(),
        wire: wire.clone(),
    }
}
