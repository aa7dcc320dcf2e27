//! The fields of directory objects, of managed devices and of role assignments.

use tenet_hir::{CollectionId, Projection};

use super::collection;
use super::filters::{DeviceProperties, access_fields, device_fields};
use super::plan::{flag, optional, records, reference, references, text, texts, truth, word};
use super::route::Route;
use super::rules::{self, RuleColumns};
use crate::condition::Property;

/// `groups`.
#[derive(Debug, Clone)]
pub(crate) struct Groups {
    pub(crate) table: CollectionId,
    pub(crate) id: Route,
    pub(crate) members: Route,
    pub(crate) types: Route,
    pub(crate) deleted: Route,
    pub(crate) visibility: Route,
    pub(crate) security: Route,
    pub(crate) mail: Route,
    pub(crate) rule: Route,
    pub(crate) processing: Route,
    pub(crate) roles: Route,
    pub(crate) synced: Route,
    pub(crate) licences: Route,
}

/// `users`; without a question of reach only their ids are read.
#[derive(Debug, Clone)]
pub(crate) struct Users {
    pub(crate) table: CollectionId,
    pub(crate) id: Route,
    pub(crate) enabled: Route,
    pub(crate) plans: Route,
    pub(crate) name: Route,
    pub(crate) kind: Route,
    pub(crate) creation: Route,
    /// The fields of an assigned plan.
    pub(crate) plan: Plan,
    /// What rules of groups ask for.
    pub(crate) rules: RuleColumns,
}

/// A plan of `assignedPlans`.
#[derive(Debug, Clone)]
pub(crate) struct Plan {
    pub(crate) id: Route,
    pub(crate) service: Route,
    pub(crate) status: Route,
}

/// `devices`.
#[derive(Debug, Clone)]
pub(crate) struct Devices {
    pub(crate) table: CollectionId,
    pub(crate) id: Route,
    pub(crate) device_id: Route,
    pub(crate) system: Route,
    pub(crate) trust: Route,
    pub(crate) physical: Route,
    /// What device filters of Conditional Access ask for.
    pub(crate) properties: DeviceProperties,
    /// What rules of groups ask for.
    pub(crate) rules: RuleColumns,
}

/// `deviceManagement/managedDevices`.
#[derive(Debug, Clone)]
pub(crate) struct Managed {
    pub(crate) table: CollectionId,
    pub(crate) id: Route,
    pub(crate) device_id: Route,
    pub(crate) user: Route,
    pub(crate) system: Route,
    pub(crate) agent: Route,
    pub(crate) join: Route,
    pub(crate) owner: Route,
    pub(crate) enrolment: Route,
    /// The workloads of a co-managed device.
    pub(crate) workloads: Workloads,
    /// What filters ask for.
    pub(crate) properties: DeviceProperties,
}

/// `configurationManagerClientEnabledFeatures`: true where Intune has the workload.
#[derive(Debug, Clone)]
pub(crate) struct Workloads {
    pub(crate) client_apps: Route,
    pub(crate) office_apps: Route,
    pub(crate) device_configuration: Route,
    pub(crate) resource_access: Route,
    pub(crate) endpoint_protection: Route,
    pub(crate) compliance: Route,
    pub(crate) updates: Route,
}

/// `servicePrincipals`.
#[derive(Debug, Clone)]
pub(crate) struct Principals {
    pub(crate) table: CollectionId,
    pub(crate) id: Route,
    pub(crate) owner: Route,
    pub(crate) audience: Route,
    pub(crate) kind: Route,
}

/// `roleManagement/directory/roleAssignments`.
#[derive(Debug, Clone)]
pub(crate) struct RoleAssignments {
    pub(crate) table: CollectionId,
    pub(crate) principal: Route,
    pub(crate) role: Route,
    pub(crate) scope: Route,
}

/// `organization`.
#[derive(Debug, Clone)]
pub(crate) struct Organizations {
    pub(crate) table: CollectionId,
    pub(crate) id: Route,
}

impl Groups {
    pub(super) fn require(projection: &mut Projection) -> Self {
        let fields = vec![
            references("members"),
            texts("groupTypes"),
            text("deletedDateTime"),
            text("visibility"),
            text("displayName"),
            text("membershipRule"),
            text("membershipRuleProcessingState"),
            truth("securityEnabled"),
            truth("mailEnabled"),
            flag("isAssignableToRole"),
            flag("onPremisesSyncEnabled"),
            records("assignedLicenses", vec![text("skuId")]),
        ];
        let (table, found) = collection(projection, "groups", fields);
        Self {
            table,
            id: Route::of(found, &["id"]),
            members: Route::of(found, &["members"]),
            types: Route::of(found, &["groupTypes"]),
            deleted: Route::of(found, &["deletedDateTime"]),
            visibility: Route::of(found, &["visibility"]),
            security: Route::of(found, &["securityEnabled"]),
            mail: Route::of(found, &["mailEnabled"]),
            rule: Route::of(found, &["membershipRule"]),
            processing: Route::of(found, &["membershipRuleProcessingState"]),
            roles: Route::of(found, &["isAssignableToRole"]),
            synced: Route::of(found, &["onPremisesSyncEnabled"]),
            licences: Route::of(found, &["assignedLicenses"]),
        }
    }
}

