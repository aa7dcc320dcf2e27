//! `+`, `-`, `*` on numbers, dates and durations.
//!
//! What a number or a date cannot hold is unknown, never wrapped around.

use std::rc::Rc;

use tenet_hir::{Arithmetic, ExprId};

use super::compare::{intervals, number};
use crate::interval::Interval;
use crate::machine::Machine;
use crate::truth::Known;
use crate::value::Value;
use crate::why;

impl<'a> Machine<'a> {
    pub(super) fn arithmetic(
        &mut self,
        operation: Arithmetic,
        left: ExprId,
        right: ExprId,
    ) -> Known<Value<'a>> {
        let (left, right) = match (self.value(left), self.value(right)) {
            (Ok(left), Ok(right)) => (self.present(left)?, self.present(right)?),
            (Err(reasons), Ok(_)) | (Ok(_), Err(reasons)) => return Err(reasons),
            (Err(left), Err(right)) => return Err(left.merged(&right)),
        };
        if let Some((left, right)) = intervals((&left, &right)) {
            return self.interval_arithmetic(operation, &left, &right);
        }
        let result = match operation {
            Arithmetic::Add => add(&left, &right),
            Arithmetic::Subtract => subtract(&left, &right),
            Arithmetic::Multiply => multiply(&left, &right),
        };
        result.map_or_else(|| self.unknown(why::overflow()), Ok)
    }

    pub(super) fn negate(&mut self, inner: ExprId) -> Known<Value<'a>> {
        let value = self.value(inner)?;
        let value = self.present(value)?;
        if let Value::Interval(bounds) = &value {
            let negative = bounds.negate();
            return self.interval(negative, bounds);
        }
        let negative = multiply(&value, &Value::Int(-1));
        negative.map_or_else(|| self.unknown(why::overflow()), Ok)
    }

    fn interval_arithmetic(
        &mut self,
        operation: Arithmetic,
        left: &Interval,
        right: &Interval,
    ) -> Known<Value<'a>> {
        let result = match operation {
            Arithmetic::Add => left.add(right),
            Arithmetic::Subtract => right.negate().and_then(|right| left.add(&right)),
            Arithmetic::Multiply => left.multiply(right),
        };
        let reasons = Interval {
            reasons: left.merged_reasons(right),
            ..Interval::point(0)
        };
        self.interval(result, &reasons)
    }

    /// Bounds, or where they went beyond what a number holds, unknown for the same reasons.
    fn interval(&mut self, bounds: Option<Interval>, from: &Interval) -> Known<Value<'a>> {
        match (bounds, &from.reasons) {
            (Some(bounds), _) => Ok(Value::Interval(Rc::new(bounds))),
            (None, Some(reasons)) => Err(reasons.clone()),
            (None, None) => self.unknown(why::overflow()),
        }
    }
}

fn add<'a>(left: &Value<'a>, right: &Value<'a>) -> Option<Value<'a>> {
    match (left, right) {
        (Value::Int(left), Value::Int(right)) => left.checked_add(*right).map(Value::Int),
        (Value::Date(date), Value::Duration(by)) | (Value::Duration(by), Value::Date(date)) => {
            date.checked_add(*by).map(Value::Date)
        }
        (Value::Duration(left), Value::Duration(right)) => {
            left.checked_add(*right).map(Value::Duration)
        }
        (left, right) => finite(number(left)? + number(right)?),
    }
}

fn subtract<'a>(left: &Value<'a>, right: &Value<'a>) -> Option<Value<'a>> {
    match (left, right) {
        (Value::Int(left), Value::Int(right)) => left.checked_sub(*right).map(Value::Int),
        (Value::Date(date), Value::Duration(by)) => date.checked_sub(*by).map(Value::Date),
        (Value::Date(later), Value::Date(earlier)) => later.since(*earlier).map(Value::Duration),
        (Value::Duration(left), Value::Duration(right)) => {
            left.checked_sub(*right).map(Value::Duration)
        }
        (left, right) => finite(number(left)? - number(right)?),
    }
}

fn multiply<'a>(left: &Value<'a>, right: &Value<'a>) -> Option<Value<'a>> {
    match (left, right) {
        (Value::Int(left), Value::Int(right)) => left.checked_mul(*right).map(Value::Int),
        (Value::Duration(length), Value::Int(times))
        | (Value::Int(times), Value::Duration(length)) => {
            length.checked_mul(*times).map(Value::Duration)
        }
        (left, right) => finite(number(left)? * number(right)?),
    }
}

fn finite<'a>(number: f64) -> Option<Value<'a>> {
    number.is_finite().then_some(Value::Number(number))
}
