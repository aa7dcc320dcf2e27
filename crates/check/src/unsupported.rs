//! Items that the language has and this version does not: nothing is skipped without a word.

use crate::collect::Items;
use crate::context::Context;
use crate::errors::unsupported;

/// Reports every such item.
pub(crate) fn report(ctx: &mut Context<'_>, items: &Items<'_>) {
    for waiver in &items.waivers {
        ctx.report(unsupported::waiver(waiver.item.rule.span));
    }
}
