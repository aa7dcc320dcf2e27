//! `record`.

use tenet_hir::Owner;

use super::field;
use crate::collect::Items;
use crate::context::Context;
use crate::errors::schema;

/// Fills the fields and keys of records.
pub(crate) fn declare(ctx: &mut Context<'_>, items: &Items<'_>) {
    for owned in &items.records {
        let declared = field::declare(ctx, owned.pack, Owner::Record(owned.id), &owned.item.fields);
        let mut keys = field::keys(&owned.item.fields);
        let key = keys
            .next()
            .and_then(|first| field::find(ctx, &declared, &first.name.text));
        for second in keys {
            let first = key.map_or(second.name.span, |key| ctx.program.fields[key].span);
            ctx.report(schema::second_key(second.name.span, first));
        }
        let record = &mut ctx.program.records[owned.id];
        record.fields = declared;
        record.key = key;
    }
}
