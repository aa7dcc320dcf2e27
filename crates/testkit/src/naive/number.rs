//! Numbers, and whole numbers of which only bounds are known.

use tenet_hir::Comparison;

use super::value::{Bounds, Collection, Reasons, Truth, Value};

/// A number as a fraction.
#[expect(clippy::cast_precision_loss, reason = "JSON numbers are fractions")]
pub(super) fn number(value: &Value) -> Option<f64> {
    match value {
        Value::Int(number) => Some(*number as f64),
        Value::Number(number) => Some(*number),
        _ => None,
    }
}

/// Bounds of a whole number, if it is one.
pub(super) fn bounds(value: &Value) -> Option<Bounds> {
    match value {
        Value::Between(bounds) => Some(bounds.clone()),
        Value::Int(number) => Some(Bounds {
            low: Some(*number),
            high: Some(*number),
            reasons: Reasons::new(),
        }),
        _ => None,
    }
}

/// How many members a collection has.
pub(super) fn size(collection: &Collection) -> Bounds {
    let definite = collection
        .members
        .iter()
        .filter(|member| member.doubt.is_empty());
    let doubts = collection.members.iter().flat_map(|member| &member.doubt);
    let high = i64::try_from(collection.members.len()).ok();
    Bounds {
        low: i64::try_from(definite.count()).ok(),
        high: high.filter(|_| collection.open.is_empty()),
        reasons: doubts.chain(&collection.open).cloned().collect(),
    }
}

/// A number that is known, or its bounds.
pub(super) fn settled(bounds: Bounds) -> Value {
    match (bounds.low, bounds.high) {
        (Some(low), Some(high)) if low == high => Value::Int(low),
        _ => Value::Between(bounds),
    }
}

/// True if it holds of all numbers within the bounds, false if of none.
pub(super) fn compare_bounds(comparison: Comparison, left: &Bounds, right: &Bounds) -> Truth {
    let (always, never) = match comparison {
        Comparison::Equal => (same(left, right), apart(left, right)),
        Comparison::NotEqual => (apart(left, right), same(left, right)),
        Comparison::Less => (below(left, right), !reaches_below(left, right)),
        Comparison::GreaterOrEqual => (!reaches_below(left, right), below(left, right)),
        Comparison::Greater => (below(right, left), !reaches_below(right, left)),
        Comparison::LessOrEqual => (!reaches_below(right, left), below(right, left)),
    };
    if always || never {
        return Ok(always);
    }
    Err(left.reasons.union(&right.reasons).cloned().collect())
}

fn same(left: &Bounds, right: &Bounds) -> bool {
    left.low.is_some() && left.low == left.high && left.low == right.low && right.low == right.high
}

fn apart(left: &Bounds, right: &Bounds) -> bool {
    below(left, right) || below(right, left)
}

/// Whether every number of the left is less than every one of the right.
fn below(left: &Bounds, right: &Bounds) -> bool {
    matches!((left.high, right.low), (Some(high), Some(low)) if high < low)
}

/// Whether some number of the left is less than some number of the right.
fn reaches_below(left: &Bounds, right: &Bounds) -> bool {
    !matches!((left.low, right.high), (Some(low), Some(high)) if low >= high)
}
