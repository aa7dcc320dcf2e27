//! Whom a Conditional Access policy is for: clauses C2 to C6 and C8.
//!
//! Its state, its applications and its other conditions are no part of that;
//! they decide whether it applies to a sign-in (C1, C7, C9 to C11).

mod accounts;
mod applications;
pub(crate) mod audience;
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
pub(crate) mod suites;
pub(crate) mod users;
pub(crate) mod workload;

use tenet_snapshot::{Reason, ReasonCode};

use crate::graph::Graph;
use crate::intune::exclusion::exclusion_unknown;
use crate::joins::Side;
use crate::population::Population;
use crate::subject::{Subject, SubjectKind};
use crate::truth::Truth;
use crate::{Answer, NodeKind};
use audience::Audience;
use policy::AccessPolicy;

/// The Graph path of the policies.
const POLICIES: &str = "identity/conditionalAccess/policies";

/// Whether a policy is for a subject.
pub(crate) fn reaches(graph: &Graph<'_>, policy: &AccessPolicy, subject: &Subject) -> Answer {
    // A policy names accounts, never devices.
    let Side::Is(key) = subject.user else {
        return Answer::No;
    };
    match subject.kind {
        SubjectKind::User => {
            let user = Audience::one(graph, key, NodeKind::User);
            user.answer(&users::reached(policy, &user))
        }
        SubjectKind::ServicePrincipal => {
            let principal = Audience::one(graph, key, NodeKind::ServicePrincipal);
            principal.answer(&workload::reached(policy, &principal))
        }
        SubjectKind::Device => Answer::No,
        SubjectKind::Other => Answer::unknown(no_account()),
    }
}

/// Whom a policy is for, of a population.
pub(crate) fn reached(graph: &Graph<'_>, policy: &AccessPolicy, population: &Population) -> Truth {
    match (population.kind, Audience::of(graph, population)) {
        (SubjectKind::User, Some(users)) => users::reached(policy, &users),
        (SubjectKind::ServicePrincipal, Some(principals)) => workload::reached(policy, &principals),
        (SubjectKind::Other, _) => Truth::unknown(population.members.clone(), no_account()),
        (SubjectKind::Device | SubjectKind::User | SubjectKind::ServicePrincipal, _) => {
            Truth::default()
        }
    }
}

fn no_account() -> Reason {
    let text = "Conditional Access is for users and service principals";
    Reason::new(ReasonCode::TargetKindUnsupported, text)
}

/// Included and not excluded: an exclusion wins on every axis (C4).
fn in_scope(included: Truth, excluded: Truth) -> Truth {
    included.and_not(&excluded.because(exclusion_unknown()))
}
