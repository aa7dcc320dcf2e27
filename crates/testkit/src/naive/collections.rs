//! Quantifiers, comprehensions, unions.

use tenet_hir::{Binding, ExprId, QuantifierKind};

use super::World;
use super::expr::Scope;
use super::value::{List, Outcome, Tri};

impl World<'_> {
    pub(super) fn quantifier(
        &self,
        kind: QuantifierKind,
        (binding, satisfies): (&Binding, Option<ExprId>),
        scope: &Scope,
    ) -> Outcome {
        let some = self.some(binding, satisfies, scope);
        match kind {
            QuantifierKind::Some => some.outcome(),
            QuantifierKind::No | QuantifierKind::Every => some.not().outcome(),
        }
    }

    /// Semantics 7, without the negations.
    fn some(&self, binding: &Binding, satisfies: Option<ExprId>, scope: &Scope) -> Tri {
        let list = self.eval(binding.source, scope).list();
        let mut found: Vec<Tri> = Vec::new();
        for (value, member) in list.items {
            let mut inner = scope.clone();
            inner.insert(binding.var, value);
            let condition = binding.condition.map(|one| self.truth(one, &inner));
            let broken = satisfies.map(|one| self.truth(one, &inner).not());
            found.push(Tri::all(
                [Some(member), condition, broken].into_iter().flatten(),
            ));
        }
        if !list.open.is_empty() {
            found.push(Tri::Unknown(list.open));
        }
        Tri::any(found)
    }

    pub(super) fn filter(&self, binding: &Binding, scope: &Scope) -> List {
        let mut list = self.eval(binding.source, scope).list();
        let Some(condition) = binding.condition else {
            return list;
        };
        let candidates = std::mem::take(&mut list.items);
        for (value, member) in candidates {
            let mut inner = scope.clone();
            inner.insert(binding.var, value.clone());
            let member = Tri::all([member, self.truth(condition, &inner)]);
            if member != Tri::False {
                list.items.push((value, member));
            }
        }
        list
    }

    pub(super) fn union(&self, (left, right): (List, List)) -> List {
        let mut union = List {
            open: left.open.union(&right.open).cloned().collect(),
            over_entity: left.over_entity && right.over_entity,
            ..List::default()
        };
        for (value, member) in left.items.into_iter().chain(right.items) {
            let place = union
                .items
                .iter()
                .position(|(known, _)| self.is_same(known, &value));
            match place.and_then(|place| union.items.get_mut(place)) {
                Some((_, known)) => *known = Tri::any([known.clone(), member]),
                None => union.items.push((value, member)),
            }
        }
        union
    }
}
