//! Twelve Conditional Access policies and the named locations.

use super::directory::INTUNE_ADMINISTRATOR;
use super::groups::group_id;
use super::groups::organisation::PHOENIX;
use super::groups::service::{BREAK_GLASS_ACCOUNTS, EXCLUSIONS, SERVICE_ACCOUNTS};
use super::json::Json;
use super::people::{BREAK_GLASS, MS_ADMIN, MS_ADMIN_INT, MS_TEST, SOC_RO, WDGSOC, user_id};
use super::seed::{below, days_before, guid};
use super::writer::Export;

/// The service's own policy, with an en dash in its name.
pub(crate) const SECURE_WORKSTATION: &str = "Modern Workplace – Secure Workstation";

const ON: &str = "enabled";
const OFF: &str = "disabled";
const REPORT: &str = "enabledForReportingButNotEnforced";
const ALL: Users = Users {
    include: &["All"],
    exclude: &[],
    include_groups: &[],
    exclude_groups: &[],
    roles: &[],
};

/// A policy, before it is written.
struct Policy {
    name: &'static str,
    state: &'static str,
    users: Users,
    applications: &'static [&'static str],
    control: &'static str,
}

/// Whom a policy is for: user names or Graph's words, names of groups, role templates.
struct Users {
    include: &'static [&'static str],
    exclude: &'static [&'static str],
    include_groups: &'static [&'static str],
    exclude_groups: &'static [&'static str],
    roles: &'static [&'static str],
}

/// The policies that reach at least one service account, or may.
const REACHING: [Policy; 5] = [
    Policy {
        name: "CA001 - Require MFA for all users",
        state: ON,
        users: Users {
            exclude: &[BREAK_GLASS],
            ..ALL
        },
        applications: &["All"],
        control: "mfa",
    },
    Policy {
        name: "CA002 - Block legacy authentication to Office 365",
        state: ON,
        users: Users {
            exclude_groups: &[EXCLUSIONS],
            ..ALL
        },
        applications: &["Office365"],
        control: "block",
    },
    Policy {
        name: "CA003 - Require compliant device for Intune administrators",
        state: ON,
        users: Users {
            include: &[],
            roles: &[INTUNE_ADMINISTRATOR],
            ..ALL
        },
        applications: &["MicrosoftAdminPortals"],
        control: "compliantDevice",
    },
    Policy {
        name: "CA004 - Require compliant device for all users (trial)",
        state: REPORT,
        users: Users {
            exclude_groups: &[SERVICE_ACCOUNTS],
            ..ALL
        },
        applications: &["All"],
        control: "compliantDevice",
    },
    Policy {
        name: "CA005 - Require MFA for Azure management",
        state: ON,
        users: Users {
            exclude_groups: &[SERVICE_ACCOUNTS, BREAK_GLASS_ACCOUNTS],
            ..ALL
        },
        applications: &["797f4846-ba00-4fd7-ba43-dac1f8f63013"],
        control: "mfa",
    },
];

/// The near misses: the same shapes, and no service account is reached.
const HARMLESS: [Policy; 7] = [
    Policy {
        name: "CA006 - Block countries without business",
        state: ON,
        users: Users {
            exclude: &[MS_TEST],
            exclude_groups: &[SERVICE_ACCOUNTS],
            ..ALL
        },
        applications: &["All"],
        control: "block",
    },
    Policy {
        name: "CA007 - Require terms of use",
        state: ON,
        users: Users {
            exclude: &[MS_ADMIN, MS_ADMIN_INT, SOC_RO, WDGSOC, MS_TEST],
            ..ALL
        },
        applications: &["Office365"],
        control: "mfa",
    },
    Policy {
        name: "CA008 - Require MFA for all users (2023)",
        state: OFF,
        users: ALL,
        applications: &["All"],
        control: "mfa",
    },
    Policy {
        name: "CA009 - Block unknown platforms (being written)",
        state: ON,
        users: Users {
            include: &["None"],
            ..ALL
        },
        applications: &["All"],
        control: "block",
    },
    Policy {
        name: "CA010 - Require MFA for guests",
        state: ON,
        users: Users {
            include: &["GuestsOrExternalUsers"],
            ..ALL
        },
        applications: &["All"],
        control: "mfa",
    },
    Policy {
        name: "CA011 - Require MFA for Project Phoenix",
        state: ON,
        users: Users {
            include: &[],
            include_groups: &[PHOENIX],
            exclude_groups: &[BREAK_GLASS_ACCOUNTS],
            ..ALL
        },
        applications: &["Office365"],
        control: "mfa",
    },
    Policy {
        name: SECURE_WORKSTATION,
        state: ON,
        users: Users {
            include: &[MS_ADMIN_INT],
            ..ALL
        },
        applications: &["All"],
        control: "block",
    },
];

