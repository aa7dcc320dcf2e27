//! What the rule of a dynamic group without stored members says of one object.

use tenet_base::Symbol;

use super::DynamicRule;
use crate::NodeKind;
use crate::explain::{FilterStep, RuleSaid};
use crate::graph::Graph;
use crate::joins::Side;
use crate::subject::Subject;

/// More rules than these nobody reads.
const MANY: usize = 8;

/// What the rules of a group, and of the groups that it holds, say of a
/// subject: of those without exported members, which the rule would make.
pub(crate) fn said(graph: &Graph<'_>, group: Symbol, subject: &Subject) -> Vec<RuleSaid> {
    let key = graph.snapshot.strings.folded(group);
    let Some(closure) = graph.membership.may_hold(&graph.directory, key) else {
        return Vec::new();
    };
    let groups = closure.groups.iter();
    let groups = groups.filter_map(|at| graph.membership.groups.get(at));
    let unstored = groups.filter(|group| group.computed || group.gap.is_some());
    let rules = unstored.filter_map(|group| {
        let rule = graph.dynamic().of(group.row?)?;
        let number = number(graph, rule, subject)?;
        let exported = graph.directory.object(group.number)?.exported;
        Some(rule.said(graph, exported, number))
    });
    rules.take(MANY).collect()
}

/// The object of the directory that a rule is about.
fn number(graph: &Graph<'_>, rule: &DynamicRule, subject: &Subject) -> Option<u32> {
    let side = match rule.kind() {
        NodeKind::Device => &subject.device,
        NodeKind::User | NodeKind::Group | NodeKind::ServicePrincipal | NodeKind::Other => {
            &subject.user
        }
    };
    match side {
        Side::Is(key) => graph.directory.find(*key),
        Side::None | Side::Unknown(_) => None,
    }
}

impl DynamicRule {
    fn said(&self, graph: &Graph<'_>, group: Symbol, number: u32) -> RuleSaid {
        let reader = self.reader(graph);
        let member = reader.as_ref().and_then(|reader| reader.member(number));
        let rule = self.rule.as_ref().ok();
        let steps = member.zip(rule);
        let steps = steps.map(|(member, rule)| rule.trace(&member, graph.now));
        let steps = steps.unwrap_or_default().into_iter();
        RuleSaid {
            group,
            rule: self.rule.as_ref().map_or("", |rule| rule.text()).to_owned(),
            about: self.kind(),
            holds: self.of_number(graph, number),
            steps: steps.map(FilterStep::from).collect(),
        }
    }
}
