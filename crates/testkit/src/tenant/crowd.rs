//! What makes objects meet: few names, numbers and times for all of them, and
//! references that lead to the same few.
//!
//! A look-up is only put to the test where it finds something, and where some
//! of what it finds by is unknown, null, doubled or of another kind. So both
//! are common here, in the same tenant.

use crate::json::Json;
use crate::random::Random;

use super::{Plan, Tenant, id, noise};

/// Names: some are the same but for capitals or marks, some only nearly so.
const NAMES: [&str; 8] = [
    "alpha", "Alpha", "ALPHA", "beta", "BETA", "Al-pha", "straße", "STRASSE",
];

/// Times: two are one instant.
const TIMES: [&str; 5] = [
    "2026-11-20T10:30:00Z",
    "2026-11-20T11:30:00+01:00",
    "2026-11-20T10:00:00Z",
    "2026-10-23T08:00:00Z",
    "2026-11-22T08:00:00Z",
];

/// Fields whose values are names.
const NAMED: [&str; 12] = [
    "displayName",
    "deviceName",
    "userPrincipalName",
    "description",
    "userType",
    "trustType",
    "serialNumber",
    "membershipRule",
    "correlationId",
    "activityDisplayName",
    "operatingSystem",
    "service",
];

/// Fields whose values are small numbers.
const COUNTED: [&str; 4] = [
    "qualityUpdatesDeferralPeriodInDays",
    "featureUpdatesDeferralPeriodInDays",
    "deadlineForQualityUpdatesInDays",
    "priority",
];

/// Fields whose values are times.
const TIMED: [&str; 3] = [
    "lastPasswordChangeDateTime",
    "activityDateTime",
    "enrolledDateTime",
];

/// Fields whose values are lists of names.
const LISTED: [&str; 2] = ["groupTypes", "physicalIds"];

/// How often, of a hundred times, something is unknown or open: mostly seldom,
/// so that it does not hide what is known.
const NOISE: [usize; 5] = [0, 0, 2, 5, 15];

/// Fields that may be null.
const NULLABLE: [&str; 7] = [
    "userType",
    "trustType",
    "serialNumber",
    "membershipRule",
    "correlationId",
    "lastPasswordChangeDateTime",
    "userId",
];

/// Makes the objects of a tenant meet.
pub(super) fn crowd(plan: &mut Plan, tenant: &mut Tenant) {
    plan.faults = plan.random.pick(&NOISE).copied().unwrap_or(0);
    let paths: Vec<String> = tenant.files.keys().cloned().collect();
    for path in paths.iter().filter(|path| !path.starts_with("tenet-")) {
        if let Some(file) = tenant.files.get_mut(path) {
            meet(plan, file);
        }
        if plan.fault() {
            noise::leave_open(tenant, path);
        }
        if plan.fault() {
            noise::copy(&mut plan.random, tenant, path);
        }
    }
}

/// Gives the fields at any depth values that others have too.
fn meet(plan: &mut Plan, json: &mut Json) {
    match json {
        Json::Word(_) | Json::Text(_) => {}
        Json::List(items) => items.iter_mut().for_each(|item| meet(plan, item)),
        Json::Object(pairs) => {
            let mut kept = Vec::new();
            for (key, mut value) in std::mem::take(pairs) {
                meet(plan, &mut value);
                let value = met(plan, &key, value);
                kept.extend(value.map(|value| (key, value)));
            }
            *pairs = kept;
        }
    }
}

/// What a field holds; none if it was not exported.
fn met(plan: &mut Plan, key: &str, value: Json) -> Option<Json> {
    let known = if NAMED.contains(&key) {
        name(&mut plan.random, value)
    } else if COUNTED.contains(&key) {
        count(&mut plan.random)
    } else if TIMED.contains(&key) {
        Json::text(plan.random.word(&TIMES))
    } else if LISTED.contains(&key) {
        Json::texts(&plan.random.some(&NAMES, 25))
    } else if let Some(reference) = reference(plan, key, &value) {
        reference
    } else if key == "members" {
        return (!plan.fault()).then(|| members(plan, value));
    } else {
        return Some(value);
    };
    if plan.fault() {
        return None;
    }
    if plan.fault() {
        return Some(Json::List(vec![known]));
    }
    let nullable = NULLABLE.contains(&key) && plan.random.percent(15);
    Some(if nullable { Json::null() } else { known })
}

/// Rules of the pack that ships go by names: some are kept.
fn name(random: &mut Random, value: Json) -> Json {
    if random.percent(25) {
        return value;
    }
    Json::text(random.word(&NAMES))
}

fn count(random: &mut Random) -> Json {
    let number = random.below(3);
    if random.percent(20) {
        return Json::Word(format!("{number}.0"));
    }
    Json::number(number)
}

/// A reference to one of the first few objects, now and then to none, and
/// sometimes in capitals.
fn reference(plan: &mut Plan, key: &str, value: &Json) -> Option<Json> {
    let (kind, count) = match (key, value) {
        ("userId", _) => (1, plan.users.len()),
        ("azureADDeviceId" | "deviceId", _) => (4, plan.devices.len()),
        ("groupId", _) => (3, plan.groups.len()),
        (_, _) => return None,
    };
    let target = id(kind, plan.random.below(count.min(3) + 1));
    let capitals = plan.random.percent(20);
    Some(Json::text(if capitals {
        target.to_uppercase()
    } else {
        target
    }))
}

/// Members besides those that the group has.
fn members(plan: &mut Plan, value: Json) -> Json {
    let Json::List(mut items) = value else {
        return value;
    };
    for (kind, word, count) in [(1, "user", plan.users.len()), (2, "device", 3)] {
        if plan.random.percent(50) {
            let member = id(kind, plan.random.below(count)).to_uppercase();
            let word = Json::text(format!("#microsoft.graph.{word}"));
            items.push(Json::object([
                ("@odata.type", word),
                ("id", Json::text(member)),
            ]));
        }
    }
    Json::List(items)
}
