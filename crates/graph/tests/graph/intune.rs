//! Clauses I1 to I9 and I25, and the joins J1 to J7.

use crate::tenant::Tenant;

/// A tenant with two users, two devices and groups of each; `POLICY` is what a test assigns.
const TENANT: &str = r##"{
    "users": [
        {"id": "u1", "assignedPlans": [INTUNE]},
        {"id": "u2", "assignedPlans": [INTUNE]},
        {"id": "u3"}
    ],
    "devices": [
        {"id": "obj1", "deviceId": "aad1"}, {"id": "obj2", "deviceId": "aad2"},
        {"id": "obj3", "deviceId": "aad3"}
    ],
    "deviceManagement/managedDevices": [
        {"id": "md1", "azureADDeviceId": "AAD1", "userId": "u1"},
        {"id": "md2", "azureADDeviceId": "aad2", "userId": ""},
        {"id": "md0", "azureADDeviceId": "00000000-0000-0000-0000-000000000000", "userId": "u1"}
    ],
    "groups": [
        {"id": "gu", "members": ["u1"]}, {"id": "gu2", "members": ["u2"]},
        {"id": "gup", "members": ["gu"]},
        {"id": "gd", "members": ["obj1"]}, {"id": "gd2", "members": ["obj2"]},
        {"id": "gdp", "members": ["gd"]}, {"id": "mix", "members": ["obj1", "u2"]},
        {"id": "mail", "securityEnabled": false, "members": ["u1", "obj1"]},
        {"id": "unlisted"}
    ],
    "deviceManagement/deviceConfigurations": [
        {"id": "p", "@odata.type": "#microsoft.graph.windows10GeneralConfiguration",
            "assignments": ASSIGNMENTS}
    ]
}"##;

const INTUNE: &str = r#"{"servicePlanId": "c1ec4a95-1f05-45b3-a911-aa3fa01094f5",
    "service": "SCO", "capabilityStatus": "Enabled"}"#;

/// Assignments in short: `+g` includes a group, `-g` excludes it, `users` and `devices` are all.
pub(crate) fn assignments(short: &str) -> String {
    let one = |word: &str| {
        let kind = match word.split_at(1) {
            ("+", _) => "group",
            ("-", _) => "exclusionGroup",
            ("u", _) => "allLicensedUsers",
            _ => "allDevices",
        };
        let group = &word[1..];
        format!(
            r##"{{"target": {{"@odata.type": "#microsoft.graph.{kind}AssignmentTarget",
                "groupId": "{group}"}}}}"##
        )
    };
    let all: Vec<String> = short.split_whitespace().map(one).collect();
    format!("[{}]", all.join(","))
}

pub(crate) fn tenant(assignments: &str) -> Tenant {
    let text = TENANT
        .replace("ASSIGNMENTS", assignments)
        .replace("INTUNE", INTUNE);
    Tenant::new(&text)
}

fn check(short: &str, object: &str, expected: &str) {
    let loaded = tenant(&assignments(short)).load();
    assert_eq!(loaded.reach("p", object), expected, "`{short}` to {object}");
}

#[test]
fn groups_reach_devices_and_their_users() {
    check("+gd", "md1", "yes");
    check("+gd", "obj1", "yes");
    check("+gd", "u1", "no");
    check("+gd2", "md1", "no");
    check("+gu", "md1", "yes");
    check("+gu", "obj1", "yes");
    check("+gu", "u1", "yes");
    check("+gu2", "md1", "no");
    check("+gup", "md1", "yes");
    check("+gdp", "md1", "yes");
    check("+mix", "md1", "yes");
}

#[test]
fn all_users_are_those_with_a_licence() {
    check("users", "u1", "yes");
    check("users", "u3", "no");
    check("users", "md1", "yes");
    check("users", "md2", "no");
}

#[test]
fn all_devices_are_those_enrolled() {
    check("devices", "md1", "yes");
    check("devices", "md0", "yes");
    check("devices", "obj1", "yes");
    check("devices", "obj3", "no");
    check("devices", "u1", "no");
}

