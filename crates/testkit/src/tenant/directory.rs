//! Users, groups, devices, roles, the organization.

use crate::json::Json;

use super::{Plan, SERVICE_GROUP, Tenant, answer, id};

/// The service plan of Intune, and another.
const PLANS: [&str; 2] = [
    "c1ec4a95-1f05-45b3-a911-aa3fa01094f5",
    "57ff2da0-773e-42df-b2af-ffb7a2317929",
];

/// How the names of the service's accounts begin; the last is nobody's.
const PREFIXES: [&str; 4] = ["MsAdmin", "MsAdminInt", "MsTest", "MsAdministration"];

/// A role of the directory, by its template.
pub(super) const ROLE: &str = "3a2c62db-5318-420d-8d74-23affee5d9d5";

pub(super) fn write(plan: &mut Plan, tenant: &mut Tenant) {
    let users = (0..plan.users.len()).map(|n| user(plan, n)).collect();
    tenant.answer("users", users);
    let groups = plan.groups.clone();
    let groups = groups
        .iter()
        .map(|group| self::group(plan, tenant, group))
        .collect();
    tenant.answer("groups", groups);
    let devices = (0..plan.devices.len()).map(|n| device(plan, n)).collect();
    tenant.answer("devices", devices);
    let managed = (0..plan.devices.len()).map(|n| managed(plan, n)).collect();
    tenant.answer("deviceManagement/managedDevices", managed);
    tenant.answer("servicePrincipals", Vec::new());
    let roles = (0..plan.random.below(3)).map(|n| role(plan, n)).collect();
    tenant.answer("roleManagement/directory/roleAssignments", roles);
    tenant.answer("organization", vec![organization()]);
}

fn user(plan: &mut Plan, n: usize) -> Json {
    let service = n < plan.service;
    let name = match (service, PREFIXES.get(n)) {
        (true, Some(prefix)) => format!("{prefix}@contoso.onmicrosoft.com"),
        (false, _) if plan.random.percent(15) => format!("MsAdmin{n}@contoso.com"),
        (_, _) => format!("user{n}@contoso.com"),
    };
    let guest = !service && plan.random.percent(20);
    let status = plan
        .random
        .word(&["Enabled", "Enabled", "Enabled", "Suspended"]);
    let plans = plan.random.some(&PLANS, 70);
    let plans = plans.into_iter().map(|id| {
        Json::object([
            ("servicePlanId", Json::text(id)),
            ("service", Json::text("SCO")),
            ("capabilityStatus", Json::text(status)),
        ])
    });
    Json::object([
        ("id", Json::text(id(1, n))),
        ("userPrincipalName", Json::text(name)),
        (
            "userType",
            Json::text(if guest { "Guest" } else { "Member" }),
        ),
        ("creationType", Json::null()),
        ("accountEnabled", Json::truth(!plan.fault())),
        ("onPremisesSyncEnabled", Json::null()),
        ("assignedPlans", Json::List(plans.collect())),
        ("lastPasswordChangeDateTime", password_change(plan)),
    ])
}

fn password_change(plan: &mut Plan) -> Json {
    match plan.random.below(3) {
        0 => Json::null(),
        1 => Json::text("2026-11-02T08:00:00Z"),
        _ => Json::text("2026-03-01"),
    }
}

/// A group; its members stand in it or in an answer of their own.
fn group(plan: &mut Plan, tenant: &mut Tenant, (id, name): &(String, String)) -> Json {
    let members = members(plan, name);
    let ring = name.to_lowercase().contains("devices");
    let faulty = ring && plan.fault();
    let dynamic = faulty && plan.random.percent(50);
    let mut pairs = vec![
        ("id", Json::text(id.as_str())),
        ("displayName", Json::text(name.as_str())),
        (
            "groupTypes",
            Json::texts(if dynamic { &["DynamicMembership"] } else { &[] }),
        ),
        ("securityEnabled", Json::truth(!faulty || dynamic)),
        (
            "membershipRule",
            if dynamic {
                Json::text("device.x -eq 1")
            } else {
                Json::null()
            },
        ),
        ("membershipRuleProcessingState", Json::null()),
        ("onPremisesSyncEnabled", Json::null()),
        ("visibility", Json::null()),
        ("deletedDateTime", Json::null()),
    ];
    match plan.random.below(3) {
        0 => {
            let context = "directoryObjects";
            let file = format!("groups/{id}/members.json");
            tenant.files.insert(file, answer(context, members, None));
        }
        _ => pairs.push(("members", Json::List(members))),
    }
    Json::Object(
        pairs
            .into_iter()
            .map(|(key, value)| (key.to_owned(), value))
            .collect(),
    )
}

