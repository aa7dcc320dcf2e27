//! `==`, `<` and their like.

use std::cmp::Ordering;

use tenet_hir::{Comparison, ExprId};
use tenet_snapshot::ObjectId;

use crate::interval::Interval;
use crate::machine::Machine;
use crate::truth::{Known, Truth, not};
use crate::value::{RefValue, Text, Value};
use crate::why;

impl<'a> Machine<'a> {
    pub(super) fn compare(&mut self, comparison: Comparison, left: ExprId, right: ExprId) -> Truth {
        let exact = self.is_exact(left) || self.is_exact(right);
        let values = (self.value(left), self.value(right));
        match values {
            (Ok(left), Ok(right)) => self.compare_values(comparison, (&left, &right), exact),
            (Err(reasons), Ok(_)) | (Ok(_), Err(reasons)) => Err(reasons),
            (Err(left), Err(right)) => Err(left.merged(&right)),
        }
    }

    pub(super) fn compare_values(
        &mut self,
        comparison: Comparison,
        values: (&Value<'a>, &Value<'a>),
        exact: bool,
    ) -> Truth {
        if let Some((left, right)) = intervals(values) {
            return left.compare(comparison, &right);
        }
        match comparison {
            Comparison::Equal => self.equal(values, exact),
            Comparison::NotEqual => not(self.equal(values, exact)),
            Comparison::Less => self.order(values).map(Ordering::is_lt),
            Comparison::LessOrEqual => self.order(values).map(Ordering::is_le),
            Comparison::Greater => self.order(values).map(Ordering::is_gt),
            Comparison::GreaterOrEqual => self.order(values).map(Ordering::is_ge),
        }
    }

    pub(super) fn equal(&mut self, values: (&Value<'a>, &Value<'a>), exact: bool) -> Truth {
        if let Some((left, right)) = intervals(values) {
            return left.compare(Comparison::Equal, &right);
        }
        match values {
            (Value::Null, Value::Null) => Ok(true),
            // A text that no member has equals no member.
            (Value::Null, _)
            | (_, Value::Null)
            | (Value::Text(_), Value::Enum(..))
            | (Value::Enum(..), Value::Text(_)) => Ok(false),
            (Value::Bool(left), Value::Bool(right)) => Ok(left == right),
            (Value::Text(left), Value::Text(right)) => Ok(left.same(right, exact, self.strings())),
            (Value::Object(left), Value::Object(right)) => Ok(left == right),
            (Value::Ref(left), Value::Ref(right)) if left.by == right.by => {
                Ok(self.same_key(left, right))
            }
            (Value::Ref(left), Value::Ref(right)) => {
                Ok(self.resolve(left)? == self.resolve(right)?)
            }
            (Value::Ref(key), Value::Object(object)) | (Value::Object(object), Value::Ref(key)) => {
                self.names(key, *object)
            }
            (Value::Ref(key), Value::Text(text)) | (Value::Text(text), Value::Ref(key)) => {
                Ok(Text::Symbol(key.key).same(text, exact, self.strings()))
            }
            (Value::Record(left), Value::Record(right)) if same_place(left, right) => Ok(true),
            (left, right) => self.order((left, right)).map(Ordering::is_eq),
        }
    }

    pub(super) fn order(&mut self, values: (&Value<'a>, &Value<'a>)) -> Known<Ordering> {
        let ordering = match values {
            (Value::Int(left), Value::Int(right)) => Some(left.cmp(right)),
            (Value::Date(left), Value::Date(right)) => Some(left.cmp(right)),
            (Value::Duration(left), Value::Duration(right)) => Some(left.cmp(right)),
            (Value::Severity(left), Value::Severity(right)) => Some(left.cmp(right)),
            (Value::Enum(_, left), Value::Enum(_, right)) => Some(left.cmp(right)),
            (Value::Text(text), Value::Enum(id, _)) | (Value::Enum(id, _), Value::Text(text)) => {
                let name = &self.inputs.program.enums[*id].name;
                return self.unknown(why::no_member(text.as_str(self.strings()), name));
            }
            (Value::Null, _) | (_, Value::Null) => return self.unknown(why::guard_undetermined()),
            (left, right) => number(left)
                .zip(number(right))
                .and_then(|(left, right)| left.partial_cmp(&right)),
        };
        ordering.map_or_else(|| self.misfit(), Ok)
    }

    fn same_key(&self, left: &RefValue<'a>, right: &RefValue<'a>) -> bool {
        let strings = self.strings();
        strings.folded(left.key) == strings.folded(right.key)
    }

    /// Whether a reference is the key of an object.
    fn names(&mut self, key: &RefValue<'a>, object: ObjectId) -> Truth {
        if key.by.is_some() {
            return Ok(self.resolve(key)? == object);
        }
        let own = self.key_symbol(object)?;
        let strings = self.strings();
        Ok(strings.folded(own) == strings.folded(key.key))
    }
}

/// A number as a fraction. Whole numbers beyond 2^53 lose their last digits,
/// as they do in JSON.
#[expect(
    clippy::cast_precision_loss,
    reason = "a whole number that meets a fraction is compared as a fraction"
)]
pub(crate) fn number(value: &Value<'_>) -> Option<f64> {
    if let Value::Number(number) = value {
        return Some(*number);
    }
    if let Value::Int(number) = value {
        return Some(*number as f64);
    }
    None
}

/// Both as intervals, if one of them is and the other is a whole number.
pub(super) fn intervals(values: (&Value<'_>, &Value<'_>)) -> Option<(Interval, Interval)> {
    match values {
        (Value::Interval(left), Value::Interval(right)) => {
            Some((Interval::clone(left), Interval::clone(right)))
        }
        (Value::Interval(left), Value::Int(right)) => {
            Some((Interval::clone(left), Interval::point(*right)))
        }
        (Value::Int(left), Value::Interval(right)) => {
            Some((Interval::point(*left), Interval::clone(right)))
        }
        (_, _) => None,
    }
}

fn same_place(left: &crate::value::RecordValue<'_>, right: &crate::value::RecordValue<'_>) -> bool {
    std::ptr::eq(left.slot.columns, right.slot.columns) && left.slot.row == right.slot.row
}
