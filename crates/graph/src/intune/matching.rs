//! Whether an assignment matches on the side of the user, and of the device:
//! clauses I2 to I4, G9 and O6.

use tenet_base::Symbol;
use tenet_snapshot::{Reason, ReasonCode};

use super::assignments::{Assignment, Target};
use super::kinds::{Kind, later};
use super::licence::is_licensed;
use crate::cells::cells;
use crate::graph::Graph;
use crate::joins::Side;
use crate::subject::{Subject, SubjectKind};
use crate::words;
use crate::{Answer, NodeKind};

/// Whether an assignment includes the user, and the device.
pub(crate) fn include(
    graph: &Graph<'_>,
    kind: Kind,
    assignment: &Assignment,
    subject: &Subject,
) -> (Answer, Answer) {
    match &assignment.target {
        Target::Group(group) => include_group(graph, kind, *group, subject),
        Target::AllUsers => (beyond(kind, all_users(graph, &subject.user)), Answer::No),
        Target::AllDevices => (Answer::No, all_devices(kind, subject)),
        Target::Collection(_) => collection(subject),
        Target::Unknown(reason) => anybody(subject, reason),
    }
}

/// Whether an assignment excludes the user, and the device.
pub(crate) fn exclude(
    graph: &Graph<'_>,
    assignment: &Assignment,
    subject: &Subject,
) -> (Answer, Answer) {
    let group = match &assignment.target {
        Target::Group(group) => *group,
        Target::Unknown(reason) => return anybody(subject, reason),
        // Only groups are excluded.
        Target::AllUsers | Target::AllDevices | Target::Collection(_) => {
            return (Answer::No, Answer::No);
        }
    };
    let usable = match security_enabled(graph, group) {
        Ok(true) => Answer::Yes,
        Ok(false) => {
            let text = "what Intune does with an excluded group that is not security-enabled is not documented";
            Answer::unknown(Reason::new(ReasonCode::Undocumented, text))
        }
        Err(reason) => Answer::unknown(reason),
    };
    let user = holds(graph, group, &subject.user, NodeKind::User);
    let device = holds(graph, group, &subject.device, NodeKind::Device);
    (user.and(usable.clone()), device.and(usable))
}

fn include_group(
    graph: &Graph<'_>,
    kind: Kind,
    group: Symbol,
    subject: &Subject,
) -> (Answer, Answer) {
    let usable = match security_enabled(graph, group) {
        Ok(usable) => Answer::from_bool(usable),
        Err(reason) => Answer::unknown(reason),
    };
    let user = if subject.shared {
        by_sign_in(graph, kind, group)
    } else {
        holds(graph, group, &subject.user, NodeKind::User)
    };
    let device = holds(graph, group, &subject.device, NodeKind::Device);
    (user.and(usable.clone()), device.and(usable))
}

/// A device without a primary user gets what its users bring, but for
/// compliance, which needs a primary user (I4).
fn by_sign_in(graph: &Graph<'_>, kind: Kind, group: Symbol) -> Answer {
    if kind == Kind::Compliance || !may_hold(graph, group, NodeKind::User) {
        return Answer::No;
    }
    let text = "the device has no primary user, and who signs in is not in the export";
    Answer::unknown(Reason::new(ReasonCode::PropertyNotCollected, text))
}

/// Whether a group holds an object, through groups too.
pub(crate) fn holds(graph: &Graph<'_>, group: Symbol, side: &Side, kind: NodeKind) -> Answer {
    match side {
        Side::Unknown(reason) if may_hold(graph, group, kind) => Answer::unknown(reason.clone()),
        Side::None | Side::Unknown(_) => Answer::No,
        Side::Is(key) => graph.in_assigned(*key, group),
    }
}

/// Whether a group may hold any object of a kind.
fn may_hold(graph: &Graph<'_>, group: Symbol, kind: NodeKind) -> bool {
    if words::unless_unknown(graph, group, "groups").is_some() {
        return true;
    }
    let key = graph.snapshot.strings.folded(group);
    let Some(closure) = graph.membership.may_hold(&graph.directory, key) else {
        return !graph.membership.is_complete();
    };
    let has = |kind| {
        let of_kind = graph.directory.of_kind(kind);
        of_kind.is_some_and(|of_kind| !of_kind.is_disjoint(&closure.members))
    };
    !closure.gaps.is_empty() || has(kind) || has(NodeKind::Other)
}

/// A group that Intune uses has to be security-enabled (G9).
fn security_enabled(graph: &Graph<'_>, group: Symbol) -> Result<bool, Reason> {
    let key = graph.snapshot.strings.folded(group);
    let row = graph.directory.row(key, NodeKind::Group);
    let (Some(row), Some(groups)) = (row, &graph.columns.groups) else {
        // Whether a group that was not exported counts is said by whoever looks for members.
        return Ok(true);
    };
    let cells = cells(graph.snapshot, groups.table, "groups");
    Ok(cells.truth(&groups.security, row)?.unwrap_or(false))
}

fn all_users(graph: &Graph<'_>, user: &Side) -> Answer {
    match user {
        Side::None => Answer::No,
        Side::Is(key) => is_licensed(graph, *key),
        Side::Unknown(reason) => Answer::unknown(reason.clone()),
    }
}

fn all_devices(kind: Kind, subject: &Subject) -> Answer {
    match subject.kind {
        SubjectKind::Device => beyond(kind, subject.enrolled.clone()),
        SubjectKind::User | SubjectKind::ServicePrincipal | SubjectKind::Other => Answer::No,
    }
}

/// Kinds with defaults of their own may reach those whom `all` does not hold.
fn beyond(kind: Kind, matches: Answer) -> Answer {
    match kind.beyond_all() {
        Some(clause) => matches.or(Answer::unknown(later(clause))),
        None => matches,
    }
}

/// The members of a collection are in Configuration Manager (I1).
fn collection(subject: &Subject) -> (Answer, Answer) {
    let text = "the members of a collection of Configuration Manager are not in the export";
    anybody(
        subject,
        &Reason::new(ReasonCode::TargetKindUnsupported, text),
    )
}

/// A match that is unknown on every side that there may be.
pub(crate) fn anybody(subject: &Subject, reason: &Reason) -> (Answer, Answer) {
    let unknown = Answer::unknown(reason.clone());
    match subject.kind {
        SubjectKind::User => (unknown, Answer::No),
        SubjectKind::Device => (unknown.clone(), unknown),
        SubjectKind::ServicePrincipal | SubjectKind::Other => (Answer::No, Answer::No),
    }
}
