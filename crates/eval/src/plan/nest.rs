//! How often the loops of a rule turn, before any of them does.
//!
//! Loops that stand inside of each other multiply. The product of a rule is the
//! largest one along its loops: its `for`s in order, and inside of them the
//! quantifiers, counts and comprehensions of its conditions. A loop counts as
//! many turns as it has members to look at: all of a collection, or as many as
//! a look-up finds on average. What depends on no variable is evaluated once
//! and counts by itself; a list of an object counts once, since all of them
//! together are no larger than the export.

use std::rc::Rc;

use tenet_base::HashMap;
use tenet_hir::{Binding, ExprId, ExprKind, Rule, Step, Ty, VarId};

use super::Plan;
use super::literal::{Literal, Operand};
use super::probe::{Lookup, Probe};
use crate::machine::Machine;

/// Loops inside of each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Nest {
    /// How often the innermost turns.
    pub(crate) turns: u64,
    /// The loops that turn more than once, by their variables, outermost first.
    pub(crate) loops: Vec<(VarId, u64)>,
}

/// Loops that turn too often.
struct Over {
    nest: Nest,
    /// Whether what stands around them does not multiply them.
    whole: bool,
}

type Measured<T> = Result<T, Over>;

/// A loop, taken apart by how often its parts are evaluated.
struct Turns {
    /// How many members are looked at.
    members: u64,
    /// What is evaluated for each of them.
    each: Nest,
    /// What is evaluated once for each time that the loop runs.
    once: Nest,
}

/// Measures rules.
struct Measure<'m, 'a> {
    machine: &'m mut Machine<'a>,
    limit: u64,
    known: HashMap<ExprId, Nest>,
}

impl Machine<'_> {
    /// Whether a condition may be evaluated: the loops in it if they turn too often.
    pub(crate) fn measure_condition(&mut self, condition: ExprId, limit: u64) -> Result<(), Nest> {
        let mut measure = Measure::new(self, limit);
        let nest = measure.nest(condition);
        nest.map(drop).map_err(|over| over.nest)
    }

    /// Whether a rule may be judged: the loops in it if they turn too often.
    pub(crate) fn measure(&mut self, rule: &Rule, limit: u64) -> Result<(), Nest> {
        let measured = Measure::new(self, limit).rule(rule);
        measured.map_err(|over| over.nest)
    }
}

impl Nest {
    fn one() -> Self {
        Self {
            turns: 1,
            loops: Vec::new(),
        }
    }

    fn of(var: VarId, turns: u64) -> Self {
        let loops = (turns > 1).then_some((var, turns));
        Self {
            turns: turns.max(1),
            loops: loops.into_iter().collect(),
        }
    }

    fn around(&self, inner: &Self) -> Self {
        Self {
            turns: self.turns.saturating_mul(inner.turns),
            loops: self.loops.iter().chain(&inner.loops).copied().collect(),
        }
    }

    fn or(self, other: Self) -> Self {
        if other.turns > self.turns {
            other
        } else {
            self
        }
    }
}

impl Over {
    /// The same, inside of other loops.
    fn inside(self, outer: &Nest) -> Self {
        if self.whole {
            return self;
        }
        Self {
            nest: outer.around(&self.nest),
            whole: false,
        }
    }

    /// The same, made only once.
    fn alone(self) -> Self {
        Self {
            whole: true,
            ..self
        }
    }
}

impl<'m, 'a> Measure<'m, 'a> {
    fn new(machine: &'m mut Machine<'a>, limit: u64) -> Self {
        Self {
            machine,
            limit,
            known: HashMap::default(),
        }
    }

    fn check(&self, nest: Nest) -> Measured<()> {
        if nest.turns > self.limit {
            return Err(Over { nest, whole: false });
        }
        Ok(())
    }

    fn rule(&mut self, rule: &Rule) -> Measured<()> {
        let mut outer = Nest::one();
        for step in &rule.steps {
            match step {
                Step::Let(var, value) => self.constant(&outer, (*var, *value))?,
                Step::For(binding) => {
                    let source = self.nest(binding.source);
                    let source = source.map_err(|over| over.inside(&outer))?;
                    self.check(outer.around(&source))?;
                    let turns = self.turns(binding, None, true);
                    let turns = turns.map_err(|over| over.inside(&outer))?;
                    self.check(outer.around(&turns.once))?;
                    outer = outer.around(&Nest::of(binding.var, turns.members));
                    self.check(outer.around(&turns.each))?;
                }
            }
        }
        for clause in &rule.clauses {
            let nest = self.nest(clause.condition);
            let nest = nest.map_err(|over| over.inside(&outer))?;
            self.check(outer.around(&nest))?;
        }
        Ok(())
    }

