//! The facts that hold at a place: a stack that grows into a condition and
//! shrinks out of it.

use std::collections::BTreeMap;

use tenet_hir::{Program, Ty, Type};

use crate::narrow::{Fact, Proven};
use crate::types;

/// The facts that hold here.
#[derive(Debug, Default)]
pub(crate) struct Facts {
    by_form: BTreeMap<String, Vec<Fact>>,
    /// The forms in the order in which their facts were added.
    order: Vec<String>,
}

impl Facts {
    /// Where the stack stands.
    pub(crate) fn mark(&self) -> usize {
        self.order.len()
    }

    /// Adds facts; nothing if the place is never reached.
    pub(crate) fn assume(&mut self, proven: Option<Proven>) {
        for (form, fact) in proven.unwrap_or_default() {
            let known = self.by_form.entry(form.clone()).or_default();
            if !known.contains(&fact) {
                known.push(fact);
                self.order.push(form);
            }
        }
    }

    /// Forgets what was added since the mark.
    pub(crate) fn release(&mut self, mark: usize) {
        for form in self.order.drain(mark.min(self.order.len())..) {
            if let Some(known) = self.by_form.get_mut(&form) {
                known.pop();
            }
        }
    }

    /// Whether no fact can be of use.
    pub(crate) fn is_empty(&self) -> bool {
        self.order.is_empty()
    }

    /// The type of an expression of this form, here.
    pub(crate) fn narrow(&self, program: &Program, form: &str, mut ty: Type) -> Type {
        for fact in self.by_form.get(form).into_iter().flatten() {
            match fact {
                Fact::Present => ty.nullable = false,
                Fact::Is(entity) => {
                    let left = types::intersect(program, ty.ty.entities(), *entity);
                    ty.ty = narrowed(ty.ty, left);
                }
                Fact::IsNot(entity) => {
                    let entities = ty.ty.entities().iter().copied();
                    let left = entities.filter(|one| !program.is_one_of(*one, *entity));
                    ty.ty = narrowed(ty.ty.clone(), left.collect());
                }
            }
        }
        ty
    }
}

/// The type of what is left; a place where nothing is left keeps the wider type.
fn narrowed(ty: Ty, left: Vec<tenet_hir::EntityId>) -> Ty {
    if left.is_empty() {
        ty
    } else {
        types::with_entities(&ty, left)
    }
}
