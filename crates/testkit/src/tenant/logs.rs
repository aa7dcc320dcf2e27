//! A log of the directory, and the time that its export covers.

use crate::json::Json;

use super::{Plan, Tenant, id};

/// The Graph path of the log.
pub(super) const LOG: &str = "auditLogs/directoryAudits";

/// When events are: at the ends of common times, within them, and outside.
const TIMES: [&str; 7] = [
    "2026-06-01T00:00:00Z",
    "2026-10-23T07:59:59Z",
    "2026-10-23T08:00:00Z",
    "2026-11-01T00:00:00Z",
    "2026-11-20T10:00:00Z",
    "2026-11-20T10:30:00Z",
    "2026-11-22T08:00:00Z",
];

/// Where the windows of exports begin; the last covers no common time.
const STARTS: [&str; 3] = ["2026-10-01", "2026-11-15", "2026-11-22"];

pub(super) fn write(plan: &mut Plan, tenant: &mut Tenant) {
    let events = (0..plan.random.below(7)).map(|n| event(plan, n)).collect();
    tenant.answer(LOG, events);
}

/// What the manifest says of the log.
pub(super) fn entry(plan: &mut Plan) -> Json {
    if plan.random.percent(15) {
        return Json::object([]);
    }
    let from = if plan.random.percent(60) {
        "2026-06-01"
    } else {
        plan.random.word(&STARTS)
    };
    let to = if plan.random.percent(15) {
        "2026-11-21"
    } else {
        "2026-11-22T08:00:00Z"
    };
    let window = Json::object([("from", Json::text(from)), ("to", Json::text(to))]);
    Json::object([("window", window)])
}

fn event(plan: &mut Plan, n: usize) -> Json {
    let activity = plan
        .random
        .word(&["Reset user password", "Update user", "Add group"]);
    let result = plan.random.word(&["success", "Success", "failure"]);
    Json::object([
        ("id", Json::text(id(5, n))),
        ("activityDisplayName", Json::text(activity)),
        ("activityDateTime", Json::text(plan.random.word(&TIMES))),
        ("result", Json::text(result)),
        ("correlationId", Json::text(id(6, n / 2))),
        ("initiatedBy", initiator(plan)),
        ("targetResources", Json::List(targets(plan))),
    ])
}

/// A user, an application, or neither.
fn initiator(plan: &mut Plan) -> Json {
    let users = plan.users.clone();
    let user = match (plan.random.below(4), plan.random.pick(&users)) {
        (0, _) | (_, None) => Json::null(),
        (_, Some(key)) => Json::object([
            ("id", Json::text(key.clone())),
            ("userPrincipalName", Json::null()),
        ]),
    };
    let app = if plan.random.percent(80) {
        Json::null()
    } else {
        Json::object([("servicePrincipalId", Json::text(id(7, 1)))])
    };
    Json::object([("user", user), ("app", app)])
}

fn targets(plan: &mut Plan) -> Vec<Json> {
    let users = plan.users.clone();
    let targets = plan.random.some(&users, 40).into_iter().map(|key| {
        Json::object([
            ("id", Json::text(key)),
            ("type", Json::text("User")),
            ("modifiedProperties", Json::List(Vec::new())),
        ])
    });
    targets.collect()
}
