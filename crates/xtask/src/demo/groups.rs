//! The forty groups: how they nest, and where their members are written.

pub(crate) mod organisation;
pub(crate) mod service;

use super::devices::Device;
use super::json::Json;
use super::people::{Employee, user_id};
use super::seed::{below, days_before, guid};
use super::writer::Export;

/// A group, before it is written.
#[derive(Debug)]
pub(crate) struct Group {
    name: &'static str,
    description: &'static str,
    kind: Kind,
    members: Members,
}

/// How a group gets its members.
#[derive(Clone, Copy, Debug)]
enum Kind {
    Assigned,
    Dynamic(&'static str),
    RoleAssignable,
}

/// Where the export holds the members of a group.
#[derive(Debug)]
enum Members {
    /// In the group itself, as `$expand=members` answers: fewer than 20, or cut off.
    Expanded(Vec<Member>),
    /// In an answer of their own.
    Answered(Vec<Member>),
    /// Nowhere: not exported.
    Missing,
}

/// One member, as an answer names it.
#[derive(Clone, Debug)]
struct Member {
    kind: &'static str,
    id: String,
    name: String,
}

/// The id of the group with that name.
pub(crate) fn group_id(name: &str) -> String {
    guid("group", name)
}

/// All groups, in the order of the export.
pub(crate) fn groups() -> Vec<Group> {
    let mut all = service::groups();
    all.extend(organisation::groups());
    all.sort_by_key(|group| group_id(group.name));
    all
}

/// The names of the groups that belong to the service.
pub(crate) fn service_group_names() -> Vec<&'static str> {
    service::groups()
        .iter()
        .map(|group| group.name)
        .filter(|name| !service::MADE_BY_OTHERS.contains(name))
        .collect()
}

/// Writes the groups, and the answers that hold the members of some.
pub(crate) fn write(export: &mut Export) {
    let all = groups();
    let items = all.iter().map(render).collect();
    export.answer("groups/groups", "groups", items);
    for group in &all {
        if let Members::Answered(members) = &group.members {
            write_members(export, group, members);
        }
    }
}

fn write_members(export: &mut Export, group: &Group, members: &[Member]) {
    let items: Vec<Json> = members.iter().map(named).collect();
    let file = format!("groups/{}/members", group_id(group.name));
    if items.len() > 100 {
        export.pages(&file, "directoryObjects", &items);
    } else {
        export.answer(&file, "directoryObjects", items);
    }
}

fn render(group: &Group) -> Json {
    let (types, rule) = match group.kind {
        Kind::Assigned | Kind::RoleAssignable => (vec![], None),
        Kind::Dynamic(rule) => (vec!["DynamicMembership"], Some(rule)),
    };
    let written = object! {
        "id": group_id(group.name),
        "displayName": group.name,
        "description": group.description,
        "createdDateTime": days_before(300 + below(group.name, 600), group.name),
        "groupTypes": types,
        "isAssignableToRole": matches!(group.kind, Kind::RoleAssignable).then_some(true),
        "mailEnabled": false,
        "securityEnabled": true,
        "membershipRule": rule,
        "membershipRuleProcessingState": rule.map(|_| "On"),
        "onPremisesSyncEnabled": Json::Null,
    };
    match &group.members {
        Members::Expanded(members) => {
            let refs: Vec<Json> = members.iter().map(reference).collect();
            written.with(object! { "members": refs })
        }
        Members::Answered(_) | Members::Missing => written,
    }
}

fn reference(member: &Member) -> Json {
    object! { "@odata.type": member.kind, "id": member.id.as_str() }
}

fn named(member: &Member) -> Json {
    reference(member).with(object! { "displayName": member.name.as_str() })
}

fn user(upn: &str, name: &str) -> Member {
    Member {
        kind: "#microsoft.graph.user",
        id: user_id(upn),
        name: name.to_owned(),
    }
}

fn staff(who: &Employee) -> Member {
    user(&who.upn, &who.name)
}

fn device(device: &Device) -> Member {
    Member {
        kind: "#microsoft.graph.device",
        id: device.id.clone(),
        name: device.name.clone(),
    }
}

fn nested(name: &str) -> Member {
    Member {
        kind: "#microsoft.graph.group",
        id: group_id(name),
        name: name.to_owned(),
    }
}

fn assigned(name: &'static str, description: &'static str, members: Members) -> Group {
    Group {
        name,
        description,
        kind: Kind::Assigned,
        members,
    }
}