    /// What depends on no variable is known from here on: indexes may read it.
    fn constant(&mut self, outer: &Nest, (var, value): (VarId, ExprId)) -> Measured<()> {
        let nest = self.nest(value)?;
        self.check(outer.around(&nest))?;
        if self.machine.is_fixed(value) {
            let value = self.machine.value(value);
            self.machine.bind(var, value);
        }
        Ok(())
    }

    /// The largest product inside of an expression, each time that it is evaluated.
    fn nest(&mut self, expr: ExprId) -> Measured<Nest> {
        if let Some(known) = self.known.get(&expr) {
            return Ok(known.clone());
        }
        let mut nest = self.find(expr);
        if self.machine.plans.on && self.machine.is_fixed(expr) {
            let checked = nest.and_then(|nest| self.check(nest));
            nest = checked.map(|()| Nest::one()).map_err(Over::alone);
        }
        let nest = nest?;
        self.known.insert(expr, nest.clone());
        Ok(nest)
    }

    fn find(&mut self, expr: ExprId) -> Measured<Nest> {
        let program = self.machine.inputs.program;
        let kind = &program.exprs[expr].kind;
        if let ExprKind::Quantifier {
            binding, satisfies, ..
        } = kind
        {
            return self.looped(binding, *satisfies, false);
        }
        if let ExprKind::Filter(binding) = kind {
            return self.looped(binding, None, true);
        }
        if let ExprKind::Generate { value, binding, .. } = kind {
            let looped = self.looped(binding, None, true)?;
            let value = self.nest(*value);
            let value = value.map_err(|over| self.over(over, binding))?;
            let around = self.turns(binding, None, true)?;
            let nest = Nest::of(binding.var, around.members).around(&value);
            self.check(nest.clone())?;
            return Ok(looped.or(nest));
        }
        let mut nest = Nest::one();
        for part in program.parts(expr) {
            nest = nest.or(self.nest(part)?);
        }
        if let ExprKind::Def(def, _) = kind {
            let definition = &program.defs[*def];
            let body = self.nest(definition.body)?;
            nest = nest.or(self.called(&definition.params, body)?);
        }
        if let ExprKind::Set(set) = kind {
            self.nest(program.sets[*set].body)?;
        }
        Ok(nest)
    }

    /// What a definition says of one object is remembered.
    fn called(&mut self, params: &[VarId], body: Nest) -> Measured<Nest> {
        let vars = &self.machine.inputs.program.vars;
        let [param] = params else { return Ok(body) };
        let Ty::Entity(entities) = &vars[*param].ty.ty else {
            return Ok(body);
        };
        let mut objects = 0;
        for entity in entities {
            for home in self.machine.homes(*entity).iter() {
                let table = home.collection.and_then(|at| self.machine.table(at));
                objects += table.map_or(0, |table| table.objects.len() as u64);
            }
        }
        let checked = self.check(Nest::of(*param, objects).around(&body));
        checked.map(|()| Nest::one()).map_err(Over::alone)
    }

    fn looped(
        &mut self,
        binding: &Binding,
        satisfies: Option<ExprId>,
        all: bool,
    ) -> Measured<Nest> {
        let source = self.nest(binding.source)?;
        let turns = self.turns(binding, satisfies, all)?;
        let inner = Nest::of(binding.var, turns.members).around(&turns.each);
        self.check(inner.clone())?;
        Ok(source.or(turns.once).or(inner))
    }

    /// How often a loop turns; `all` if it takes vague members one by one.
    fn turns(
        &mut self,
        binding: &Binding,
        satisfies: Option<ExprId>,
        all: bool,
    ) -> Measured<Turns> {
        let planned = if self.machine.plans.on {
            self.machine.plan(binding, satisfies)
        } else {
            None
        };
        let Some(plan) = planned else {
            return self.unplanned(binding, satisfies);
        };
        let mut each = Nest::one();
        for literal in &plan.mixed {
            let nest = self.literal(literal);
            each = each.or(nest.map_err(|over| self.over(over, binding))?);
        }
        let mut once = Nest::one();
        for literal in &plan.outer {
            once = once.or(self.literal(literal)?);
        }
        let members = self.planned(&plan, all).map_err(Over::alone)?;
        Ok(Turns {
            members,
            each,
            once,
        })
    }