fn members(plan: &mut Plan, name: &str) -> Vec<Json> {
    let mut ids: Vec<(String, &str)> = Vec::new();
    let service = plan.users.get(..plan.service).unwrap_or_default().to_vec();
    let (users, devices, groups) = (
        plan.users.clone(),
        plan.devices.clone(),
        plan.groups.clone(),
    );
    let service_group = name == SERVICE_GROUP;
    if service_group {
        ids.extend(
            service
                .into_iter()
                .filter(|_| !plan.fault())
                .map(|id| (id, "user")),
        );
    } else if name == "Exclusions" {
        ids.extend(plan.group(SERVICE_GROUP).map(|id| (id, "group")));
    }
    let chance = if service_group { 0 } else { 15 };
    ids.extend(
        plan.random
            .some(&users, chance)
            .into_iter()
            .map(|id| (id, "user")),
    );
    ids.extend(
        plan.random
            .some(&devices, chance * 2)
            .into_iter()
            .map(|id| (id, "device")),
    );
    let nested: Vec<String> = groups.into_iter().map(|(id, _)| id).collect();
    ids.extend(
        plan.random
            .some(&nested, chance / 2)
            .into_iter()
            .map(|id| (id, "group")),
    );
    if plan.random.percent(plan.faults / 4) {
        ids.push((id(1, 98), "user"));
    }
    ids.into_iter()
        .map(|(id, kind)| member(&id, kind))
        .collect()
}

fn member(id: &str, kind: &str) -> Json {
    Json::object([
        (
            "@odata.type",
            Json::text(format!("#microsoft.graph.{kind}")),
        ),
        ("id", Json::text(id)),
    ])
}

fn device(plan: &mut Plan, n: usize) -> Json {
    Json::object([
        ("id", Json::text(id(2, n))),
        ("deviceId", Json::text(id(4, n))),
        ("displayName", Json::text(format!("PC-{n}"))),
        ("accountEnabled", Json::truth(!plan.fault())),
        ("operatingSystem", Json::text("Windows")),
        ("trustType", Json::text("AzureAd")),
        ("physicalIds", Json::List(Vec::new())),
    ])
}

fn managed(plan: &mut Plan, n: usize) -> Json {
    let zero = "00000000-0000-0000-0000-000000000000".to_owned();
    let joined = if plan.random.percent(15) {
        zero
    } else {
        id(4, n)
    };
    let owner = plan.users.clone();
    let owner = plan.random.pick(&owner).filter(|_| n != 1);
    Json::object([
        ("id", Json::text(id(5, n))),
        ("deviceName", Json::text(format!("PC-{n}"))),
        ("azureADDeviceId", Json::text(joined)),
        (
            "userId",
            owner.map_or_else(Json::null, |id| Json::text(id.as_str())),
        ),
        ("operatingSystem", Json::text("Windows")),
        ("managementAgent", Json::text("mdm")),
        ("serialNumber", Json::null()),
        ("enrolledDateTime", Json::text("2026-05-01T00:00:00Z")),
    ])
}

fn role(plan: &mut Plan, n: usize) -> Json {
    let users = plan.users.clone();
    let holder = if plan.random.percent(25) {
        plan.any_group()
    } else {
        plan.random.pick(&users).cloned().unwrap_or_default()
    };
    let scope = plan.random.word(&["/", "/", "/administrativeUnits/7"]);
    Json::object([
        ("id", Json::text(format!("role-{n}"))),
        ("principalId", Json::text(holder)),
        ("roleDefinitionId", Json::text(ROLE)),
        ("directoryScopeId", Json::text(scope)),
    ])
}

fn organization() -> Json {
    let domain = |name: &str, initial: bool| {
        Json::object([
            ("name", Json::text(name)),
            ("isInitial", Json::truth(initial)),
        ])
    };
    let domains = vec![
        domain("contoso.com", false),
        domain("contoso.onmicrosoft.com", true),
    ];
    Json::object([
        ("id", Json::text(id(9, 0))),
        ("displayName", Json::text("Contoso")),
        ("verifiedDomains", Json::List(domains)),
    ])
}
