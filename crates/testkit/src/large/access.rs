//! Conditional Access: a third of the policies is for all users, and most leave
//! the service's accounts out.

use crate::json::Json;

use super::{Export, Kind, SERVICE_GROUPS, id};

/// How many policies there are.
const POLICIES: usize = 75;

pub(super) fn write(export: &mut Export) {
    let policies: Vec<Json> = (0..POLICIES).map(|n| policy(export, n)).collect();
    export.answer("identity/conditionalAccess/policies", policies);
}

fn policy(export: &mut Export, n: usize) -> Json {
    let state = if n % 7 == 6 { "disabled" } else { "enabled" };
    let applications = Json::object([
        ("includeApplications", Json::texts(&["All"])),
        ("excludeApplications", nothing()),
        ("includeUserActions", nothing()),
    ]);
    let conditions = Json::object([
        ("clientAppTypes", Json::texts(&["all"])),
        ("applications", applications),
        ("users", users(export, n)),
        ("clientApplications", Json::null()),
        ("locations", Json::null()),
    ]);
    Json::object([
        ("id", Json::text(id(Kind::Policy, n))),
        ("displayName", Json::text(format!("CA{n:03}: policy"))),
        ("state", Json::text(state)),
        ("conditions", conditions),
        ("grantControls", grant(n)),
        ("sessionControls", Json::null()),
    ])
}

fn users(export: &mut Export, n: usize) -> Json {
    let (included, mut excluded) = (groups(export, 4), groups(export, 3));
    if n % 10 != 9 {
        excluded.push(id(Kind::Group, 0));
    }
    let people = if n.is_multiple_of(3) {
        "All".to_owned()
    } else {
        id(Kind::User, 40 + n)
    };
    Json::object([
        ("includeUsers", Json::texts(&[people])),
        ("excludeUsers", nothing()),
        ("includeGroups", Json::texts(&included)),
        ("excludeGroups", Json::texts(&excluded)),
        ("includeRoles", nothing()),
        ("excludeRoles", nothing()),
        ("includeGuestsOrExternalUsers", Json::null()),
        ("excludeGuestsOrExternalUsers", Json::null()),
    ])
}

/// Up to so many groups that are not the service's.
fn groups(export: &mut Export, most: usize) -> Vec<String> {
    let groups = export.size.groups();
    let count = export.random.below(most + 1);
    (0..count)
        .map(|_| export.random.below(groups))
        .map(|n| id(Kind::Group, SERVICE_GROUPS.len() + n))
        .collect()
}

fn grant(n: usize) -> Json {
    let control = if n.is_multiple_of(2) {
        "mfa"
    } else {
        "compliantDevice"
    };
    Json::object([
        ("operator", Json::text("OR")),
        ("builtInControls", Json::texts(&[control])),
        ("customAuthenticationFactors", nothing()),
        ("termsOfUse", nothing()),
        ("authenticationStrength", Json::null()),
    ])
}

fn nothing() -> Json {
    Json::List(Vec::new())
}
