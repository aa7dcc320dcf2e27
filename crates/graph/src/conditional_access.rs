//! Whom a Conditional Access policy is for: clauses C2 to C6 and C8.
//!
//! Its state, its applications and its other conditions are no part of that;
//! they decide whether it applies to a sign-in (C1, C7, C9 to C11).

mod accounts;
mod applications;
mod client_apps;
pub(crate) mod conditions;
pub(crate) mod demand;
mod device_filter;
pub(crate) mod explain;
mod further;
pub(crate) mod guests;
mod locations;
mod platforms;
pub(crate) mod policy;
pub(crate) mod proofs;
mod question;
mod risks;
pub(crate) mod roles;
pub(crate) mod sign_in;
mod suites;
pub(crate) mod users;
pub(crate) mod workload;

use tenet_snapshot::{Reason, ReasonCode};

use crate::Answer;
use crate::graph::Graph;
use crate::intune::exclusion::exclusion_unknown;
use crate::joins::Side;
use crate::population::Population;
use crate::subject::{Subject, SubjectKind};
use crate::truth::Truth;
use policy::AccessPolicy;

/// The Graph path of the policies.
const POLICIES: &str = "identity/conditionalAccess/policies";

/// Whether a policy is for a subject.
pub(crate) fn reaches(graph: &Graph<'_>, policy: &AccessPolicy, subject: &Subject) -> Answer {
    let key = match &subject.user {
        Side::Is(key) => *key,
        // A policy names accounts, never devices.
        Side::None | Side::Unknown(_) => return Answer::No,
    };
    match subject.kind {
        SubjectKind::User => users::reaches(graph, policy, key),
        SubjectKind::ServicePrincipal => workload::reaches(graph, policy, key),
        SubjectKind::Device => Answer::No,
        SubjectKind::Other => {
            let text = "Conditional Access is for users and service principals";
            Answer::unknown(Reason::new(ReasonCode::TargetKindUnsupported, text))
        }
    }
}

/// Whom a policy is for, of a population.
pub(crate) fn reached(graph: &Graph<'_>, policy: &AccessPolicy, population: &Population) -> Truth {
    let mut truth = Truth::default();
    for number in &population.members {
        let object = graph.directory.object(number);
        if let Some(object) = object {
            let subject = graph.subject(object.key, object.kind);
            truth.set(number, reaches(graph, policy, &subject));
        }
    }
    truth
}

/// Included and not excluded: an exclusion wins on every axis (C4).
fn in_scope(included: Answer, excluded: Answer) -> Answer {
    let kept = match excluded {
        Answer::Yes => Answer::No,
        Answer::No => Answer::Yes,
        Answer::Unknown(reasons) => {
            Answer::unknown(exclusion_unknown()).and(Answer::Unknown(reasons))
        }
    };
    included.and(kept)
}