#[test]
fn nobody_is_reached_without_an_inclusion() {
    check("", "md1", "no");
    check("-gd", "md1", "no");
    check("-unlisted", "md1", "no");
}

#[test]
fn exclusion_beats_inclusion_of_its_kind() {
    check("+gd -gd", "md1", "no");
    check("+gd -gdp", "md1", "no");
    check("+gd -gd2", "md1", "yes");
    check("devices -gd", "md1", "no");
    check("+gu -gup", "u1", "no");
    check("users -gu", "u1", "no");
}

#[test]
fn kinds_do_not_mix() {
    let mixed = "unknown mixed_exclusion_unsupported";
    check("+gu -gd", "md1", mixed);
    check("+gd -gu", "md1", mixed);
    check("+gu +gd -gd", "md1", mixed);
    check("+gu +gd -gd -gu", "md1", "no");
    check("+gd -gu2", "md1", "yes");
    check("users -gd", "md1", mixed);
    check("users -gd", "u1", "yes");
}

#[test]
fn a_device_without_a_user_is_reached_by_whoever_signs_in() {
    check("+gu", "md2", "unknown property_not_collected");
    check("+gd2", "md2", "yes");
    check("+gd", "md2", "no");
    let text = TENANT
        .replace("ASSIGNMENTS", &assignments("+gu"))
        .replace("INTUNE", INTUNE);
    let text = text.replace("deviceConfigurations", "deviceCompliancePolicies");
    assert_eq!(Tenant::new(&text).load().reach("p", "md2"), "no");
}

#[test]
fn a_device_that_does_not_join_resolves_all_but_device_groups() {
    check("+gd", "md0", "unknown device_join_missing");
    check("+gu", "md0", "yes");
    check("+gu2", "md0", "no");
    check(
        "+gu -gd",
        "md0",
        "unknown mixed_exclusion_unsupported, exclusion_membership_unknown, device_join_missing"
            .replace(
                "mixed_exclusion_unsupported, exclusion_membership_unknown",
                "exclusion_membership_unknown, mixed_exclusion_unsupported",
            )
            .as_str(),
    );
}

