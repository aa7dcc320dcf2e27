//! Policies of Intune and of Conditional Access, and the service's inventory.

use crate::json::Json;

use super::directory::ROLE;
use super::{Plan, RINGS, SERVICE_GROUP, Tenant, id};

/// Collections of Intune policies besides the one with the update rings.
const OTHERS: [&str; 18] = [
    "deviceManagement/configurationPolicies",
    "deviceManagement/deviceCompliancePolicies",
    "deviceManagement/groupPolicyConfigurations",
    "deviceManagement/intents",
    "deviceManagement/deviceManagementScripts",
    "deviceManagement/deviceEnrollmentConfigurations",
    "deviceManagement/windowsAutopilotDeploymentProfiles",
    "deviceAppManagement/mobileApps",
    "deviceAppManagement/targetedManagedAppConfigurations",
    "deviceManagement/assignmentFilters",
    "deviceManagement/windowsFeatureUpdateProfiles",
    "deviceManagement/windowsQualityUpdateProfiles",
    "deviceManagement/windowsQualityUpdatePolicies",
    "deviceManagement/windowsDriverUpdateProfiles",
    "deviceManagement/deviceHealthScripts",
    "deviceAppManagement/managedAppPolicies",
    "deviceAppManagement/mobileAppConfigurations",
    "deviceAppManagement/policySets",
];

const FILTER: &str = "deviceAndAppManagementAssignmentFilterId";
const FILTER_KIND: &str = "deviceAndAppManagementAssignmentFilterType";

pub(super) fn write(plan: &mut Plan, tenant: &mut Tenant) {
    let mut configurations: Vec<Json> = Vec::new();
    for (n, ring) in RINGS.into_iter().enumerate() {
        if !plan.random.percent(plan.faults / 2) {
            configurations.push(update_ring(plan, n, ring));
        }
    }
    for n in 0..plan.random.below(3) {
        let kinds = ["windows10VpnConfiguration", "windowsWifiConfiguration"];
        let kind = format!("#microsoft.graph.{}", plan.random.word(&kinds));
        configurations.push(policy(plan, id(7, n), Some(&kind)));
    }
    tenant.answer("deviceManagement/deviceConfigurations", configurations);
    for (at, path) in OTHERS.into_iter().enumerate() {
        let count = if at < 2 {
            plan.random.below(3)
        } else {
            usize::from(plan.random.percent(8))
        };
        let count = if path.ends_with("assignmentFilters") {
            0
        } else {
            count
        };
        let items = (0..count)
            .map(|n| policy(plan, id(16 + at, n), None))
            .collect();
        tenant.answer(path, items);
    }
    let access = (0..plan.random.below(5))
        .map(|n| access_policy(plan, n))
        .collect();
    tenant.answer("identity/conditionalAccess/policies", access);
    let file = "registers/baseline/mmd_inventory.json".to_owned();
    tenant.files.insert(file, Json::List(inventory(plan)));
}

fn update_ring(plan: &mut Plan, n: usize, ring: &str) -> Json {
    let name = plan.spelt(&format!("Modern Workplace Update Policy-{ring}"));
    let own = plan.ring_group(&format!("devices {ring}"));
    let own = own.or_else(|| plan.ring_group(&format!("devices-{ring}")));
    let own = own.or_else(|| plan.ring_group(&format!("[{ring}]")));
    let own = own.or_else(|| plan.ring_group(&format!("- {ring}")));
    let mut assignments: Vec<Json> = Vec::new();
    if let Some(group) = own.filter(|_| !plan.fault()) {
        assignments.push(assignment(plan, "groupAssignmentTarget", Some(&group)));
    }
    if plan.fault() {
        let kind = plan
            .random
            .word(&["exclusionGroupAssignmentTarget", "groupAssignmentTarget"]);
        let group = plan.any_group();
        assignments.push(assignment(plan, kind, Some(&group)));
    }
    Json::object([
        (
            "@odata.type",
            Json::text("#microsoft.graph.windowsUpdateForBusinessConfiguration"),
        ),
        ("id", Json::text(id(6, n))),
        ("displayName", Json::text(name)),
        ("qualityUpdatesDeferralPeriodInDays", Json::number(n * 2)),
        ("featureUpdatesDeferralPeriodInDays", Json::number(n * 3)),
        (
            "deadlineForQualityUpdatesInDays",
            if n == 1 {
                Json::null()
            } else {
                Json::number(n)
            },
        ),
        ("qualityUpdatesPaused", Json::truth(n == 3)),
        ("lastModifiedDateTime", Json::text("2026-10-31T17:06:59Z")),
        ("assignments", Json::List(assignments)),
    ])
}

fn policy(plan: &mut Plan, key: String, kind: Option<&str>) -> Json {
    let service = plan.random.percent(20);
    let words = if service {
        "Modern Workplace - "
    } else {
        "Contoso "
    };
    let number = plan.random.below(100);
    let name = format!("{words}Policy {number}");
    let mut pairs: Vec<(&str, Json)> = Vec::new();
    pairs.extend(kind.map(|kind| ("@odata.type", Json::text(kind))));
    let count = plan.random.below(3);
    let assignments = (0..count).map(|_| some_assignment(plan)).collect();
    let types = [
        "default",
        "singlePlatformRestriction",
        "windows10EnrollmentCompletionPageConfiguration",
    ];
    pairs.extend([
        ("id", Json::text(key)),
        ("displayName", Json::text(name.as_str())),
        ("name", Json::text(name.as_str())),
        ("description", Json::null()),
        ("platforms", Json::text("windows10")),
        ("isAssigned", Json::truth(count > 0)),
        ("priority", Json::number(plan.random.below(3))),
        ("lastModifiedDateTime", Json::text("2026-09-01T00:00:00Z")),
        (
            "deviceEnrollmentConfigurationType",
            Json::text(plan.random.word(&types)),
        ),
        ("assignments", Json::List(assignments)),
    ]);
    Json::Object(
        pairs
            .into_iter()
            .map(|(key, value)| (key.to_owned(), value))
            .collect(),
    )
}

