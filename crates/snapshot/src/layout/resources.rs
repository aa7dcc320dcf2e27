//! Resources of desired state configuration, which two layouts write: flat, by names.
//!
//! Source: the resources of microsoft/Microsoft365DSC.

use super::{Made, Name, Recast, Value, targets};

/// Kinds of resources, as they begin, and the collection of Graph that they configure. The
/// longest that fits is meant.
const KINDS: [(&str, &str); 23] = [
    (
        "aadconditionalaccesspolicy",
        "identity/conditionalAccess/policies",
    ),
    ("aadgroup", "groups"),
    (
        "aadnamedlocationpolicy",
        "identity/conditionalAccess/namedLocations",
    ),
    ("aaduser", "users"),
    (
        "intuneaccountprotection",
        "deviceManagement/configurationPolicies",
    ),
    (
        "intuneantiviruspolicy",
        "deviceManagement/configurationPolicies",
    ),
    (
        "intuneappprotectionpolicy",
        "deviceAppManagement/managedAppPolicies",
    ),
    (
        "intuneattacksurfacereduction",
        "deviceManagement/configurationPolicies",
    ),
    (
        "intunedeviceandappmanagementassignmentfilter",
        "deviceManagement/assignmentFilters",
    ),
    (
        "intunedevicecompliancepolicy",
        "deviceManagement/deviceCompliancePolicies",
    ),
    (
        "intunedeviceconfiguration",
        "deviceManagement/deviceConfigurations",
    ),
    (
        "intunedeviceconfigurationadministrativetemplate",
        "deviceManagement/groupPolicyConfigurations",
    ),
    (
        "intunedeviceenrollment",
        "deviceManagement/deviceEnrollmentConfigurations",
    ),
    (
        "intunediskencryption",
        "deviceManagement/configurationPolicies",
    ),
    (
        "intuneendpointdetectionandresponse",
        "deviceManagement/configurationPolicies",
    ),
    ("intunefirewall", "deviceManagement/configurationPolicies"),
    ("intunemobileapps", "deviceAppManagement/mobileApps"),
    ("intunepolicysets", "deviceAppManagement/policySets"),
    (
        "intunesettingcatalog",
        "deviceManagement/configurationPolicies",
    ),
    (
        "intunewindowsautopilotdeploymentprofile",
        "deviceManagement/windowsAutopilotDeploymentProfiles",
    ),
    (
        "intunewindowsupdateforbusinessfeatureupdate",
        "deviceManagement/windowsFeatureUpdateProfiles",
    ),
    (
        "intunewindowsupdateforbusinessdriverupdate",
        "deviceManagement/windowsDriverUpdateProfiles",
    ),
    (
        "intunewindowsupdateforbusinessring",
        "deviceManagement/deviceConfigurations",
    ),
];

/// Keys of resources that hold names.
pub(super) const NAMES: &[Name] = &[
    Name {
        key: "includeGroups",
        collection: "groups",
        field: "displayName",
    },
    Name {
        key: "excludeGroups",
        collection: "groups",
        field: "displayName",
    },
    Name {
        key: "includeUsers",
        collection: "users",
        field: "userPrincipalName",
    },
    Name {
        key: "excludeUsers",
        collection: "users",
        field: "userPrincipalName",
    },
    Name {
        key: "includeRoles",
        collection: "roleManagement/directory/roleDefinitions",
        field: "displayName",
    },
    Name {
        key: "excludeRoles",
        collection: "roleManagement/directory/roleDefinitions",
        field: "displayName",
    },
    Name {
        key: "groupId",
        collection: "groups",
        field: "displayName",
    },
    Name {
        key: "deviceAndAppManagementAssignmentFilterId",
        collection: "deviceManagement/assignmentFilters",
        field: "displayName",
    },
];

/// Whether a text is the name of a kind of resources.
pub(crate) fn is_resource(kind: &str) -> bool {
    let kind = kind.to_ascii_lowercase();
    KINDS.iter().any(|(name, _)| kind.starts_with(name))
}

/// The object of the tenant that a resource of a kind describes.
pub(super) fn recast(kind: &str, properties: &Value<'_>) -> Recast {
    let kind = kind.to_ascii_lowercase();
    let kind = kind
        .replace("microsoft.entra.", "aad")
        .replace("microsoft.intune.", "intune");
    // Kinds of Intune go on with a platform; those of Entra are whole names, so that the
    // life cycle of groups is no group.
    let fits = KINDS
        .iter()
        .filter(|(name, _)| kind == *name || !name.starts_with("aad") && kind.starts_with(name));
    let Some((_, graph)) = fits.max_by_key(|(name, _)| name.len()) else {
        return Recast::Left;
    };
    let absent = properties.string_of("Ensure");
    if absent.is_some_and(|ensure| ensure.eq_ignore_ascii_case("absent")) {
        return Recast::Left;
    }
    let made = match *graph {
        "identity/conditionalAccess/policies" => conditional_access(properties),
        "deviceManagement/configurationPolicies" => {
            let name = properties.field("DisplayName").map(|name| name.made());
            assigned(properties).and("name", name)
        }
        _ => assigned(properties),
    };
    Recast::Object(graph, made)
}

