//! Comparing values.

use std::cmp::Ordering;

use tenet_hir::Comparison;

use super::World;
use super::text::same;
use super::value::{List, Outcome, Tri, Value, Why, why};

impl World<'_> {
    /// Semantics 3, 4 and 9.
    pub(super) fn compare(
        &self,
        comparison: Comparison,
        values: (Outcome, Outcome),
        exact: bool,
    ) -> Tri {
        let (left, right) = match values {
            (Outcome::Known(left), Outcome::Known(right)) => (left, right),
            (Outcome::Unknown(left), Outcome::Unknown(right)) => {
                return Tri::Unknown(left.union(&right).cloned().collect());
            }
            (Outcome::Unknown(why), Outcome::Known(_))
            | (Outcome::Known(_), Outcome::Unknown(why)) => return Tri::Unknown(why),
        };
        if let (Some(left), Some(right)) = (bounds(&left), bounds(&right)) {
            return compare_bounds(comparison, &left, &right);
        }
        match comparison {
            Comparison::Equal => self.equal(&left, &right, exact),
            Comparison::NotEqual => self.equal(&left, &right, exact).not(),
            Comparison::Less => Self::order(&left, &right, Ordering::is_lt),
            Comparison::LessOrEqual => Self::order(&left, &right, Ordering::is_le),
            Comparison::Greater => Self::order(&left, &right, Ordering::is_gt),
            Comparison::GreaterOrEqual => Self::order(&left, &right, Ordering::is_ge),
        }
    }

    pub(super) fn equal(&self, left: &Value, right: &Value, exact: bool) -> Tri {
        match (left, right) {
            (Value::Null, Value::Null) => Tri::True,
            (Value::Null, _)
            | (_, Value::Null)
            | (Value::Text(_), Value::Enum(..))
            | (Value::Enum(..), Value::Text(_)) => Tri::False,
            (Value::Bool(left), Value::Bool(right)) => Tri::of(left == right),
            (Value::Text(left), Value::Text(right)) => Tri::of(same(left, right, exact)),
            (Value::Object(left), Value::Object(right)) => Tri::of(left == right),
            (Value::Ref(_) | Value::Object(_), Value::Ref(_) | Value::Object(_)) => {
                self.same_object(left, right)
            }
            (_, _) => Self::order(left, right, Ordering::is_eq),
        }
    }

    fn order(left: &Value, right: &Value, wanted: fn(Ordering) -> bool) -> Tri {
        let ordering = match (left, right) {
            (Value::Null, _) | (_, Value::Null) => return Tri::Unknown(why("guard_undetermined")),
            (Value::Int(left), Value::Int(right)) => Some(left.cmp(right)),
            (Value::Date(left), Value::Date(right)) => Some(left.cmp(right)),
            (Value::Duration(left), Value::Duration(right)) => Some(left.cmp(right)),
            (Value::Enum(_, left), Value::Enum(_, right)) => Some(left.cmp(right)),
            (Value::Severity(left), Value::Severity(right)) => Some(left.cmp(right)),
            (left, right) => number(left)
                .zip(number(right))
                .and_then(|(left, right)| left.partial_cmp(&right)),
        };
        ordering.map_or_else(
            || Tri::Unknown(why("malformed")),
            |found| Tri::of(wanted(found)),
        )
    }
}

pub(super) fn count(list: &List) -> Value {
    let definite = list.items.iter().filter(|(_, member)| *member == Tri::True);
    let low = whole(definite.count());
    let high = list.open.is_empty().then_some(whole(list.items.len()));
    if high == Some(low) {
        return Value::Int(low);
    }
    let mut why = list.open.clone();
    for (_, member) in &list.items {
        if let Tri::Unknown(more) = member {
            why.extend(more.iter().cloned());
        }
    }
    Value::Count(low, high, why)
}

type Bounds = (i64, Option<i64>, Why);

pub(super) fn bounds(value: &Value) -> Option<Bounds> {
    match value {
        Value::Int(number) => Some((*number, Some(*number), Why::new())),
        Value::Count(low, high, why) => Some((*low, *high, why.clone())),
        _ => None,
    }
}

/// Semantics 9: what all numbers within the bounds agree on. Bounds are small,
/// and beyond the largest of them all numbers compare alike.
pub(super) fn compare_bounds(comparison: Comparison, left: &Bounds, right: &Bounds) -> Tri {
    let largest = [left.0, right.0, left.1.unwrap_or(0), right.1.unwrap_or(0)];
    let beyond = largest.into_iter().max().unwrap_or(0).saturating_add(2);
    let numbers = |bounds: &Bounds| {
        [
            bounds.0,
            bounds.1.unwrap_or(beyond),
            (bounds.0 + 1).min(bounds.1.unwrap_or(beyond)),
        ]
    };
    let mut seen: Vec<bool> = Vec::new();
    for one in numbers(left) {
        for other in numbers(right) {
            seen.push(holds(comparison, one, other));
        }
    }
    // Equality can hold between bounds that overlap without sharing an end.
    let overlap = left.0 <= right.1.unwrap_or(beyond) && right.0 <= left.1.unwrap_or(beyond);
    let single = left.1 == Some(left.0) && right.1 == Some(right.0);
    let about_equality = matches!(comparison, Comparison::Equal | Comparison::NotEqual);
    let agreed = seen.windows(2).all(|pair| pair.first() == pair.last());
    if agreed && (single || !(overlap && about_equality)) {
        return Tri::of(seen.first().copied().unwrap_or(false));
    }
    Tri::Unknown(left.2.union(&right.2).cloned().collect())
}

fn holds(comparison: Comparison, left: i64, right: i64) -> bool {
    match comparison {
        Comparison::Equal => left == right,
        Comparison::NotEqual => left != right,
        Comparison::Less => left < right,
        Comparison::LessOrEqual => left <= right,
        Comparison::Greater => left > right,
        Comparison::GreaterOrEqual => left >= right,
    }
}

#[expect(clippy::cast_precision_loss, reason = "numbers of tests are small")]
pub(super) fn number(value: &Value) -> Option<f64> {
    match value {
        Value::Int(number) => Some(*number as f64),
        Value::Number(number) => Some(*number),
        _ => None,
    }
}

/// A number of things as a whole number.
pub(super) fn whole(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
