//! `IntuneManagement`: one file an object, in a folder for each type.
//!
//! Source: `MSGraph.psm1` and `EndpointManager.psm1` of Micke-K/IntuneManagement.

use super::folders::{self, Folders};
use super::{Conventions, Item, Role, Told, Value};
use crate::recognise::{FilePath, List};

/// Entities with all of their metadata, assignments with ids, and the groups they name.
pub(super) struct IntuneManagement;

/// The name table of an export, for taking it to another tenant.
pub(crate) const NAME_TABLE: &str = "MigrationTable.json";
/// What the name of a file with the settings of an object ends in.
const SETTINGS: &str = "_Settings";

const FOLDERS: Folders = &[
    (
        "AdministrativeTemplates",
        "deviceManagement/groupPolicyConfigurations",
    ),
    (
        "AppConfigurationManagedApp",
        "deviceAppManagement/targetedManagedAppConfigurations",
    ),
    (
        "AppConfigurationManagedDevice",
        "deviceAppManagement/mobileAppConfigurations",
    ),
    ("AppProtection", "deviceAppManagement/managedAppPolicies"),
    ("Applications", "deviceAppManagement/mobileApps"),
    ("AssignmentFilters", "deviceManagement/assignmentFilters"),
    (
        "AutoPilot",
        "deviceManagement/windowsAutopilotDeploymentProfiles",
    ),
    (
        "CompliancePolicies",
        "deviceManagement/deviceCompliancePolicies",
    ),
    (
        "CompliancePoliciesV2",
        "deviceManagement/compliancePolicies",
    ),
    (
        "ComplianceScripts",
        "deviceManagement/deviceComplianceScripts",
    ),
    ("ConditionalAccess", "identity/conditionalAccess/policies"),
    (
        "CoManagementSettings",
        "deviceManagement/deviceEnrollmentConfigurations",
    ),
    (
        "DeviceConfiguration",
        "deviceManagement/deviceConfigurations",
    ),
    (
        "DeviceHealthScripts",
        "deviceManagement/deviceHealthScripts",
    ),
    (
        "DriverUpdateProfiles",
        "deviceManagement/windowsDriverUpdateProfiles",
    ),
    ("EndpointSecurity", "deviceManagement/intents"),
    (
        "EnrollmentRestrictions",
        "deviceManagement/deviceEnrollmentConfigurations",
    ),
    (
        "EnrollmentStatusPage",
        "deviceManagement/deviceEnrollmentConfigurations",
    ),
    (
        "FeatureUpdates",
        "deviceManagement/windowsFeatureUpdateProfiles",
    ),
    ("Groups", "groups"),
    (
        "MacCustomAttributes",
        "deviceManagement/deviceCustomAttributeShellScripts",
    ),
    ("MacScripts", "deviceManagement/deviceShellScripts"),
    (
        "NamedLocations",
        "identity/conditionalAccess/namedLocations",
    ),
    (
        "Notifications",
        "deviceManagement/notificationMessageTemplates",
    ),
    ("PolicySets", "deviceAppManagement/policySets"),
    (
        "PowerShellScripts",
        "deviceManagement/deviceManagementScripts",
    ),
    (
        "QualityUpdates",
        "deviceManagement/windowsQualityUpdateProfiles",
    ),
    (
        "ReusableSettings",
        "deviceManagement/reusablePolicySettings",
    ),
    ("RoleDefinitions", "deviceManagement/roleDefinitions"),
    ("ScopeTags", "deviceManagement/roleScopeTags"),
    ("SettingsCatalog", "deviceManagement/configurationPolicies"),
    ("TermsAndConditions", "deviceManagement/termsAndConditions"),
    ("UpdatePolicies", "deviceManagement/deviceConfigurations"),
];

impl Conventions for IntuneManagement {
    fn name(&self) -> &'static str {
        "IntuneManagement"
    }

    fn flag(&self) -> &'static str {
        "intune-management"
    }

    fn is_named(&self, file: &str, _: &[&str]) -> bool {
        file == NAME_TABLE
    }

    fn folders(&self) -> Folders {
        FOLDERS
    }

    /// The id of the tenant, so that another one can import the export.
    fn placeholder(&self) -> Option<&'static str> {
        Some("%OrganizationId%")
    }

    /// `{"TenantId": …, "Objects": [{"DisplayName": …, "Id": …, "Type": "Group"}, …]}`.
    fn hint(&self, item: &Item<'_>) -> Told {
        let objects = item.value.field("Objects").map(|list| list.items());
        let group = |it: &Value<'_>| {
            let is_group = it.string_of("Type")? == "Group";
            let named = (it.string_of("DisplayName")?, it.string_of("Id")?);
            is_group.then_some(named)
        };
        Told {
            groups: objects
                .unwrap_or_default()
                .iter()
                .filter_map(group)
                .collect(),
            tenants: item.value.string_of("TenantId").into_iter().collect(),
            ..Told::default()
        }
    }

    fn role(&self, path: &FilePath<'_>) -> Role {
        if path.file() == NAME_TABLE {
            return Role::Aside("a table of names for taking the export to another tenant");
        }
        let role = folders::role(FOLDERS, path);
        match (path.stem().strip_suffix(SETTINGS), &role) {
            (Some(stem), Role::Objects(owner)) => {
                Role::List(List::of_file(owner, path.sibling(stem), settings_of(owner)))
            }
            (_, _) => role,
        }
    }
}

/// What Graph calls the settings that the tool writes into a file of their own.
fn settings_of(owner: &str) -> &'static str {
    if owner.ends_with("groupPolicyConfigurations") {
        "definitionValues"
    } else {
        "settings"
    }
}
