//! Kinds of policies with rules of their own, and filters: clauses I10 to I27.

use crate::intune::assignments;
use crate::tenant::{Loaded, Tenant};

const PLAIN: &str = "deviceManagement/deviceConfigurations";
const CATALOGUE: &str = "deviceManagement/configurationPolicies";
const APPS: &str = "deviceAppManagement/mobileApps";
const ENROLMENT: &str = "deviceManagement/deviceEnrollmentConfigurations";
const AUTOPILOT: &str = "deviceManagement/windowsAutopilotDeploymentProfiles";

/// A tenant with the policies of a collection, loaded.
fn tenant(path: &str, policies: &str) -> Loaded {
    made(path, policies).load()
}

/// A tenant with the policies of a collection.
pub(crate) fn made(path: &str, policies: &str) -> Tenant {
    let text = format!(
        r#"{{
        "users": [{{"id": "u1", "assignedPlans": [{{"servicePlanId": "c1ec4a95-1f05-45b3-a911-aa3fa01094f5",
            "service": "SCO", "capabilityStatus": "Enabled"}}]}}, {{"id": "u2"}}, {{"id": "u3"}}],
        "devices": [
            {{"id": "obj1", "deviceId": "aad1", "trustType": "AzureAd", "physicalIds": ["[ZTDId]:1"]}},
            {{"id": "obj2", "deviceId": "aad2", "trustType": "Workplace", "physicalIds": []}},
            {{"id": "obj3", "deviceId": "aad3", "trustType": "AzureAd", "physicalIds": []}}
        ],
        "deviceManagement/managedDevices": [
            {{"id": "md1", "azureADDeviceId": "aad1", "userId": "u1", "manufacturer": "Microsoft",
                "deviceEnrollmentType": "windowsAzureADJoin"}},
            {{"id": "md2", "azureADDeviceId": "aad2", "userId": "u2", "manufacturer": "Dell",
                "deviceEnrollmentType": "windowsBulkUserless"}},
            {{"id": "cm", "azureADDeviceId": "aad3", "userId": "u3",
                "managementAgent": "configurationManagerClientMdm",
                "configurationManagerClientEnabledFeatures": {{"modernApps": false,
                    "deviceConfiguration": true, "compliancePolicy": false,
                    "windowsUpdateForBusiness": false, "resourceAccess": false}}}},
            {{"id": "phone", "azureADDeviceId": null, "userId": "u1", "operatingSystem": "iOS"}},
            {{"id": "own", "azureADDeviceId": null, "userId": "u1", "operatingSystem": "AndroidForWork",
                "manufacturer": "Samsung"}}
        ],
        "deviceManagement/assignmentFilters": [
            {{"id": "f-ms", "displayName": "Microsoft", "platform": "windows10AndLater",
                "rule": "(device.manufacturer -eq \"Microsoft\")"}},
            {{"id": "f-dell", "displayName": "Dell", "platform": "windows10AndLater",
                "rule": "(device.manufacturer -eq \"Dell\")"}},
            {{"id": "f-sam", "displayName": "Samsung", "platform": "androidForWork",
                "rule": "(device.manufacturer -eq \"Samsung\")"}},
            {{"id": "f-name", "displayName": "Name", "platform": "windows10AndLater",
                "rule": "(device.deviceName -eq \"x\")"}},
            {{"id": "f-wrong", "displayName": "Wrong", "platform": "windows10AndLater",
                "rule": "(device.model -match \"x\")"}}
        ],
        "groups": [
            {{"id": "gu", "members": ["u1"]}}, {{"id": "gd", "members": ["obj1", "obj2", "obj3"]}},
            {{"id": "gd1", "members": ["obj1"]}}, {{"id": "gu2", "members": ["u2", "u3"]}},
            {{"id": "rule", "groupTypes": ["DynamicMembership"]}}
        ],
        "{path}": [{policies}]
    }}"#
    );
    Tenant::new(&text)
}

pub(crate) fn policy(id: &str, said: &str, assignments: &str, more: &str) -> String {
    format!(
        r##"{{"id": "{id}", "@odata.type": "#microsoft.graph.{said}", "assignments": {assignments}{more}}}"##
    )
}

