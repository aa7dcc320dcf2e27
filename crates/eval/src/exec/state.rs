//! `is present`, `is known`, `is empty`.

use tenet_hir::{Comparison, ExprId, State};

use crate::interval::Interval;
use crate::machine::Machine;
use crate::truth::{Known, Truth};
use crate::value::{Collection, Value};

impl<'a> Machine<'a> {
    pub(super) fn is(&mut self, inner: ExprId, state: State) -> Truth {
        let value = self.value(inner);
        match state {
            State::Present => value.map(|value| !matches!(value, Value::Null)),
            State::Known => Ok(is_known(&value)),
            State::Empty => self.is_empty(value),
        }
    }

    /// A collection that is unknown as a whole may have any number of members.
    fn is_empty(&mut self, value: Known<Value<'a>>) -> Truth {
        let value = self.present(value?)?;
        let Value::List(list) = value else {
            return self.misfit();
        };
        size(&list).compare(Comparison::Equal, &Interval::point(0))
    }
}

/// Between how many members a collection has at least and at most.
pub(super) fn size(list: &Collection<'_>) -> Interval {
    let mut reasons = crate::reasons::Gather::default();
    let mut definite: i64 = 0;
    for item in &list.items {
        reasons.add_some(item.doubt.as_ref());
        definite += i64::from(item.doubt.is_none());
    }
    reasons.add_some(list.open.as_ref());
    let all = i64::try_from(list.items.len()).unwrap_or(i64::MAX);
    Interval {
        low: Some(definite),
        high: list.open.is_none().then_some(all),
        reasons: reasons.finish(),
    }
}

/// Closed and without possible members, for a collection.
fn is_known(value: &Known<Value<'_>>) -> bool {
    match value {
        Ok(Value::List(list)) => {
            list.open.is_none() && list.items.iter().all(|item| item.doubt.is_none())
        }
        Ok(Value::Interval(_)) | Err(_) => false,
        Ok(_) => true,
    }
}
