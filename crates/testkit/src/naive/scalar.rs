//! Arithmetic and functions on texts.

use tenet_hir::{Arithmetic, TextTest};

use super::call::of_text;
use super::compare::number;
use super::text::fold;
use super::value::{Outcome, Tri, Value, Why, why};

/// Semantics 5. Arithmetic on a number of members that is not known is left out.
pub(super) fn arithmetic(operation: Arithmetic, left: Outcome, right: Outcome) -> Outcome {
    let (left, right) = match (left, right) {
        (Outcome::Known(left), Outcome::Known(right)) => (left, right),
        (Outcome::Unknown(left), Outcome::Unknown(right)) => {
            return Outcome::Unknown(left.union(&right).cloned().collect());
        }
        (Outcome::Unknown(why), Outcome::Known(_)) | (Outcome::Known(_), Outcome::Unknown(why)) => {
            return Outcome::Unknown(why);
        }
    };
    let result = match (operation, &left, &right) {
        (_, Value::Null, _) | (_, _, Value::Null) => {
            return Outcome::unknown("guard_undetermined");
        }
        (Arithmetic::Add, Value::Int(a), Value::Int(b)) => a.checked_add(*b).map(Value::Int),
        (Arithmetic::Subtract, Value::Int(a), Value::Int(b)) => a.checked_sub(*b).map(Value::Int),
        (Arithmetic::Multiply, Value::Int(a), Value::Int(b)) => a.checked_mul(*b).map(Value::Int),
        (Arithmetic::Add, Value::Date(date), Value::Duration(by))
        | (Arithmetic::Add, Value::Duration(by), Value::Date(date)) => {
            date.checked_add(*by).map(Value::Date)
        }
        (Arithmetic::Subtract, Value::Date(date), Value::Duration(by)) => {
            date.checked_sub(*by).map(Value::Date)
        }
        (Arithmetic::Subtract, Value::Date(a), Value::Date(b)) => a.since(*b).map(Value::Duration),
        (Arithmetic::Add, Value::Duration(a), Value::Duration(b)) => {
            a.checked_add(*b).map(Value::Duration)
        }
        (Arithmetic::Subtract, Value::Duration(a), Value::Duration(b)) => {
            a.checked_sub(*b).map(Value::Duration)
        }
        (Arithmetic::Multiply, Value::Duration(length), Value::Int(times))
        | (Arithmetic::Multiply, Value::Int(times), Value::Duration(length)) => {
            length.checked_mul(*times).map(Value::Duration)
        }
        (operation, a, b) => number(a).zip(number(b)).and_then(|(a, b)| {
            let result = match operation {
                Arithmetic::Add => a + b,
                Arithmetic::Subtract => a - b,
                Arithmetic::Multiply => a * b,
            };
            result.is_finite().then_some(Value::Number(result))
        }),
    };
    result.map_or_else(|| Outcome::unknown("overflow"), Outcome::Known)
}

pub(super) fn text(value: Outcome) -> Result<String, Why> {
    match value {
        Outcome::Known(Value::Text(text)) => Ok(text),
        Outcome::Known(Value::Ref(reference)) => Ok(reference.key),
        Outcome::Known(Value::Null) => Err(why("guard_undetermined")),
        Outcome::Known(_) => Err(why("malformed")),
        Outcome::Unknown(why) => Err(why),
    }
}

pub(super) fn both(
    left: Result<String, Why>,
    right: Result<String, Why>,
) -> Result<(String, String), Why> {
    match (left, right) {
        (Ok(left), Ok(right)) => Ok((left, right)),
        (Err(left), Err(right)) => Err(left.union(&right).cloned().collect()),
        (Err(why), Ok(_)) | (Ok(_), Err(why)) => Err(why),
    }
}

pub(super) fn text_test(test: TextTest, (whole, part): (&str, &str), exact: bool) -> bool {
    let (whole, part) = if exact {
        (whole.to_owned(), part.to_owned())
    } else {
        (fold(whole), fold(part))
    };
    match test {
        TextTest::StartsWith => whole.starts_with(&part),
        TextTest::EndsWith => whole.ends_with(&part),
        TextTest::Contains => whole.contains(&part),
    }
}

pub(super) fn join(list: Outcome, separator: Outcome) -> Outcome {
    let list = match list {
        Outcome::Known(Value::List(list)) => list,
        other => return of_text(both(text(other), text(separator)).map(|(list, _)| list)),
    };
    let mut texts: Vec<Outcome> = Vec::new();
    for (value, member) in list.items {
        if let Tri::Unknown(why) = member {
            texts.push(Outcome::Unknown(why));
        }
        texts.push(value);
    }
    if !list.open.is_empty() {
        texts.push(Outcome::Unknown(list.open));
    }
    match text(separator) {
        Ok(separator) => of_text(joined(texts, &separator)),
        Err(why) => Outcome::Unknown(why),
    }
}

pub(super) fn joined(texts: Vec<Outcome>, separator: &str) -> Result<String, Why> {
    let (mut known, mut unknown) = (Vec::new(), Why::new());
    for one in texts {
        match text(one) {
            Ok(text) => known.push(text),
            Err(why) => unknown.extend(why),
        }
    }
    if unknown.is_empty() {
        return Ok(known.join(separator));
    }
    Err(unknown)
}
