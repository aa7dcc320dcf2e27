//! What later clauses decide is unknown, never reached and never not reached.

use crate::intune::assignments;
use crate::tenant::Tenant;

/// A tenant with one policy in a collection.
fn tenant(path: &str, policy: &str) -> Tenant {
    Tenant::new(&format!(
        r#"{{
        "users": [{{"id": "u1"}}, {{"id": "u2"}}],
        "devices": [{{"id": "obj1", "deviceId": "aad1"}}],
        "deviceManagement/managedDevices": [
            {{"id": "md1", "azureADDeviceId": "aad1", "userId": "u1"}},
            {{"id": "cm", "azureADDeviceId": null, "userId": "u1",
                "managementAgent": "configurationManagerClientMdm"}},
            {{"id": "phone", "azureADDeviceId": null, "userId": "u1", "operatingSystem": "iOS"}}
        ],
        "groups": [
            {{"id": "gu", "members": ["u1"]}}, {{"id": "gd", "members": ["obj1"]}},
            {{"id": "rule", "groupTypes": ["DynamicMembership"]}}
        ],
        "{path}": [{{"id": "p", {policy}}}]
    }}"#
    ))
}

const WINDOWS: &str = r##""@odata.type": "#microsoft.graph.windows10GeneralConfiguration""##;
const PLAIN: &str = "deviceManagement/deviceConfigurations";

fn check(path: &str, policy: &str, object: &str, expected: &str) {
    let loaded = tenant(path, policy).load();
    assert_eq!(
        loaded.reach("p", object),
        expected,
        "{path} {policy} {object}"
    );
}

fn assigned(short: &str) -> String {
    format!(r#"{WINDOWS}, "assignments": {}"#, assignments(short))
}

fn filtered(short: &str, filter: &str) -> String {
    assigned(short).replacen(r#""groupId""#, &format!(r#"{filter}, "groupId""#), 1)
}

const FILTER: &str = r#""deviceAndAppManagementAssignmentFilterId": "f",
    "deviceAndAppManagementAssignmentFilterType": "exclude""#;
const UNSAID: &str = r#""deviceAndAppManagementAssignmentFilterId": "$absent",
    "deviceAndAppManagementAssignmentFilterType": "$absent""#;

#[test]
fn i11_a_filter_on_an_assignment_that_matches() {
    check(
        PLAIN,
        &filtered("+gu", FILTER),
        "u1",
        "unknown not_evaluated: I11",
    );
    check(
        PLAIN,
        &filtered("+gu +gd", FILTER),
        "md1",
        "unknown not_evaluated: I11",
    );
    check(PLAIN, &filtered("+gu", FILTER), "u2", "no");
    check(PLAIN, &filtered("+gu -gu", FILTER), "u1", "no");
    check(
        PLAIN,
        &filtered("+gu", UNSAID),
        "u1",
        "unknown property_not_collected",
    );
}

#[test]
fn i15_the_platform() {
    check(PLAIN, &assigned("+gu"), "md1", "yes");
    check(
        PLAIN,
        &assigned("+gu"),
        "phone",
        "unknown not_evaluated: I15",
    );
    check(
        PLAIN,
        &assigned("devices"),
        "phone",
        "unknown not_evaluated: I15",
    );
    let untyped = format!(r#""assignments": {}"#, assignments("+gu"));
    check(PLAIN, &untyped, "md1", "unknown not_evaluated: I15");
    check(PLAIN, &untyped, "u1", "yes");
    let catalogue = format!(r#"{untyped}, "platforms": "windows10""#);
    check(
        "deviceManagement/configurationPolicies",
        &catalogue,
        "md1",
        "yes",
    );
}

#[test]
fn i16_scripts() {
    let path = "deviceManagement/deviceManagementScripts";
    check(path, &assigned("+gu"), "u1", "unknown not_evaluated: I16");
    check(path, &assigned("+gd"), "md1", "unknown not_evaluated: I16");
    check(path, &assigned("+gd"), "u1", "no");
}

#[test]
fn i17_co_management() {
    check(PLAIN, &assigned("+gu"), "cm", "unknown not_evaluated: I17");
    check(PLAIN, &assigned("+gd -gu"), "u1", "no");
}

#[test]
fn i18_autopilot() {
    let path = "deviceManagement/windowsAutopilotDeploymentProfiles";
    check(path, &assigned("+gd"), "obj1", "unknown not_evaluated: I18");
    check(path, &assigned("devices -gd"), "md1", "no");
    check(path, &assigned("+gu"), "u2", "no");
}

#[test]
fn i19_app_protection_and_configuration() {
    for path in [
        "targetedManagedAppConfigurations",
        "iosManagedAppProtections",
    ] {
        let path = format!("deviceAppManagement/{path}");
        check(&path, &assigned("+gu"), "u1", "unknown not_evaluated: I19");
        check(&path, &assigned("+gd"), "u1", "no");
    }
}

#[test]
fn i21_i26_the_intents_of_apps() {
    let path = "deviceAppManagement/mobileApps";
    let intents = |short: &str, intents: &[&str]| {
        intents.iter().fold(assigned(short), |text, intent| {
            text.replacen(
                r#"{"target""#,
                &format!(r#"{{"intent": "{intent}", "target" "#),
                1,
            )
        })
    };
    check(
        path,
        &intents("+gu", &["required"]),
        "u1",
        "unknown not_evaluated: I21",
    );
    check(path, &intents("+gu", &["available"]), "u2", "no");
    let same = intents("+gu -gu", &["required", "required"]);
    check(path, &same, "u1", "no");
    let other = intents("+gu -gu", &["required", "available"]);
    check(path, &other, "u1", "unknown not_evaluated: I26");
}

#[test]
fn i23_i24_restrictions_and_status_pages() {
    let path = "deviceManagement/deviceEnrollmentConfigurations";
    let first = format!(r#"{}, "priority": 1"#, assigned("+gu"));
    check(path, &first, "u1", "unknown not_evaluated: I23");
    check(path, &first, "u2", "no");
    check(path, &assigned("+gu"), "u2", "unknown not_evaluated: I23");
    let page = first.replace(
        "windows10GeneralConfiguration",
        "windows10EnrollmentCompletionPageConfiguration",
    );
    check(path, &page, "u1", "unknown not_evaluated: I24");
}

#[test]
fn i27_updates() {
    let path = "deviceManagement/windowsFeatureUpdateProfiles";
    check(path, &assigned("+gd"), "md1", "unknown not_evaluated: I27");
}

#[test]
fn g10_a_dynamic_group_without_stored_members() {
    check(
        PLAIN,
        &assigned("+rule"),
        "u1",
        "unknown not_evaluated: G10",
    );
    check(PLAIN, &assigned("+rule +gu"), "u1", "yes");
}
