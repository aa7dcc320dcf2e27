//! Events of the directory: group changes, password rotations, policy edits.

use crate::demo::conditional_access::policy_id;
use crate::demo::directory::principal_id;
use crate::demo::groups::group_id;
use crate::demo::groups::organisation::{ENGINEERING, KIOSKS};
use crate::demo::groups::service::{DEVICES_ALL, PRE_RELEASE, RING_FAST};
use crate::demo::json::Json;
use crate::demo::people::{Employee, MS_ADMIN, MS_ADMIN_INT, SOC_RO, employees, user_id};
use crate::demo::seed::{below, days_before, digits, guid, token};

const N_EVENTS: usize = 60;
const SERVICE: &str = "Modern Workplace Management";
const DYNAMIC_GROUPS: &str = "Microsoft Approval Management";

/// What was done, before it is written.
struct Event {
    category: &'static str,
    activity: &'static str,
    initiator: Json,
    target: Json,
    changed: Vec<Json>,
}

pub(super) fn events() -> Vec<(String, Json)> {
    let staff = employees();
    let people = |index: usize| staff.iter().cycle().nth(index * 17 + 3);
    let admin = |index: usize| {
        staff
            .iter()
            .filter(|who| who.department == "IT")
            .cycle()
            .nth(index)
    };
    (0..N_EVENTS)
        .filter_map(|index| Some(render(index, &event(index, people(index)?, admin(index)?))))
        .collect()
}

/// The kinds take turns, so that every week has a few of each.
fn event(index: usize, person: &Employee, admin: &Employee) -> Event {
    let device = some_device(index);
    match index % 10 {
        0 => joined(by_app(DYNAMIC_GROUPS), DEVICES_ALL, device),
        1 => joined(by_app(SERVICE), RING_FAST, device),
        2 => left(by_app(SERVICE), RING_FAST, device),
        3 => joined(by_user(admin), ENGINEERING, of_user(&person.upn)),
        4 => password(index),
        5 => user_update(admin, person),
        6 => security_info(person),
        7 => joined(by_user(admin), PRE_RELEASE, device),
        8 => policy_update(index, admin),
        _ => left(by_user(admin), KIOSKS, device),
    }
}

fn joined(initiator: Json, group: &str, member: Json) -> Event {
    let added = |name: &str, value: &str| changed(name, None, Some(format!("\"{value}\"")));
    Event {
        category: "GroupManagement",
        activity: "Add member to group",
        initiator,
        target: member,
        changed: vec![
            added("Group.ObjectID", &group_id(group)),
            added("Group.DisplayName", group),
        ],
    }
}

fn left(initiator: Json, group: &str, member: Json) -> Event {
    let removed = |name: &str, value: &str| changed(name, Some(format!("\"{value}\"")), None);
    Event {
        category: "GroupManagement",
        activity: "Remove member from group",
        initiator,
        target: member,
        changed: vec![
            removed("Group.ObjectID", &group_id(group)),
            removed("Group.DisplayName", group),
        ],
    }
}

/// The service rotates the passwords of its accounts.
fn password(index: usize) -> Event {
    let accounts = [MS_ADMIN, MS_ADMIN_INT, SOC_RO];
    let account = accounts.iter().cycle().nth(index / 10).unwrap_or(&MS_ADMIN);
    Event {
        category: "UserManagement",
        activity: "Reset user password",
        initiator: by_app(SERVICE),
        target: of_user(account),
        changed: vec![],
    }
}

fn user_update(admin: &Employee, person: &Employee) -> Event {
    Event {
        category: "UserManagement",
        activity: "Update user",
        initiator: by_user(admin),
        target: of_user(&person.upn),
        changed: vec![changed(
            "Department",
            Some("[]".to_owned()),
            Some(format!("[\"{}\"]", person.department)),
        )],
    }
}

fn security_info(person: &Employee) -> Event {
    Event {
        category: "UserManagement",
        activity: "User registered security info",
        initiator: by_user(person),
        target: of_user(&person.upn),
        changed: vec![],
    }
}

fn policy_update(index: usize, admin: &Employee) -> Event {
    let names = [
        "CA001 - Require MFA for all users",
        "CA004 - Require compliant device for all users (trial)",
        "CA010 - Require MFA for guests",
    ];
    let name = names.iter().cycle().nth(index / 10).unwrap_or(&"");
    Event {
        category: "Policy",
        activity: "Update conditional access policy",
        initiator: by_user(admin),
        target: target("Policy", &policy_id(name), None),
        changed: vec![changed(
            "ConditionalAccessPolicy",
            Some(format!(
                "{{\"displayName\":\"{name}\",\"state\":\"disabled\"}}"
            )),
            Some(format!(
                "{{\"displayName\":\"{name}\",\"state\":\"enabled\"}}"
            )),
        )],
    }
}

fn by_user(who: &Employee) -> Json {
    let user = object! {
        "id": user_id(&who.upn),
        "displayName": Json::Null,
        "userPrincipalName": who.upn.as_str(),
        "ipAddress": format!("203.0.113.{}", 1 + below(&who.upn, 120)),
    };
    object! { "user": user, "app": Json::Null }
}

fn by_app(name: &str) -> Json {
    let app = object! {
        "appId": Json::Null,
        "displayName": name,
        "servicePrincipalId": principal_id(name),
        "servicePrincipalName": Json::Null,
    };
    object! { "user": Json::Null, "app": app }
}

fn some_device(index: usize) -> Json {
    let number = below(&format!("member/{index}"), 120);
    target("Device", &guid("device", &number.to_string()), None)
}

fn of_user(upn: &str) -> Json {
    target("User", &user_id(upn), Some(upn))
}

fn target(kind: &str, id: &str, upn: Option<&str>) -> Json {
    object! {
        "id": id,
        "displayName": Json::Null,
        "type": kind,
        "userPrincipalName": upn,
    }
}

fn changed(name: &str, old: Option<String>, new: Option<String>) -> Json {
    object! { "displayName": name, "oldValue": old, "newValue": new }
}

/// Every second event shares a day with its neighbour: sixty in thirty days.
fn render(index: usize, event: &Event) -> (String, Json) {
    let label = format!("directory audit/{index}");
    let days = 1 + i64::try_from(index / 2).unwrap_or(0) * 29 / 30;
    let correlation = guid("correlation", &label);
    let time = days_before(days, &label);
    let body = object! {
        "id": format!("Directory_{correlation}_{}_{}", token(&label, 5), digits(&label, 8)),
        "category": event.category,
        "correlationId": correlation,
        "result": if index == 33 { "failure" } else { "success" },
        "resultReason": "",
        "activityDisplayName": event.activity,
        "activityDateTime": time.as_str(),
        "loggedByService": if event.category == "Policy" { "Conditional Access" } else { "Core Directory" },
        "operationType": operation(event.activity),
        "initiatedBy": event.initiator.clone(),
        "targetResources": [event.target.clone().with(object! {
            "modifiedProperties": event.changed.clone(),
        })],
        "additionalDetails": Vec::<Json>::new(),
    };
    (time, body)
}

fn operation(activity: &str) -> &'static str {
    if activity.starts_with("Add") {
        "Assign"
    } else if activity.starts_with("Remove") {
        "Unassign"
    } else {
        "Update"
    }
}
