//! `if`, and what `is` asks.

use tenet_hir::{Comparison, State};

use super::compare::{bounds, compare_bounds, count};
use super::value::{Outcome, Tri, Value, Why, why};

/// Gap 4: the common value if both branches agree.
pub(super) fn choice(condition: Tri, (then, otherwise): (Outcome, Outcome)) -> Outcome {
    let mut unknown = match condition {
        Tri::True => return then,
        Tri::False => return otherwise,
        Tri::Unknown(why) => why,
    };
    match (&then, &otherwise) {
        (Outcome::Known(Value::Bool(one)), Outcome::Known(Value::Bool(other))) if one == other => {
            return then;
        }
        (Outcome::Known(Value::Int(one)), Outcome::Known(Value::Int(other))) if one == other => {
            return then;
        }
        (Outcome::Known(Value::Text(one)), Outcome::Known(Value::Text(other))) if one == other => {
            return then;
        }
        (Outcome::Known(Value::Enum(id, one)), Outcome::Known(Value::Enum(same, other)))
            if id == same && one == other =>
        {
            return then;
        }
        (Outcome::Known(Value::Object(one)), Outcome::Known(Value::Object(other)))
            if one == other =>
        {
            return then;
        }
        (Outcome::Known(Value::Null), Outcome::Known(Value::Null)) => return then,
        (_, _) => {}
    }
    for branch in [then, otherwise] {
        if let Outcome::Unknown(why) = branch {
            unknown.extend(why);
        }
    }
    Outcome::Unknown(unknown)
}

/// Semantics 9 to 11.
pub(super) fn is(value: Outcome, state: State) -> Tri {
    match state {
        State::Known => Tri::of(is_known(&value)),
        State::Present => match value {
            Outcome::Unknown(why) => Tri::Unknown(why),
            Outcome::Known(value) => Tri::of(!matches!(value, Value::Null)),
        },
        State::Empty => is_empty(value),
    }
}

fn is_known(value: &Outcome) -> bool {
    match value {
        Outcome::Unknown(_) | Outcome::Known(Value::Count(..)) => false,
        Outcome::Known(Value::List(list)) => {
            list.open.is_empty() && list.items.iter().all(|(_, member)| *member == Tri::True)
        }
        Outcome::Known(_) => true,
    }
}

fn is_empty(value: Outcome) -> Tri {
    match value {
        Outcome::Unknown(why) => Tri::Unknown(why),
        Outcome::Known(Value::Null) => Tri::Unknown(why("guard_undetermined")),
        Outcome::Known(Value::List(list)) => {
            let zero = (0, Some(0), Why::new());
            bounds(&count(&list)).map_or(Tri::False, |count| {
                compare_bounds(Comparison::Equal, &count, &zero)
            })
        }
        Outcome::Known(_) => Tri::Unknown(why("malformed")),
    }
}
