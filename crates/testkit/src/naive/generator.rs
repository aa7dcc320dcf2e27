//! `list`, `min`, `max` and `sum` of values for the members of a collection.

use std::cmp::Ordering;

use tenet_base::{Duration, text};
use tenet_hir::{Binding, ExprId, Generator, Ty};
use tenet_snapshot::ReasonCode;

use super::Run;
use super::compare::order;
use super::number::number;
use super::value::{Collection, Known, Member, Reasons, Value, all, any, unknown};

impl Run<'_> {
    pub(super) fn generate(
        &mut self,
        kind: Generator,
        value: ExprId,
        binding: &Binding,
    ) -> Known<Value> {
        let found = self.values(value, binding);
        if kind == Generator::List {
            let exact = self.is_exact(value);
            return Ok(Value::List(self.distinct(found, exact)));
        }
        let ty = &self.naive.program.exprs[value].ty.ty;
        let values = certain(found)?;
        match kind {
            Generator::List | Generator::Min => extreme(values, Ordering::Less),
            Generator::Max => extreme(values, Ordering::Greater),
            Generator::Sum => sum(&values, ty),
        }
    }

    /// The value for each member that passes or may pass, doubtful if the member is.
    fn values(&mut self, value: ExprId, binding: &Binding) -> Collection {
        self.origins.insert(binding.var, binding.source);
        let source = self.collection(binding.source);
        let mut found = Collection {
            open: source.open,
            ..Collection::default()
        };
        for member in source.members {
            self.variables.insert(binding.var, member.value.clone());
            let belongs = member.belongs();
            let condition = self.guarded(&belongs, |run| {
                binding.condition.map_or(Ok(true), |one| run.truth(one))
            });
            let passes = all([belongs, condition]);
            if passes == Ok(false) {
                continue;
            }
            let value = self.guarded(&passes, |run| run.value(value));
            found.members.push(Member {
                value: match value {
                    Ok(Value::Between(bounds)) => Err(bounds.reasons),
                    value => value,
                },
                doubt: passes.err().unwrap_or_default(),
            });
        }
        found
    }

    /// Each value once; what is unknown may be one of the others.
    fn distinct(&self, values: Collection, exact: bool) -> Collection {
        let mut kept: Vec<Member> = Vec::new();
        for mut member in values.members {
            let Ok(value) = &member.value else {
                let reasons = member.value.clone().err().unwrap_or_default();
                member.doubt.extend(reasons);
                kept.push(member);
                continue;
            };
            let same = kept.iter_mut().find(|other| {
                let other = other.value.as_ref().ok();
                other.is_some_and(|other| self.equal(value, other, exact) == Ok(true))
            });
            let Some(same) = same else {
                kept.push(member);
                continue;
            };
            let belongs = any([same.belongs(), member.belongs()]);
            same.doubt = belongs.err().unwrap_or_default();
            if first_spelt(&member, same) {
                same.value = member.value;
            }
        }
        kept.sort_by_key(|member| shown(member, exact));
        Collection {
            members: kept,
            open: values.open,
            of_objects: false,
        }
    }
}

fn first_spelt(one: &Member, other: &Member) -> bool {
    matches!((&one.value, &other.value),
        (Ok(Value::Text(one)), Ok(Value::Text(other))) if one < other)
}

/// Texts are sorted as they are compared: the order in which they are joined
/// can be seen.
fn shown(member: &Member, exact: bool) -> (bool, String) {
    match &member.value {
        Ok(Value::Text(written)) if exact => (false, written.clone()),
        Ok(Value::Text(written)) => (false, text::fold(written).into_owned()),
        Ok(_) | Err(_) => (true, String::new()),
    }
}

/// All values, if nothing at all is unknown about them.
fn certain(found: Collection) -> Known<Vec<Value>> {
    let mut reasons: Reasons = found.open;
    let mut values = Vec::new();
    for member in found.members {
        reasons.extend(member.doubt);
        let value: Known<Value> = match member.value {
            Ok(Value::Null) => unknown(ReasonCode::GuardUndetermined),
            // A text that no member of the enumeration has.
            Ok(Value::Text(_)) => unknown(ReasonCode::Malformed),
            value => value,
        };
        match value {
            Ok(value) => values.push(value),
            Err(more) => reasons.extend(more),
        }
    }
    if reasons.is_empty() {
        return Ok(values);
    }
    Err(reasons)
}

fn extreme(values: Vec<Value>, wanted: Ordering) -> Known<Value> {
    let mut best = Value::Null;
    for value in values {
        if matches!(best, Value::Null) || order(&value, &best)? == wanted {
            best = value;
        }
    }
    Ok(best)
}

fn sum(values: &[Value], ty: &Ty) -> Known<Value> {
    let total = match ty {
        Ty::Duration => total_length(values),
        Ty::Number => {
            let numbers: Option<Vec<f64>> = values.iter().map(number).collect();
            numbers.map(|mut numbers| {
                numbers.sort_by(f64::total_cmp);
                Value::Number(numbers.into_iter().fold(0.0, |sum, one| sum + one))
            })
        }
        _ => {
            let numbers = values.iter().map(|value| match value {
                Value::Int(number) => Some(i128::from(*number)),
                _ => None,
            });
            let total: Option<i128> = numbers.sum();
            total
                .and_then(|total| i64::try_from(total).ok())
                .map(Value::Int)
        }
    };
    match total {
        Some(Value::Number(number)) if !number.is_finite() => unknown(ReasonCode::Overflow),
        Some(total) => Ok(total),
        None => unknown(ReasonCode::Overflow),
    }
}

fn total_length(values: &[Value]) -> Option<Value> {
    let mut total = Duration::ZERO;
    for value in values {
        let Value::Duration(length) = value else {
            return None;
        };
        total = total.checked_add(*length)?;
    }
    Some(Value::Duration(total))
}
