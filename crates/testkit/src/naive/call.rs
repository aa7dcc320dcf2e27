//! Calls of definitions and of functions of the language.

use tenet_hir::{Builtin, DefId, ExprId};

use super::World;
use super::compare::{count, whole};
use super::expr::Scope;
use super::scalar::{both, join, joined, text};
use super::text::normalized;
use super::value::{Outcome, Value, Why};

impl World<'_> {
    pub(super) fn call(&self, def: DefId, arguments: &[ExprId], scope: &Scope) -> Outcome {
        let def = &self.program.defs[def];
        let values = arguments.iter().map(|one| self.eval(*one, scope));
        let inner = def.params.iter().copied().zip(values).collect();
        self.eval(def.body, &inner)
    }

    pub(super) fn builtin(&self, builtin: Builtin, arguments: &[ExprId], scope: &Scope) -> Outcome {
        let values: Vec<Outcome> = arguments.iter().map(|one| self.eval(*one, scope)).collect();
        match (builtin, values.as_slice()) {
            (Builtin::Count, [list]) => Outcome::Known(count(&list.clone().list())),
            (Builtin::Normalized, [one]) => of_text(text(one.clone()).map(|one| normalized(&one))),
            (Builtin::Blank, [one]) => of(text(one.clone()).map(|one| one.trim().is_empty())),
            (Builtin::Length, [one]) => match text(one.clone()) {
                Ok(text) => Outcome::Known(Value::Int(whole(text.chars().count()))),
                Err(why) => Outcome::Unknown(why),
            },
            (Builtin::Concat, texts) => of_text(joined(texts.to_vec(), "")),
            (Builtin::Join, [list, separator]) => join(list.clone(), separator.clone()),
            (Builtin::Exactly, [left, right]) => {
                let texts = both(text(left.clone()), text(right.clone()));
                of(texts.map(|(left, right)| left == right))
            }
            (Builtin::Day, [Outcome::Known(Value::Date(date))]) => {
                Outcome::Known(Value::Date(date.day()))
            }
            (Builtin::Days, [Outcome::Known(Value::Int(days))]) => days
                .checked_mul(86_400)
                .and_then(tenet_base::Duration::from_seconds)
                .map_or_else(
                    || Outcome::unknown("overflow"),
                    |length| Outcome::Known(Value::Duration(length)),
                ),
            (Builtin::WholeDays, [Outcome::Known(Value::Duration(length))]) => {
                Outcome::Known(Value::Int(length.whole_days()))
            }
            (_, [Outcome::Unknown(why) | Outcome::Known(Value::Count(_, _, why))]) => {
                Outcome::Unknown(why.clone())
            }
            (_, [Outcome::Known(Value::Null)]) => Outcome::unknown("guard_undetermined"),
            (_, _) => Outcome::unknown("malformed"),
        }
    }
}

pub(super) fn of(truth: Result<bool, Why>) -> Outcome {
    match truth {
        Ok(holds) => Outcome::Known(Value::Bool(holds)),
        Err(why) => Outcome::Unknown(why),
    }
}

pub(super) fn of_text(text: Result<String, Why>) -> Outcome {
    match text {
        Ok(text) => Outcome::Known(Value::Text(text)),
        Err(why) => Outcome::Unknown(why),
    }
}
