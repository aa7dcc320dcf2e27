//! Zero Trust Assessment: `zt-export/<Entity>/<Entity>-<n>.json`.
//!
//! Source: `Export-ZtGraphEntity` and the tenant configuration of
//! microsoft/zerotrustassessment.

use super::folders::{self, Folders};
use super::{Conventions, Item, Recast, Role};
use crate::recognise::FilePath;

/// Pages of Graph in a folder for each kind of object.
pub(super) struct ZeroTrust;

const FOLDERS: Folders = &[
    ("zt-export/Application", "applications"),
    (
        "zt-export/ConfigurationPolicy",
        "deviceManagement/configurationPolicies",
    ),
    ("zt-export/Device", "devices"),
    (
        "zt-export/RoleAssignment",
        "roleManagement/directory/roleAssignments",
    ),
    (
        "zt-export/RoleDefinition",
        "roleManagement/directory/roleDefinitions",
    ),
    ("zt-export/ServicePrincipal", "servicePrincipals"),
    ("zt-export/SignIn", "auditLogs/signIns"),
    ("zt-export/User", "users"),
    (
        "zt-export/UserRegistrationDetails",
        "reports/authenticationMethods/userRegistrationDetails",
    ),
];

impl Conventions for ZeroTrust {
    fn name(&self) -> &'static str {
        "Zero Trust Assessment"
    }

    fn flag(&self) -> &'static str {
        "zero-trust"
    }

    fn is_named(&self, _: &str, folders: &[&str]) -> bool {
        folders.contains(&"zt-export")
    }

    fn folders(&self) -> Folders {
        FOLDERS
    }

    fn role(&self, path: &FilePath<'_>) -> Role {
        folders::role(FOLDERS, path)
    }

    fn first_page(&self) -> Option<u32> {
        Some(0)
    }

    fn recasts(&self, in_part: bool) -> bool {
        !in_part
    }

    /// A model row only says which columns there are.
    fn recast(&self, item: &Item<'_>, _: &str) -> Recast {
        match item.value.field("isZtModelRow") {
            Some(mark) if mark.text() == "true" => Recast::Left,
            Some(_) | None => Recast::Same,
        }
    }
}