impl Users {
    pub(super) fn require(
        projection: &mut Projection,
        (intune, access): (bool, bool),
        asked: &[Property],
    ) -> Self {
        let mut fields = rules::fields(asked);
        if intune {
            let plan = ["servicePlanId", "service", "capabilityStatus"];
            let plan = plan.into_iter().map(text).collect();
            fields.extend([truth("accountEnabled"), records("assignedPlans", plan)]);
        }
        if access {
            let kind = ["userType", "creationType"].into_iter().map(text);
            fields.extend(kind.chain([word("userPrincipalName")]));
        }
        let (table, found) = collection(projection, "users", fields);
        let plans = found
            .fields
            .iter()
            .find(|field| field.path == ["assignedPlans"]);
        let plan = plans.map_or(&[][..], |plans| super::route::inner(&plans.shape));
        Self {
            table,
            id: Route::of(found, &["id"]),
            enabled: Route::of(found, &["accountEnabled"]),
            plans: Route::of(found, &["assignedPlans"]),
            name: Route::of(found, &["userPrincipalName"]),
            kind: Route::of(found, &["userType"]),
            creation: Route::of(found, &["creationType"]),
            plan: Plan {
                id: Route::among(plan, &["servicePlanId"]),
                service: Route::among(plan, &["service"]),
                status: Route::among(plan, &["capabilityStatus"]),
            },
            rules: RuleColumns::of(found, asked),
        }
    }
}

impl Devices {
    pub(super) fn require(
        projection: &mut Projection,
        (intune, sign_ins): (bool, bool),
        asked: &[Property],
    ) -> Self {
        let mut fields = rules::fields(asked);
        if intune {
            fields.extend([
                word("deviceId"),
                text("operatingSystem"),
                text("trustType"),
                texts("physicalIds"),
            ]);
        }
        if sign_ins {
            fields.extend(access_fields());
        }
        let (table, found) = collection(projection, "devices", fields);
        Self {
            table,
            id: Route::of(found, &["id"]),
            device_id: Route::of(found, &["deviceId"]),
            system: Route::of(found, &["operatingSystem"]),
            trust: Route::of(found, &["trustType"]),
            physical: Route::of(found, &["physicalIds"]),
            properties: DeviceProperties::of_access(found),
            rules: RuleColumns::of(found, asked),
        }
    }
}

impl Managed {
    pub(super) fn require(projection: &mut Projection) -> Self {
        let mut fields = vec![
            reference("azureADDeviceId", "deviceId"),
            reference("userId", "id"),
            text("operatingSystem"),
            word("managementAgent"),
            text("deviceEnrollmentType"),
            optional(FEATURES, WORKLOADS.iter().map(|name| flag(name)).collect()),
        ];
        fields.extend(device_fields());
        let path = "deviceManagement/managedDevices";
        let (table, found) = collection(projection, path, fields);
        Self {
            table,
            id: Route::of(found, &["id"]),
            device_id: Route::of(found, &["azureADDeviceId"]),
            user: Route::of(found, &["userId"]),
            system: Route::of(found, &["operatingSystem"]),
            agent: Route::of(found, &["managementAgent"]),
            join: Route::of(found, &["joinType"]),
            owner: Route::of(found, &["managedDeviceOwnerType"]),
            enrolment: Route::of(found, &["deviceEnrollmentType"]),
            workloads: Workloads {
                client_apps: Route::of(found, &[FEATURES, "modernApps"]),
                office_apps: Route::of(found, &[FEATURES, "officeApps"]),
                device_configuration: Route::of(found, &[FEATURES, "deviceConfiguration"]),
                resource_access: Route::of(found, &[FEATURES, "resourceAccess"]),
                endpoint_protection: Route::of(found, &[FEATURES, "endpointProtection"]),
                compliance: Route::of(found, &[FEATURES, "compliancePolicy"]),
                updates: Route::of(found, &[FEATURES, "windowsUpdateForBusiness"]),
            },
            properties: DeviceProperties::of(found),
        }
    }
}

const FEATURES: &str = "configurationManagerClientEnabledFeatures";
const WORKLOADS: &[&str] = &[
    "modernApps",
    "officeApps",
    "deviceConfiguration",
    "resourceAccess",
    "endpointProtection",
    "compliancePolicy",
    "windowsUpdateForBusiness",
];

impl Principals {
    pub(super) fn require(projection: &mut Projection, access: bool) -> Self {
        let names = [
            "appOwnerOrganizationId",
            "signInAudience",
            "servicePrincipalType",
        ];
        let fields = if access {
            names.into_iter().map(text).collect()
        } else {
            Vec::new()
        };
        let (table, found) = collection(projection, "servicePrincipals", fields);
        Self {
            table,
            id: Route::of(found, &["id"]),
            owner: Route::of(found, &["appOwnerOrganizationId"]),
            audience: Route::of(found, &["signInAudience"]),
            kind: Route::of(found, &["servicePrincipalType"]),
        }
    }
}

impl RoleAssignments {
    pub(super) fn require(projection: &mut Projection) -> Self {
        let fields = vec![
            reference("principalId", "id"),
            word("roleDefinitionId"),
            text("directoryScopeId"),
        ];
        let path = "roleManagement/directory/roleAssignments";
        let (table, found) = collection(projection, path, fields);
        Self {
            table,
            principal: Route::of(found, &["principalId"]),
            role: Route::of(found, &["roleDefinitionId"]),
            scope: Route::of(found, &["directoryScopeId"]),
        }
    }
}

impl Organizations {
    pub(super) fn require(projection: &mut Projection) -> Self {
        let (table, found) = collection(projection, "organization", Vec::new());
        Self {
            table,
            id: Route::of(found, &["id"]),
        }
    }
}
