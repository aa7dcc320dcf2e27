//! A rule looked at closely: its cases, and what the parts of its conditions
//! are for those that somebody asks about.
//!
//! Judging says what is wrong. Whoever expected something else wants to know
//! what each part of the condition was, also where nothing is wrong, and why
//! something is no case at all.

mod parts;

use tenet_hir::{ClauseKind, ExprId, Rule, RuleId, Step, VarId};

pub use parts::Part;

use crate::bound::Namer;
use crate::cases;
use crate::judge::{Inputs, with_stack};
use crate::machine::Machine;
use crate::outcome::Bound;
use crate::truth::Truth;

/// What a rule is for one combination of its variables.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inspection {
    /// The variables, as far as it went: up to the first whose `where` is false.
    pub bindings: Vec<Bound>,
    /// Whether it is a case, or may be one; false where a `where` is false.
    pub is_case: bool,
    /// The conditions that were met, in order: `where`s, then clauses.
    pub conditions: Vec<Condition>,
}

/// A condition and what its parts are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Condition {
    /// Where it stands.
    pub role: ConditionRole,
    /// Its parts in the order of the source; what follows from fewer is left out.
    pub parts: Vec<Part>,
}

/// Where a condition stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ConditionRole {
    /// `when`: of the rule as a whole.
    When,
    /// `where` of a `for`.
    Where,
    /// `require`.
    Require,
    /// `forbid`.
    Forbid,
}

/// The most combinations that are inspected: more nobody reads.
const LIMIT: usize = 8;

/// The variables of every case of a rule, in the order in which they are met;
/// none if its `when` is not true.
pub fn list_cases(inputs: &Inputs<'_>, rule: RuleId) -> Vec<Vec<Bound>> {
    let list = || {
        let mut machine = Machine::new(*inputs, false);
        let rule = &inputs.program.rules[rule];
        let namer = Namer::new(&machine, rule);
        let mut found = Vec::new();
        if rule.when.is_none_or(|when| machine.truth(when) == Ok(true)) {
            cases::walk(&mut machine, rule, &mut |machine, _| {
                found.push(
                    variables(rule)
                        .map(|var| namer.bound(machine, var))
                        .collect(),
                );
            });
        }
        found
    };
    with_stack(list).unwrap_or_else(list)
}

/// What a rule is for the combinations that `wants` lets through, asked of
/// every variable when it is bound; the first eight of them.
pub fn inspect(
    inputs: &Inputs<'_>,
    rule: RuleId,
    wants: &(dyn Fn(VarId, &Bound) -> bool + Sync),
) -> Vec<Inspection> {
    let look = || {
        let machine = Machine::new(*inputs, false);
        let rule = &inputs.program.rules[rule];
        let mut inspector = Inspector {
            namer: Namer::new(&machine, rule),
            machine,
            rule,
            wants,
            bindings: Vec::new(),
            conditions: Vec::new(),
            found: Vec::new(),
        };
        inspector.start();
        inspector.found
    };
    with_stack(look).unwrap_or_else(look)
}

fn variables(rule: &Rule) -> impl Iterator<Item = VarId> {
    rule.steps.iter().filter_map(|step| match step {
        Step::For(binding) => Some(binding.var),
        Step::Let(..) => None,
    })
}

/// Goes through the combinations of a rule.
struct Inspector<'i, 'a> {
    machine: Machine<'a>,
    rule: &'a Rule,
    namer: Namer,
    wants: &'i (dyn Fn(VarId, &Bound) -> bool + Sync),
    bindings: Vec<Bound>,
    conditions: Vec<Condition>,
    found: Vec<Inspection>,
}

impl Inspector<'_, '_> {
    fn start(&mut self) {
        if let Some(when) = self.rule.when
            && self.condition(ConditionRole::When, when) == Ok(false)
        {
            return self.keep(false);
        }
        self.step(0);
    }

    fn step(&mut self, position: usize) {
        let rule = self.rule;
        match rule.steps.get(position) {
            None => self.case(),
            Some(Step::Let(var, value)) => {
                let value = self.machine.value(*value);
                self.machine.bind(*var, value);
                self.step(position + 1);
            }
            Some(Step::For(binding)) => {
                let members = self.machine.collection(binding.source);
                for item in &members.items {
                    self.machine.bind(binding.var, item.value.clone());
                    self.member(position, binding.var, binding.condition);
                }
            }
        }
    }

    fn member(&mut self, position: usize, var: VarId, condition: Option<ExprId>) {
        let bound = self.namer.bound(&mut self.machine, var);
        if self.found.len() >= LIMIT || !(self.wants)(var, &bound) {
            return;
        }
        let depth = self.conditions.len();
        self.bindings.push(bound);
        let passes = condition.map_or(Ok(true), |condition| {
            self.condition(ConditionRole::Where, condition)
        });
        if passes == Ok(false) {
            self.keep(false);
        } else {
            self.step(position + 1);
        }
        self.bindings.pop();
        self.conditions.truncate(depth);
    }

    fn case(&mut self) {
        let depth = self.conditions.len();
        for clause in &self.rule.clauses {
            let role = match clause.kind {
                ClauseKind::Require => ConditionRole::Require,
                ClauseKind::Forbid => ConditionRole::Forbid,
            };
            // What a clause is follows from its parts.
            let _truth = self.condition(role, clause.condition);
        }
        self.keep(true);
        self.conditions.truncate(depth);
    }

    /// Notes the parts of a condition; gives its truth.
    fn condition(&mut self, role: ConditionRole, condition: ExprId) -> Truth {
        let parts = parts::of(&mut self.machine, condition);
        self.conditions.push(Condition { role, parts });
        self.machine.truth(condition)
    }

    fn keep(&mut self, is_case: bool) {
        self.found.push(Inspection {
            bindings: self.bindings.clone(),
            is_case,
            conditions: self.conditions.clone(),
        });
    }
}
