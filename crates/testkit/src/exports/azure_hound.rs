//! One file with objects of each kind, ids in capitals, and what it is at its end.

use tenet_snapshot::Layout;

use super::{Export, Group, Model, Style, entities};
use crate::Json;

/// Users, devices, groups, and the members of each group.
pub(super) fn write(model: &Model) -> Export {
    let mut export = Export::new(Layout::AzureHound);
    export.holds("users", model.users.len());
    export.holds("devices", model.devices.len());
    export.holds("groups", model.groups.len());
    let users = model
        .users
        .iter()
        .map(|it| item("AZUser", entities::user(it)));
    let devices = model
        .devices
        .iter()
        .map(|it| item("AZDevice", entities::named(it)));
    let groups = model
        .groups
        .iter()
        .map(|it| item("AZGroup", entities::group(it)));
    let members = model
        .groups
        .iter()
        .map(|it| item("AZGroupMember", members(it)));
    let tenant = Json::object([("tenantId", Json::text(model.id.to_ascii_uppercase()))]);
    let tenant = std::iter::once(item("AZTenant", tenant));
    let items: Vec<Json> = users
        .chain(devices)
        .chain(groups)
        .chain(members)
        .chain(tenant)
        .collect();
    let meta = Json::object([
        ("type", Json::text("azure")),
        ("version", Json::number(5)),
        ("count", Json::number(items.len())),
    ]);
    let all = Json::object([("data", Json::List(items)), ("meta", meta)]);
    export.add("azurehound.json", &all, Style::SEVEN);
    export
}

fn item(kind: &str, data: Json) -> Json {
    Json::object([("kind", Json::text(kind)), ("data", data)])
}

fn members(group: &Group) -> Json {
    let id = group.own.id.to_ascii_uppercase();
    let member = |member: Json| Json::object([("groupId", Json::text(&id)), ("member", member)]);
    let members: Vec<Json> = entities::members(group).into_iter().map(member).collect();
    // Go writes a list that was never filled as null.
    let members = if members.is_empty() {
        Json::null()
    } else {
        Json::List(members)
    };
    Json::object([("groupId", Json::text(&id)), ("members", members)])
}
