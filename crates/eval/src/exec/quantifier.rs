//! `some`, `no`, `every`.
//!
//! All three ask whether some member has a property: `no` is the opposite of
//! `some`, and `every … satisfies Q` is `no … and not Q`.

use tenet_hir::{Binding, ExprId, QuantifierKind};

use super::collection::doubt;
use crate::machine::Machine;
use crate::plan::Search;
use crate::truth::{Any, Truth, and, not};
use crate::value::Item;

impl<'a> Machine<'a> {
    pub(super) fn quantifier(
        &mut self,
        kind: QuantifierKind,
        binding: &Binding,
        satisfies: Option<ExprId>,
    ) -> Truth {
        let found = self.some_member(binding, satisfies);
        match kind {
            QuantifierKind::Some => found,
            QuantifierKind::No | QuantifierKind::Every => not(found),
        }
    }

    /// Whether a member passes the condition and, for `every`, does not satisfy
    /// what it must. The member that decides leaves evidence.
    fn some_member(&mut self, binding: &Binding, satisfies: Option<ExprId>) -> Truth {
        match self.search(binding, satisfies) {
            Some(search) => self.some_candidate((binding, satisfies), &search),
            None => self.some_item(binding, satisfies),
        }
    }

    /// The same, of the members that a plan leaves.
    fn some_candidate(
        &mut self,
        (binding, satisfies): (&Binding, Option<ExprId>),
        search: &Search<'a>,
    ) -> Truth {
        // What the collection itself looks at is evidence too.
        self.explain(binding.source);
        let members = &search.prepared().members;
        let mut any = Any::default();
        let (rows, others) = self.quietly(|machine| search.decisive(machine));
        for row in rows {
            let counts = self.quietly(|machine| search.truth(machine, row));
            if any.decides(&counts) {
                if let Some(item) = members.items.get(row as usize) {
                    self.explain_member(item, binding, satisfies);
                }
                return Ok(true);
            }
        }
        any.decides(&others);
        if let Some(reasons) = &members.open {
            any.decides(&Err(reasons.clone()));
        }
        any.finish()
    }

    fn some_item(&mut self, binding: &Binding, satisfies: Option<ExprId>) -> Truth {
        let members = self.collection(binding.source);
        self.watch((binding.var, binding.source), members.items.len(), || None);
        let mut any = Any::default();
        for item in &members.items {
            let counts = self.quietly(|machine| machine.member_counts(item, binding, satisfies));
            if any.decides(&counts) {
                self.explain_member(item, binding, satisfies);
                return Ok(true);
            }
        }
        if let Some(reasons) = &members.open {
            any.decides(&Err(reasons.clone()));
        }
        any.finish()
    }

    fn member_counts(
        &mut self,
        item: &Item<'a>,
        binding: &Binding,
        satisfies: Option<ExprId>,
    ) -> Truth {
        self.bind(binding.var, item.value.clone());
        let mut counts = doubt(item.doubt.as_ref());
        if let Some(condition) = binding.condition {
            counts = and(counts, self.truth(condition));
        }
        // What must be satisfied is only read where the condition may hold.
        match satisfies {
            Some(satisfies) if counts != Ok(false) => and(counts, not(self.truth(satisfies))),
            Some(_) | None => counts,
        }
    }

    fn explain_member(&mut self, item: &Item<'a>, binding: &Binding, satisfies: Option<ExprId>) {
        self.bind(binding.var, item.value.clone());
        // What is not satisfied says more than what chose the member: it comes first.
        for condition in satisfies.into_iter().chain(binding.condition) {
            self.explain(condition);
        }
    }
}
