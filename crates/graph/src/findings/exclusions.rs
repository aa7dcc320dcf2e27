//! What policies name that does not exist, and exclusions of another kind.

use tenet_base::Symbol;
use tenet_hir::TargetKind;
use tenet_snapshot::ObjectId;

use super::{Finding, FindingKind, rules};
use crate::graph::Graph;
use crate::reach::Policy;
use crate::support::{Holds, Population, Support, exclusion};
use crate::{Inclusion, NodeKind, words};

/// What is wrong with the assignments of a policy, as far as they were exported.
pub(super) fn findings(graph: &Graph<'_>, policy: ObjectId) -> Vec<Finding> {
    let included = graph.inclusions(policy).unwrap_or_default();
    let excluded = graph.exclusions(policy).unwrap_or_default();
    let mut found: Vec<Finding> = Vec::new();
    for (list, out) in [(&included, false), (&excluded, true)] {
        found.extend(
            list.iter()
                .filter_map(|one| missing(graph, policy, one, out)),
        );
    }
    found.extend(rules::missing(graph, policy));
    // Conditional Access knows no kinds: nobody but users, and service principals apart.
    if matches!(graph.policies.get(&policy), Some(Policy::Intune(_))) {
        for one in &excluded {
            let mixed = mixed_with(graph, policy, &included, one);
            found.extend(mixed.or_else(|| late(graph, policy, &included, one)));
        }
    }
    found
}

fn missing(
    graph: &Graph<'_>,
    policy: ObjectId,
    named: &Inclusion,
    excluded: bool,
) -> Option<Finding> {
    let group = group_of(named)?;
    // What is no id may be a word of the service, and not a group that was deleted.
    let is_word = words::unless_unknown(graph, group, "groups").is_some();
    let gone = graph.is_missing(group) && !is_word;
    gone.then(|| Finding {
        kind: FindingKind::MissingGroup { group, excluded },
        object: policy,
        evidence: named.evidence.clone(),
    })
}

/// The exclusion, with the first inclusion of another kind.
fn mixed_with(
    graph: &Graph<'_>,
    policy: ObjectId,
    included: &[Inclusion],
    excluded: &Inclusion,
) -> Option<Finding> {
    let group = group_of(excluded)?;
    let holds = held(graph, group)?;
    let other = included
        .iter()
        .find(|one| kind_of(graph, one).is_some_and(|kind| kind != holds))?;
    Some(Finding {
        kind: FindingKind::MixedExclusion {
            included: (other.kind, other.key),
            excluded: group,
            holds,
        },
        object: policy,
        evidence: excluded.evidence.clone(),
    })
}

/// The exclusion of a group of devices that a rule makes: a device may get the
/// policy before the rule has put it into the group (I8).
fn late(
    graph: &Graph<'_>,
    policy: ObjectId,
    included: &[Inclusion],
    excluded: &Inclusion,
) -> Option<Finding> {
    let group = group_of(excluded)?;
    let exclude = population(graph, group)?;
    let mut others = included.iter().filter_map(|one| kind_of(graph, one));
    let is_late = others.any(|holds| {
        let include = Population {
            holds,
            dynamic: false,
        };
        exclusion(include, exclude) == Support::PartiallySupported
    });
    is_late.then(|| Finding {
        kind: FindingKind::LateExclusion { excluded: group },
        object: policy,
        evidence: excluded.evidence.clone(),
    })
}

/// What a dynamic group holds: its rule tells it where no members do.
fn population(graph: &Graph<'_>, group: Symbol) -> Option<Population> {
    let key = graph.snapshot.strings.folded(group);
    let row = graph.directory.row(key, NodeKind::Group)?;
    let rule = graph.dynamic().of(row)?;
    let holds = if rule.kind() == NodeKind::Device {
        Holds::Devices
    } else {
        Holds::Users
    };
    Some(Population {
        holds,
        dynamic: true,
    })
}

fn group_of(named: &Inclusion) -> Option<Symbol> {
    named.key.filter(|_| named.kind == TargetKind::Group)
}

fn kind_of(graph: &Graph<'_>, named: &Inclusion) -> Option<Holds> {
    if named.kind == TargetKind::AllUsers {
        return Some(Holds::Users);
    }
    if named.kind == TargetKind::AllDevices {
        return Some(Holds::Devices);
    }
    held(graph, group_of(named)?)
}

/// What a group holds, where it is one kind alone: kind is a property of each
/// member, and a group of both is matched by the one or the other (I9).
fn held(graph: &Graph<'_>, group: Symbol) -> Option<Holds> {
    let group = graph.snapshot.strings.folded(group);
    let kinds = graph.membership.kinds(&graph.directory, group)?;
    let [users, devices] = [NodeKind::User, NodeKind::Device].map(|kind| kinds.contains(&kind));
    match (users, devices) {
        (true, false) => Some(Holds::Users),
        (false, true) => Some(Holds::Devices),
        (true, true) | (false, false) => None,
    }
}