#[test]
fn two_devices_with_one_device_id_are_ambiguous() {
    let mut tenant = tenant(&assignments("+gd"));
    let twin =
        crate::json::parse(r#"{"id": "twin", "deviceId": "AAD1", "operatingSystem": "Windows"}"#);
    let devices = tenant.collections.get_mut("devices").expect("devices");
    devices.items_mut().push(twin);
    let loaded = tenant.load();
    assert_eq!(loaded.reach("p", "md1"), "unknown device_join_ambiguous");
}

#[test]
fn a_group_has_to_be_security_enabled() {
    check("+mail", "md1", "no");
    check(
        "+gd -mail",
        "md1",
        "unknown exclusion_membership_unknown, mixed_exclusion_unsupported, undocumented",
    );
}

#[test]
fn unknown_members_leave_the_reach_unknown() {
    check("+unlisted", "md1", "unknown members_unknown");
    check("+unlisted +gd", "md1", "yes");
    check(
        "+gu -unlisted",
        "u1",
        "unknown members_unknown, exclusion_membership_unknown",
    );
}

#[test]
fn a_group_that_does_not_exist_counts_for_nobody() {
    check("+00000000-0000-4000-8000-00000000dead", "md1", "no");
    check("+gd -00000000-0000-4000-8000-00000000dead", "md1", "yes");
    let mut partial = tenant(&assignments("+00000000-0000-4000-8000-00000000dead"));
    partial.incomplete.push("groups".to_owned());
    assert_eq!(partial.load().reach("p", "md1"), "unknown dangling_group");
}

#[test]
fn a_word_that_is_no_id_may_mean_any_group() {
    check("+everyone", "md1", "unknown target_kind_unsupported");
    let unknown = "unknown exclusion_membership_unknown, mixed_exclusion_unsupported, target_kind_unsupported";
    check("+gd -everyone", "md1", unknown);
}

#[test]
fn assignments_that_were_not_exported_are_unknown() {
    let absent = tenant(r#""$absent""#).load();
    assert_eq!(absent.reach("p", "md1"), "unknown property_not_collected");
    assert!(absent.graph().inclusions(absent.object("p")).is_err());
    let contradictory = tenant(r#"[], "isAssigned": true"#).load();
    assert_eq!(
        contradictory.reach("p", "md1"),
        "unknown property_not_collected"
    );
    let cut = tenant(&format!(r#"{{"$open": {}}}"#, assignments("+gd"))).load();
    assert_eq!(cut.reach("p", "md1"), "unknown property_not_collected");
}

#[test]
fn a_collection_of_configuration_manager_cannot_be_resolved() {
    let collection = r##"[{"target": {"collectionId": "SMS00001",
        "@odata.type": "#microsoft.graph.configurationManagerCollectionAssignmentTarget"}}]"##;
    let loaded = tenant(collection).load();
    assert_eq!(loaded.reach("p", "md1"), "unknown target_kind_unsupported");
}

#[test]
fn a_licence_is_an_active_plan_of_intune() {
    let plan = |status: &str, plan: &str| {
        let text = format!(
            r#"{{"users": [{{"id": "u1", "accountEnabled": true, "assignedPlans": [{{"service": "SCO",
                "servicePlanId": "{plan}", "capabilityStatus": "{status}"}}]}}], "groups": [],
                "devices": [], "deviceManagement/managedDevices": [],
                "deviceManagement/intents": [{{"id": "p", "assignments": {}}}]}}"#,
            assignments("users")
        );
        Tenant::new(&text).load().reach("p", "u1")
    };
    let intune = "C1EC4A95-1F05-45B3-A911-AA3FA01094F5";
    assert_eq!(plan("Warning", intune), "yes");
    assert_eq!(plan("Deleted", intune), "no");
    assert_eq!(plan("Enabled", "another"), "unknown undocumented");
}

#[test]
fn a_disabled_user_may_or_may_not_be_one_of_all() {
    let text = TENANT
        .replace("ASSIGNMENTS", &assignments("users"))
        .replace("INTUNE", INTUNE);
    let disabled = text.replace(
        r#"{"id": "u1","#,
        r#"{"id": "u1", "accountEnabled": false,"#,
    );
    assert_eq!(
        Tenant::new(&disabled).load().reach("p", "u1"),
        "unknown undocumented"
    );
}

#[test]
fn targets_are_users_and_devices() {
    let loaded = tenant(&assignments("+gu")).load();
    let targets = loaded.graph().targets(loaded.object("p"));
    assert_eq!(loaded.texts(&targets), ["obj1", "u1"]);
    assert_eq!(
        targets.open.len(),
        1,
        "the shared device: {:?}",
        targets.open
    );
}

#[test]
fn a_key_without_a_row_is_answered() {
    let loaded = tenant(&assignments("+gu")).load();
    let graph = loaded.graph();
    let reach = |key| {
        let kind = tenet_graph::NodeKind::User;
        crate::tenant::words(&graph.reaches_key(loaded.object("p"), loaded.key(key), kind))
    };
    assert_eq!(reach("u1"), "yes");
    assert_eq!(reach("aad1"), "no");
}

#[test]
fn what_is_assigned_is_listed_as_it_stands() {
    let loaded = tenant(&assignments("+gu users -gd devices")).load();
    let graph = loaded.graph();
    let included = graph.inclusions(loaded.object("p")).expect("listed");
    let kinds: Vec<&str> = included
        .iter()
        .map(|inclusion| inclusion.kind.name())
        .collect();
    assert_eq!(kinds, ["group", "all_users", "all_devices"]);
    assert!(
        included
            .iter()
            .all(|inclusion| inclusion.filtered == Some(false))
    );
    let excluded = graph.exclusions(loaded.object("p")).expect("listed");
    assert_eq!(
        excluded[0].key.map(|key| loaded.snapshot.strings.get(key)),
        Some("gd")
    );
}
