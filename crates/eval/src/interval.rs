//! Whole numbers of which only bounds are known: what `count` gives when some
//! members are only possible, or the collection is open.

use tenet_hir::Comparison;

use crate::reasons::Reasons;
use crate::truth::{Known, Truth, not};

/// A whole number between two bounds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Interval {
    /// The least that it can be; none if there is no bound.
    pub(crate) low: Option<i64>,
    /// The most that it can be; none if there is no bound.
    pub(crate) high: Option<i64>,
    /// Why it is not known.
    pub(crate) reasons: Option<Reasons>,
}

impl Interval {
    /// A known number.
    pub(crate) fn point(number: i64) -> Self {
        Self {
            low: Some(number),
            high: Some(number),
            reasons: None,
        }
    }

    /// The number, if the bounds leave one alone.
    pub(crate) fn single(&self) -> Option<i64> {
        self.low.filter(|low| self.high == Some(*low))
    }

    /// A comparison of two numbers, true or false only if the bounds decide it.
    pub(crate) fn compare(&self, comparison: Comparison, other: &Self) -> Truth {
        match comparison {
            Comparison::Equal => self.equals(other),
            Comparison::NotEqual => not(self.equals(other)),
            Comparison::Less => self.is_less(other),
            Comparison::Greater => other.is_less(self),
            Comparison::LessOrEqual => not(other.is_less(self)),
            Comparison::GreaterOrEqual => not(self.is_less(other)),
        }
    }

    /// The sum; none on overflow.
    pub(crate) fn add(&self, other: &Self) -> Option<Self> {
        self.combine(other, i64::checked_add)
    }

    /// The negative; none on overflow.
    pub(crate) fn negate(&self) -> Option<Self> {
        let flip = |bound: Option<i64>| bound.map_or(Some(None), |n| n.checked_neg().map(Some));
        Some(Self {
            low: flip(self.high)?,
            high: flip(self.low)?,
            reasons: self.reasons.clone(),
        })
    }

    /// The product of two numbers neither of which can be negative; none if
    /// one may be, or on overflow.
    pub(crate) fn multiply(&self, other: &Self) -> Option<Self> {
        let never_negative = |bounds: &Self| bounds.low.is_some_and(|low| low >= 0);
        if !never_negative(self) || !never_negative(other) {
            return None;
        }
        self.combine(other, i64::checked_mul)
    }

    /// The reasons of both.
    pub(crate) fn merged_reasons(&self, other: &Self) -> Option<Reasons> {
        match (&self.reasons, &other.reasons) {
            (Some(left), Some(right)) => Some(left.clone().merged(right)),
            (Some(one), None) | (None, Some(one)) => Some(one.clone()),
            (None, None) => None,
        }
    }

    /// Applies an operation that grows with both operands; a missing bound stays missing.
    fn combine(&self, other: &Self, op: fn(i64, i64) -> Option<i64>) -> Option<Self> {
        let bound = |left: Option<i64>, right: Option<i64>| match (left, right) {
            (Some(left), Some(right)) => op(left, right).map(Some),
            (None, _) | (_, None) => Some(None),
        };
        Some(Self {
            low: bound(self.low, other.low)?,
            high: bound(self.high, other.high)?,
            reasons: self.merged_reasons(other),
        })
    }

    fn equals(&self, other: &Self) -> Truth {
        match (self.single(), other.single()) {
            (Some(left), Some(right)) => Ok(left == right),
            (_, _) if self.lies_below(other) || other.lies_below(self) => Ok(false),
            (_, _) => self.undecided(other),
        }
    }

    fn is_less(&self, other: &Self) -> Truth {
        let never = matches!((self.low, other.high), (Some(low), Some(high)) if low >= high);
        if self.lies_below(other) {
            Ok(true)
        } else if never {
            Ok(false)
        } else {
            self.undecided(other)
        }
    }

    fn lies_below(&self, other: &Self) -> bool {
        matches!((self.high, other.low), (Some(high), Some(low)) if high < low)
    }

    /// Bounds that differ always come with reasons; a point has none, and two points decide.
    fn undecided(&self, other: &Self) -> Known<bool> {
        self.merged_reasons(other).map_or(Ok(false), Err)
    }
}

#[cfg(test)]
mod tests {
    use tenet_base::id::Id;

    use super::*;
    use crate::reasons::ReasonId;

    fn between(low: i64, high: Option<i64>) -> Interval {
        Interval {
            low: Some(low),
            high,
            reasons: Some(Reasons::one(ReasonId::from_index(0))),
        }
    }

    fn numbers(interval: &Interval) -> std::ops::RangeInclusive<i64> {
        interval.low.unwrap()..=interval.high.unwrap_or(9)
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

    const COMPARISONS: [Comparison; 6] = [
        Comparison::Equal,
        Comparison::NotEqual,
        Comparison::Less,
        Comparison::LessOrEqual,
        Comparison::Greater,
        Comparison::GreaterOrEqual,
    ];

    #[test]
    fn a_comparison_is_known_exactly_if_all_numbers_agree() {
        let intervals = [
            between(0, Some(2)),
            between(1, Some(3)),
            between(4, None),
            between(2, Some(4)),
        ];
        for left in &intervals {
            for right in intervals
                .iter()
                .chain(&[Interval::point(2), Interval::point(0)])
            {
                for comparison in COMPARISONS {
                    let all: Vec<bool> = numbers(left)
                        .flat_map(|a| numbers(right).map(move |b| holds(comparison, a, b)))
                        .collect();
                    let agreed = all.iter().all(|one| *one == all[0]).then(|| all[0]);
                    assert_eq!(left.compare(comparison, right).ok(), agreed);
                }
            }
        }
    }

    #[test]
    fn bounds_take_part_in_arithmetic() {
        let some = between(1, None);
        let hundredfold = some.multiply(&Interval::point(100)).unwrap();
        assert_eq!((hundredfold.low, hundredfold.high), (Some(100), None));
        let less = Interval::point(5).add(&some.negate().unwrap()).unwrap();
        assert_eq!((less.low, less.high), (None, Some(4)));
        assert_eq!(Interval::point(i64::MAX).add(&Interval::point(1)), None);
    }
}
