//! Going through rules for comparisons of names with what is written.

use std::collections::BTreeSet;

use tenet_base::HashMap;
use tenet_hir::{
    Binding, Builtin, Comparison, DefId, EntityId, ExprId, ExprKind, FieldId, Literal, Program,
    QuantifierKind, Rule, SetId, Step, TextTest, Ty, VarId,
};

use super::meaning::{Constant, Meaning, Names, Written};
use super::{Demand, Relation};
use crate::judge::Inputs;

/// A walk through rules, with what their variables stand for.
pub(super) struct Walk<'a> {
    inputs: &'a Inputs<'a>,
    vars: HashMap<VarId, Meaning>,
    /// What calls gave: a definition says the same wherever its arguments stand for the same.
    calls: HashMap<(DefId, Vec<Meaning>), Meaning>,
    sets: BTreeSet<SetId>,
    demands: BTreeSet<Demand>,
}

impl<'a> Walk<'a> {
    /// A walk that has seen nothing yet.
    pub(super) fn new(inputs: &'a Inputs<'a>) -> Self {
        Self {
            inputs,
            vars: HashMap::default(),
            calls: HashMap::default(),
            sets: BTreeSet::new(),
            demands: BTreeSet::new(),
        }
    }

    /// The comparisons that were met, each once.
    pub(super) fn finish(self) -> Vec<Demand> {
        self.demands.into_iter().collect()
    }

    /// Goes through the conditions of a rule; what its messages say compares nothing.
    pub(super) fn rule(&mut self, rule: &Rule) {
        if let Some(when) = rule.when {
            self.expr(when);
        }
        for step in &rule.steps {
            match step {
                // Every item of a list is a case of its own.
                Step::For(binding) => {
                    self.binding(binding, Meaning::each_item);
                }
                Step::Let(var, value) => {
                    let value = self.expr(*value);
                    self.vars.insert(*var, value);
                }
            }
        }
        for clause in &rule.clauses {
            self.expr(clause.condition);
        }
        for condition in rule.waivers.iter().filter_map(|waiver| waiver.condition) {
            self.expr(condition);
        }
    }

    /// Goes through an expression; gives what it stands for.
    fn expr(&mut self, expr: ExprId) -> Meaning {
        let program = self.inputs.program;
        match &program.exprs[expr].kind {
            ExprKind::Literal(Literal::String(_)) => {
                Meaning::constant(Constant { expr, param: None })
            }
            ExprKind::Var(var) => self.vars.get(var).cloned().unwrap_or(Meaning::Other),
            ExprKind::Param(param) => Meaning::constant(Constant {
                expr: self.inputs.param(*param),
                param: Some(*param),
            }),
            ExprKind::List(items) => self.list(expr, items),
            ExprKind::Field { base, field, .. } => self.field(*base, *field),
            ExprKind::Def(def, arguments) => self.call(*def, arguments),
            ExprKind::Set(set) => self.set(*set),
            ExprKind::Builtin(Builtin::Normalized, arguments) => self.normalized(arguments),
            ExprKind::Builtin(Builtin::Exactly, arguments) => self.same(arguments),
            ExprKind::Compare(Comparison::Equal | Comparison::NotEqual, a, b) => {
                self.same(&[*a, *b])
            }
            ExprKind::In(a, b) => self.listed(*a, *b),
            ExprKind::TextTest(TextTest::StartsWith, a, b) => self.started(*a, *b),
            ExprKind::Quantifier {
                kind,
                binding,
                satisfies,
            } => self.quantifier(*kind, binding, *satisfies),
            ExprKind::Generate { value, binding, .. } => self.generated(*value, binding),
            ExprKind::Filter(binding) => self.binding(binding, Meaning::any_item),
            ExprKind::Error
            | ExprKind::Literal(_)
            | ExprKind::Unknown(_)
            | ExprKind::Now
            | ExprKind::All(_)
            | ExprKind::BuiltinField { .. }
            | ExprKind::Builtin(..)
            | ExprKind::Not(_)
            | ExprKind::And(_)
            | ExprKind::Or(_)
            | ExprKind::If { .. }
            | ExprKind::Compare(..)
            | ExprKind::InGroup { .. }
            | ExprKind::TextTest(..)
            | ExprKind::Matches(..)
            | ExprKind::Is(..)
            | ExprKind::IsEntity(..)
            | ExprKind::Reaches { .. }
            | ExprKind::Domain(..)
            | ExprKind::During { .. }
            | ExprKind::Actor(_)
            | ExprKind::Otherwise(..)
            | ExprKind::Negate(_)
            | ExprKind::Arithmetic(..)
            | ExprKind::Union(..)
            | ExprKind::Record(..)
            | ExprKind::Parse(..) => self.parts(expr),
        }
    }

    /// Goes through what an expression is made of; it stands for no name itself.
    fn parts(&mut self, expr: ExprId) -> Meaning {
        for part in self.inputs.program.parts(expr) {
            self.expr(part);
        }
        Meaning::Other
    }