/// Assignments in short, with a filter on some: `+gu:include:f-ms`; an intent before: `required=+gu`.
pub(crate) fn assigned(short: &str) -> String {
    let one = |word: &str| {
        let (intent, rest) = word.split_once('=').unwrap_or(("", word));
        let mut parts = rest.split(':');
        let target = assignments(parts.next().unwrap_or_default());
        let target = target
            .trim_start_matches('[')
            .trim_end_matches(']')
            .to_owned();
        let (mode, filter) = (parts.next(), parts.next());
        let target = match (mode, filter) {
            (Some(mode), Some(filter)) => target.replacen(
                r#""groupId""#,
                &format!(
                    r#""deviceAndAppManagementAssignmentFilterId": "{filter}",
                    "deviceAndAppManagementAssignmentFilterType": "{mode}", "groupId""#
                ),
                1,
            ),
            _ => target,
        };
        if intent.is_empty() {
            target
        } else {
            target.replacen(
                r#"{"target""#,
                &format!(r#"{{"intent": "{intent}", "target""#),
                1,
            )
        }
    };
    let all: Vec<String> = short.split_whitespace().map(one).collect();
    format!("[{}]", all.join(","))
}

const WINDOWS: &str = "windows10GeneralConfiguration";

fn check(path: &str, said: &str, short: &str, object: &str, expected: &str) {
    let loaded = tenant(path, &policy("p", said, &assigned(short), ""));
    assert_eq!(
        loaded.reach("p", object),
        expected,
        "{path} {said} {short} {object}"
    );
}

fn plain(short: &str, object: &str, expected: &str) {
    check(PLAIN, WINDOWS, short, object, expected);
}

#[test]
fn i10_filters_include_and_exclude() {
    plain("+gd:include:f-ms", "md1", "yes");
    plain("+gd:include:f-ms", "obj1", "yes");
    plain("+gd:include:f-dell", "md1", "no");
    plain("+gd:exclude:f-ms", "md1", "no");
    plain("+gd:exclude:f-dell", "md1", "yes");
    plain("+gu:include:f-ms", "md1", "yes");
    plain("+gd:include:f-dell", "obj1", "no");
}

#[test]
fn i10_a_user_is_reached_where_a_device_is() {
    plain("+gu:include:f-ms", "u1", "yes");
    plain("+gu2:include:f-ms", "u2", "no");
    plain("+gu:include:f-ms +gu", "u1", "yes");
    plain("+gu:exclude:f-ms", "u1", "no");
    plain("+gu:exclude:f-dell", "u1", "yes");
    plain("users:include:f-dell", "u2", "no");
}

#[test]
fn i11_exclude_beats_none_and_none_beats_include() {
    plain("+gd:include:f-dell +gd1:exclude:f-ms +gu", "md1", "no");
    plain("+gd:include:f-dell +gd1", "md1", "yes");
    plain("+gd:include:f-dell +gd1:exclude:f-dell", "md1", "yes");
    plain("+gd:include:f-ms +gd1:exclude:f-ms", "md1", "no");
}

#[test]
fn i12_one_match_is_enough() {
    plain("+gd:include:f-dell +gd1:include:f-ms", "md1", "yes");
    plain("+gd:exclude:f-dell +gd1:exclude:f-ms", "md1", "no");
}

#[test]
fn i13_a_filter_that_says_nothing() {
    plain("+gd:include:f-none", "md1", "unknown filter_unknown");
    plain("+gd:include:f-wrong", "md1", "unknown filter_unknown");
    plain("+gd:include:f-sam", "md1", "unknown filter_unknown");
    plain("+gd:include:f-wrong", "u1", "no");
    plain("+gd:include:f-none +gd1:exclude:f-ms", "md1", "no");
    plain("+gd:include:f-none +gd1", "md1", "yes");
}

#[test]
fn i14_kinds_that_support_no_filter() {
    let path = "deviceManagement/windowsFeatureUpdateProfiles";
    let said = "windowsFeatureUpdateProfile";
    check(
        path,
        said,
        "+gd1:include:f-ms",
        "md1",
        "unknown filter_unsupported_workload",
    );
    check(path, said, "+gd1", "md1", "yes");
}

#[test]
fn i14_filters_of_what_is_available_are_ignored_on_personal_android() {
    let check = |short, expected| check(APPS, "androidManagedStoreApp", short, "own", expected);
    check("available=+gu:include:f-none", "yes");
    check("available=+gu:include:f-sam", "yes");
    check("available=+gu:exclude:f-sam", "yes");
    check("required=+gu:exclude:f-sam", "no");
}

#[test]
fn i15_the_platform() {
    plain("+gu", "phone", "no");
    plain("devices", "phone", "no");
    plain("+gu", "md1", "yes");
    let untyped = format!(r#"{{"id": "p", "assignments": {}}}"#, assigned("+gu"));
    assert_eq!(
        tenant(PLAIN, &untyped).reach("p", "md1"),
        "unknown property_not_collected"
    );
    assert_eq!(tenant(PLAIN, &untyped).reach("p", "u1"), "yes");
    for (platforms, object, expected) in [
        ("windows10", "md1", "yes"),
        ("windows10,iOS", "phone", "yes"),
        ("macOS", "phone", "no"),
        ("future", "md1", "unknown property_not_collected"),
    ] {
        let more = format!(r#", "platforms": "{platforms}""#);
        let text = policy(
            "p",
            "deviceManagementConfigurationPolicy",
            &assigned("+gu"),
            &more,
        );
        assert_eq!(
            tenant(CATALOGUE, &text).reach("p", object),
            expected,
            "{platforms}"
        );
    }
}

#[test]
fn i16_scripts_on_devices_that_are_registered() {
    let path = "deviceManagement/deviceManagementScripts";
    let check =
        |short, object, expected| check(path, "deviceManagementScript", short, object, expected);
    check("+gu", "u1", "yes");
    check("+gu", "md1", "yes");
    check("+gu2", "md2", "no");
    check("+gd", "md1", "yes");
    check("+gd", "md2", "unknown undocumented");
}

#[test]
fn i17_the_workloads_of_a_co_managed_device() {
    plain("+gu2", "cm", "yes");
    check(
        "deviceManagement/deviceCompliancePolicies",
        "windows10CompliancePolicy",
        "+gu2",
        "cm",
        "no",
    );
    check(
        PLAIN,
        "windowsUpdateForBusinessConfiguration",
        "+gu2",
        "cm",
        "no",
    );
    check(APPS, "win32LobApp", "required=+gu2", "cm", "no");
    check(
        "deviceManagement/deviceManagementScripts",
        "deviceManagementScript",
        "+gu2",
        "cm",
        "yes",
    );
    check(
        PLAIN,
        "windows10EndpointProtectionConfiguration",
        "+gu2",
        "cm",
        "yes",
    );
}

#[test]
fn i18_the_oldest_profile_of_a_group_wins() {
    let said = "azureADWindowsAutopilotDeploymentProfile";
    let at = |year| format!(r#", "createdDateTime": "{year}-01-01T00:00:00Z""#);
    let all = [
        policy("new", said, &assigned("+gd"), &at(2025)),
        policy("old", said, &assigned("+gd1"), &at(2023)),
        policy("all", said, &assigned("devices"), &at(2020)),
    ];
    let loaded = tenant(AUTOPILOT, &all.join(","));
    assert_eq!(loaded.reach("old", "obj1"), "yes");
    assert_eq!(loaded.reach("new", "obj1"), "no");
    assert_eq!(loaded.reach("new", "obj2"), "yes");
    assert_eq!(loaded.reach("all", "obj1"), "no");
    assert_eq!(loaded.reach("old", "u1"), "no");
    let alone = tenant(
        AUTOPILOT,
        &policy("all", said, &assigned("devices"), &at(2020)),
    );
    assert_eq!(alone.reach("all", "obj1"), "yes");
    assert_eq!(alone.reach("all", "obj2"), "no");
    let excluding = policy("all", said, &assigned("devices -gu2"), &at(2020));
    let excluding = tenant(AUTOPILOT, &excluding);
    assert_eq!(
        excluding.reach("all", "obj1"),
        "unknown mixed_exclusion_unsupported"
    );
}

#[test]
fn i19_protection_is_for_users() {
    let path = "deviceAppManagement/iosManagedAppProtections";
    let check =
        |short, object, expected| check(path, "iosManagedAppProtection", short, object, expected);
    check("+gu", "u1", "yes");
    check("+gu", "phone", "yes");
    check("+gd1", "md1", "no");
    check("devices", "phone", "no");
}

#[test]
fn i20_what_is_available_is_for_users() {
    check(APPS, "windowsMobileMSI", "available=+gd", "md1", "no");
    check(APPS, "win32LobApp", "available=+gd", "md1", "yes");
    check(APPS, "windowsMobileMSI", "available=+gu", "md1", "yes");
    check(APPS, "windowsMobileMSI", "required=+gd", "md1", "yes");
}

#[test]
fn i21_intents_that_meet() {
    let check = |short, expected| check(APPS, "win32LobApp", short, "md1", expected);
    check("required=+gu uninstall=+gd1", "yes");
    check(
        "availableWithoutEnrollment=+gu uninstall=+gu",
        "unknown undocumented",
    );
    check("later=+gu", "unknown target_kind_unsupported");
}

#[test]
fn i22_the_filters_of_the_winners_decide() {
    let check = |short, expected| check(APPS, "win32LobApp", short, "md1", expected);
    check("required=+gd1:include:f-dell uninstall=+gd1", "no");
    check(
        "required=+gd1:include:f-ms uninstall=+gd1:include:f-dell",
        "yes",
    );
    check("required=+gd1:include:f-dell available=+gu", "yes");
}

#[test]
fn i26_an_exclusion_belongs_to_an_intent() {
    let check = |short, expected| check(APPS, "win32LobApp", short, "u1", expected);
    check("required=+gu required=-gu", "no");
    check("required=+gu available=-gu", "yes");
}

#[test]
fn i23_the_first_restriction_by_priority() {
    let said = "deviceEnrollmentLimitConfiguration";
    let of = |priority: u8| format!(r#", "priority": {priority}"#);
    let all = [
        policy("p5", said, &assigned("+gu +gu2"), &of(5)),
        policy("p2", said, &assigned("+gu"), &of(2)),
        policy("default", said, "[]", &of(0)),
    ];
    let loaded = tenant(ENROLMENT, &all.join(","));
    assert_eq!(loaded.reach("p2", "u1"), "yes");
    assert_eq!(loaded.reach("p5", "u1"), "no");
    assert_eq!(loaded.reach("p5", "u2"), "yes");
    assert_eq!(loaded.reach("default", "u1"), "no");
    assert_eq!(loaded.reach("p2", "md1"), "yes");
    // No user drove the enrolment of this one.
    assert_eq!(loaded.reach("p5", "md2"), "no");
    assert_eq!(loaded.reach("default", "md2"), "yes");
    let unsaid = tenant(ENROLMENT, &policy("p", said, &assigned("+gu"), ""));
    assert_eq!(unsaid.reach("p", "u2"), "unknown property_not_collected");
}

#[test]
fn f13_little_is_seen_while_a_device_enrols() {
    let said = "deviceEnrollmentLimitConfiguration";
    let reach = |filter: &str| {
        let first = policy("p", said, &assigned(filter), r#", "priority": 1"#);
        let default = policy("default", said, "[]", r#", "priority": 0"#);
        let loaded = tenant(ENROLMENT, &[first, default].join(","));
        loaded.reach("p", "md1")
    };
    assert_eq!(reach("+gu:include:f-ms"), "yes");
    assert_eq!(reach("+gu:include:f-name"), "unknown filter_unknown");
}

#[test]
fn i24_the_status_page_for_the_device_comes_first() {
    let said = "windows10EnrollmentCompletionPageConfiguration";
    let of = |priority: u8| format!(r#", "priority": {priority}"#);
    let all = [
        policy("user", said, &assigned("+gu"), &of(1)),
        policy("device", said, &assigned("+gd1"), &of(3)),
        policy("default", said, "[]", &of(0)),
    ];
    let loaded = tenant(ENROLMENT, &all.join(","));
    assert_eq!(loaded.reach("device", "md1"), "yes");
    assert_eq!(loaded.reach("user", "md1"), "no");
    assert_eq!(loaded.reach("user", "u1"), "yes");
    assert_eq!(loaded.reach("default", "md1"), "no");
    assert_eq!(loaded.reach("default", "md2"), "yes");
}

#[test]
fn i27_updates_do_not_work_on_registered_devices() {
    let path = "deviceManagement/windowsFeatureUpdateProfiles";
    check(path, "windowsFeatureUpdateProfile", "+gd", "md1", "yes");
    check(path, "windowsFeatureUpdateProfile", "+gd", "md2", "no");
}

#[test]
fn g10_a_dynamic_group_without_stored_members() {
    plain("+rule", "u1", "unknown not_evaluated: G10");
    plain("+rule +gu", "u1", "yes");
}
