//! Users, devices, groups and applications.

use crate::json::Json;

use super::{DAY, Export, Kind, SERVICE_GROUPS, SERVICE_NAMES, before, id, named, principal_name};

/// How many applications there are besides the service's.
const APPLICATIONS: usize = 300;

pub(super) fn write(export: &mut Export) {
    let domain = |name: &str, first: bool| {
        Json::object([
            ("name", Json::text(name)),
            ("isInitial", Json::truth(first)),
            ("isDefault", Json::truth(!first)),
            ("type", Json::text("Managed")),
        ])
    };
    let domains = vec![
        domain("contoso.onmicrosoft.com", true),
        domain("contoso.com", false),
    ];
    let organization = Json::object([
        ("id", Json::text("9746cca0-af79-4fb2-9b10-84f0b0eec0d3")),
        ("displayName", Json::text("Contoso")),
        ("verifiedDomains", Json::List(domains)),
    ]);
    export.answer("organization", [organization]);
    let users: Vec<usize> = (0..export.size.users).collect();
    export.answer("users", users.into_iter().map(user));
    export.answer("devices", (0..export.size.devices).map(device));
    groups(export);
    export.answer("servicePrincipals", (0..APPLICATIONS + 2).map(application));
    let defaults = Json::object([("id", Json::text("d")), ("isEnabled", Json::truth(false))]);
    export.answer(
        "policies/identitySecurityDefaultsEnforcementPolicy",
        [defaults],
    );
}

fn user(n: usize) -> Json {
    let plan = Json::object([
        (
            "servicePlanId",
            Json::text("c1ec4a95-1f05-45b3-a911-aa3fa01094f5"),
        ),
        ("service", Json::text("SCO")),
        ("capabilityStatus", Json::text("Enabled")),
    ]);
    let state = Json::object([("perUserMfaState", Json::text("disabled"))]);
    Json::object([
        ("id", Json::text(id(Kind::User, n))),
        ("userPrincipalName", Json::text(principal_name(n))),
        ("displayName", Json::text(format!("Person {n}"))),
        ("mail", Json::text(principal_name(n))),
        ("userType", Json::text("Member")),
        ("creationType", Json::null()),
        ("accountEnabled", Json::truth(n % 33 != 32)),
        ("createdDateTime", Json::text(before((100 + n % 900) * DAY))),
        (
            "lastPasswordChangeDateTime",
            Json::text(before((n % 200) * DAY)),
        ),
        ("onPremisesSyncEnabled", Json::null()),
        ("assignedPlans", Json::List(vec![plan])),
        ("authentication", Json::object([("requirements", state)])),
    ])
}

fn device(n: usize) -> Json {
    Json::object([
        ("id", Json::text(id(Kind::Device, n))),
        ("deviceId", Json::text(id(Kind::Machine, n))),
        ("displayName", Json::text(format!("CON-{n:07}"))),
        ("trustType", Json::text("AzureAd")),
        ("accountEnabled", Json::truth(n % 50 != 49)),
        ("operatingSystem", Json::text("Windows")),
        ("operatingSystemVersion", Json::text("10.0.22631.4460")),
        (
            "physicalIds",
            Json::texts(&[format!("[OrderID]:{}", n % 9)]),
        ),
        ("isCompliant", Json::truth(true)),
        ("isManaged", Json::truth(true)),
        ("createdDateTime", Json::text(before((3 + n % 700) * DAY))),
        (
            "registrationDateTime",
            Json::text(before((2 + n % 700) * DAY)),
        ),
    ])
}

/// The ring of a device, as the place of its group.
pub(super) fn ring(n: usize) -> usize {
    match n {
        n if n.is_multiple_of(100) => 2,
        n if n.is_multiple_of(20) => 3,
        n if n.is_multiple_of(4) => 4,
        _ => 5,
    }
}

fn groups(export: &mut Export) {
    let names = SERVICE_GROUPS.iter().map(|name| (*name).to_owned());
    let others = (0..export.size.groups()).map(|n| format!("Team {n}"));
    let groups: Vec<Json> = names.chain(others).enumerate().map(group).collect();
    export.answer("groups", groups);
    let accounts = 0..SERVICE_NAMES.len();
    export.members(0, accounts.map(|n| named("user", id(Kind::User, n))));
    let devices = 0..export.size.devices;
    let of = |n: usize| named("device", id(Kind::Device, n));
    export.members(1, devices.clone().map(of));
    for place in 2..SERVICE_GROUPS.len() {
        // One device in a thousand is in two rings, one in none.
        let here = devices.clone().filter(|n| match n % 997 {
            0 => place < 4,
            1 => false,
            _ => ring(*n) == place,
        });
        export.members(place, here.map(of));
    }
    for n in 0..export.size.groups() {
        let members = members(export, n);
        export.members(SERVICE_GROUPS.len() + n, members);
    }
}

fn group((n, name): (usize, String)) -> Json {
    Json::object([
        ("id", Json::text(id(Kind::Group, n))),
        ("displayName", Json::text(name)),
        ("groupTypes", Json::List(Vec::new())),
        ("securityEnabled", Json::truth(true)),
        ("mailEnabled", Json::truth(false)),
        ("membershipRule", Json::null()),
        ("membershipRuleProcessingState", Json::null()),
        ("onPremisesSyncEnabled", Json::null()),
        ("visibility", Json::null()),
    ])
}

/// A few users and devices, now and then another group; the first groups nest in a ring.
fn members(export: &mut Export, n: usize) -> Vec<Json> {
    let size = export.size;
    let random = &mut export.random;
    let mut members: Vec<Json> = (0..random.between(3, 14))
        .map(|_| match random.below(2) {
            0 => named("user", id(Kind::User, random.below(size.users))),
            _ => named("device", id(Kind::Device, random.below(size.devices))),
        })
        .collect();
    let nested = match n {
        0..3 => Some((n + 1) % 3),
        _ if random.percent(20) => Some(random.below(n)),
        _ => None,
    };
    members.extend(nested.map(|n| named("group", id(Kind::Group, SERVICE_GROUPS.len() + n))));
    members
}

fn application(n: usize) -> Json {
    let service = [
        "Modern Workplace Management",
        "Modern Workplace Customer APIs",
    ];
    let name = service.get(n).map(|name| (*name).to_owned());
    Json::object([
        ("id", Json::text(id(Kind::Application, n))),
        ("appId", Json::text(id(Kind::Application, 10_000 + n))),
        (
            "displayName",
            Json::text(name.unwrap_or_else(|| format!("Application {n}"))),
        ),
        (
            "appOwnerOrganizationId",
            Json::text("f8cdef31-a31e-4b4a-93e4-5f571e91255a"),
        ),
        ("servicePrincipalType", Json::text("Application")),
        ("accountEnabled", Json::truth(true)),
        ("passwordCredentials", Json::List(Vec::new())),
        ("keyCredentials", Json::List(Vec::new())),
    ])
}
