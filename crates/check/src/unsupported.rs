//! Items that the language has and this version does not: nothing is skipped without a word.

use crate::collect::Items;
use crate::context::Context;
use crate::errors::unsupported;

/// Reports every such item.
pub(crate) fn report(ctx: &mut Context<'_>, items: &Items<'_>) {
    for template in &items.templates {
        ctx.report(unsupported::template("template", template.item.name.span));
    }
    for usage in &items.uses {
        ctx.report(unsupported::template("use", usage.item.template.span));
    }
    for waiver in &items.waivers {
        ctx.report(unsupported::waiver(waiver.item.rule.span));
    }
}
