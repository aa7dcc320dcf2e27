//! The schema: enumerations, entities and their trees, unions, records, fields.

pub(crate) mod entity;
pub(crate) mod enumeration;
pub(crate) mod field;
pub(crate) mod inherit;
pub(crate) mod log;
pub(crate) mod marks;
pub(crate) mod record;
pub(crate) mod union;

use crate::collect::Items;
use crate::context::Context;

/// Fills the schema of the program.
pub(crate) fn declare(ctx: &mut Context<'_>, items: &Items<'_>) {
    enumeration::declare(ctx, items);
    entity::declare(ctx, items);
    union::declare(ctx, items);
    record::declare(ctx, items);
    field::of_entities(ctx, items);
    inherit::inherit(ctx, items);
    field::refer(ctx, items);
    marks::check(ctx, items);
    log::declare(ctx, items);
}
