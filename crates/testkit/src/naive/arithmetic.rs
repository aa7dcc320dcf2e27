//! `+`, `-`, `*`: what cannot be held is unknown.

use tenet_hir::{Arithmetic, ExprId};
use tenet_snapshot::ReasonCode;

use super::Run;
use super::number::{bounds, number, settled};
use super::value::{Bounds, Known, Value, both, unknown};

impl Run<'_> {
    pub(super) fn arithmetic(
        &mut self,
        operation: Arithmetic,
        left: ExprId,
        right: ExprId,
    ) -> Known<Value> {
        let (left, right) = both(self.value(left), self.value(right))?;
        calculated(operation, &left, &right)
    }

    pub(super) fn negate(&mut self, inner: ExprId) -> Known<Value> {
        let value = self.value(inner)?;
        if let Value::Duration(_) = value {
            return calculated(Arithmetic::Multiply, &value, &Value::Int(-1));
        }
        calculated(Arithmetic::Subtract, &Value::Int(0), &value)
    }
}

fn calculated(operation: Arithmetic, left: &Value, right: &Value) -> Known<Value> {
    if let (Some(left), Some(right)) = (bounds(left), bounds(right)) {
        return whole(operation, &left, &right);
    }
    let result = match operation {
        Arithmetic::Add => sum(left, right),
        Arithmetic::Subtract => difference(left, right),
        Arithmetic::Multiply => product(left, right),
    };
    result.map_or_else(|| unknown(ReasonCode::Overflow), Ok)
}

/// The bounds of a sum, a difference or a product; every corner of a product counts.
fn whole(operation: Arithmetic, left: &Bounds, right: &Bounds) -> Known<Value> {
    let (low, high) = match operation {
        Arithmetic::Add => (
            bound((left.low, right.low), i64::checked_add),
            bound((left.high, right.high), i64::checked_add),
        ),
        Arithmetic::Subtract => (
            bound((left.low, right.high), i64::checked_sub),
            bound((left.high, right.low), i64::checked_sub),
        ),
        Arithmetic::Multiply => (
            bound((left.low, right.low), i64::checked_mul),
            bound((left.high, right.high), i64::checked_mul),
        ),
    };
    let reasons = left.reasons.union(&right.reasons).cloned().collect();
    let (Ok(low), Ok(high)) = (low, high) else {
        return unknown(ReasonCode::Overflow);
    };
    Ok(settled(Bounds { low, high, reasons }))
}

/// A bound of the result: none without bounds, an error beyond what a number holds.
fn bound(
    sides: (Option<i64>, Option<i64>),
    operation: fn(i64, i64) -> Option<i64>,
) -> Result<Option<i64>, ()> {
    let (Some(left), Some(right)) = sides else {
        return Ok(None);
    };
    operation(left, right).map(Some).ok_or(())
}

fn sum(left: &Value, right: &Value) -> Option<Value> {
    match (left, right) {
        (Value::Date(date), Value::Duration(by)) | (Value::Duration(by), Value::Date(date)) => {
            date.checked_add(*by).map(Value::Date)
        }
        (Value::Duration(left), Value::Duration(right)) => {
            left.checked_add(*right).map(Value::Duration)
        }
        (left, right) => finite(number(left)? + number(right)?),
    }
}

fn difference(left: &Value, right: &Value) -> Option<Value> {
    match (left, right) {
        (Value::Date(date), Value::Duration(by)) => date.checked_sub(*by).map(Value::Date),
        (Value::Date(later), Value::Date(earlier)) => later.since(*earlier).map(Value::Duration),
        (Value::Duration(left), Value::Duration(right)) => {
            left.checked_sub(*right).map(Value::Duration)
        }
        (left, right) => finite(number(left)? - number(right)?),
    }
}

fn product(left: &Value, right: &Value) -> Option<Value> {
    match (left, right) {
        (Value::Duration(length), Value::Int(times))
        | (Value::Int(times), Value::Duration(length)) => {
            length.checked_mul(*times).map(Value::Duration)
        }
        (left, right) => finite(number(left)? * number(right)?),
    }
}

fn finite(number: f64) -> Option<Value> {
    number.is_finite().then_some(Value::Number(number))
}
