//! `ScubaGear`: all that its provider asked of a tenant, in one object.
//!
//! Source: `ExportAADProvider.psm1` and `Orchestrator.psm1` of cisagov/ScubaGear.

use super::{Begin, Conventions, Start, Told, Way};

/// An object with a key for each thing that was asked; or the same under `Raw` of a report.
pub(super) struct ScubaGear;

/// The keys whose objects are of a collection of Graph, whatever the case of their own keys.
const SECTIONS: [(&str, &str); 5] = [
    (
        "conditional_access_policies",
        "identity/conditionalAccess/policies",
    ),
    ("authorization_policies", "policies/authorizationPolicy"),
    ("directory_settings", "groupSettings"),
    ("domain_settings", "domains"),
    ("license_information", "subscribedSkus"),
];

/// Roles with much power, each with its assignments.
const ROLES: &str = "privileged_roles";

/// What says of which tenant it is.
const TENANT: &str = "tenant_details";
/// The key of the tenant's id in it.
const TENANT_ID: &str = "TenantId";

/// What the key of the commands that failed ends in, in each part of the provider.
const FAILED: &str = "_unsuccessful_commands";
/// What the key of those that were answered ends in.
const ANSWERED: &str = "_successful_commands";

/// Commands of the provider, and the collection that each asks for.
const COMMANDS: [(&str, &str); 6] = [
    (
        "Get-MgBetaIdentityConditionalAccessPolicy",
        "identity/conditionalAccess/policies",
    ),
    (
        "Get-MgIdentityConditionalAccessPolicy",
        "identity/conditionalAccess/policies",
    ),
    (
        "Get-MgBetaPolicyAuthorizationPolicy",
        "policies/authorizationPolicy",
    ),
    ("Get-MgBetaDirectorySetting", "groupSettings"),
    ("Get-MgBetaDomain", "domains"),
    ("Get-MgBetaSubscribedSku", "subscribedSkus"),
];

impl Conventions for ScubaGear {
    fn name(&self) -> &'static str {
        "ScubaGear"
    }

    fn flag(&self) -> &'static str {
        "scubagear"
    }

    fn is_named(&self, file: &str, _: &[&str]) -> bool {
        file.starts_with("ScubaResults") || file.starts_with("ProviderSettingsExport")
    }

    fn is_export(&self, file: &str) -> bool {
        file.starts_with("ProviderSettingsExport")
    }

    fn begins(&self, start: &Start<'_>) -> Option<Begin> {
        let own = start.has("baseline_version") && start.has("module_version");
        let report = start.opens_with("MetaData") && start.has("Tool");
        (start.is_object() && (own || report)).then_some(Begin::Keys)
    }

    fn way(&self, keys: &[String]) -> Way {
        let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
        let own = match keys.as_slice() {
            [] | ["Raw"] => return Way::Into,
            [key] | ["Raw", key] => *key,
            ["Raw", rest @ ..] | rest => return assignments(rest),
        };
        if own == ROLES || own == TENANT {
            return Way::Into;
        }
        if own.ends_with(FAILED) || own.ends_with(ANSWERED) {
            return Way::Words;
        }
        let mut named = SECTIONS.iter().filter(|(name, _)| *name == own);
        let named = named.next().map(|(_, graph)| Way::Objects(graph));
        named.unwrap_or(Way::Skip)
    }

    /// A command that failed leaves nothing behind but its name.
    fn told(&self, keys: &[String], words: &[String]) -> Told {
        let key = keys.last().map_or("", String::as_str);
        if key == TENANT_ID {
            return Told {
                tenants: words.to_vec(),
                ..Told::default()
            };
        }
        let asked = words.iter().flat_map(|word| {
            let known = COMMANDS
                .iter()
                .filter(|(name, _)| name.eq_ignore_ascii_case(word));
            known.map(|(_, graph)| (*graph, word.clone()))
        });
        if key.ends_with(FAILED) {
            Told {
                refused: asked.collect(),
                ..Told::default()
            }
        } else {
            Told {
                complete: asked.map(|(graph, _)| graph).collect(),
                ..Told::default()
            }
        }
    }
}

/// The role assignments of `privileged_roles[].Assignments`: those of roles with much power alone.
fn assignments(keys: &[&str]) -> Way {
    match keys {
        [ROLES | TENANT, "*"] => Way::Into,
        [TENANT, TENANT_ID] | [TENANT, "*", TENANT_ID] => Way::Words,
        [ROLES, "*", "Assignments"] => Way::Objects("roleManagement/directory/roleAssignments"),
        [..] => Way::Skip,
    }
}
