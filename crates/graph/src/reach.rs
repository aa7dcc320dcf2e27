//! Which policy reaches whom: each kind of targeting answers for its own.

use std::collections::BTreeSet;

use roaring::RoaringBitmap;
use tenet_base::HashMap;
use tenet_hir::TargetKind;
use tenet_snapshot::{ObjectId, Reason, Snapshot};

use crate::cells::incomplete;
use crate::columns::Policies;
use crate::conditional_access::policy::AccessPolicy;
use crate::graph::Graph;
use crate::intune::assignments::AssignedPolicy;
use crate::intune::kinds::Kind;
use crate::subject::Subject;
use crate::{Answer, Columns, Inclusion, Members, NodeKind, Proof, conditional_access, intune};

/// A policy, by how it is targeted.
#[derive(Debug)]
pub(crate) enum Policy {
    Intune(Box<AssignedPolicy>),
    ConditionalAccess(Box<AccessPolicy>),
}

impl Policy {
    /// What it includes, or excludes.
    pub(crate) fn listed(
        &self,
        graph: &Graph<'_>,
        excluded: bool,
    ) -> Result<Vec<Inclusion>, Reason> {
        match self {
            Self::Intune(policy) => policy.listed(excluded),
            Self::ConditionalAccess(policy) => policy.listed(graph, excluded),
        }
    }
}

impl Policy {
    /// Whether it may be for those whom nothing includes.
    fn has_default(&self) -> bool {
        match self {
            Self::Intune(policy) => matches!(policy.kind, Kind::Enrolment(_)),
            Self::ConditionalAccess(_) => false,
        }
    }
}

/// The policies of a snapshot.
pub(crate) fn policies(snapshot: &Snapshot, columns: &Columns) -> HashMap<ObjectId, Policy> {
    let mut found = HashMap::default();
    for (collection, columns) in &columns.policies {
        for row in &snapshot.tables[*collection].objects {
            let object = ObjectId {
                collection: *collection,
                row: *row,
            };
            found.insert(object, read(snapshot, columns, object));
        }
    }
    found
}

fn read(snapshot: &Snapshot, columns: &Policies, object: ObjectId) -> Policy {
    match columns {
        Policies::Intune(columns) => {
            Policy::Intune(Box::new(AssignedPolicy::read(snapshot, columns, object)))
        }
        Policies::ConditionalAccess(columns) => {
            Policy::ConditionalAccess(Box::new(AccessPolicy::read(snapshot, columns, object)))
        }
    }
}

/// Whether a policy reaches a subject.
pub(crate) fn reaches(graph: &Graph<'_>, policy: &Policy, subject: &Subject) -> Answer {
    match policy {
        Policy::Intune(policy) => intune::reaches(graph, policy, subject),
        Policy::ConditionalAccess(policy) => conditional_access::reaches(graph, policy, subject),
    }
}

/// The path that decided.
pub(crate) fn prove(
    graph: &Graph<'_>,
    policy: &Policy,
    subject: &Subject,
    object: ObjectId,
) -> Option<Proof> {
    let answer = reaches(graph, policy, subject);
    match policy {
        Policy::Intune(policy) => intune::proofs::prove(graph, policy, subject, object, &answer),
        Policy::ConditionalAccess(policy) => {
            conditional_access::proofs::prove(graph, policy, subject, &answer)
        }
    }
}

/// Whom a policy reaches.
pub(crate) fn targets(graph: &Graph<'_>, policy: &Policy) -> Members {
    let mut known = RoaringBitmap::new();
    let mut open: BTreeSet<Reason> = beyond_rows(graph, policy).into_iter().collect();
    for kind in [NodeKind::User, NodeKind::Device, NodeKind::ServicePrincipal] {
        for number in graph.directory.of_kind(kind).into_iter().flatten() {
            let Some(object) = graph.directory.object(number) else {
                continue;
            };
            match reaches(graph, policy, &graph.subject(object.key, kind)) {
                Answer::Yes => {
                    known.insert(number);
                }
                Answer::No => {}
                Answer::Unknown(reasons) => open.extend(reasons),
            }
        }
    }
    Members {
        known: graph.directory.nodes(graph.snapshot, &known),
        open: open.into_iter().collect(),
    }
}

/// Why a policy may reach objects that the export does not hold.
fn beyond_rows(graph: &Graph<'_>, policy: &Policy) -> Vec<Reason> {
    let included = match policy.listed(graph, false) {
        Ok(included) => included,
        Err(reason) => return vec![reason],
    };
    let mut reasons = Vec::new();
    for inclusion in &included {
        if let (TargetKind::Group, Some(group)) = (inclusion.kind, inclusion.key) {
            let group = graph.snapshot.strings.folded(group);
            reasons.extend(graph.members(group).open);
        }
    }
    if !included.is_empty() || policy.has_default() {
        reasons.extend(unexported(graph, policy));
    }
    reasons
}

/// The collections that are not complete, of those whose objects a policy may reach.
fn unexported(graph: &Graph<'_>, policy: &Policy) -> Vec<Reason> {
    let columns = &graph.columns;
    let users = columns.users.as_ref().map(|c| (c.table, "users"));
    let others = match policy {
        Policy::Intune(_) => [
            columns.devices.as_ref().map(|c| (c.table, "devices")),
            columns
                .managed
                .as_ref()
                .map(|c| (c.table, crate::joins::MANAGED_DEVICES)),
        ],
        Policy::ConditionalAccess(_) => [
            columns
                .principals
                .as_ref()
                .map(|c| (c.table, "servicePrincipals")),
            None,
        ],
    };
    let tables = [users].into_iter().chain(others).flatten();
    let open = tables.filter(|(table, _)| !graph.directory.is_complete(graph.snapshot, *table));
    open.map(|(_, path)| incomplete(path)).collect()
}
