//! The order of values in a list, and when two of them are the same.

use std::cmp::Ordering;

use tenet_base::{Duration, Instant};
use tenet_hir::Severity;

use super::compare::number;
use crate::machine::Machine;
use crate::value::Value;

/// How values of a list are compared.
#[derive(Debug, Clone, Copy)]
pub(super) struct Mode {
    /// Whether texts are compared by code point.
    pub(super) exact: bool,
    /// Whether numbers are compared as fractions.
    pub(super) fractions: bool,
}

/// Where a value stands in a list. Ids of tables and symbols are no part of
/// it: they depend on what was loaded first.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Rank {
    Bool(bool),
    Whole(i64),
    Fraction(Fraction),
    Date(Instant),
    Duration(Duration),
    Member(u32),
    Severity(Severity),
    /// As it is compared, then as it is spelt: of several spellings the first stays.
    Text(String, String),
    /// The folded key, then the collection; none if it leads nowhere.
    Object(String, Option<String>),
    /// What has no order stays where it was.
    Other,
    /// Null stands last.
    Null,
}

/// A fraction by its size.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fraction(f64);

impl Rank {
    /// Whether two values are the same.
    pub(super) fn same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Text(left, _), Self::Text(right, _)) => left == right,
            (Self::Other, _) => false,
            (left, right) => left == right,
        }
    }
}

impl PartialEq for Fraction {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Fraction {}

impl PartialOrd for Fraction {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Fraction {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.total_cmp(&other.0)
    }
}

impl<'a> Machine<'a> {
    /// Where a value stands in a list.
    pub(super) fn rank(&mut self, value: &Value<'a>, mode: Mode) -> Rank {
        match value {
            Value::Null => Rank::Null,
            Value::Bool(value) => Rank::Bool(*value),
            // There is one zero: -0 and 0 are the same number.
            Value::Int(_) | Value::Number(_) if mode.fractions => {
                number(value).map_or(Rank::Other, |number| Rank::Fraction(Fraction(number + 0.0)))
            }
            Value::Int(value) => Rank::Whole(*value),
            Value::Date(value) => Rank::Date(*value),
            Value::Duration(value) => Rank::Duration(*value),
            Value::Enum(_, position) => Rank::Member(*position),
            Value::Severity(severity) => Rank::Severity(*severity),
            Value::Text(text) => {
                let spelt = text.as_str(self.strings()).to_owned();
                let compared = if mode.exact {
                    spelt.clone()
                } else {
                    text.folded(self.strings()).to_owned()
                };
                Rank::Text(compared, spelt)
            }
            Value::Object(_) | Value::Ref(_) => self.rank_object(value),
            Value::Number(_)
            | Value::Record(_)
            | Value::Made(_)
            | Value::Inclusion(_)
            | Value::Actor(_)
            | Value::Certificate(_)
            | Value::Interval(_)
            | Value::List(_) => Rank::Other,
        }
    }

    /// A reference is the object that it leads to.
    fn rank_object(&mut self, value: &Value<'a>) -> Rank {
        if let Ok(object) = self.object_of(value)
            && let Ok(key) = self.key_symbol(object)
        {
            let strings = self.strings();
            let key = strings.get(strings.folded(key)).to_owned();
            return Rank::Object(key, Some(self.path(object.collection).to_owned()));
        }
        if let Value::Ref(key) = value {
            let strings = self.strings();
            let key = strings.get(strings.folded(key.key)).to_owned();
            return Rank::Object(key, None);
        }
        Rank::Other
    }
}
