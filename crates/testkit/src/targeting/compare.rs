//! A value against what a rule compares it with.

use std::cmp::Ordering;

use tenet_hir::{Case, Pattern};

use super::Truth;
use super::parse::{Literal, Operator};

/// What an operator says of a text. The operator is positive.
pub(super) fn text(value: &str, operator: Operator, literal: &Literal) -> Truth {
    match literal {
        Literal::Text(pattern) | Literal::Single(pattern) if operator == Operator::Match => {
            matches(value, pattern)
        }
        Literal::Text(own) => plain(value, operator, own),
        Literal::List(items) => items.iter().fold(Truth::False, |found, item| {
            found.or(text(value, Operator::Eq, item))
        }),
        // What such texts mean is open (D9).
        Literal::Doubtful | Literal::Single(_) => Truth::Unknown,
        Literal::Null => Truth::False,
        Literal::Truth(truth) => plain(value, operator, &truth.to_string()),
        Literal::Version(version) => plain(value, operator, version),
        Literal::Date(_) | Literal::Now(_) => Truth::Error,
    }
}

fn plain(value: &str, operator: Operator, text: &str) -> Truth {
    let (value, text) = (value.to_lowercase(), text.to_lowercase());
    let holds = match operator {
        Operator::Eq | Operator::In => value == text,
        Operator::StartsWith => value.starts_with(&text),
        Operator::EndsWith => value.ends_with(&text),
        Operator::Contains => value.contains(&text),
        Operator::Ne
        | Operator::NotStartsWith
        | Operator::NotEndsWith
        | Operator::NotContains
        | Operator::Match
        | Operator::NotMatch
        | Operator::NotIn
        | Operator::Gt
        | Operator::Ge
        | Operator::Lt
        | Operator::Le => return Truth::Error,
    };
    holds.into()
}

/// Clause D13: what does not compile here looks around or refers back.
fn matches(value: &str, pattern: &str) -> Truth {
    match Pattern::regex(pattern, Case::Folded) {
        Ok(pattern) => pattern.is_match(value).into(),
        Err(_) => Truth::Unknown,
    }
}

/// Clause F8: versions part by part, as numbers.
pub(super) fn version(value: &str, operator: Operator, literal: &Literal) -> Truth {
    let (Literal::Text(own) | Literal::Version(own)) = literal else {
        return if *literal == Literal::Null {
            Truth::False
        } else {
            Truth::Unknown
        };
    };
    let (Some(value), Some(own)) = (parts(value), parts(own)) else {
        return Truth::Unknown;
    };
    if value.len() != own.len() {
        return Truth::Unknown;
    }
    ordered(value.cmp(&own), operator)
}

/// What an operator says of an order.
pub(super) fn ordered(order: Ordering, operator: Operator) -> Truth {
    let holds = match operator {
        Operator::Eq => order.is_eq(),
        Operator::Gt => order.is_gt(),
        Operator::Ge => order.is_ge(),
        Operator::Lt => order.is_lt(),
        Operator::Le => order.is_le(),
        Operator::Ne
        | Operator::StartsWith
        | Operator::NotStartsWith
        | Operator::EndsWith
        | Operator::NotEndsWith
        | Operator::Contains
        | Operator::NotContains
        | Operator::Match
        | Operator::NotMatch
        | Operator::In
        | Operator::NotIn => return Truth::Error,
    };
    holds.into()
}

/// Whether a value is a version, or null.
pub(super) fn is_version(literal: &Literal) -> bool {
    match literal {
        Literal::Text(text) | Literal::Version(text) => parts(text).is_some(),
        Literal::Null => true,
        Literal::Doubtful
        | Literal::Single(_)
        | Literal::List(_)
        | Literal::Truth(_)
        | Literal::Date(_)
        | Literal::Now(_) => false,
    }
}

/// The parts of a version, each comparable: how long it is, then its digits.
fn parts(version: &str) -> Option<Vec<(usize, &str)>> {
    let part = |part: &'_ str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if !version.split('.').all(part) {
        return None;
    }
    let parts = version.split('.').map(|part| part.trim_start_matches('0'));
    Some(parts.map(|part| (part.len(), part)).collect())
}
