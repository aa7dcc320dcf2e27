//! The fields of policies that say whom they are for.

use tenet_hir::{CollectionId, FieldPlan, Projection};

use super::fill;
use super::plan::{
    date, number, optional, record, records, reference, references, text, texts, truth, word,
};
use super::route::{Route, inner};

/// A collection of Intune policies.
#[derive(Debug, Clone)]
pub(crate) struct AssignedPolicies {
    /// Its Graph path.
    pub(crate) path: String,
    pub(crate) id: Route,
    pub(crate) assignments: Route,
    pub(crate) assigned: Route,
    pub(crate) platforms: Route,
    pub(crate) priority: Route,
    /// The platform of a restriction of enrolment.
    pub(crate) platform_type: Route,
    pub(crate) created: Route,
    pub(crate) assignment: AssignmentFields,
}

/// The fields of an assignment.
#[derive(Debug, Clone)]
pub(crate) struct AssignmentFields {
    pub(crate) intent: Route,
    pub(crate) kind: Route,
    pub(crate) group: Route,
    pub(crate) collection: Route,
    pub(crate) filter: Route,
    pub(crate) mode: Route,
}

/// A collection of Conditional Access policies.
#[derive(Debug, Clone)]
pub(crate) struct AccessPolicies {
    /// Its Graph path.
    pub(crate) path: String,
    pub(crate) id: Route,
    pub(crate) users: Route,
    pub(crate) include: UserConditions,
    pub(crate) exclude: UserConditions,
    pub(crate) clients: Route,
    pub(crate) include_principals: Route,
    pub(crate) exclude_principals: Route,
    pub(crate) principal_filter: Route,
}

/// The users whom a policy includes, or excludes.
#[derive(Debug, Clone)]
pub(crate) struct UserConditions {
    pub(crate) users: Route,
    pub(crate) groups: Route,
    pub(crate) roles: Route,
    pub(crate) guests: Route,
    pub(crate) guest_types: Route,
    pub(crate) tenants: Route,
    pub(crate) tenants_kind: Route,
}

impl AssignedPolicies {
    pub(super) fn require(projection: &mut Projection, id: CollectionId) -> Self {
        let fields = vec![
            assignments(),
            truth("isAssigned"),
            text("platforms"),
            number("priority"),
            text("platformType"),
            date("createdDateTime"),
        ];
        let found = fill(projection, id, fields);
        let list = found
            .fields
            .iter()
            .find(|field| field.path == ["assignments"]);
        let items = list.map_or(&[][..], |list| inner(&list.shape));
        Self {
            path: found.path.clone(),
            id: Route::of(found, &["id"]),
            assignments: Route::of(found, &["assignments"]),
            assigned: Route::of(found, &["isAssigned"]),
            platforms: Route::of(found, &["platforms"]),
            priority: Route::of(found, &["priority"]),
            platform_type: Route::of(found, &["platformType"]),
            created: Route::of(found, &["createdDateTime"]),
            assignment: AssignmentFields::among(items),
        }
    }
}

impl AssignmentFields {
    fn among(items: &[FieldPlan]) -> Self {
        Self {
            intent: Route::among(items, &["intent"]),
            kind: Route::among(items, &["target", "@odata.type"]),
            group: Route::among(items, &["target", "groupId"]),
            collection: Route::among(items, &["target", "collectionId"]),
            filter: Route::among(items, &["target", FILTER]),
            mode: Route::among(items, &["target", FILTER_MODE]),
        }
    }
}

const FILTER: &str = "deviceAndAppManagementAssignmentFilterId";
const FILTER_MODE: &str = "deviceAndAppManagementAssignmentFilterType";

fn assignments() -> FieldPlan {
    let target = vec![
        word("@odata.type"),
        reference("groupId", "id"),
        text("collectionId"),
        reference(FILTER, "id"),
        text(FILTER_MODE),
    ];
    records(
        "assignments",
        vec![text("intent"), record("target", target)],
    )
}