/// A resource with its assignments as Graph writes them.
fn assigned(properties: &Value<'_>) -> Made {
    let Some(assignments) = properties.field("Assignments") else {
        return Made::with(properties, Vec::new());
    };
    let flat = assignments.items().iter().map(targets::flat).collect();
    Made::with(properties, vec![("assignments", Made::List(flat))])
}

/// A Conditional Access policy, whose conditions and controls are flattened into its properties.
fn conditional_access(own: &Value<'_>) -> Made {
    let part = |key: &str| own.field(key).map(|value| value.made());
    Made::object([
        ("id", part("Id")),
        ("displayName", part("DisplayName")),
        ("state", part("State")),
        ("conditions", Some(conditions(own))),
        ("grantControls", Some(grant_controls(own))),
        ("sessionControls", Some(session_controls(own))),
    ])
}

fn conditions(own: &Value<'_>) -> Made {
    let part = |key: &str| own.field(key).map(|value| value.made());
    let users = Made::object([
        ("includeUsers", part("IncludeUsers")),
        ("excludeUsers", part("ExcludeUsers")),
        ("includeGroups", part("IncludeGroups")),
        ("excludeGroups", part("ExcludeGroups")),
        ("includeRoles", part("IncludeRoles")),
        ("excludeRoles", part("ExcludeRoles")),
    ]);
    let applications = Made::object([
        ("includeApplications", part("IncludeApplications")),
        ("excludeApplications", part("ExcludeApplications")),
        ("includeUserActions", part("IncludeUserActions")),
    ]);
    Made::object([
        ("users", Some(users)),
        ("applications", Some(applications)),
        ("clientAppTypes", part("ClientAppTypes")),
        (
            "platforms",
            lists(
                own,
                [
                    ("includePlatforms", "IncludePlatforms"),
                    ("excludePlatforms", "ExcludePlatforms"),
                ],
            ),
        ),
        (
            "locations",
            lists(
                own,
                [
                    ("includeLocations", "IncludeLocations"),
                    ("excludeLocations", "ExcludeLocations"),
                ],
            ),
        ),
        ("devices", devices(own)),
        ("userRiskLevels", part("UserRiskLevels")),
        ("signInRiskLevels", part("SignInRiskLevels")),
    ])
}

/// A condition of two lists; none where both are told and empty, and unknown in part where
/// one is not told.
fn lists(own: &Value<'_>, keys: [(&str, &str); 2]) -> Option<Made> {
    let given: Vec<_> = keys.iter().filter_map(|(_, key)| own.field(key)).collect();
    let first = given.first()?;
    if given.len() == keys.len() && given.iter().all(|list| list.items().is_empty()) {
        return Some(Made::null(first));
    }
    let fields = keys.map(|(name, key)| (name, own.field(key).map(|value| value.made())));
    Some(Made::object(fields))
}

/// The filter of devices; an empty rule is none.
fn devices(own: &Value<'_>) -> Option<Made> {
    let rule = own.field("DeviceFilterRule")?;
    if rule.string().is_some_and(|text| text.is_empty()) {
        return Some(Made::null(&rule));
    }
    let mode = own.field("DeviceFilterMode").map(|mode| mode.made());
    let filter = Made::object([("mode", mode), ("rule", Some(rule.made()))]);
    Some(Made::object([("deviceFilter", Some(filter))]))
}

fn grant_controls(own: &Value<'_>) -> Made {
    let part = |key: &str| own.field(key).map(|value| value.made());
    Made::object([
        ("operator", part("GrantControlOperator")),
        ("builtInControls", part("BuiltInControls")),
        (
            "customAuthenticationFactors",
            part("CustomAuthenticationFactors"),
        ),
        ("termsOfUse", part("TermsOfUse")),
    ])
}

fn session_controls(own: &Value<'_>) -> Made {
    let part = |key: &str| own.field(key).map(|value| value.made());
    let frequency = Made::object([
        ("isEnabled", part("SignInFrequencyIsEnabled")),
        ("value", part("SignInFrequencyValue")),
        ("type", part("SignInFrequencyType")),
        ("frequencyInterval", part("SignInFrequencyInterval")),
    ]);
    let browser = Made::object([
        ("isEnabled", part("PersistentBrowserIsEnabled")),
        ("mode", part("PersistentBrowserMode")),
    ]);
    Made::object([
        ("signInFrequency", Some(frequency)),
        ("persistentBrowser", Some(browser)),
        (
            "disableResilienceDefaults",
            part("DisableResilienceDefaultsIsEnabled"),
        ),
    ])
}

#[cfg(test)]
mod tests {
    use super::recast;
    use crate::layout::{Item, Recast};

    #[test]
    fn a_condition_is_none_only_if_both_of_its_lists_are_told() {
        let made = |text: &str| match recast(
            "AADConditionalAccessPolicy",
            &Item::read(text).unwrap().value,
        ) {
            Recast::Object(_, made) => made.render(text),
            Recast::Same | Recast::Left => String::new(),
        };
        let both = made(r#"{"IncludePlatforms":[],"ExcludePlatforms":[]}"#);
        assert!(both.contains(r#""platforms":null"#), "{both}");
        let half = made(r#"{"IncludePlatforms":[]}"#);
        assert!(
            half.contains(r#""platforms":{"includePlatforms":[]}"#),
            "{half}"
        );
        assert!(!made("{}").contains("platforms"));
    }
}
