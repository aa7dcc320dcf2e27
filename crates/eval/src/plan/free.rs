//! Which variables an expression depends on.

use std::collections::BTreeSet;
use std::rc::Rc;

use tenet_hir::{Binding, ExprId, ExprKind, Program, Rule, Step, VarId};

use super::literal::Operand;
use crate::machine::Machine;

/// The variables that an expression reads and does not bind itself.
pub(super) type Free = Rc<BTreeSet<VarId>>;

impl Machine<'_> {
    /// Whether an expression has the same value throughout the run.
    pub(crate) fn is_fixed(&mut self, expr: ExprId) -> bool {
        self.free(expr).is_empty()
    }

    /// The variables that an expression depends on. A `let` that depends on
    /// none is a constant.
    pub(super) fn free(&mut self, expr: ExprId) -> Free {
        if let Some(known) = self.plans.free.get(&expr) {
            return Rc::clone(known);
        }
        let mut free = free(self.inputs.program, expr);
        free.retain(|var| match self.lets.get(var).copied() {
            Some(value) => !self.is_fixed(value),
            None => true,
        });
        let free = Rc::new(free);
        self.plans.free.insert(expr, Rc::clone(&free));
        free
    }

    /// The same for an expression in the bodies of definitions: its parameters
    /// stand for what the calls give them.
    pub(super) fn free_of(&mut self, operand: &Operand) -> Free {
        let program = self.inputs.program;
        let mut free = self.free(operand.expr);
        for call in operand.calls.iter().rev() {
            let ExprKind::Def(def, arguments) = &program.exprs[*call].kind else {
                continue;
            };
            let mut outside = BTreeSet::clone(&free);
            for (param, argument) in program.defs[*def].params.iter().zip(arguments) {
                if outside.remove(param) {
                    outside.extend(self.free(*argument).iter());
                }
            }
            free = Rc::new(outside);
        }
        free
    }
}

/// The variables that a rule binds itself, not in definitions and sets.
pub(super) fn bound_by(program: &Program, rule: &Rule) -> BTreeSet<VarId> {
    let steps = rule.steps.iter().filter_map(|step| match step {
        Step::For(binding) => Some(binding.var),
        Step::Let(..) => None,
    });
    let mut bound: BTreeSet<VarId> = steps.collect();
    let mut todo = rule.roots();
    todo.extend(rule.waivers.iter().filter_map(|waiver| waiver.condition));
    while let Some(expr) = todo.pop() {
        bound.extend(binding_of(program, expr).map(|binding| binding.var));
        todo.extend(program.parts(expr));
    }
    bound
}

fn binding_of(program: &Program, expr: ExprId) -> Option<&Binding> {
    if let ExprKind::Quantifier { binding, .. }
    | ExprKind::Filter(binding)
    | ExprKind::Generate { binding, .. } = &program.exprs[expr].kind
    {
        return Some(binding);
    }
    None
}

/// A variable has one binder, so that what is bound anywhere inside is not free.
/// A binder that is not known here leaves its variable free: nothing is planned then.
fn free(program: &Program, expr: ExprId) -> BTreeSet<VarId> {
    let (mut read, mut bound) = (BTreeSet::new(), BTreeSet::new());
    let mut todo = vec![expr];
    while let Some(expr) = todo.pop() {
        if let ExprKind::Var(var) = &program.exprs[expr].kind {
            read.insert(*var);
        }
        bound.extend(binding_of(program, expr).map(|binding| binding.var));
        todo.extend(program.parts(expr));
    }
    read.retain(|var| !bound.contains(var));
    read
}
