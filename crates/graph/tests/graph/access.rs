//! Clauses C1 to C6 and C8.

use crate::tenant::Tenant;

const TENANT: &str = r#"{
    "users": [
        {"id": "u1"}, {"id": "u2"},
        {"id": "b2b", "userType": "Guest", "userPrincipalName": "a_b.com#EXT#@c.com", "creationType": "Invitation"},
        {"id": "partner", "userPrincipalName": "a_b.com#EXT#@c.com", "creationType": "Invitation"},
        {"id": "local", "userType": "Guest"},
        {"id": "vague", "creationType": "$absent"}
    ],
    "groups": [
        {"id": "g", "members": ["u1"]}, {"id": "p", "members": ["g"]},
        {"id": "list", "securityEnabled": false, "members": ["u1"]},
        {"id": "admins", "members": ["u2"]}, {"id": "unlisted"}
    ],
    "roleManagement/directory/roleAssignments": [
        {"id": "r1", "principalId": "u1", "roleDefinitionId": "ROLE-A"},
        {"id": "r2", "principalId": "admins", "roleDefinitionId": "role-a"},
        {"id": "r3", "principalId": "u1", "roleDefinitionId": "role-b", "directoryScopeId": "/administrativeUnits/x"}
    ],
    "organization": [{"id": "tenant"}],
    "servicePrincipals": [
        {"id": "sp"}, {"id": "vendor", "appOwnerOrganizationId": "other"},
        {"id": "many", "signInAudience": "AzureADMultipleOrgs"},
        {"id": "managed", "servicePrincipalType": "ManagedIdentity"},
        {"id": "ownerless", "appOwnerOrganizationId": "$absent"}
    ],
    "identity/conditionalAccess/policies": [{"id": "p1", "conditions": CONDITIONS}]
}"#;