    fn unplanned(&mut self, binding: &Binding, satisfies: Option<ExprId>) -> Measured<Turns> {
        let mut each = Nest::one();
        for condition in binding.condition.into_iter().chain(satisfies) {
            let nest = self.nest(condition);
            each = each.or(nest.map_err(|over| self.over(over, binding))?);
        }
        let members = if self.machine.is_fixed(binding.source) {
            self.machine.collection(binding.source).items.len() as u64
        } else {
            1
        };
        Ok(Turns {
            members: members.max(1),
            each,
            once: Nest::one(),
        })
    }

    /// What turns too often inside of a loop whose members are at hand.
    fn over(&mut self, over: Over, binding: &Binding) -> Over {
        let kind = &self.machine.inputs.program.exprs[binding.source].kind;
        if !matches!(kind, ExprKind::All(_)) {
            return over;
        }
        let members = self.machine.collection(binding.source).items.len();
        over.inside(&Nest::of(binding.var, members as u64))
    }

    /// Indexes are made here, and measured before they are.
    fn planned(&mut self, plan: &Rc<Plan>, all: bool) -> Measured<u64> {
        let members = self.machine.collection(plan.source).items.len() as u64;
        let over_members = Nest::of(plan.var, members);
        for literal in &plan.own {
            let nest = self.literal(literal);
            let nest = nest.map_err(|over| over.inside(&over_members))?;
            self.check(over_members.around(&nest))?;
        }
        let rows = self.machine.prepared(plan).rows.len() as u64;
        if plan.mixed.is_empty() && !all {
            return Ok(1);
        }
        let found = match plan.probes.first() {
            Some((_, probe)) => self.found(plan, probe, all || plan.mixed.len() > 1)?,
            None => rows,
        };
        Ok(found.min(rows).max(1))
    }

    /// How many members a look-up finds on average.
    fn found(&mut self, plan: &Rc<Plan>, probe: &Probe, all: bool) -> Measured<u64> {
        let lookup = match probe {
            Probe::Equal(lookup) | Probe::Listed(lookup) | Probe::Lists(lookup) => lookup,
            Probe::Member(_) => return Ok(self.machine.inputs.graph.average_membership().0),
            Probe::Group(_) => return Ok(self.machine.inputs.graph.average_membership().1),
            Probe::Reached(lookup) | Probe::Policy(lookup) => {
                return self.reached(plan, probe, lookup);
            }
            Probe::Any(probes) => {
                let mut found = 0_u64;
                for probe in probes {
                    found = found.saturating_add(self.found(plan, probe, true)?);
                }
                return Ok(found);
            }
        };
        let prepared = self.machine.prepared(plan);
        let nest = self.operand(lookup.key.operand())?;
        self.check(Nest::of(plan.var, prepared.rows.len() as u64).around(&nest))?;
        let index = self
            .machine
            .member_index(plan, &prepared, (lookup.number, &lookup.key));
        let vague = if all { index.vague.rows.len() } else { 0 };
        Ok(index.plain.average() + (vague + index.loose.len()) as u64)
    }

    /// How many objects a policy may reach on average, or how many policies an
    /// object; those of which nobody knows whom they name reach all.
    fn reached(&mut self, plan: &Rc<Plan>, probe: &Probe, lookup: &Lookup) -> Measured<u64> {
        let prepared = self.machine.prepared(plan);
        let rows = prepared.rows.len() as u64;
        let nest = self.operand(lookup.key.operand())?;
        self.check(Nest::of(plan.var, rows).around(&nest))?;
        let number = (lookup.number, &lookup.key);
        let loose = self.machine.member_index(plan, &prepared, number);
        let loose = loose.loose.len() as u64;
        let reach = self.machine.inputs.graph.reach();
        if matches!(probe, Probe::Policy(_)) {
            return Ok(loose + reach.reached.div_ceil(reach.objects.max(1)));
        }
        let all = reach.open.saturating_mul(rows);
        let named = reach.named.saturating_mul(loose);
        let found = all.saturating_add(named).saturating_add(reach.reached);
        Ok(found.div_ceil((reach.open + reach.named).max(1)))
    }

    fn literal(&mut self, literal: &Literal) -> Measured<Nest> {
        self.operand(&literal.operand)
    }

    fn operand(&mut self, operand: &Operand) -> Measured<Nest> {
        let program = self.machine.inputs.program;
        let mut nest = self.nest(operand.expr)?;
        for call in operand.calls.iter() {
            for argument in program.parts(*call) {
                nest = nest.or(self.nest(argument)?);
            }
        }
        Ok(nest)
    }
}