fn some_assignment(plan: &mut Plan) -> Json {
    let group = if plan.fault() {
        plan.any_group()
    } else {
        harmless(plan)
    };
    match plan.random.below(if plan.faults == 0 { 4 } else { 8 }) {
        0..4 => assignment(plan, "groupAssignmentTarget", Some(&group)),
        4 => assignment(plan, "allLicensedUsersAssignmentTarget", None),
        5 => assignment(plan, "allDevicesAssignmentTarget", None),
        6 => assignment(plan, "configurationManagerCollectionAssignmentTarget", None),
        _ => assignment(plan, "exclusionGroupAssignmentTarget", Some(&group)),
    }
}

/// A group that was not meant for the service's accounts.
fn harmless(plan: &mut Plan) -> String {
    let last = plan.groups.last().map(|(id, _)| id.clone());
    last.unwrap_or_default()
}

fn assignment(plan: &mut Plan, kind: &str, group: Option<&str>) -> Json {
    let mut target = vec![(
        "@odata.type",
        Json::text(format!("#microsoft.graph.{kind}")),
    )];
    target.extend(group.map(|group| ("groupId", Json::text(group))));
    let filtered = plan.random.percent(plan.faults / 4);
    let filter = if filtered {
        id(8, 0)
    } else {
        "00000000-0000-0000-0000-000000000000".into()
    };
    target.push((FILTER, Json::text(filter)));
    target.push((
        FILTER_KIND,
        Json::text(if filtered { "include" } else { "none" }),
    ));
    let target = target
        .into_iter()
        .map(|(key, value)| (key.to_owned(), value));
    Json::object([
        ("intent", Json::text("apply")),
        ("source", Json::text("direct")),
        ("target", Json::Object(target.collect())),
    ])
}

fn access_policy(plan: &mut Plan, n: usize) -> Json {
    let state = plan.random.word(&[
        "enabled",
        "enabled",
        "disabled",
        "enabledForReportingButNotEnforced",
    ]);
    let applications = Json::object([
        (
            "includeApplications",
            Json::texts(&[plan.random.word(&["All", "Office365", "None"])]),
        ),
        ("includeUserActions", Json::List(Vec::new())),
    ]);
    let applications = if plan.random.percent(10) {
        Json::null()
    } else {
        applications
    };
    let conditions = Json::object([
        ("users", access_users(plan)),
        ("applications", applications),
        ("clientApplications", Json::null()),
    ]);
    Json::object([
        ("id", Json::text(id(10, n))),
        ("displayName", Json::text(format!("CA00{n} - Require MFA"))),
        ("state", Json::text(state)),
        ("modifiedDateTime", Json::null()),
        ("conditions", conditions),
        ("grantControls", Json::null()),
    ])
}

fn access_users(plan: &mut Plan) -> Json {
    let (users, chance) = (plan.users.clone(), 4 + plan.faults / 2);
    let everybody = plan
        .random
        .word(&["All", "None", "GuestsOrExternalUsers", "All"]);
    let mut include = vec![everybody.to_owned()];
    if everybody != "All" {
        include.extend(plan.random.some(&users, chance));
    }
    let service = plan.group(SERVICE_GROUP).filter(|_| !plan.fault());
    let groups: Vec<String> = (0..plan.random.below(2))
        .map(|_| plan.any_group())
        .collect();
    let excluded: Vec<String> = service.into_iter().collect();
    let roles = plan.random.some(&[ROLE], 20);
    let guests = match plan.random.below(6) {
        0 => Json::object([(
            "guestOrExternalUserTypes",
            Json::text("internalGuest,b2bCollaborationGuest"),
        )]),
        _ => Json::null(),
    };
    Json::object([
        ("includeUsers", Json::texts(&include)),
        (
            "excludeUsers",
            Json::texts(&plan.random.some(&users, chance)),
        ),
        ("includeGroups", Json::texts(&groups)),
        ("excludeGroups", Json::texts(&excluded)),
        ("includeRoles", Json::texts(&roles)),
        ("excludeRoles", Json::texts(&plan.random.some(&[ROLE], 5))),
        ("includeGuestsOrExternalUsers", guests),
        ("excludeGuestsOrExternalUsers", Json::null()),
    ])
}

fn inventory(plan: &mut Plan) -> Vec<Json> {
    let own = (0..RINGS.len()).map(|n| id(6, n));
    let listed: Vec<String> = own.chain([id(7, 0), id(10, 1)]).collect();
    let listed = plan.random.some(&listed, 85);
    let entries = listed.into_iter().map(|id| {
        let owner = plan
            .random
            .word(&["microsoft", "microsoft", "microsoft", "customer"]);
        Json::object([
            ("id", Json::text(id)),
            ("displayName", Json::text("Modern Workplace")),
            ("owner", Json::text(owner)),
        ])
    });
    entries.collect()
}
