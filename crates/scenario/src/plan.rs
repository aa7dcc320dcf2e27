//! What has to be loaded for a selection of rules, worked out once for all
//! scenarios that ask for the same.

use std::collections::BTreeMap;

use tenet_base::World;
use tenet_graph::{Columns, Needs};
use tenet_hir::{ExpectationKind, Layout, PackId, Program, Reads, RuleId, Scenario};
use tenet_snapshot::{Options, Root};

/// What the scenarios of a run need.
#[derive(Debug, Default)]
pub(crate) struct Plans {
    plans: BTreeMap<Vec<RuleId>, Plan>,
}

/// What a selection of rules needs.
#[derive(Debug)]
pub(crate) struct Plan {
    pub(crate) layout: Layout,
    pub(crate) columns: Columns,
    /// What the rules read before targeting adds its own, and what that needs.
    read: (Layout, Needs),
}

impl Plans {
    /// Works out what one more scenario needs.
    pub(crate) fn add(&mut self, program: &Program, scenario: &Scenario) {
        let rules = rules(program, scenario);
        self.plans
            .entry(rules)
            .or_insert_with_key(|rules| Plan::new(program, rules));
    }

    /// What a selection of rules needs, if a scenario that asks for it was added.
    pub(crate) fn get(&self, rules: &[RuleId]) -> Option<&Plan> {
        self.plans.get(rules)
    }
}

impl Plan {
    fn new(program: &Program, rules: &[RuleId]) -> Self {
        let mut reads = Reads::default();
        for rule in rules {
            reads.extend(Reads::of_rule(program, &program.rules[*rule]));
        }
        let layout = Layout::new(program, &reads);
        let needs = Needs::of(program, &reads, &layout);
        Self::of(layout, needs)
    }

    fn of(read: Layout, needs: Needs) -> Self {
        let mut layout = read.clone();
        let columns = tenet_graph::require(&needs, &mut layout.projection);
        Self {
            layout,
            columns,
            read: (read, needs),
        }
    }

    /// The plan for one export, whose dynamic groups tell what their rules look
    /// at; none if no rule asks for it.
    pub(crate) fn for_export(&self, world: &dyn World, roots: &[Root]) -> Option<Self> {
        let (read, needs) = &self.read;
        if !needs.rules.computed {
            return None;
        }
        let mut needs = needs.clone();
        tenet_graph::dynamic::ask_rules(&mut needs, world, roots, &Options::default());
        Some(Self::of(read.clone(), needs))
    }
}

/// The rules that a scenario asks about, in their order, each once.
pub(crate) fn rules(program: &Program, scenario: &Scenario) -> Vec<RuleId> {
    let mut rules = Vec::new();
    for expectation in &scenario.expectations {
        match &expectation.kind {
            ExpectationKind::Verdict { rule, .. } => rules.push(*rule),
            ExpectationKind::Snapshot => rules.extend(all(program, scenario.pack)),
        }
    }
    rules.sort_unstable();
    rules.dedup();
    rules
}

/// The rules that `expect snapshot` is about: those of the scenario's pack, or
/// all if it has none of its own.
pub(crate) fn all(program: &Program, pack: PackId) -> Vec<RuleId> {
    let of_pack = program.rules.iter_enumerated();
    let of_pack = of_pack.filter(|(_, rule)| rule.pack == pack);
    let own: Vec<RuleId> = of_pack.map(|(id, _)| id).collect();
    if own.is_empty() {
        return program.rules.ids().collect();
    }
    own
}
