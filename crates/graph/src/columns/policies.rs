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
    /// `direct` or `policySets`, and which policy set.
    pub(crate) source: Route,
    pub(crate) source_id: Route,
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
    /// What is asked of sign-ins; none if none is asked about.
    pub(crate) sign_in: Option<SignInConditions>,
}

/// The conditions of a policy on a sign-in.
#[derive(Debug, Clone)]
pub(crate) struct SignInConditions {
    pub(crate) state: Route,
    /// Included, and excluded.
    pub(crate) applications: [Route; 2],
    pub(crate) user_actions: Route,
    pub(crate) contexts: Route,
    pub(crate) platforms: [Route; 2],
    pub(crate) locations: [Route; 2],
    pub(crate) client_apps: Route,
    /// Of the user, of the sign-in, of the service principal.
    pub(crate) risks: [Route; 3],
    pub(crate) device_filter: Route,
    pub(crate) filter_mode: Route,
    pub(crate) filter_rule: Route,
    /// The identities of agents that are included.
    pub(crate) agents: Route,
    /// Those that no clause speaks of.
    pub(crate) further: Vec<Route>,
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
    /// Which tenants; none if no sign-in is asked about.
    pub(crate) tenant_members: Option<Route>,
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
            source: Route::among(items, &["source"]),
            source_id: Route::among(items, &["sourceId"]),
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
        vec![
            text("intent"),
            text("source"),
            text("sourceId"),
            record("target", target),
        ],
    )
}

impl AccessPolicies {
    pub(super) fn require(projection: &mut Projection, id: CollectionId, sign_ins: bool) -> Self {
        let mut fields = vec![conditions(sign_ins)];
        if sign_ins {
            fields.push(text("state"));
        }
        let found = fill(projection, id, fields);
        let members = |way| sign_ins.then(|| Route::of(found, way));
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
                tenant_members: members(INCLUDE_TENANT_MEMBERS),
            },
            exclude: UserConditions {
                users: Route::of(found, &["conditions", "users", "excludeUsers"]),
                groups: Route::of(found, &["conditions", "users", "excludeGroups"]),
                roles: Route::of(found, &["conditions", "users", "excludeRoles"]),
                guests: Route::of(found, EXCLUDE_GUESTS),
                guest_types: Route::of(found, EXCLUDE_GUEST_TYPES),
                tenants: Route::of(found, EXCLUDE_TENANTS),
                tenants_kind: Route::of(found, EXCLUDE_TENANTS_KIND),
                tenant_members: members(EXCLUDE_TENANT_MEMBERS),
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
            sign_in: sign_ins.then(|| SignInConditions::of(found)),
        }
    }
}

impl SignInConditions {
    fn of(found: &tenet_hir::Collection) -> Self {
        let of = |way| Route::of(found, way);
        Self {
            state: of(&["state"]),
            applications: [
                of(&["conditions", "applications", "includeApplications"]),
                of(&["conditions", "applications", "excludeApplications"]),
            ],
            user_actions: of(&["conditions", "applications", "includeUserActions"]),
            contexts: of(&["conditions", "applications", CONTEXTS]),
            platforms: [
                of(&["conditions", "platforms", "includePlatforms"]),
                of(&["conditions", "platforms", "excludePlatforms"]),
            ],
            locations: [
                of(&["conditions", "locations", "includeLocations"]),
                of(&["conditions", "locations", "excludeLocations"]),
            ],
            client_apps: of(&["conditions", "clientAppTypes"]),
            risks: [
                of(&["conditions", "userRiskLevels"]),
                of(&["conditions", "signInRiskLevels"]),
                of(&["conditions", "servicePrincipalRiskLevels"]),
            ],
            device_filter: of(&["conditions", "devices", "deviceFilter"]),
            filter_mode: of(&["conditions", "devices", "deviceFilter", "mode"]),
            filter_rule: of(&["conditions", "devices", "deviceFilter", "rule"]),
            agents: of(&["conditions", CLIENTS, AGENTS]),
            further: FURTHER.iter().map(|way| of(way)).collect(),
        }
    }
}

const CONTEXTS: &str = "includeAuthenticationContextClassReferences";

const AGENTS: &str = "includeAgentIdServicePrincipals";

/// Conditions that no clause speaks of. An export holds those that the Graph
/// of its day knew, so that one which is absent was not set.
const FURTHER: &[&[&str]] = &[
    &["conditions", "agentIdRiskLevels"],
    &["conditions", "authenticationFlows"],
    &["conditions", "clients"],
    &["conditions", "deviceStates"],
    &["conditions", "insiderRiskLevels"],
    &["conditions", "times"],
    &["conditions", "applications", "applicationFilter"],
    &["conditions", "applications", "globalSecureAccess"],
    &["conditions", "applications", "networkAccess"],
    &["conditions", "devices", "includeDevices"],
    &["conditions", "devices", "excludeDevices"],
    &["conditions", "devices", "includeDeviceStates"],
    &["conditions", "devices", "excludeDeviceStates"],
];

/// What is asked of sign-ins.
fn sign_in_fields() -> Vec<FieldPlan> {
    let pair = |include: &str, exclude: &str| vec![texts(include), texts(exclude)];
    let whatever = |name: &str| optional(name, Vec::new());
    let mut devices = pair("includeDevices", "excludeDevices");
    devices.extend(pair("includeDeviceStates", "excludeDeviceStates"));
    let mut applications = pair("includeApplications", "excludeApplications");
    applications.extend([
        texts("includeUserActions"),
        texts(CONTEXTS),
        whatever("applicationFilter"),
        whatever("globalSecureAccess"),
        whatever("networkAccess"),
    ]);
    devices.push(optional("deviceFilter", vec![text("mode"), text("rule")]));
    vec![
        optional("applications", applications),
        optional("platforms", pair("includePlatforms", "excludePlatforms")),
        optional("locations", pair("includeLocations", "excludeLocations")),
        texts("clientAppTypes"),
        texts("userRiskLevels"),
        texts("signInRiskLevels"),
        texts("servicePrincipalRiskLevels"),
        optional("devices", devices),
        whatever("agentIdRiskLevels"),
        whatever("authenticationFlows"),
        whatever("clients"),
        whatever("deviceStates"),
        whatever("insiderRiskLevels"),
        whatever("times"),
    ]
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

const INCLUDE_TENANT_MEMBERS: &[&str] = &[
    "conditions",
    "users",
    "includeGuestsOrExternalUsers",
    "externalTenants",
    "members",
];
const EXCLUDE_TENANT_MEMBERS: &[&str] = &[
    "conditions",
    "users",
    "excludeGuestsOrExternalUsers",
    "externalTenants",
    "members",
];

fn conditions(sign_ins: bool) -> FieldPlan {
    let guests = |name: &str| {
        let mut of_tenants = vec![text("membershipKind")];
        if sign_ins {
            of_tenants.push(texts("members"));
        }
        let tenants = optional("externalTenants", of_tenants);
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
    let mut clients = vec![
        texts("includeServicePrincipals"),
        texts("excludeServicePrincipals"),
        optional("servicePrincipalFilter", vec![text("mode")]),
    ];
    if sign_ins {
        clients.push(texts(AGENTS));
    }
    let mut fields = vec![optional("users", users), optional(CLIENTS, clients)];
    if sign_ins {
        fields.extend(sign_in_fields());
    }
    record("conditions", fields)
}