    fn list(&mut self, expr: ExprId, items: &[ExprId]) -> Meaning {
        let mut constants = Vec::new();
        for item in items {
            match self.expr(*item) {
                Meaning::Written(written) if !written.normalized => constants.push(written),
                Meaning::Written(_) | Meaning::Names(_) | Meaning::Other => {}
            }
        }
        if constants.len() == items.len() {
            return Meaning::constant(Constant { expr, param: None });
        }
        Meaning::Other
    }

    fn field(&mut self, base: ExprId, field: FieldId) -> Meaning {
        let program = self.inputs.program;
        let whose = self.expr(base);
        if let Meaning::Written(_) = whose {
            return whose.field(program, field);
        }
        let (Ty::Entity(entities) | Ty::Ref(entities)) = &program.exprs[base].ty.ty else {
            return Meaning::Other;
        };
        if entities.iter().all(|entity| self.names(*entity, field)) {
            return Meaning::Names(Names {
                entities: entities.clone(),
                field,
                normalized: false,
            });
        }
        Meaning::Other
    }

    /// Whether a field is what objects go by. Events are no objects that somebody would name,
    /// and what must not be printed cannot be told.
    fn names(&self, entity: EntityId, field: FieldId) -> bool {
        let program = self.inputs.program;
        let own = program.field_in(entity, field);
        let entity = &program.entities[entity];
        let goes_by = entity.key == Some(own) || entity.label == Some(own);
        goes_by && !entity.is_log && !program.fields[own].marks.secret
    }

    fn call(&mut self, def: DefId, arguments: &[ExprId]) -> Meaning {
        let meanings: Vec<Meaning> = arguments.iter().map(|it| self.expr(*it)).collect();
        let key = (def, meanings);
        if let Some(known) = self.calls.get(&key) {
            return known.clone();
        }
        let called = &self.inputs.program.defs[def];
        for (var, meaning) in called.params.iter().zip(&key.1) {
            self.vars.insert(*var, meaning.clone());
        }
        let result = self.expr(called.body);
        self.calls.insert(key, result.clone());
        result
    }

    fn set(&mut self, set: SetId) -> Meaning {
        if self.sets.insert(set) {
            self.expr(self.inputs.program.sets[set].body);
        }
        Meaning::Other
    }

    fn quantifier(
        &mut self,
        kind: QuantifierKind,
        binding: &Binding,
        satisfies: Option<ExprId>,
    ) -> Meaning {
        let item = match kind {
            QuantifierKind::Some | QuantifierKind::No => Meaning::any_item,
            QuantifierKind::Every => Meaning::each_item,
        };
        self.binding(binding, item);
        if let Some(satisfies) = satisfies {
            self.expr(satisfies);
        }
        Meaning::Other
    }

    fn generated(&mut self, value: ExprId, binding: &Binding) -> Meaning {
        self.binding(binding, Meaning::any_item);
        self.expr(value);
        Meaning::Other
    }

    /// Goes through a binding; gives what its source stands for.
    fn binding(
        &mut self,
        binding: &Binding,
        item: impl FnOnce(Meaning, &Program) -> Meaning,
    ) -> Meaning {
        let source = self.expr(binding.source);
        let member = item(source.clone(), self.inputs.program);
        self.vars.insert(binding.var, member);
        if let Some(condition) = binding.condition {
            self.expr(condition);
        }
        source
    }

    fn normalized(&mut self, arguments: &[ExprId]) -> Meaning {
        let mut meanings = arguments.iter().map(|argument| self.expr(*argument));
        meanings.next().map_or(Meaning::Other, Meaning::normalized)
    }

    fn listed(&mut self, item: ExprId, list: ExprId) -> Meaning {
        let (one, list) = (self.expr(item), self.expr(list));
        let items = list.any_item(self.inputs.program);
        self.compare(&one, &items, Relation::Is)
    }

    fn started(&mut self, name: ExprId, start: ExprId) -> Meaning {
        let (name, start) = (self.expr(name), self.expr(start));
        self.compare(&name, &start, Relation::StartsWith)
    }

    fn same(&mut self, operands: &[ExprId]) -> Meaning {
        if let [a, b] = operands {
            let (one, other) = (self.expr(*a), self.expr(*b));
            self.compare(&one, &other, Relation::Is);
            self.compare(&other, &one, Relation::Is);
        }
        Meaning::Other
    }

    fn compare(&mut self, one: &Meaning, other: &Meaning, relation: Relation) -> Meaning {
        if let (Meaning::Names(names), Meaning::Written(Written { groups, normalized })) =
            (one, other)
        {
            let demands = groups.iter().map(|group| Demand {
                constants: group.clone(),
                normalized: *normalized,
                names: names.clone(),
                relation,
            });
            self.demands.extend(demands);
        }
        Meaning::Other
    }
}
