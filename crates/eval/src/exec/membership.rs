//! `x in C`, for lists, sets and comprehensions.
//!
//! Whether an object is in a set is decided by the set's condition on that
//! object alone: that others may be missing does not matter, this one is here.

use tenet_hir::{Binding, ExprId, ExprKind, SetId};
use tenet_snapshot::ObjectId;

use super::collection::doubt;
use crate::machine::Machine;
use crate::truth::{Any, Known, Truth, and, or};
use crate::value::{Collection, Value};

impl<'a> Machine<'a> {
    pub(super) fn is_in(&mut self, item: ExprId, list: ExprId) -> Truth {
        let exact = self.is_exact(item) || self.is_exact(list);
        let value = self.value(item)?;
        self.contains(&value, list, exact)
    }

    fn contains(&mut self, value: &Value<'a>, list: ExprId, exact: bool) -> Truth {
        let program = self.inputs.program;
        let kind = &program.exprs[list].kind;
        if let ExprKind::Union(left, right) = kind {
            let in_left = self.contains(value, *left, exact);
            return or(in_left, self.contains(value, *right, exact));
        }
        if let Some(object) = self.here(value) {
            let value = Value::Object(object);
            if let ExprKind::All(entity) = kind {
                return self.object_is(object, *entity);
            }
            if let ExprKind::Set(set) = kind {
                return self.in_set(&value, *set);
            }
            if let ExprKind::During { events, window } = kind {
                let event = self.contains(&value, *events, exact);
                return and(event, self.is_during(&value, *window));
            }
            if let ExprKind::Filter(binding) = kind {
                return self.passes(&value, binding);
            }
        }
        let members = self.collection(list);
        self.among(value, &members, exact)
    }

    /// The object that a value is or leads to, if it was exported. A reference
    /// that leads nowhere is only in what may hold an object of its key: that
    /// is how a rule is told of a deletion.
    fn here(&mut self, value: &Value<'a>) -> Option<ObjectId> {
        if let Value::Object(object) = value {
            return Some(*object);
        }
        if let Value::Ref(key) = value {
            return self.resolve(key).ok();
        }
        None
    }

    fn in_set(&mut self, value: &Value<'a>, set: SetId) -> Truth {
        let body = self.inputs.program.sets[set].body;
        let object = self.object_of(value);
        let (Ok(object), None) = (object, &self.trace) else {
            return self.contains(value, body, false);
        };
        if let Some(known) = self.memory.members.get(&(set, object)) {
            return known.clone();
        }
        let member = self.contains(&Value::Object(object), body, false);
        self.memory.members.insert((set, object), member.clone());
        member
    }

    /// Whether an object is in the source of a comprehension and its condition holds for it.
    fn passes(&mut self, value: &Value<'a>, binding: &Binding) -> Truth {
        let member = self.contains(value, binding.source, false);
        let (Some(condition), Ok(true) | Err(_)) = (binding.condition, &member) else {
            return member;
        };
        self.mark_binding(binding);
        self.bind(binding.var, Ok(value.clone()));
        let holds = self.truth(condition);
        and(member, holds)
    }

    /// Whether a value equals one of the members.
    fn among(&mut self, value: &Value<'a>, members: &Collection<'a>, exact: bool) -> Truth {
        let mut any = Any::default();
        for member in &members.items {
            let same = match &member.value {
                Ok(other) => self.equal((value, other), exact),
                Err(reasons) => Err(reasons.clone()),
            };
            if any.decides(&and(doubt(member.doubt.as_ref()), same)) {
                return Ok(true);
            }
        }
        if let Some(reasons) = &members.open
            && !(members.elsewhere && self.object_of(value).is_ok())
        {
            any.decides(&Err(reasons.clone()));
        }
        any.finish()
    }

    /// The object that a value is, or leads to.
    pub(super) fn object_of(&mut self, value: &Value<'a>) -> Known<ObjectId> {
        if let Value::Object(object) = value {
            Ok(*object)
        } else if let Value::Ref(key) = value {
            self.resolve(key)
        } else if let Value::Null = value {
            self.unknown(crate::why::guard_undetermined())
        } else {
            self.misfit()
        }
    }
}
