//! Whom an Intune policy reaches: clauses I1 to I9 and I25.
//!
//! A match is on the side of the user or of the device, and an exclusion
//! cancels its own side only. What clauses beyond these would decide can only
//! take a policy away from somebody: it is a veto that nobody can know.

pub(crate) mod assignments;
pub(crate) mod combine;
pub mod intents;
pub(crate) mod kinds;
pub(crate) mod licence;
pub(crate) mod matching;
pub(crate) mod proofs;

use tenet_snapshot::{Reason, ReasonCode};

use crate::subject::{Subject, SubjectKind};
use crate::{Answer, graph::Graph};
use assignments::{AssignedPolicy, Assignment, Filter, Role};
use combine::Sides;
use kinds::Kind;

/// Whether a policy reaches a subject.
pub(crate) fn reaches(graph: &Graph<'_>, policy: &AssignedPolicy, subject: &Subject) -> Answer {
    match subject.kind {
        SubjectKind::User | SubjectKind::Device => {}
        // Intune reaches users and devices.
        SubjectKind::ServicePrincipal => return Answer::No,
        SubjectKind::Other => return Answer::unknown(no_target()),
    }
    let assignments = match &policy.assignments {
        Ok(assignments) => assignments,
        Err(reason) => return Answer::unknown(reason.clone()),
    };
    let sides = sides(graph, policy, assignments, subject);
    let base = combine::decide(&sides);
    match policy.kind {
        Kind::Plain | Kind::Compliance => base.and(veto(graph, policy, assignments, subject).not()),
        Kind::App => kinds::app(assignments, &sides, base),
        Kind::Enrolment(clause) => kinds::enrolment(policy, clause, base),
        Kind::Special(clause) => base.and(Answer::unknown(kinds::later(clause))),
    }
}

/// What matches on each side.
fn sides(
    graph: &Graph<'_>,
    policy: &AssignedPolicy,
    assignments: &[Assignment],
    subject: &Subject,
) -> Sides {
    let mut sides = Sides::default();
    for assignment in assignments {
        match &assignment.role {
            Role::Include => {
                let found = matching::include(graph, policy.kind, assignment, subject);
                sides.include(found);
            }
            Role::Exclude => {
                let found = matching::exclude(graph, assignment, subject);
                sides.exclude(found);
            }
            // It may include or exclude anybody.
            Role::Unknown(reason) => {
                sides.include(matching::anybody(subject, reason));
                sides.exclude(matching::anybody(subject, reason));
            }
        }
    }
    sides
}

/// What may take away what the groups give: filters, the platform, and who manages the device.
fn veto(
    graph: &Graph<'_>,
    policy: &AssignedPolicy,
    assignments: &[Assignment],
    subject: &Subject,
) -> Answer {
    let filters = filters(graph, policy, assignments, subject);
    if subject.kind != SubjectKind::Device {
        return filters;
    }
    filters
        .or(kinds::platform(graph, policy, subject))
        .or(kinds::management(graph, subject))
}

/// A filter on any assignment that matches may decide (I11).
fn filters(
    graph: &Graph<'_>,
    policy: &AssignedPolicy,
    assignments: &[Assignment],
    subject: &Subject,
) -> Answer {
    let mut found = Answer::No;
    for assignment in assignments {
        let reason = match (&assignment.filter, &assignment.role) {
            (Filter::Is, Role::Include) => kinds::later("I11"),
            (Filter::Unsaid(reason), Role::Include) => reason.clone(),
            (Filter::None, _) | (_, Role::Exclude | Role::Unknown(_)) => continue,
        };
        let (user, device) = matching::include(graph, policy.kind, assignment, subject);
        found = found.or(user.or(device).and(Answer::unknown(reason)));
    }
    found
}

fn no_target() -> Reason {
    let text = "policies reach users, devices and service principals";
    Reason::new(ReasonCode::TargetKindUnsupported, text)
}