impl AccessPolicies {
    pub(super) fn require(projection: &mut Projection, id: CollectionId) -> Self {
        let found = fill(projection, id, vec![conditions()]);
        Self {
            path: found.path.clone(),
            id: Route::of(found, &["id"]),
            users: Route::of(found, &["conditions", "users"]),
            include: UserConditions {
                users: Route::of(found, &["conditions", "users", "includeUsers"]),
                groups: Route::of(found, &["conditions", "users", "includeGroups"]),
                roles: Route::of(found, &["conditions", "users", "includeRoles"]),
                guests: Route::of(found, INCLUDE_GUESTS),
                guest_types: Route::of(found, INCLUDE_GUEST_TYPES),
                tenants: Route::of(found, INCLUDE_TENANTS),
                tenants_kind: Route::of(found, INCLUDE_TENANTS_KIND),
            },
            exclude: UserConditions {
                users: Route::of(found, &["conditions", "users", "excludeUsers"]),
                groups: Route::of(found, &["conditions", "users", "excludeGroups"]),
                roles: Route::of(found, &["conditions", "users", "excludeRoles"]),
                guests: Route::of(found, EXCLUDE_GUESTS),
                guest_types: Route::of(found, EXCLUDE_GUEST_TYPES),
                tenants: Route::of(found, EXCLUDE_TENANTS),
                tenants_kind: Route::of(found, EXCLUDE_TENANTS_KIND),
            },
            clients: Route::of(found, &["conditions", CLIENTS]),
            include_principals: Route::of(
                found,
                &["conditions", CLIENTS, "includeServicePrincipals"],
            ),
            exclude_principals: Route::of(
                found,
                &["conditions", CLIENTS, "excludeServicePrincipals"],
            ),
            principal_filter: Route::of(found, &["conditions", CLIENTS, "servicePrincipalFilter"]),
        }
    }
}

const CLIENTS: &str = "clientApplications";
const GUEST_TYPES: &str = "guestOrExternalUserTypes";
const INCLUDE_GUESTS: &[&str] = &["conditions", "users", "includeGuestsOrExternalUsers"];
const INCLUDE_GUEST_TYPES: &[&str] = &[
    "conditions",
    "users",
    "includeGuestsOrExternalUsers",
    GUEST_TYPES,
];
const INCLUDE_TENANTS: &[&str] = &[
    "conditions",
    "users",
    "includeGuestsOrExternalUsers",
    "externalTenants",
];
const INCLUDE_TENANTS_KIND: &[&str] = &[
    "conditions",
    "users",
    "includeGuestsOrExternalUsers",
    "externalTenants",
    "membershipKind",
];
const EXCLUDE_GUESTS: &[&str] = &["conditions", "users", "excludeGuestsOrExternalUsers"];
const EXCLUDE_GUEST_TYPES: &[&str] = &[
    "conditions",
    "users",
    "excludeGuestsOrExternalUsers",
    GUEST_TYPES,
];
const EXCLUDE_TENANTS: &[&str] = &[
    "conditions",
    "users",
    "excludeGuestsOrExternalUsers",
    "externalTenants",
];
const EXCLUDE_TENANTS_KIND: &[&str] = &[
    "conditions",
    "users",
    "excludeGuestsOrExternalUsers",
    "externalTenants",
    "membershipKind",
];

fn conditions() -> FieldPlan {
    let guests = |name: &str| {
        let tenants = optional("externalTenants", vec![text("membershipKind")]);
        optional(name, vec![text(GUEST_TYPES), tenants])
    };
    let users = vec![
        texts("includeUsers"),
        texts("excludeUsers"),
        references("includeGroups"),
        references("excludeGroups"),
        texts("includeRoles"),
        texts("excludeRoles"),
        guests("includeGuestsOrExternalUsers"),
        guests("excludeGuestsOrExternalUsers"),
    ];
    let clients = vec![
        texts("includeServicePrincipals"),
        texts("excludeServicePrincipals"),
        optional("servicePrincipalFilter", vec![text("mode")]),
    ];
    record(
        "conditions",
        vec![optional("users", users), optional(CLIENTS, clients)],
    )
}
