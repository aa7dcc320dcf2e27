//! `==`, `<`, `in`, and tests of texts.

use std::cmp::Ordering;

use tenet_base::text;
use tenet_hir::{Comparison, ExprId, ExprKind, TextTest};
use tenet_snapshot::ReasonCode;

use super::Run;
use super::number::{bounds, compare_bounds, number};
use super::value::{Known, Truth, Value, all, any, both, not, unknown};

impl Run<'_> {
    pub(super) fn comparison(
        &mut self,
        comparison: Comparison,
        left: ExprId,
        right: ExprId,
    ) -> Truth {
        let values = both(self.value(left), self.value(right))?;
        let exact = self.is_exact(left) || self.is_exact(right);
        let (left, right) = values;
        if let (Some(left), Some(right)) = (bounds(&left), bounds(&right)) {
            return compare_bounds(comparison, &left, &right);
        }
        match comparison {
            Comparison::Equal => self.equal(&left, &right, exact),
            Comparison::NotEqual => not(self.equal(&left, &right, exact)),
            Comparison::Less => order(&left, &right).map(Ordering::is_lt),
            Comparison::LessOrEqual => order(&left, &right).map(Ordering::is_le),
            Comparison::Greater => order(&left, &right).map(Ordering::is_gt),
            Comparison::GreaterOrEqual => order(&left, &right).map(Ordering::is_ge),
        }
    }

    /// Whether a field is read that is compared by code point.
    pub(super) fn is_exact(&self, expr: ExprId) -> bool {
        let program = self.naive.program;
        match &program.exprs[expr].kind {
            ExprKind::Field { field, .. } => program.fields[*field].marks.exact,
            ExprKind::Var(variable) => {
                let origin = self.origins.get(variable);
                origin.is_some_and(|origin| self.is_exact(*origin))
            }
            ExprKind::Set(set) => self.is_exact(program.sets[*set].body),
            ExprKind::Filter(binding) => self.is_exact(binding.source),
            ExprKind::Generate { value, .. } => self.is_exact(*value),
            ExprKind::List(items) => items.iter().any(|item| self.is_exact(*item)),
            ExprKind::If {
                then: one,
                otherwise: other,
                ..
            }
            | ExprKind::Otherwise(one, other)
            | ExprKind::Union(one, other) => self.is_exact(*one) || self.is_exact(*other),
            // The parameters of the call have their origins once it was evaluated.
            ExprKind::Def(def, _) => self.is_exact(program.defs[*def].body),
            _ => false,
        }
    }

    pub(super) fn equal(&self, left: &Value, right: &Value, exact: bool) -> Truth {
        match (left, right) {
            (Value::Reference(one), Value::Reference(other)) if one.by == other.by => {
                Ok(text::same(&one.key, &other.key))
            }
            (Value::Reference(one), Value::Reference(other)) => {
                both(self.resolve(one), self.resolve(other)).map(|(one, other)| one == other)
            }
            (Value::Reference(reference), Value::Object(object))
            | (Value::Object(object), Value::Reference(reference)) => {
                if reference.by.is_some() {
                    return Ok(self.resolve(reference)? == *object);
                }
                Ok(self.key_text(*object)? == text::fold(&reference.key))
            }
            (Value::Reference(reference), Value::Text(text))
            | (Value::Text(text), Value::Reference(reference)) => {
                Ok(same_text(&reference.key, text, exact))
            }
            (Value::Text(left), Value::Text(right)) => Ok(same_text(left, right, exact)),
            (Value::Null, Value::Null) => Ok(true),
            (Value::Null, _)
            | (_, Value::Null)
            | (Value::Text(_), Value::Member(_))
            | (Value::Member(_), Value::Text(_)) => Ok(false),
            (Value::Bool(left), Value::Bool(right)) => Ok(left == right),
            (Value::Object(left), Value::Object(right)) => Ok(left == right),
            (left, right) => match bounds(left).zip(bounds(right)) {
                Some((left, right)) => compare_bounds(Comparison::Equal, &left, &right),
                None => order(left, right).map(Ordering::is_eq),
            },
        }
    }

    /// Whether some member equals the value. An object that is here is only
    /// missing from a collection of objects if it is no member.
    pub(super) fn is_in(&mut self, item: ExprId, list: ExprId) -> Truth {
        let collection = self.collection(list);
        let value = self.value(item)?;
        let exact = self.is_exact(item) || self.is_exact(list);
        // A reference that leads somewhere is the object that it leads to.
        let value = match value {
            Value::Reference(reference) => self
                .resolve(&reference)
                .map_or(Value::Reference(reference), Value::Object),
            value => value,
        };
        let mut members: Vec<Truth> = Vec::new();
        for member in &collection.members {
            let same = member.value.clone();
            let same = same.and_then(|member| self.equal(&value, &member, exact));
            members.push(all([member.belongs(), same]));
        }
        let decided = collection.of_objects && matches!(value, Value::Object(_));
        if !decided && !collection.open.is_empty() {
            members.push(Err(collection.open));
        }
        any(members)
    }

    pub(super) fn text_test(&mut self, test: TextTest, left: ExprId, right: ExprId) -> Truth {
        let texts = both(self.text(left), self.text(right))?;
        let exact = self.is_exact(left) || self.is_exact(right);
        let (whole, part) = texts;
        let form = |written: String| {
            if exact {
                written
            } else {
                text::fold(&written).into_owned()
            }
        };
        let (whole, part) = (form(whole), form(part));
        Ok(match test {
            TextTest::StartsWith => whole.starts_with(&part),
            TextTest::EndsWith => whole.ends_with(&part),
            TextTest::Contains => whole.contains(&part),
        })
    }
}

fn same_text(left: &str, right: &str, exact: bool) -> bool {
    if exact {
        return left == right;
    }
    text::fold(left) == text::fold(right)
}

pub(super) fn order(left: &Value, right: &Value) -> Known<Ordering> {
    let ordering = match (left, right) {
        (Value::Null, _) | (_, Value::Null) => return unknown(ReasonCode::GuardUndetermined),
        (Value::Int(left), Value::Int(right)) => Some(left.cmp(right)),
        (Value::Date(left), Value::Date(right)) => Some(left.cmp(right)),
        (Value::Duration(left), Value::Duration(right)) => Some(left.cmp(right)),
        (Value::Severity(left), Value::Severity(right)) => Some(left.cmp(right)),
        (Value::Member(left), Value::Member(right)) => Some(left.cmp(right)),
        (left, right) => match (number(left), number(right)) {
            (Some(left), Some(right)) => left.partial_cmp(&right),
            _ => None,
        },
    };
    ordering.map_or_else(|| unknown(ReasonCode::Malformed), Ok)
}

/// Whether two branches of an `if` agree: the same plain value, spelt the same.
pub(super) fn equal_plainly(left: &Value, right: &Value) -> bool {
    match (left, right) {
        (Value::Null, Value::Null) => true,
        (Value::Bool(left), Value::Bool(right)) => left == right,
        (Value::Text(left), Value::Text(right)) => left == right,
        (Value::Object(left), Value::Object(right)) => left == right,
        (Value::Reference(left), Value::Reference(right)) => {
            left.by == right.by && text::same(&left.key, &right.key)
        }
        (Value::Null, _) | (_, Value::Null) => false,
        (left, right) => order(left, right) == Ok(Ordering::Equal),
    }
}
