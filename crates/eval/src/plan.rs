//! What is known before a loop runs: which members it need not look at.
//!
//! A loop over `x in C where P` asks every member whether P holds. Most members
//! fail by one part of P that can be looked up instead: `x.a == y.b` is a key of
//! an index over C, and the graph names who may be in `g` of `x in g`. A plan takes P apart, finds such parts, and gives a loop the
//! members that are left.
//!
//! # Why this changes nothing
//!
//! P is a conjunction of parts. **A member is left out only if one part is known
//! to be false of it.** In Kleene logic false and anything is false, whatever
//! else is unknown, and false has no reasons: the loop would have gone on to the
//! next member without keeping anything of this one. So a member that is left
//! out takes no verdict, no reason, no evidence and no case with it.
//!
//! - A member whose key is unknown fits every question: it is *vague*, and is
//!   given to the loop whatever is asked.
//! - A key need not tell values apart that differ, since what an index gives is
//!   judged in full; it must not tell values apart that are equal.
//! - Members come in the order of the collection.
//! - Possible members keep their doubt, open collections stay open: both are of
//!   the collection, which is not changed.
//! - Expressions are pure: the value of one that names a single variable is the
//!   same whenever that variable stands for the same member.

mod candidates;
mod form;
mod free;
mod graph;
mod index;
mod key;
mod literal;
mod nest;
mod prepared;
mod probe;
mod search;

pub(crate) use index::Index;
pub(crate) use nest::Nest;
pub(crate) use prepared::Prepared;
pub(crate) use search::Search;

use std::rc::Rc;

use tenet_base::HashMap;
use tenet_hir::{Binding, ExprId, Rule, VarId};

use crate::machine::Machine;
use crate::truth::Known;
use crate::value::Value;
use form::{FormId, FormIndex};
use free::Free;
use literal::Literal;
use probe::Probe;

/// How a loop over `x in C where P` goes about it.
#[derive(Debug)]
pub(crate) struct Plan {
    /// x.
    pub(crate) var: VarId,
    /// C.
    pub(crate) source: ExprId,
    /// Parts of P about x alone: asked once for each member.
    own: Vec<Literal>,
    /// Parts of P that are not about x: asked once for each time that the loop runs.
    outer: Vec<Literal>,
    /// The other parts of P.
    mixed: Vec<Literal>,
    /// Which of those, by their places, can be looked up; the best first.
    probes: Vec<(usize, Probe)>,
}

/// What was planned and indexed before.
#[derive(Debug, Default)]
pub(crate) struct Plans<'a> {
    /// Whether anything is planned.
    on: bool,
    by_var: HashMap<VarId, Option<Rc<Plan>>>,
    free: HashMap<ExprId, Free>,
    prepared: HashMap<VarId, Rc<Prepared<'a>>>,
    indexes: HashMap<(VarId, usize), Rc<Index>>,
    forms: HashMap<FormId, Rc<FormIndex>>,
}

impl Plans<'_> {
    /// No plans yet; none are made if not `on`.
    pub(crate) fn new(on: bool) -> Self {
        Self {
            on,
            ..Self::default()
        }
    }
}

impl<'a> Machine<'a> {
    /// The value of an expression that names no variable: it is the same every time.
    pub(crate) fn once(
        &mut self,
        expr: ExprId,
        run: impl FnOnce(&mut Self) -> Known<Value<'a>>,
    ) -> Known<Value<'a>> {
        // What is explained is evaluated again, for what it looks at.
        if !self.plans.on || self.trace.is_some() || !self.is_fixed(expr) {
            return run(self);
        }
        if let Some(known) = self.memory.constants.get(&expr) {
            return known.clone();
        }
        let value = run(self);
        self.memory.constants.insert(expr, value.clone());
        value
    }

    /// Drops what only this rule could ask again.
    pub(crate) fn forget(&mut self, rule: &Rule) {
        for var in free::bound_by(self.inputs.program, rule) {
            self.plans.by_var.remove(&var);
            self.plans.prepared.remove(&var);
            self.plans.indexes.retain(|(own, _), _| *own != var);
            self.plans.forms.retain(|(own, ..), _| *own != var);
        }
    }

    /// Whether the members of a loop are looked up.
    pub(crate) fn looks_up(&mut self, binding: &Binding) -> bool {
        let plan = self.plans.on.then(|| self.plan(binding, None)).flatten();
        plan.is_some_and(|plan| !plan.probes.is_empty())
    }

    /// How a loop goes about it; none if it looks at every member in turn.
    fn plan(&mut self, binding: &Binding, satisfies: Option<ExprId>) -> Option<Rc<Plan>> {
        if let Some(plan) = self.plans.by_var.get(&binding.var) {
            return plan.clone();
        }
        let plan = self.make_plan(binding, satisfies).map(Rc::new);
        self.plans.by_var.insert(binding.var, plan.clone());
        plan
    }

    /// Only a collection that is the same every time is worth an index.
    fn make_plan(&mut self, binding: &Binding, satisfies: Option<ExprId>) -> Option<Plan> {
        if !self.is_fixed(binding.source) {
            return None;
        }
        let mut literals = Vec::new();
        let program = self.inputs.program;
        let wanted = binding.condition.map(|condition| (condition, true));
        let unwanted = satisfies.map(|satisfies| (satisfies, false));
        for (condition, wanted) in wanted.into_iter().chain(unwanted) {
            literals.extend(literal::split(program, condition, wanted));
        }
        let mut plan = Plan {
            var: binding.var,
            source: binding.source,
            own: Vec::new(),
            outer: Vec::new(),
            mixed: Vec::new(),
            probes: Vec::new(),
        };
        for literal in literals {
            let free = self.free_of(&literal.operand);
            let list = match (free.contains(&binding.var), free.len()) {
                (false, _) => &mut plan.outer,
                (true, 1) => &mut plan.own,
                (true, _) => &mut plan.mixed,
            };
            list.push(literal);
        }
        plan.probes = self.probes(&plan);
        let any = !(plan.own.is_empty() && plan.outer.is_empty() && plan.mixed.is_empty());
        any.then_some(plan)
    }
}
