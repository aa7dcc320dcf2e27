//! What a rule makes members against what its group holds.

use roaring::RoaringBitmap;
use tenet_base::Symbol;
use tenet_hir::Computed;
use tenet_snapshot::{Evidence, ObjectId, Reason};

use super::DynamicRule;
use crate::directory::Number;
use crate::graph::Graph;
use crate::membership::groups::Group;
use crate::membership::{reasons_of, sorted};
use crate::truth::Truth;
use crate::{Answer, Node, NodeKind};

/// Objects of which some are only possible.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PossibleMembers {
    /// Those of whom it is known, sorted by the text of their keys.
    pub certain: Vec<Node>,
    /// Those of whom it is not, and why; sorted in the same way.
    pub possible: Vec<(Node, Vec<Reason>)>,
    /// Why there may be others; empty if there are none.
    pub open: Vec<Reason>,
}

impl Graph<'_> {
    /// What is worked out from the rule of a group, by its folded key. A group
    /// whose members are assigned has nobody in any of it.
    pub fn computed(&self, group: Symbol, what: Computed) -> PossibleMembers {
        let exported = self.directory.row(group, NodeKind::Group);
        let found = self.membership.groups.find(&self.directory, group);
        let found = found.and_then(|at| self.membership.groups.get(at));
        let (Some(row), Some(found)) = (exported, found) else {
            return PossibleMembers {
                open: reasons_of(self.missing_group()),
                ..PossibleMembers::default()
            };
        };
        let Some(rule) = self.dynamic().of(row) else {
            return PossibleMembers::default();
        };
        let all = rule.all(self);
        let open = rule.open(self);
        let (truth, open) = match what {
            Computed::Members => (all.clone(), open.into_iter().collect()),
            Computed::Missing => (missing(all, found), open.into_iter().collect()),
            Computed::Stale => (
                stale(self, rule, found),
                found.gap.iter().cloned().collect(),
            ),
        };
        self.listed(&truth, open)
    }

    /// Where the rule of a group stands.
    pub fn rule_of(&self, group: ObjectId) -> Option<Evidence> {
        let groups = self.columns.groups.as_ref()?;
        let is_group = groups.table == group.collection;
        let table = &self.snapshot.tables[groups.table];
        is_group.then(|| groups.rule.evidence(table, group))
    }

    fn listed(&self, truth: &Truth, open: Vec<Reason>) -> PossibleMembers {
        let mut maybe = RoaringBitmap::new();
        for (_, set) in &truth.unknown {
            maybe |= set;
        }
        let possible = maybe.iter().filter_map(|number| {
            let object = self.directory.object(number)?;
            let node = Node {
                key: object.key,
                kind: object.kind,
            };
            Some((node, reasons_of(truth.answer(number))))
        });
        let mut possible: Vec<(Node, Vec<Reason>)> = possible.collect();
        possible.sort_by_key(|(node, _)| self.snapshot.strings.get(node.key));
        PossibleMembers {
            certain: self.directory.nodes(self.snapshot, &truth.yes),
            possible,
            open: sorted(open),
        }
    }
}

/// Whom the rule makes members, less those whom the group holds.
fn missing(all: &Truth, group: &Group) -> Truth {
    let stored = stored(group);
    let mut missing = Truth::of(&all.yes - &stored);
    for (reason, set) in &all.unknown {
        missing.doubt(reason.clone(), set - &stored);
    }
    match &group.gap {
        Some(gap) => missing.doubted(gap.clone()).because(gap.clone()),
        None => missing,
    }
}

/// Whom the group holds, less those whom the rule makes members.
fn stale(graph: &Graph<'_>, rule: &DynamicRule, group: &Group) -> Truth {
    let mut stale = Truth::default();
    let made = rule.all(graph);
    for number in &group.members {
        // What the rule is not about it does not make a member.
        let answer = if is_about(graph, rule, *number) {
            made.answer(*number)
        } else {
            Answer::No
        };
        stale.set(*number, answer.not());
    }
    stale
}

fn is_about(graph: &Graph<'_>, rule: &DynamicRule, number: Number) -> bool {
    let object = graph.directory.object(number);
    object.is_some_and(|object| object.kind == rule.kind() || !object.typed)
}

fn stored(group: &Group) -> RoaringBitmap {
    group.members.iter().copied().collect()
}
