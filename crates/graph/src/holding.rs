//! Which members of a population a group holds, through other groups too.

use tenet_base::Symbol;
use tenet_snapshot::{Reason, ReasonCode};

use crate::NodeKind;
use crate::graph::Graph;
use crate::membership::closure::Closure;
use crate::population::link::Link;
use crate::truth::Truth;
use crate::words;

/// Who of those behind a link is in a group that a policy or a role names.
///
/// A group that does not exist holds nobody (O6). Of a member of whom it is
/// not known what stands for it, nothing is known if the group may hold any
/// object of the kind.
pub(crate) fn held(graph: &Graph<'_>, group: Symbol, link: &Link, kind: NodeKind) -> Truth {
    if let Some(reason) = unknowable(graph, group) {
        let mut truth = Truth::unknown(link.known.clone(), reason);
        doubt_unlinked(&mut truth, link);
        return truth;
    }
    let key = graph.snapshot.strings.folded(group);
    let Some((certain, possible)) = graph.membership.closures(&graph.directory, key) else {
        return Truth::default();
    };
    let mut truth = Truth::of(link.pull(&certain.members));
    let groups = &graph.membership.groups;
    for reason in groups.gaps(&possible.gaps) {
        truth.doubt(reason, link.known.clone());
    }
    if possible.members != certain.members {
        let maybe = link.pull(&possible.members);
        for reason in groups.unsaid(&possible.groups) {
            truth.doubt(reason, maybe.clone());
        }
    }
    if !link.unknown.is_empty() && may_hold_kind(graph, possible, kind) {
        doubt_unlinked(&mut truth, link);
    }
    truth
}

/// Whether a group may hold any object of a kind.
pub(crate) fn may_hold(graph: &Graph<'_>, group: Symbol, kind: NodeKind) -> bool {
    if unknowable(graph, group).is_some() {
        return true;
    }
    let key = graph.snapshot.strings.folded(group);
    let found = graph.membership.closures(&graph.directory, key);
    found.is_some_and(|(_, possible)| may_hold_kind(graph, possible, kind))
}

fn may_hold_kind(graph: &Graph<'_>, closure: &Closure, kind: NodeKind) -> bool {
    let has = |kind| {
        let of_kind = graph.directory.of_kind(kind);
        of_kind.is_some_and(|of_kind| !of_kind.is_disjoint(&closure.members))
    };
    !closure.gaps.is_empty() || has(kind) || has(NodeKind::Other)
}

fn doubt_unlinked(truth: &mut Truth, link: &Link) {
    for (reason, members) in &link.unknown {
        truth.doubt(reason.clone(), members.clone());
    }
}

/// Why nobody can know who is in a group that is named; none where the export tells.
pub(crate) fn unknowable(graph: &Graph<'_>, group: Symbol) -> Option<Reason> {
    let strings = &graph.snapshot.strings;
    let exported = graph.directory.row(strings.folded(group), NodeKind::Group);
    if exported.is_some() {
        return None;
    }
    if !graph.membership.is_complete() {
        let text = "a group that is named was not exported, and not all groups were";
        let reason = Reason::new(ReasonCode::DanglingGroup, text).entity("groups");
        return Some(reason.key(strings.get(group)));
    }
    words::unless_unknown(graph, group, "groups")
}
