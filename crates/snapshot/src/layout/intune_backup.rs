//! Intune Backup and Restore: assignments in a folder beside the objects, in files of equal names.
//!
//! Source: `Invoke-IntuneBackup*.ps1` of jseerden/IntuneBackupAndRestore.

use super::folders::{self, Folders};
use super::{Conventions, Role};
use crate::recognise::{FilePath, List, is_guid};

/// Objects as Graph gave them, each with its assignments in a file of its own.
pub(super) struct IntuneBackup;

const ASSIGNMENTS: &str = "Assignments";

const FOLDERS: Folders = &[
    (
        "Administrative Templates",
        "deviceManagement/groupPolicyConfigurations",
    ),
    (
        "App Protection Policies",
        "deviceAppManagement/managedAppPolicies",
    ),
    (
        "Autopilot Deployment Profiles",
        "deviceManagement/windowsAutopilotDeploymentProfiles",
    ),
    ("Client Apps", "deviceAppManagement/mobileApps"),
    (
        "Device Compliance Policies",
        "deviceManagement/deviceCompliancePolicies",
    ),
    (
        "Device Configurations",
        "deviceManagement/deviceConfigurations",
    ),
    (
        "Device Health Scripts",
        "deviceManagement/deviceHealthScripts",
    ),
    ("Device Management Intents", "deviceManagement/intents"),
    (
        "Device Management Scripts",
        "deviceManagement/deviceManagementScripts",
    ),
    ("Settings Catalog", "deviceManagement/configurationPolicies"),
];

impl Conventions for IntuneBackup {
    fn name(&self) -> &'static str {
        "Intune Backup and Restore"
    }

    fn flag(&self) -> &'static str {
        "intune-backup"
    }

    fn is_named(&self, _: &str, folders: &[&str]) -> bool {
        let above = folders.iter().rev().nth(1).copied().unwrap_or("");
        let known = FOLDERS.iter().any(|(name, _)| *name == above);
        folders.last() == Some(&ASSIGNMENTS) && known
    }

    fn folders(&self) -> Folders {
        FOLDERS
    }

    fn role(&self, path: &FilePath<'_>) -> Role {
        if path.folders().last() == Some(&"Script Content") {
            return Role::Aside("the text of a script");
        }
        let role = folders::role(FOLDERS, path);
        match (path.folders().split_last(), &role) {
            (Some((&ASSIGNMENTS, above)), Role::Objects(owner)) => assignments(path, above, owner),
            (_, Role::Objects(owner)) if owner.ends_with("groupPolicyConfigurations") => {
                // The file holds the settings alone: the name of the file is all that is left of the object.
                Role::Aside("settings of a profile without the profile")
            }
            (_, _) => role,
        }
    }
}

/// `Client Apps/Assignments/<id> - <name>.json` says the id; others are named as the object's file.
fn assignments(path: &FilePath<'_>, above: &[&str], owner: &'static str) -> Role {
    let id = path.stem().split_once(" - ").map(|(id, _)| id);
    if let Some(id) = id.filter(|id| is_guid(id)) {
        return Role::List(List::of_id(owner, id, "assignments"));
    }
    let file = above.iter().copied().chain([path.file()]);
    let file = file.collect::<Vec<_>>().join("/");
    Role::List(List::of_file(owner, file, "assignments"))
}
