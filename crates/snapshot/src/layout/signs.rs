//! What the names of files say for a layout.

use std::collections::BTreeSet;

use super::Layout;
use crate::recognise::is_guid;

/// The signs of a layout that were seen.
pub(super) struct Signs {
    pub(super) layout: Layout,
    /// Whether a file has a name that no other tool gives.
    strong: bool,
    /// Names of folders that tools of this kind make, as far as they were seen.
    folders: BTreeSet<&'static str>,
}

/// So many folders are no accident.
const ENOUGH: usize = 2;

impl Signs {
    pub(super) fn new(layout: Layout) -> Self {
        Self {
            layout,
            strong: false,
            folders: BTreeSet::new(),
        }
    }

    /// Looks at the path of one file.
    pub(super) fn look(&mut self, path: &str) {
        let parts: Vec<&str> = path.split('/').collect();
        let Some((file, folders)) = parts.split_last() else {
            return;
        };
        self.strong |= self.layout.is_named(file, folders);
        let known = self.layout.folders().iter();
        self.folders
            .extend(known.filter(|known| folders.contains(known)));
    }

    pub(super) fn is_enough(&self) -> bool {
        self.strong || self.folders.len() >= ENOUGH
    }

    pub(super) fn score(&self) -> (bool, usize) {
        (self.strong, self.folders.len())
    }
}

impl Layout {
    /// Folders that the tool makes, as it spells them.
    const fn folders(self) -> &'static [&'static str] {
        match self {
            Self::IntuneManagement => &[
                "SettingsCatalog",
                "DeviceConfiguration",
                "CompliancePolicies",
                "CompliancePoliciesV2",
                "EndpointSecurity",
                "ConditionalAccess",
                "AdministrativeTemplates",
                "AssignmentFilters",
                "UpdatePolicies",
                "AppProtection",
                "EnrollmentRestrictions",
                "AutoPilot",
            ],
            Self::IntuneCd => &[
                "Settings Catalog",
                "Device Configurations",
                "Compliance Policies",
                "App Protection",
                "Conditional Access",
                "Assignment Report",
                "Management Intents",
                "Proactive Remediations",
            ],
            Self::IntuneBackup
            | Self::EntraExporter
            | Self::ScubaGear
            | Self::ZeroTrustAssessment
            | Self::Microsoft365Dsc => &[],
        }
    }

    /// Whether no other tool names a file so.
    fn is_named(self, file: &str, folders: &[&str]) -> bool {
        let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
        let folder = folders.last().copied().unwrap_or("");
        match self {
            Self::IntuneManagement => file == "MigrationTable.json",
            Self::IntuneCd => folder == "Assignment Report" && file == "report.json",
            // The assignments of a policy stand beside it, in a folder of their own.
            Self::IntuneBackup => {
                let above = folders.iter().rev().nth(1).copied().unwrap_or("");
                folder == "Assignments" && above.contains(' ')
            }
            Self::EntraExporter => {
                (is_guid(stem) && folder == stem)
                    || (folder == "Organization" && file == "Organization.json")
            }
            Self::ScubaGear => {
                file.starts_with("ScubaResults") || file == "ProviderSettingsExport.json"
            }
            Self::ZeroTrustAssessment => folders.contains(&"zt-export"),
            Self::Microsoft365Dsc => file == "M365TenantConfig.ps1",
        }
    }
}
