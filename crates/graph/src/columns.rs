//! Where the graph finds its fields in the tables that are loaded.
//!
//! [`require`] adds what it needs to a projection before anything is loaded,
//! by JSON name, so that no schema has to declare it; the [`Columns`] that it
//! gives lead back to the cells.

pub(crate) mod directory;
pub(crate) mod filters;
pub(crate) mod locations;
pub(crate) mod plan;
pub(crate) mod policies;
pub(crate) mod route;
pub(crate) mod rules;

use std::collections::BTreeMap;

use tenet_hir::{Collection, CollectionId, FieldPlan, Projection, Targeting};

use crate::Needs;
use directory::{Devices, Groups, Managed, Organizations, Principals, RoleAssignments, Users};
use policies::{AccessPolicies, AssignedPolicies};

/// Where the graph finds its fields.
#[derive(Debug, Clone, Default)]
pub struct Columns {
    pub(crate) groups: Option<Groups>,
    pub(crate) users: Option<Users>,
    pub(crate) devices: Option<Devices>,
    pub(crate) managed: Option<Managed>,
    pub(crate) principals: Option<Principals>,
    pub(crate) roles: Option<RoleAssignments>,
    pub(crate) organizations: Option<Organizations>,
    pub(crate) filters: Option<filters::Filters>,
    pub(crate) locations: Option<locations::NamedLocations>,
    pub(crate) policies: BTreeMap<CollectionId, Policies>,
    /// Whether the members that a rule makes stand in for those that were not exported.
    pub(crate) accepts_computed: bool,
}

/// Where the targeting of a collection of policies stands.
#[derive(Debug, Clone)]
pub(crate) enum Policies {
    Intune(Box<AssignedPolicies>),
    ConditionalAccess(Box<AccessPolicies>),
}

/// Adds to a projection what the graph has to read, and says where it will stand.
///
/// It is called before loading, and once: columns that others ask for later do
/// not move those found here.
pub fn require(needs: &Needs, projection: &mut Projection) -> Columns {
    let mut columns = Columns::default();
    if needs.is_empty() {
        return columns;
    }
    for collection in &needs.intune {
        let found = targeted(projection, *collection, Targeting::Intune, needs);
        columns.policies.insert(*collection, found);
    }
    for collection in &needs.conditional_access {
        let found = targeted(projection, *collection, Targeting::ConditionalAccess, needs);
        columns.policies.insert(*collection, found);
    }
    for (collection, targeting) in &needs.listed {
        let found = targeted(projection, *collection, *targeting, needs);
        columns.policies.entry(*collection).or_insert(found);
    }
    if needs.membership || needs.reach() {
        require_directory(needs, projection, &mut columns);
    }
    if needs.sign_ins {
        columns.locations = Some(locations::NamedLocations::require(projection));
    }
    columns.accepts_computed = needs.rules.accept;
    columns
}

fn targeted(
    projection: &mut Projection,
    id: CollectionId,
    targeting: Targeting,
    needs: &Needs,
) -> Policies {
    match targeting {
        Targeting::Intune => Policies::Intune(Box::new(AssignedPolicies::require(projection, id))),
        Targeting::ConditionalAccess => Policies::ConditionalAccess(Box::new(
            AccessPolicies::require(projection, id, needs.sign_ins),
        )),
    }
}

/// Groups for any question; users and devices for a policy's; what tells
/// users, devices and service principals apart where a rule reads them anyway.
fn require_directory(needs: &Needs, projection: &mut Projection, columns: &mut Columns) {
    let intune = !needs.intune.is_empty();
    let access = !needs.conditional_access.is_empty();
    columns.groups = Some(Groups::require(projection));
    let rules = &needs.rules.properties;
    if intune || access || !rules.users.is_empty() || projection.find("users").is_some() {
        columns.users = Some(Users::require(projection, (intune, access), &rules.users));
    }
    let has_rules = !rules.devices.is_empty();
    if intune || needs.sign_ins || has_rules || projection.find("devices").is_some() {
        let asks = (intune, needs.sign_ins);
        columns.devices = Some(Devices::require(projection, asks, &rules.devices));
    }
    if intune {
        columns.managed = Some(Managed::require(projection));
        columns.filters = Some(filters::Filters::require(projection));
    }
    if access || projection.find("servicePrincipals").is_some() {
        columns.principals = Some(Principals::require(projection, access));
    }
    if access {
        columns.roles = Some(RoleAssignments::require(projection));
        columns.organizations = Some(Organizations::require(projection));
    }
}

/// A collection with these fields; `id` is its key unless a schema says another.
fn collection<'p>(
    projection: &'p mut Projection,
    path: &str,
    fields: Vec<FieldPlan>,
) -> (CollectionId, &'p Collection) {
    let id = projection.require(path);
    let collection = fill(projection, id, fields);
    (id, collection)
}

fn fill(projection: &mut Projection, id: CollectionId, fields: Vec<FieldPlan>) -> &Collection {
    let found = &mut projection.collections[id];
    let key = found.require(plan::word("id"));
    found.key.get_or_insert(key);
    for field in fields {
        found.require(field);
    }
    found
}
