//! The directory's log and the sign-ins, newest first.

use crate::json::Json;

use super::{DAY, Export, Kind, SERVICE_GROUPS, SERVICE_NAMES, before, id, principal_name};

/// The logs, which cover sixty days.
pub(super) const COMPLETE: [&str; 2] = ["auditLogs/directoryAudits", "auditLogs/signIns"];

/// What is done in a directory, the frequent several times.
const ACTIVITIES: [&str; 12] = [
    "Update user",
    "Update user",
    "Update user",
    "Add member to group",
    "Add member to group",
    "Remove member from group",
    "Reset user password",
    "Change user license",
    "Update device",
    "Update group",
    "Add user",
    "Update service principal",
];

pub(super) fn write(export: &mut Export) {
    let count = export.size.events;
    let events: Vec<Json> = (0..count).map(|n| event(export, n)).collect();
    export.answer("auditLogs/directoryAudits", events);
    let entries: Vec<Json> = (0..count / 2).map(|n| sign_in(export, n)).collect();
    export.answer("auditLogs/signIns", entries);
}

fn at(n: usize, of: usize) -> String {
    before(n * (60 * DAY) / of.max(1))
}

fn event(export: &mut Export, n: usize) -> Json {
    let size = export.size;
    let random = &mut export.random;
    let activity = random.word(&ACTIVITIES);
    let by_service = random.percent(5);
    let target = match activity {
        "Add member to group" | "Remove member from group" | "Update group" => {
            // One in a thousand is about a group of the service.
            let most = if random.below(1000) == 0 {
                SERVICE_GROUPS.len()
            } else {
                size.groups()
            };
            id(Kind::Group, random.below(most.max(1)))
        }
        "Update device" => id(Kind::Device, random.below(size.devices)),
        "Update service principal" => id(Kind::Application, random.below(300)),
        _ if random.below(2000) == 0 => id(Kind::User, random.below(SERVICE_NAMES.len())),
        _ => id(Kind::User, random.below(size.users)),
    };
    let person = random.below(size.users);
    let change = Json::object([
        ("displayName", Json::text("Included Updated Properties")),
        ("oldValue", Json::null()),
        ("newValue", Json::text("\"Department\"")),
    ]);
    let target = Json::object([
        ("id", Json::text(target)),
        ("displayName", Json::null()),
        ("type", Json::text("Other")),
        ("modifiedProperties", Json::List(vec![change])),
    ]);
    Json::object([
        ("id", Json::text(id(Kind::Event, n))),
        ("category", Json::text("Other")),
        ("correlationId", Json::text(id(Kind::Event, n))),
        ("result", Json::text("success")),
        ("activityDisplayName", Json::text(activity)),
        ("activityDateTime", Json::text(at(n, size.events))),
        (
            "initiatedBy",
            if by_service {
                service()
            } else {
                somebody(person)
            },
        ),
        ("targetResources", Json::List(vec![target])),
    ])
}

fn somebody(person: usize) -> Json {
    let user = Json::object([
        ("id", Json::text(id(Kind::User, person))),
        ("userPrincipalName", Json::text(principal_name(person))),
        ("ipAddress", Json::text("198.51.100.7")),
    ]);
    Json::object([("user", user), ("app", Json::null())])
}

fn service() -> Json {
    let app = Json::object([
        ("servicePrincipalId", Json::text(id(Kind::Application, 0))),
        ("appId", Json::null()),
        ("displayName", Json::text("Modern Workplace Management")),
    ]);
    Json::object([("user", Json::null()), ("app", app)])
}

fn sign_in(export: &mut Export, n: usize) -> Json {
    let size = export.size;
    let random = &mut export.random;
    let person = match random.below(200) {
        0 => random.below(SERVICE_NAMES.len()),
        _ => random.below(size.users),
    };
    let failed = random.percent(8);
    let device = random.below(size.devices);
    let device = if person < SERVICE_NAMES.len() {
        String::new()
    } else {
        id(Kind::Machine, device)
    };
    Json::object([
        ("id", Json::text(id(Kind::SignIn, n))),
        ("createdDateTime", Json::text(at(n, size.events / 2))),
        ("userId", Json::text(id(Kind::User, person))),
        ("userPrincipalName", Json::text(principal_name(person))),
        ("ipAddress", Json::text(format!("203.0.113.{}", n % 250))),
        ("isInteractive", Json::truth(!n.is_multiple_of(3))),
        (
            "status",
            Json::object([("errorCode", Json::number(usize::from(failed) * 50_126))]),
        ),
        (
            "deviceDetail",
            Json::object([("deviceId", Json::text(device))]),
        ),
        ("riskLevelDuringSignIn", Json::text("none")),
    ])
}
