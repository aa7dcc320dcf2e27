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
use crate::intents::Intent;
use crate::intune::assignments::AssignedPolicy;
use crate::population::Population;
use crate::populations::Whole;
use crate::subject::Subject;
use crate::truth::Truth;
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
    /// The kinds of directory objects that it may reach.
    fn kinds(&self) -> &'static [NodeKind] {
        match self {
            Self::Intune(_) => &[NodeKind::User, NodeKind::Device],
            Self::ConditionalAccess(_) => &[NodeKind::User, NodeKind::ServicePrincipal],
        }
    }

    /// Whether it may be for those whom nothing includes.
    fn has_default(&self) -> bool {
        match self {
            Self::Intune(policy) => policy.kind.has_default(),
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
pub(crate) fn reaches(
    graph: &Graph<'_>,
    policy: &Policy,
    number: u32,
    subject: &Subject,
) -> Answer {
    match policy {
        Policy::Intune(policy) => {
            let one = Population::one(graph, number, subject);
            intune::work(graph, policy, &one).reached.answer(number)
        }
        Policy::ConditionalAccess(policy) => conditional_access::reaches(graph, policy, subject),
    }
}

/// The intents of an app that hold for a subject, and those that may.
pub(crate) fn intents(
    graph: &Graph<'_>,
    policy: &Policy,
    number: u32,
    subject: &Subject,
) -> Vec<(Intent, Answer)> {
    let Policy::Intune(policy) = policy else {
        return Vec::new();
    };
    let one = Population::one(graph, number, subject);
    let worked = intune::work(graph, policy, &one);
    if let Answer::Unknown(reasons) = worked.reached.answer(number)
        && worked.intents.is_empty()
    {
        // Its assignments were not exported: any intent may be meant.
        let all = Intent::ALL.into_iter();
        return all
            .map(|intent| (intent, Answer::Unknown(reasons.clone())))
            .collect();
    }
    let intents = worked.intents.iter();
    let intents = intents.map(|(intent, truth)| (*intent, truth.answer(number)));
    let mut intents: Vec<_> = intents
        .filter(|(_, answer)| *answer != Answer::No)
        .collect();
    intents.sort_by_key(|(intent, _)| *intent);
    intents
}

/// Whom a policy reaches of a population.
pub(crate) fn reached(graph: &Graph<'_>, policy: &Policy, population: &Population) -> Truth {
    match policy {
        Policy::Intune(policy) => intune::work(graph, policy, population).reached,
        Policy::ConditionalAccess(policy) => conditional_access::reached(graph, policy, population),
    }
}

/// The path that decided.
pub(crate) fn prove(
    graph: &Graph<'_>,
    policy: &Policy,
    subject: &Subject,
    object: ObjectId,
) -> Option<Proof> {
    match policy {
        Policy::Intune(policy) => intune::proofs::prove(graph, policy, subject, object),
        Policy::ConditionalAccess(policy) => {
            let answer = conditional_access::reaches(graph, policy, subject);
            conditional_access::proofs::prove(graph, policy, subject, &answer)
        }
    }
}

/// Whom a policy reaches, of those that the directory knows.
pub(crate) fn targets(graph: &Graph<'_>, object: ObjectId, policy: &Policy) -> Members {
    let mut known = RoaringBitmap::new();
    let mut open: BTreeSet<Reason> = beyond_rows(graph, policy).into_iter().collect();
    for kind in policy.kinds() {
        let truth = graph.reached_of(object, policy, Whole::of(*kind));
        known |= &truth.yes;
        open.extend(truth.unknown.iter().map(|(reason, _)| reason.clone()));
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
