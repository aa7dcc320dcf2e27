//! `EntraExporter`: one file an object, named twice by its id, without a context.
//!
//! Source: `Get-EEDefaultSchema` of microsoft/EntraExporter.

use super::folders::{self, Folders};
use super::{Conventions, Role};
use crate::recognise::{FilePath, List, is_guid};

/// Objects of the directory; their lists in folders below them.
pub(super) struct EntraExporter;

const FOLDERS: Folders = &[
    ("AdministrativeUnits", "directory/administrativeUnits"),
    ("Applications", "applications"),
    ("Devices", "devices"),
    ("DirectoryRoles", "directoryRoles"),
    ("Domains", "domains"),
    ("Groups", "groups"),
    (
        "Identity/Conditional/AccessPolicies",
        "identity/conditionalAccess/policies",
    ),
    (
        "Identity/Conditional/NamedLocations",
        "identity/conditionalAccess/namedLocations",
    ),
    (
        "Identity/Conditional/AuthenticationContextClassReferences",
        "identity/conditionalAccess/authenticationContextClassReferences",
    ),
    ("Organization", "organization"),
    (
        "Policies/AuthenticationMethodsPolicy",
        "policies/authenticationMethodsPolicy",
    ),
    (
        "Policies/AuthenticationMethodsPolicy/AuthenticationMethodConfigurations",
        "policies/authenticationMethodsPolicy/authenticationMethodConfigurations",
    ),
    (
        "Policies/AuthorizationPolicy",
        "policies/authorizationPolicy",
    ),
    (
        "Policies/IdentitySecurityDefaultsEnforcementPolicy",
        "policies/identitySecurityDefaultsEnforcementPolicy",
    ),
    (
        "RoleManagement/Directory/RoleAssignments",
        "roleManagement/directory/roleAssignments",
    ),
    (
        "RoleManagement/Directory/RoleDefinitions",
        "roleManagement/directory/roleDefinitions",
    ),
    ("ServicePrincipals", "servicePrincipals"),
    ("Users", "users"),
];

impl Conventions for EntraExporter {
    fn name(&self) -> &'static str {
        "EntraExporter"
    }

    fn flag(&self) -> &'static str {
        "entra-exporter"
    }

    fn is_named(&self, file: &str, folders: &[&str]) -> bool {
        let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
        let folder = folders.last().copied().unwrap_or("");
        (is_guid(stem) && folder == stem)
            || (folder == "Organization" && file == "Organization.json")
            || folders::end_of(folders, "Identity/Conditional/AccessPolicies").is_some()
    }

    fn folders(&self) -> Folders {
        FOLDERS
    }

    /// `Groups/<id>/Members/<member>/<member>.json` is an item of the members
    /// of that group. A dynamic group has no such folder: nobody asked for its
    /// members, which is not to say that it has none.
    fn role(&self, path: &FilePath<'_>) -> Role {
        let ids: Vec<usize> = (0..path.folders().len())
            .filter(|at| path.folders().get(*at).is_some_and(|part| is_guid(part)))
            .collect();
        let owner = ids.first().copied().unwrap_or(path.folders().len());
        let (above, below) = path.folders().split_at_checked(owner).unwrap_or((&[], &[]));
        let known = FOLDERS
            .iter()
            .filter(|(name, _)| folders::end_of(above, name) == Some(above.len()));
        let known = known
            .max_by_key(|(name, _)| name.len())
            .map(|(_, graph)| *graph);
        match (below, known) {
            ([key, name, ..], Some(graph)) => {
                Role::Item(List::of_id(graph, key, &first_lower(name)))
            }
            ([] | [_], Some(_)) => known.map_or(Role::Graph, Role::Objects),
            (_, None) => Role::Graph,
        }
    }
}

/// `Members` to `members`, as Graph writes it.
fn first_lower(name: &str) -> String {
    let mut letters = name.chars();
    let first = letters.next().map(|letter| letter.to_ascii_lowercase());
    first.into_iter().chain(letters).collect()
}
