//! Three-valued logic: true, false, or unknown with reasons.
//!
//! | `and`   | true    | false | unknown |   | `or`    | true | false   | unknown |
//! | ------- | ------- | ----- | ------- | - | ------- | ---- | ------- | ------- |
//! | true    | true    | false | unknown |   | true    | true | true    | true    |
//! | false   | false   | false | false   |   | false   | true | false   | unknown |
//! | unknown | unknown | false | unknown |   | unknown | true | unknown | unknown |
//!
//! A result that is unknown has the reasons of every operand that is, whatever
//! their order: an operand is left out only if another one decides.

use crate::reasons::{Gather, Reasons};

/// What is known, or why it is not.
pub(crate) type Known<T> = Result<T, Reasons>;

/// True, false or unknown.
pub(crate) type Truth = Known<bool>;

/// Whether any of several holds, one after the other.
#[derive(Debug, Default)]
pub(crate) struct Any(Gather);

impl Any {
    /// Takes the next in; whether it decides, so that the rest need not be asked.
    pub(crate) fn decides(&mut self, next: &Truth) -> bool {
        if let Err(reasons) = next {
            self.0.add(reasons);
        }
        matches!(next, Ok(true))
    }

    /// The answer, when none decided.
    pub(crate) fn finish(self) -> Truth {
        self.0.finish().map_or(Ok(false), Err)
    }
}

/// The opposite.
pub(crate) fn not(truth: Truth) -> Truth {
    truth.map(|holds| !holds)
}

/// Both.
pub(crate) fn and(left: Truth, right: Truth) -> Truth {
    not(or(not(left), not(right)))
}

/// Either.
pub(crate) fn or(left: Truth, right: Truth) -> Truth {
    match (left, right) {
        (Ok(true), _) | (_, Ok(true)) => Ok(true),
        (Ok(false), rest) | (rest, Ok(false)) => rest,
        (Err(left), Err(right)) => Err(left.merged(&right)),
    }
}

#[cfg(test)]
mod tests {
    use tenet_base::id::Id;

    use super::*;
    use crate::reasons::ReasonId;

    fn unknown(number: usize) -> Truth {
        Err(Reasons::one(ReasonId::from_index(number)))
    }

    fn values(number: usize) -> [Truth; 3] {
        [Ok(true), Ok(false), unknown(number)]
    }

    /// Strong Kleene logic as minimum and maximum of false < unknown < true.
    fn rank(truth: &Truth) -> u8 {
        match truth {
            Ok(false) => 0,
            Err(_) => 1,
            Ok(true) => 2,
        }
    }

    #[test]
    fn and_is_the_least_and_or_the_greatest() {
        for left in values(1) {
            for right in values(2) {
                let both = and(left.clone(), right.clone());
                let either = or(left.clone(), right.clone());
                assert_eq!(rank(&both), rank(&left).min(rank(&right)));
                assert_eq!(rank(&either), rank(&left).max(rank(&right)));
                assert_eq!(both, and(right.clone(), left.clone()));
                assert_eq!(either, or(right, left.clone()));
            }
            assert_eq!(rank(&not(left.clone())), 2 - rank(&left));
        }
    }

    #[test]
    fn reasons_of_all_that_is_unknown_come_together() {
        let (Err(one), Err(two)) = (unknown(1), unknown(2)) else {
            panic!("unknown")
        };
        assert_eq!(or(unknown(2), unknown(1)), Err(one.clone().merged(&two)));
        assert_eq!(and(unknown(1), Ok(true)), Err(one.clone()));
        assert_eq!(one.clone().merged(&two), two.merged(&one));
    }

    #[test]
    fn any_agrees_with_or_in_every_order() {
        for first in values(1) {
            for second in values(2) {
                for third in values(3) {
                    let mut any = Any::default();
                    let decided = [&first, &second, &third]
                        .into_iter()
                        .any(|next| any.decides(next));
                    let found = if decided { Ok(true) } else { any.finish() };
                    assert_eq!(found, or(first.clone(), or(second.clone(), third.clone())));
                }
            }
        }
    }
}
