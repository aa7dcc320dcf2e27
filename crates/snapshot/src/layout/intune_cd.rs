//! `IntuneCD`: one file an object, in folders named as the portal names them.
//!
//! Objects have lost their ids, and targets name their groups. Source:
//! `BaseBackupModule.py` and `IntuneCDBase.py` of almenscorner/IntuneCD.

use super::folders::{self, Folders};
use super::{Conventions, Item, Made, Name, Recast, Role, Told, targets};
use crate::recognise::{FilePath, is_guid};

/// Objects without ids; assignments with the names of groups.
pub(super) struct IntuneCd;

/// Which group is named by which objects; exclusions are listed as inclusions are.
const REPORT: &str = "Assignment Report";

const FOLDERS: Folders = &[
    (
        "App Configuration",
        "deviceAppManagement/targetedManagedAppConfigurations",
    ),
    ("App Protection", "deviceAppManagement/managedAppPolicies"),
    ("Applications", "deviceAppManagement/mobileApps"),
    (
        "Autopilot Devices",
        "deviceManagement/windowsAutopilotDeviceIdentities",
    ),
    (
        "Compliance Policies/Message Templates",
        "deviceManagement/notificationMessageTemplates",
    ),
    (
        "Compliance Policies/Policies",
        "deviceManagement/deviceCompliancePolicies",
    ),
    (
        "Compliance Policies/Scripts",
        "deviceManagement/deviceComplianceScripts",
    ),
    ("Conditional Access", "identity/conditionalAccess/policies"),
    (
        "Custom Attributes",
        "deviceManagement/deviceCustomAttributeShellScripts",
    ),
    (
        "Device Configurations",
        "deviceManagement/deviceConfigurations",
    ),
    ("Device Management Settings", "deviceManagement/settings"),
    (
        "Driver Updates",
        "deviceManagement/windowsDriverUpdateProfiles",
    ),
    (
        "Enrollment Configurations",
        "deviceManagement/deviceEnrollmentConfigurations",
    ),
    (
        "Enrollment Profiles/Apple",
        "deviceManagement/depOnboardingSettings",
    ),
    (
        "Enrollment Profiles/Windows",
        "deviceManagement/windowsAutopilotDeploymentProfiles",
    ),
    (
        "Enrollment Profiles/Windows/ESP",
        "deviceManagement/deviceEnrollmentConfigurations",
    ),
    (
        "Feature Updates",
        "deviceManagement/windowsFeatureUpdateProfiles",
    ),
    ("Filters", "deviceManagement/assignmentFilters"),
    (
        "Group Policy Configurations",
        "deviceManagement/groupPolicyConfigurations",
    ),
    ("Management Intents", "deviceManagement/intents"),
    ("Partner Connections", "deviceManagement/partners"),
    (
        "Proactive Remediations",
        "deviceManagement/deviceHealthScripts",
    ),
    (
        "Quality Updates",
        "deviceManagement/windowsQualityUpdateProfiles",
    ),
    ("Roles", "deviceManagement/roleDefinitions"),
    ("Scope Tags", "deviceManagement/roleScopeTags"),
    (
        "Scripts/Powershell",
        "deviceManagement/deviceManagementScripts",
    ),
    ("Scripts/Shell", "deviceManagement/deviceShellScripts"),
    ("Settings Catalog", "deviceManagement/configurationPolicies"),
];

impl Conventions for IntuneCd {
    fn name(&self) -> &'static str {
        "IntuneCD"
    }

    fn flag(&self) -> &'static str {
        "intunecd"
    }

    fn is_named(&self, file: &str, folders: &[&str]) -> bool {
        folders.last() == Some(&REPORT) && file.starts_with("report.")
    }

    fn folders(&self) -> Folders {
        FOLDERS
    }

    fn role(&self, path: &FilePath<'_>) -> Role {
        if path.folders().contains(&"__archive__") {
            return Role::Aside("objects that were deleted");
        }
        if path.folders().last() == Some(&REPORT) {
            return Role::Aside("a report of assignments that tells no exclusions");
        }
        folders::role(FOLDERS, path)
    }

    fn recasts(&self, in_part: bool) -> bool {
        !in_part
    }

    /// Assignments by the ids of groups where they have names, and the id that
    /// `--append-id` puts into the name of the file.
    fn recast(&self, item: &Item<'_>, stem: &str) -> Recast {
        let mut others = Vec::new();
        if let Some(assignments) = item.value.field("assignments") {
            let named = assignments.items().iter().map(targets::named).collect();
            others.push(("assignments", Made::List(named)));
        }
        let id = stem.rsplit_once("__").map(|(_, id)| id);
        if let Some(id) = id.filter(|id| is_guid(id) && item.value.field("id").is_none()) {
            others.push(("id", item.value.said(id)));
        }
        if others.is_empty() {
            return Recast::Same;
        }
        Recast::Object("", Made::with(&item.value, others))
    }

    /// `{"groupName": …, "assignedTo": {"<folder>": [{"name": …, "intent": …}, …]}}`; earlier
    /// versions wrote the names alone.
    fn hint(&self, item: &Item<'_>) -> Told {
        let folders = item.value.field("assignedTo").map(|to| to.fields());
        let lists = folders.unwrap_or_default().into_iter();
        let names = lists.flat_map(|(_, names)| names.items());
        Told {
            assigned: names
                .filter_map(|it| it.string_of("name").or_else(|| it.string()))
                .collect(),
            ..Told::default()
        }
    }

    fn leaves_out_ids(&self) -> bool {
        true
    }

    fn names(&self) -> &'static [Name] {
        targets::NAMES
    }

    fn base(&self, path: &FilePath<'_>) -> Option<usize> {
        let report = path.folders().iter().position(|name| *name == REPORT);
        report.or_else(|| folders::base(FOLDERS, path))
    }
}