fn tenant(users: &str) -> Tenant {
    Tenant::new(&TENANT.replace("CONDITIONS", &format!(r#"{{"users": {{{users}}}}}"#)))
}

fn check(users: &str, user: &str, expected: &str) {
    assert_eq!(
        tenant(users).load().reach("p1", user),
        expected,
        "{users} {user}"
    );
}

fn workload(clients: &str, principal: &str, expected: &str) {
    let conditions = format!(r#"{{"clientApplications": {{{clients}}}}}"#);
    let loaded = Tenant::new(&TENANT.replace("CONDITIONS", &conditions)).load();
    assert_eq!(
        loaded.reach("p1", principal),
        expected,
        "{clients} {principal}"
    );
}

#[test]
fn a_policy_for_nobody_was_not_exported_whole() {
    for conditions in ["{}", r#"{"users": null}"#] {
        let loaded = Tenant::new(&TENANT.replace("CONDITIONS", conditions)).load();
        assert_eq!(
            loaded.reach("p1", "u1"),
            "unknown malformed",
            "{conditions}"
        );
        assert_eq!(
            loaded.reach("p1", "sp"),
            "unknown malformed",
            "{conditions}"
        );
    }
}

#[test]
fn users_by_id_and_by_word() {
    check(r#""includeUsers": ["All"]"#, "u1", "yes");
    check(r#""includeUsers": ["All"]"#, "b2b", "yes");
    check(r#""includeUsers": ["None"]"#, "u1", "no");
    check(r#""includeUsers": ["U1"]"#, "u1", "yes");
    check(r#""includeUsers": ["u1"]"#, "u2", "no");
    check(
        r#""includeUsers": ["All"], "excludeUsers": ["u1"]"#,
        "u1",
        "no",
    );
    check(r#""includeUsers": ["All"]"#, "sp", "no");
}

#[test]
fn groups_of_any_kind_and_nested() {
    check(r#""includeGroups": ["p"]"#, "u1", "yes");
    check(r#""includeGroups": ["list"]"#, "u1", "yes");
    check(
        r#""includeUsers": ["All"], "excludeGroups": ["p"]"#,
        "u1",
        "no",
    );
    check(
        r#""includeUsers": ["All"], "excludeGroups": ["00000000-0000-4000-8000-00000000dead"]"#,
        "u1",
        "yes",
    );
    let nobody_knows = "unknown target_kind_unsupported";
    check(r#""includeGroups": ["Everyone"]"#, "u1", nobody_knows);
    check(
        r#""includeUsers": ["All"], "excludeGroups": ["Everyone"]"#,
        "u1",
        "unknown exclusion_membership_unknown, target_kind_unsupported",
    );
    check(r#""includeRoles": ["Everyone"]"#, "u1", nobody_knows);
    let unknown = "unknown members_unknown, exclusion_membership_unknown";
    check(
        r#""includeUsers": ["All"], "excludeGroups": ["unlisted"]"#,
        "u1",
        unknown,
    );
    check(
        r#""includeGroups": ["g"], "excludeGroups": ["unlisted"]"#,
        "u2",
        "no",
    );
}

#[test]
fn roles_held_at_the_scope_of_the_tenant() {
    check(r#""includeRoles": ["role-a"]"#, "u1", "yes");
    check(r#""includeRoles": ["role-a"]"#, "u2", "yes");
    check(r#""includeRoles": ["role-b"]"#, "u1", "no");
    check(
        r#""includeUsers": ["All"], "excludeRoles": ["role-a"]"#,
        "u2",
        "no",
    );
    let mut partial = tenant(r#""includeRoles": ["role-a"]"#);
    partial.incomplete.push(crate::tenant::ROLES.to_owned());
    let loaded = partial.load();
    assert_eq!(loaded.reach("p1", "u1"), "yes");
    assert_eq!(loaded.reach("p1", "local"), "unknown collection_incomplete");
}

#[test]
fn guests_by_kind() {
    let kinds = |kinds: &str| {
        format!(
            r#""includeGuestsOrExternalUsers": {{"guestOrExternalUserTypes": "{kinds}", "externalTenants": null}}"#
        )
    };
    check(&kinds("b2bCollaborationGuest"), "b2b", "yes");
    check(&kinds("b2bCollaborationGuest"), "partner", "no");
    check(&kinds("b2bCollaborationMember"), "partner", "yes");
    check(&kinds("internalGuest"), "local", "yes");
    check(&kinds("internalGuest,b2bCollaborationMember"), "b2b", "no");
    check(&kinds("b2bDirectConnectUser"), "b2b", "no");
    check(&kinds("otherExternalUser"), "u1", "no");
    check(&kinds("otherExternalUser"), "b2b", "unknown undocumented");
    check(&kinds("internalGuest"), "vague", "no");
    check(
        &kinds("b2bCollaborationMember"),
        "vague",
        "unknown property_not_collected",
    );
    check(r#""includeUsers": ["GuestsOrExternalUsers"]"#, "u1", "no");
    check(
        r#""includeUsers": ["GuestsOrExternalUsers"]"#,
        "local",
        "yes",
    );
    let excluded = kinds("b2bCollaborationGuest").replace("include", "exclude");
    check(
        &format!(r#""includeUsers": ["All"], {excluded}"#),
        "b2b",
        "no",
    );
    check(
        &format!(r#""includeUsers": ["All"], {excluded}"#),
        "u1",
        "yes",
    );
}

#[test]
fn guests_of_named_tenants_are_unknown() {
    let users = r#""includeGuestsOrExternalUsers": {"guestOrExternalUserTypes": "b2bCollaborationGuest",
        "externalTenants": {"membershipKind": "enumerated", "members": ["t"]}}"#;
    check(users, "b2b", "unknown property_not_collected");
    check(users, "u1", "no");
}

#[test]
fn service_principals_by_client_application_alone() {
    let mine = r#""includeServicePrincipals": ["ServicePrincipalsInMyTenant"]"#;
    workload(mine, "sp", "yes");
    workload(mine, "vendor", "no");
    workload(mine, "many", "no");
    workload(mine, "managed", "no");
    workload(mine, "ownerless", "unknown property_not_collected");
    workload(mine, "u1", "no");
    workload(r#""includeServicePrincipals": ["sp"]"#, "sp", "yes");
    workload(
        r#""includeServicePrincipals": ["00000000-0000-4000-8000-00000000dead"]"#,
        "sp",
        "no",
    );
    workload(
        r#""includeServicePrincipals": ["Everything"]"#,
        "sp",
        "unknown target_kind_unsupported",
    );
    workload(
        &format!(r#"{mine}, "excludeServicePrincipals": ["sp"]"#),
        "sp",
        "no",
    );
}

#[test]
fn devices_are_named_by_no_policy() {
    let text = TENANT.replace("CONDITIONS", r#"{"users": {"includeUsers": ["All"]}}"#);
    let text = text.replacen(
        r#""users": ["#,
        r#""devices": [{"id": "d", "deviceId": "x"}], "users": ["#,
        1,
    );
    assert_eq!(Tenant::new(&text).load().reach("p1", "d"), "no");
}

#[test]
fn targets_are_those_in_scope() {
    let loaded =
        tenant(r#""includeUsers": ["All"], "excludeGroups": ["g"], "excludeRoles": ["role-a"]"#)
            .load();
    let targets = loaded.graph().targets(loaded.object("p1"));
    assert_eq!(loaded.texts(&targets), ["b2b", "local", "partner", "vague"]);
    assert!(targets.open.is_empty(), "{:?}", targets.open);
}

#[test]
fn what_is_named_is_listed_as_it_stands() {
    let loaded = tenant(
        r#""includeUsers": ["All", "u1"], "includeRoles": ["role-a"], "excludeGroups": ["g"]"#,
    )
    .load();
    let included = loaded
        .graph()
        .inclusions(loaded.object("p1"))
        .expect("listed");
    let kinds: Vec<&str> = included
        .iter()
        .map(|inclusion| inclusion.kind.name())
        .collect();
    assert_eq!(kinds, ["all_users", "user", "role"]);
    let excluded = loaded
        .graph()
        .exclusions(loaded.object("p1"))
        .expect("listed");
    assert_eq!(excluded.len(), 1);
}

#[test]
fn a_word_that_nobody_knows_may_mean_anybody() {
    let names = |list: &str| format!(r#""includeUsers": [{list}]"#);
    check(
        &names(r#""Everyone""#),
        "u1",
        "unknown target_kind_unsupported",
    );
    check(&names(r#""Everyone", "u1""#), "u1", "yes");
    check(&names(r#""u2""#), "u1", "no");
    check(
        &names(r#""0c2bd1d1-9e35-4ab1-b3a0-8a3a7e1b2c4d""#),
        "u1",
        "no",
    );
    let excluded = r#""includeUsers": ["All"], "excludeUsers": ["Everybody else"]"#;
    check(
        excluded,
        "u1",
        "unknown exclusion_membership_unknown, target_kind_unsupported",
    );
}