/// The id of a policy, by its name.
pub(crate) fn policy_id(name: &str) -> String {
    guid("conditional access policy", name)
}

pub(crate) fn write(export: &mut Export) {
    let policies = REACHING.iter().chain(&HARMLESS).map(render).collect();
    export.collection("identity/conditionalAccess/policies", policies);
    export.collection(
        "identity/conditionalAccess/namedLocations",
        named_locations(),
    );
}

fn render(policy: &Policy) -> Json {
    let age = 20 + below(policy.name, 400);
    object! {
        "id": policy_id(policy.name),
        "displayName": policy.name,
        "createdDateTime": days_before(age + 30, policy.name),
        "modifiedDateTime": days_before(age, policy.name),
        "state": policy.state,
        "conditions": object! {
            "clientAppTypes": [if policy.name.contains("legacy") { "other" } else { "all" }],
            "applications": object! {
                "includeApplications": policy.applications.to_vec(),
                "excludeApplications": Vec::<Json>::new(),
                "includeUserActions": Vec::<Json>::new(),
            },
            "users": users(&policy.users),
            "clientApplications": Json::Null,
            "locations": policy.name.contains("countries").then(|| object! {
                "includeLocations": [location_id("Countries without business")],
                "excludeLocations": Vec::<Json>::new(),
            }),
        },
        "grantControls": object! {
            "operator": "OR",
            "builtInControls": [policy.control],
            "customAuthenticationFactors": Vec::<Json>::new(),
            "termsOfUse": Vec::<Json>::new(),
            "authenticationStrength": Json::Null,
        },
        "sessionControls": Json::Null,
    }
}

fn users(users: &Users) -> Json {
    let people = |names: &[&str]| names.iter().map(|name| person(name)).collect::<Vec<_>>();
    let groups = |names: &[&str]| names.iter().map(|name| group_id(name)).collect::<Vec<_>>();
    object! {
        "includeUsers": people(users.include),
        "excludeUsers": people(users.exclude),
        "includeGroups": groups(users.include_groups),
        "excludeGroups": groups(users.exclude_groups),
        "includeRoles": users.roles.to_vec(),
        "excludeRoles": Vec::<Json>::new(),
        "includeGuestsOrExternalUsers": Json::Null,
        "excludeGuestsOrExternalUsers": Json::Null,
    }
}

/// A name with a domain is a user; anything else is one of Graph's words.
fn person(name: &str) -> String {
    if name.contains('@') {
        user_id(name)
    } else {
        name.to_owned()
    }
}

fn location_id(name: &str) -> String {
    guid("named location", name)
}

fn named_locations() -> Vec<Json> {
    let network = |name: &str, range: &str| {
        object! {
            "@odata.type": "#microsoft.graph.ipNamedLocation",
            "id": location_id(name),
            "displayName": name,
            "createdDateTime": days_before(700, name),
            "modifiedDateTime": days_before(90, name),
            "isTrusted": true,
            "ipRanges": [object! {
                "@odata.type": "#microsoft.graph.iPv4CidrRange",
                "cidrAddress": range,
            }],
        }
    };
    let countries = "Countries without business";
    vec![
        network("Contoso Berlin", "203.0.113.0/25"),
        network("Contoso Vienna", "198.51.100.0/26"),
        object! {
            "@odata.type": "#microsoft.graph.countryNamedLocation",
            "id": location_id(countries),
            "displayName": countries,
            "createdDateTime": days_before(650, countries),
            "modifiedDateTime": days_before(41, countries),
            "isTrusted": Json::Null,
            "countriesAndRegions": ["AQ", "BV"],
            "includeUnknownCountriesAndRegions": false,
        },
    ]
}
