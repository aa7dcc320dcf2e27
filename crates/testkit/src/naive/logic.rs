//! `and`, `or`, `if`, `otherwise`, quantifiers.
//!
//! An operand behind a guard is read unless the guard is false: what is behind
//! a guard that is unknown may meet null, what is behind one that is true may not.

use tenet_hir::{Binding, ExprId, QuantifierKind};

use super::Run;
use super::compare::equal_plainly;
use super::value::{Known, Member, Truth, Value, all, any, not};

impl Run<'_> {
    pub(super) fn and(&mut self, operands: &[ExprId]) -> Truth {
        let mut so_far = Ok(true);
        for operand in operands {
            let next = self.guarded(&so_far, |run| run.truth(*operand));
            so_far = all([so_far, next]);
            if so_far == Ok(false) {
                break;
            }
        }
        so_far
    }

    pub(super) fn or(&mut self, operands: &[ExprId]) -> Truth {
        let mut so_far = Ok(false);
        for operand in operands {
            let next = self.guarded(&so_far, |run| run.truth(*operand));
            so_far = any([so_far, next]);
            if so_far == Ok(true) {
                break;
            }
        }
        so_far
    }

    /// Where the condition is unknown, the common value of both branches.
    pub(super) fn choice(
        &mut self,
        condition: ExprId,
        then: ExprId,
        otherwise: ExprId,
    ) -> Known<Value> {
        let condition = self.truth(condition);
        match condition {
            Ok(true) => return self.value(then),
            Ok(false) => return self.value(otherwise),
            Err(_) => {}
        }
        let then = self.guarded(&condition, |run| run.value(then));
        let otherwise = self.guarded(&condition, |run| run.value(otherwise));
        let mut reasons = condition.err().unwrap_or_default();
        if let (Ok(first), Ok(second)) = (&then, &otherwise)
            && equal_plainly(first, second)
        {
            return then;
        }
        reasons.extend(then.err().into_iter().chain(otherwise.err()).flatten());
        Err(reasons)
    }

    pub(super) fn otherwise(&mut self, first: ExprId, second: ExprId) -> Known<Value> {
        match self.value(first)? {
            Value::Null => self.value(second),
            value => Ok(value),
        }
    }

    /// `every x in C where P satisfies Q` is `no x in C where P and not Q`.
    pub(super) fn quantifier(
        &mut self,
        kind: QuantifierKind,
        binding: &Binding,
        satisfies: Option<ExprId>,
    ) -> Truth {
        let source = self.collection(binding.source);
        let mut members: Vec<Truth> = Vec::new();
        for member in source.members {
            members.push(self.counts(&member, binding, satisfies));
        }
        if !source.open.is_empty() {
            members.push(Err(source.open));
        }
        let some = any(members);
        match kind {
            QuantifierKind::Some => some,
            QuantifierKind::No | QuantifierKind::Every => not(some),
        }
    }

    fn counts(&mut self, member: &Member, binding: &Binding, satisfies: Option<ExprId>) -> Truth {
        self.variables.insert(binding.var, member.value.clone());
        self.origins.insert(binding.var, binding.source);
        let belongs = member.belongs();
        let condition = self.guarded(&belongs, |run| {
            binding.condition.map_or(Ok(true), |c| run.truth(c))
        });
        let counts = all([belongs, condition]);
        if counts == Ok(false) {
            return counts;
        }
        let broken = self.guarded(&counts, |run| {
            satisfies.map_or(Ok(true), |satisfies| not(run.truth(satisfies)))
        });
        all([counts, broken])
    }
}
