//! The least permission that lets an application read a collection of Graph.

/// Graph paths, and those of two other services of Microsoft, with the least permission of
/// an application that reads them. A segment in braces stands for any. What the bundled schema
/// says of an entity is held against this table by a test.
const LEAST: &[(&str, &str)] = &[
    (
        "admin/serviceAnnouncement/messages",
        "ServiceMessage.Read.All",
    ),
    ("auditLogs/directoryAudits", "AuditLog.Read.All"),
    ("auditLogs/signIns", "AuditLog.Read.All"),
    ("defender-for-endpoint/machines", "Machine.Read.All"),
    ("deviceAppManagement/managedAppPolicies", APPS),
    ("deviceAppManagement/mobileAppConfigurations", APPS),
    ("deviceAppManagement/mobileApps", APPS),
    ("deviceAppManagement/mobileApps/{id}/assignments", APPS),
    ("deviceAppManagement/policySets", CONFIGURATION),
    ("deviceAppManagement/targetedManagedAppConfigurations", APPS),
    ("deviceManagement/assignmentFilters", CONFIGURATION),
    ("deviceManagement/auditEvents", APPS),
    ("deviceManagement/configurationPolicies", CONFIGURATION),
    (
        "deviceManagement/configurationPolicies/{id}/assignments",
        CONFIGURATION,
    ),
    (
        "deviceManagement/configurationPolicies/{id}/settings",
        CONFIGURATION,
    ),
    ("deviceManagement/deviceCompliancePolicies", CONFIGURATION),
    (
        "deviceManagement/deviceCompliancePolicies/{id}/assignments",
        CONFIGURATION,
    ),
    ("deviceManagement/deviceConfigurations", CONFIGURATION),
    (
        "deviceManagement/deviceConfigurations/{id}/assignments",
        CONFIGURATION,
    ),
    (
        "deviceManagement/deviceConfigurationsAllManagedDeviceCertificateStates",
        CONFIGURATION,
    ),
    ("deviceManagement/deviceEnrollmentConfigurations", SERVICE),
    (
        "deviceManagement/deviceEnrollmentConfigurations/{id}/assignments",
        SERVICE,
    ),
    ("deviceManagement/deviceHealthScripts", SCRIPTS),
    ("deviceManagement/deviceManagementScripts", SCRIPTS),
    ("deviceManagement/groupPolicyConfigurations", CONFIGURATION),
    (
        "deviceManagement/groupPolicyConfigurations/{id}/assignments",
        CONFIGURATION,
    ),
    ("deviceManagement/intents", CONFIGURATION),
    (
        "deviceManagement/managedDevices",
        "DeviceManagementManagedDevices.Read.All",
    ),
    ("deviceManagement/ndesConnectors", CONFIGURATION),
    ("deviceManagement/userPfxCertificates", CONFIGURATION),
    (
        "deviceManagement/windowsAutopilotDeploymentProfiles",
        SERVICE,
    ),
    (
        "deviceManagement/windowsAutopilotDeploymentProfiles/{id}/assignments",
        SERVICE,
    ),
    ("deviceManagement/windowsAutopilotDeviceIdentities", SERVICE),
    (
        "deviceManagement/windowsDriverUpdateProfiles",
        CONFIGURATION,
    ),
    (
        "deviceManagement/windowsFeatureUpdateProfiles",
        CONFIGURATION,
    ),
    (
        "deviceManagement/windowsQualityUpdatePolicies",
        CONFIGURATION,
    ),
    (
        "deviceManagement/windowsQualityUpdateProfiles",
        CONFIGURATION,
    ),
    ("devices", "Device.Read.All"),
    ("directoryRoles", ROLES),
    ("directoryRoles/{id}/members", ROLES),
    ("domains", "Domain.Read.All"),
    ("groups", MEMBERS),
    ("groups/{id}/members", MEMBERS),
    ("groups/{id}/transitiveMembers", MEMBERS),
    ("identity/conditionalAccess/namedLocations", POLICIES),
    ("identity/conditionalAccess/policies", POLICIES),
    ("mmd/devices", "MmdSupport.ReadWrite"),
    ("organization", "Organization.Read.All"),
    (
        "policies/authenticationMethodsPolicy",
        "Policy.Read.AuthenticationMethod",
    ),
    (
        "policies/identitySecurityDefaultsEnforcementPolicy",
        POLICIES,
    ),
    ("roleManagement/directory/roleAssignments", ROLES),
    ("roleManagement/directory/roleDefinitions", ROLES),
    ("security/alerts_v2", "SecurityAlert.Read.All"),
    ("security/incidents", "SecurityIncident.Read.All"),
    ("servicePrincipals", "Application.Read.All"),
    ("users", "User.Read.All"),
    ("users/{id}/authentication/requirements", POLICIES),
];

const APPS: &str = "DeviceManagementApps.Read.All";
const CONFIGURATION: &str = "DeviceManagementConfiguration.Read.All";
const MEMBERS: &str = "GroupMember.Read.All";
const POLICIES: &str = "Policy.Read.All";
const ROLES: &str = "RoleManagement.Read.Directory";
const SCRIPTS: &str = "DeviceManagementScripts.Read.All";
const SERVICE: &str = "DeviceManagementServiceConfig.Read.All";

/// The least permission that reads a Graph path, whatever its case and with any
/// ids in it; none if this table does not know the path.
pub fn least(path: &str) -> Option<&'static str> {
    let path = path.trim_matches('/');
    let found = LEAST.iter().find(|(pattern, _)| fits(pattern, path));
    found.map(|(_, permission)| *permission)
}

/// The paths of this table at and below a Graph path, and what reads each.
pub fn below(path: &str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let segments = path.split('/').count();
    let is_below = move |pattern: &str| {
        let head: Vec<&str> = pattern.split('/').take(segments).collect();
        fits(&head.join("/"), path)
    };
    LEAST
        .iter()
        .copied()
        .filter(move |(pattern, _)| is_below(pattern))
}

fn fits(pattern: &str, path: &str) -> bool {
    let same = |(pattern, segment): (&str, &str)| {
        pattern.starts_with('{') || pattern.eq_ignore_ascii_case(segment)
    };
    pattern.split('/').count() == path.split('/').count()
        && pattern.split('/').zip(path.split('/')).all(same)
}

#[cfg(test)]
mod tests {
    use super::{LEAST, below, least};

    #[test]
    fn paths_have_their_permission() {
        assert_eq!(least("users"), Some("User.Read.All"));
        assert_eq!(least("/Users/"), Some("User.Read.All"));
        assert_eq!(least("groups/8f2a/members"), Some("GroupMember.Read.All"));
        assert_eq!(least("groups/8f2a/owners"), None);
        assert_eq!(least("contosoPrinters"), None);
    }

    #[test]
    fn what_stands_below_a_collection_is_found() {
        let paths: Vec<_> = below("groups").map(|(path, _)| path).collect();
        assert_eq!(
            paths,
            [
                "groups",
                "groups/{id}/members",
                "groups/{id}/transitiveMembers"
            ]
        );
    }

    #[test]
    fn the_table_is_in_order() {
        assert!(LEAST.is_sorted_by(|a, b| a.0 < b.0));
    }
}
