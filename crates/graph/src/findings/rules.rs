//! Filters that do not exist, and rules that cannot be read.

use tenet_base::Symbol;
use tenet_hir::CollectionId;
use tenet_snapshot::{Evidence, ObjectId, Row};
use tenet_syntax::condition::Dialect;

use super::{Finding, FindingKind};
use crate::cells::cells;
use crate::columns::route::Route;
use crate::condition::Rule;
use crate::dynamic::subject;
use crate::graph::Graph;
use crate::intune::assignments::{AssignedPolicy, Filter};
use crate::reach::Policy;

/// What is wrong with the rules of groups and filters.
pub(super) fn findings(graph: &Graph<'_>) -> Vec<Finding> {
    let mut found = unreadable_groups(graph);
    found.extend(computed(graph));
    if let Some(columns) = &graph.columns.filters {
        let rules = graph.filters.unreadable().into_iter();
        let rules = rules
            .filter_map(|(row, rule)| unreadable(graph, (columns.table, row), &columns.rule, rule));
        found.extend(rules);
    }
    found
}

/// The groups whose members a rule stands in for.
fn computed(graph: &Graph<'_>) -> impl Iterator<Item = Finding> {
    let table = graph.columns.groups.as_ref().map(|groups| groups.table);
    let groups = graph.membership.groups.iter();
    let rows = groups
        .filter(|group| group.computed)
        .filter_map(|group| group.row);
    let objects = rows.filter_map(move |row| {
        Some(ObjectId {
            collection: table?,
            row,
        })
    });
    objects.filter_map(|object| {
        Some(Finding {
            kind: FindingKind::ComputedMembers,
            object,
            evidence: graph.rule_of(object)?,
        })
    })
}

/// The filters of a policy that do not exist.
pub(super) fn missing(graph: &Graph<'_>, object: ObjectId) -> Vec<Finding> {
    let Some(Policy::Intune(policy)) = graph.policies.get(&object) else {
        return Vec::new();
    };
    let named = filters(policy)
        .filter(|(filter, _)| graph.filters.exists(graph.snapshot, *filter) == Some(false));
    let found = named.map(|(filter, evidence)| Finding {
        kind: FindingKind::MissingFilter { filter },
        object,
        evidence: evidence.clone(),
    });
    found.collect()
}

fn filters(policy: &AssignedPolicy) -> impl Iterator<Item = (Symbol, &Evidence)> {
    let assignments = policy.assignments.iter().flatten();
    assignments.filter_map(|assignment| match assignment.filter {
        Filter::Include(filter) | Filter::Exclude(filter) => Some((filter, &assignment.evidence)),
        Filter::None | Filter::Unsaid(_) => None,
    })
}

/// Entra refuses a rule that it cannot read, so one that stands in an export
/// was cut, or is in a language that is newer than this version.
fn unreadable_groups(graph: &Graph<'_>) -> Vec<Finding> {
    let Some(columns) = &graph.columns.groups else {
        return Vec::new();
    };
    let cells = cells(graph.snapshot, columns.table, "groups");
    let mut found = Vec::new();
    for group in graph.membership.groups.iter() {
        let Some(row) = group.row else { continue };
        if let Ok(Some(text)) = cells.text(&columns.rule, row) {
            let text = graph.snapshot.strings.get(text);
            let rule = Rule::compile(Dialect::Membership, subject(text), text);
            found.extend(unreadable(
                graph,
                (columns.table, row),
                &columns.rule,
                &rule,
            ));
        }
    }
    found
}

fn unreadable(
    graph: &Graph<'_>,
    (collection, row): (CollectionId, Row),
    route: &Route,
    rule: &Rule,
) -> Option<Finding> {
    // What no source explains may be right.
    let problem = rule.problem().filter(|problem| !problem.is_open)?;
    let object = ObjectId { collection, row };
    let text = rule.text();
    let before = text.get(..problem.span.start).unwrap_or(text);
    Some(Finding {
        kind: FindingKind::UnreadableRule {
            message: problem.message.clone(),
            part: text
                .get(problem.span.clone())
                .unwrap_or_default()
                .to_owned(),
            before: before.chars().count(),
        },
        object,
        evidence: route.evidence(&graph.snapshot.tables[collection], object),
    })
}
