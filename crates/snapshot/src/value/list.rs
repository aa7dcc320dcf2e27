//! Lists, and what PowerShell made of lists with one item.

use serde::de::SeqAccess;

use super::{CellSeed, Context, Trail};
use crate::plan::{CellPlan, ShapePlan};
use crate::{Column, Presence, Row, Values};

/// The service cuts the objects that it expands in a list at so many.
const EXPANSION_LIMIT: usize = 20;

/// Reads the items of a list into the last row of its column.
pub(super) fn read<'de, 'c, A: SeqAccess<'de>>(
    column: &mut Column,
    plan: &CellPlan<'c>,
    context: &mut Context<'c>,
    mut list: A,
) -> Result<(), A::Error> {
    let Values::List { ends, items } = &mut column.values else {
        return super::skip_items(list);
    };
    let start = items.rows();
    loop {
        items.push_absent();
        context
            .trail
            .push(Trail::Item((items.rows() - start - 1) as Row));
        let seed = CellSeed {
            column: items.as_mut(),
            plan,
            context,
        };
        let item = list.next_element_seed(seed)?;
        context.trail.pop();
        if item.is_none() {
            break;
        }
    }
    items.truncate(items.rows() - 1);
    let end = items.rows();
    if let Some(last) = ends.last_mut() {
        *last = end as Row;
    }
    let cut = end - start == EXPANSION_LIMIT && expanded(items, plan, start);
    column.set_last(if cut { Presence::Open } else { Presence::Known });
    Ok(())
}

/// Reads a value that stands where a list is expected as its only item.
pub(super) fn single<'c, T>(
    column: &mut Column,
    plan: &CellPlan<'c>,
    context: &mut Context<'c>,
    read: impl FnOnce(CellSeed<'_, 'c>) -> T,
) -> T {
    // The presence of the item is the item's; the list itself is known.
    let mut nothing = Column::new(&tenet_hir::Shape::Bool);
    let items = match &mut column.values {
        Values::List { items, .. } => items.as_mut(),
        Values::Bool(_)
        | Values::Int(_)
        | Values::Number(_)
        | Values::Text(_)
        | Values::Date(_)
        | Values::Duration(_)
        | Values::Ref { .. }
        | Values::Record(_) => &mut nothing,
    };
    items.push_absent();
    let result = read(CellSeed {
        column: items,
        plan,
        context,
    });
    if let Values::List { ends, items } = &mut column.values
        && let Some(last) = ends.last_mut()
    {
        *last = items.rows() as Row;
    }
    column.set_last(Presence::Known);
    result
}

/// Whether the items from `start` on are objects that were expanded, not keys alone.
fn expanded(items: &Column, plan: &CellPlan<'_>, start: usize) -> bool {
    match (&plan.shape, &items.values) {
        (ShapePlan::Ref(_), Values::Ref { types, .. }) => types.len() > start,
        (_, _) => false,
    }
}
